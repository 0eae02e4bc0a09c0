import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shownOutsideState } from '../../../shared/outsideStates.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft, sentOut as sentOutOf } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let shop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  shop = workshopOf(office)
  // 开料 12-13, 面漆 12-14, 包装 12-15
  await shop.keepProcesses(['开料', '面漆', '包装'])
})
afterEach(() => office.close())

const outside = () => office.as.merchandiser.outsourcing

/** 20 pieces cut, and 面漆 of them sent to the factory. */
const sentOut = (pieces?: number, wantedOn?: string) => sentOutOf(office, pieces, wantedOn)

describe('a slip', () => {
  test('is numbered WX, reckons its amount, and makes its process one that is done outside', async () => {
    const { slip, painting } = await sentOut(8)
    expect(slip).toMatchObject({
      number: 'WX261122-01',
      factory: '顺达电镀',
      state: 'out',
      edition: 1,
      totalFen: 2000,
      lines: [{ processName: '面漆', quantity: 8000, open: 8000, amountFen: 2000, lateDays: 0, state: 'out' }],
    })
    const { rows } = await office.as.workshop.operations.board({})
    expect(rows[0]!.steps.map(({ outside: is, at }) => [is, at?.factory, at?.out, at?.wantedOn])).toEqual([
      [false, undefined, undefined, undefined],
      [true, '顺达电镀', 8000, '2026-12-03'],
      [false, undefined, undefined, undefined],
    ])
    expect((await outside().sendableOf({ operationIds: [painting] }))[0]).toMatchObject({ out: 8000, available: 12000 })
    expect((await office.as.workshop.outsourcing.read({ id: slip.id })).lines[0]).toMatchObject({
      priceMicros: null,
      amountFen: null,
    })
  })

  test('is 未发 until it is marked as sent, and stays sent when it becomes its next edition', async () => {
    const { slip, painting } = await sentOut(8)
    const shown = async () => {
      const now = await outside().read({ id: slip.id })
      const { rows } = await outside().list({})
      return [shownOutsideState(now), ...rows.map(shownOutsideState)]
    }
    expect(await shown()).toEqual(['unsent', 'unsent'])
    await office.as.merchandiser.signBacks.markSent({ kind: 'outsourcing', documentId: slip.id, sentTo: '传真' })
    expect(await shown()).toEqual(['out', 'out'])
    const { factoryId, version } = await outside().read({ id: slip.id })
    const changed = slipDraft(factoryId, [{ operationId: painting, pieces: 9 }])
    await outside().save({ ...changed, id: slip.id, version })
    expect(await shown()).toEqual(['out', 'out'])
  })

  test('never sends more than the process before passed on, less what is done and outside', async () => {
    const { ids } = await shop.inWork()
    const factoryId = await addFactory(office)
    const draft = (pieces: number) => slipDraft(factoryId, [{ operationId: ids[1]!, pieces }])
    await expect(outside().save(draft(1))).rejects.toMatchObject({
      code: 'outsourcing.aboveRoom',
      field: 'lines.0.quantity',
    })
    await shop.report('2026-11-22', shop.row(ids[0]!, 12))
    await outside().save(draft(7))
    await expect(outside().save(draft(6))).rejects.toMatchObject({ code: 'outsourcing.aboveRoom' })
    await outside().save(draft(5))
    // the first process may go out up to its target
    await expect(outside().save(slipDraft(factoryId, [{ operationId: ids[0]!, pieces: 9 }]))).rejects.toMatchObject({
      message: /可发只有 8/,
    })
  })

  test('is no work of the daily report while it is out, and what passed on to it stays passed on', async () => {
    const { painting, slip, ids, noticeId } = await sentOut()
    const open = await office.as.workshop.operations.openForReport({ workshop: '', day: '2026-11-22' })
    expect(open.map(({ processName }) => processName)).not.toContain('面漆')
    await expect(shop.report('2026-11-22', shop.row(painting, 1))).rejects.toMatchObject({
      code: 'outsourcing.reportOutside',
      message: `这道工序在顺达电镀(${slip.number}),数量由回厂登记,不用填日报。`,
    })
    const { rows } = await office.as.workshop.operations.reports({ from: '2026-11-22', to: '2026-11-22' })
    await expect(
      office.as.workshop.operations.reverse({ reportId: rows[0]!.id, reason: '点错' }),
    ).rejects.toMatchObject({ code: 'outsourcing.passedBelowOut' })
    expect(ids).toHaveLength(3)
    await expect(
      office.as.merchandiser.production.void({ id: noticeId, version: 1, reason: '不做了' }),
    ).rejects.toMatchObject({ code: 'production.alreadyReported' })
  })

  test('is voided with a reason while nothing came back; the notice is held by it till then', async () => {
    const { ids, noticeId } = await shop.inWork()
    const factoryId = await addFactory(office)
    const slip = await outside().save(slipDraft(factoryId, [{ operationId: ids[0]!, pieces: 20 }]))
    const notice = await office.as.merchandiser.production.read({ id: noticeId })
    const voidIt = () =>
      office.as.merchandiser.production.void({ id: noticeId, version: notice.version, reason: '不做了' })
    await expect(voidIt()).rejects.toMatchObject({ code: 'outsourcing.noticeOutside' })
    const gone = await outside().void({ id: slip.id, version: slip.version, reason: '厂里没空' })
    expect(gone).toMatchObject({ state: 'void', voidReason: '厂里没空', lines: [{ state: 'void', open: 0 }] })
    await voidIt()
    await expect(outside().void({ id: slip.id, version: gone.version, reason: '再来' })).rejects.toMatchObject({
      code: 'outsourcing.isVoid',
    })
  })

  test('holds its line open until everything is back, and what it is out for is not taken back', async () => {
    const { ids, lineId } = await shop.inWork()
    const factoryId = await addFactory(office)
    await shop.report('2026-11-22', shop.row(ids[0]!, 20), shop.row(ids[1]!, 15, { bad: 5000, scrap: 5000 }))
    await outside().save(slipDraft(factoryId, [{ operationId: ids[0]!, pieces: 5 }]))
    const close = () =>
      office.as.merchandiser.materials.close({
        noticeLineId: lineId,
        good: 0,
        quantity: 20_000,
        reason: '客户急要',
        explanations: [],
      })
    await expect(close()).rejects.toMatchObject({ code: 'outsourcing.lineOutside' })
    const { rows } = await office.as.workshop.operations.reports({ from: '2026-11-22', to: '2026-11-22' })
    const scrapped = rows.find(({ bad }) => bad > 0)!
    await expect(
      office.as.workshop.operations.reverse({ reportId: scrapped.id, reason: '数错' }),
    ).rejects.toMatchObject({ code: 'outsourcing.wantedBelowOut' })
  })

  test('becomes its next edition once it was printed or sent, and keeps what came back', async () => {
    const { slip, factoryId, painting, lineId } = await sentOut(10)
    const draft = (pieces: number, version: number) =>
      slipDraft(factoryId, [{ operationId: painting, pieces }], { id: slip.id, version })
    const same = await outside().save(draft(12, slip.version))
    expect([same.edition, same.lines[0]!.id, same.lines[0]!.open]).toEqual([1, lineId, 12000])
    await outside().markPrinted({ id: slip.id })
    await office.as.merchandiser.signBacks.markSent({ kind: 'outsourcing', documentId: slip.id, sentTo: '微信' })
    const second = await outside().save(draft(15, same.version))
    expect([second.edition, second.printed]).toEqual([2, 0])
    const { rows } = await office.as.merchandiser.signBacks.list({ kind: 'outsourcing', documentId: slip.id })
    expect(rows.map(({ state }) => state)).toEqual(['cancelled'])
    const back = await outside().back({
      sure: true,
      id: slip.id,
      version: second.version,
      returnedOn: '2026-11-22',
      rows: [backRow(lineId, { good: 6 })],
    })
    await expect(outside().save(draft(5, back.version))).rejects.toMatchObject({ code: 'outsourcing.belowBack' })
    const other = await addFactory(office, { name: '另一家', shortName: '另一家' })
    await expect(outside().save({ ...draft(15, back.version), factoryId: other })).rejects.toMatchObject({
      code: 'outsourcing.keepsFactory',
      field: 'factoryId',
    })
    await expect(outside().save(draft(15, second.version))).rejects.toMatchObject({ code: 'app.stale' })
    expect((await outside().save(draft(6, back.version))).state).toBe('back')
  })

  test('shows no price on the copy for the warehouse, nor to who sees none, and never the customer', async () => {
    const { slip } = await sentOut()
    const paper = await outside().paper({ id: slip.id })
    expect(paper.copies).toEqual(['外协厂', '跟单', '仓库', '财务'])
    expect(paper.pages.map((page) => page.includes('50.00'))).toEqual([true, true, false, true])
    expect(paper.pages.some((page) => page.includes('永兴'))).toBe(false)
    const hidden = await office.as.warehouse.outsourcing.paper({ id: slip.id, copies: ['factory'] })
    expect(hidden.pages.join('').includes('50.00')).toBe(false)
  })
})

describe('what comes back', () => {
  test('comes in parts: good, rejects to be done again and scrap are the entries of the process', async () => {
    const { slip, lineId, noticeLineId } = await sentOut()
    const first = await office.as.warehouse.outsourcing.back({
      sure: true,
      id: slip.id,
      version: slip.version,
      returnedOn: '2026-11-22',
      rows: [backRow(lineId, { good: 9, bad: 3, rework: 2, scrap: 1 })],
    })
    expect(first).toMatchObject({ state: 'partly', lines: [{ open: 8000, good: 9000, bad: 3000, scrap: 1000 }] })
    expect((await shop.operationsOf(noticeLineId))[1]).toMatchObject({
      good: 9000,
      bad: 3000,
      rework: 2000,
      scrap: 1000,
    })
    const report = await office.db.selectFrom('dailyReports').selectAll().where('origin', '=', 'outsourcing').execute()
    expect(report).toMatchObject([{ good: 9000, originId: first.returns[0]!.id, workshop: '油漆车间' }])
    await expect(
      outside().back({
        sure: true,
        id: slip.id,
        version: first.version,
        returnedOn: '2026-11-22',
        rows: [backRow(lineId, { good: 9 })],
      }),
    ).rejects.toMatchObject({ code: 'outsourcing.aboveOpen', field: 'rows.0.good' })
    const last = await outside().back({
      sure: true,
      id: slip.id,
      version: first.version,
      returnedOn: '2026-11-22',
      rows: [backRow(lineId, { good: 6, undone: 2 })],
    })
    expect(last).toMatchObject({ state: 'back', lines: [{ open: 0, good: 15000, undone: 2000, backOn: '2026-11-22' }] })
    // 20 − 15 good − 1 scrap: what is to be done again and what came back as it went may go out anew
    expect((await outside().sendableOf({ operationIds: [slip.lines[0]!.operationId] }))[0]!.available).toBe(4000)
  })

  test('late asks for one of the seven causes; lost goods are scrap with their reason', async () => {
    const { slip, lineId, noticeLineId } = await sentOut(20, '2026-11-24')
    office.setDay('2026-11-26')
    const late = { id: slip.id, version: slip.version, returnedOn: '2026-11-26' }
    await expect(outside().back({ sure: true, ...late, rows: [backRow(lineId, { good: 18 })] })).rejects.toMatchObject({
      code: 'outsourcing.causeNeeded',
      field: 'rows.0.causeCode',
    })
    const part = await outside().back({ sure: true, ...late, rows: [backRow(lineId, { good: 18 }, 'earlier')] })
    const done = await office.as.warehouse.outsourcing.lose({
      id: slip.id,
      version: part.version,
      lineId,
      quantity: 2000,
      on: '2026-11-26',
      causeCode: 'machine',
      reason: '挂具掉进槽里',
    })
    expect(done).toMatchObject({
      state: 'back',
      lines: [{ open: 0, good: 18000, scrap: 2000, lateDays: 2 }],
      returns: [{ causeCode: 'earlier' }, { kind: 'lost', note: '挂具掉进槽里' }],
    })
    const chain = await shop.operationsOf(noticeLineId)
    expect(chain.map(({ quantity, good, scrap }) => [quantity, good, scrap])).toEqual([
      [22000, 20000, 0],
      [20000, 18000, 2000],
      [20000, 0, 0],
    ])
  })

  test('is corrected by a reversing entry, never where later work or another slip stands on it', async () => {
    const { slip, lineId, painting, ids, noticeLineId } = await sentOut()
    const back = await outside().back({
      sure: true,
      id: slip.id,
      version: slip.version,
      returnedOn: '2026-11-22',
      rows: [backRow(lineId, { good: 15, bad: 5, rework: 5 })],
    })
    await expect(
      office.as.workshop.operations.reverse({ reportId: (await painted(painting))!.id, reason: '点错' }),
    ).rejects.toMatchObject({ code: 'operations.reversalOutsourcing' })
    const again = await outside().save(slipDraft(slip.factoryId, [{ operationId: painting, pieces: 5 }]))
    const undo = (version: number) =>
      outside().takeBack({ id: slip.id, version, returnId: back.returns[0]!.id, reason: '数错了' })
    await expect(undo(back.version)).rejects.toMatchObject({ code: 'outsourcing.correctionBreaks' })
    await outside().void({ id: again.id, version: again.version, reason: '一起算' })
    await shop.report('2026-11-22', shop.row(ids[2]!, 3))
    await expect(undo(back.version)).rejects.toMatchObject({ code: 'operations.reversalBreaks' })
    const packed = await office.db
      .selectFrom('dailyReports')
      .select('id')
      .where('operationId', '=', ids[2]!)
      .executeTakeFirstOrThrow()
    await office.as.workshop.operations.reverse({ reportId: packed.id, reason: '点错' })
    const undone = await undo(back.version)
    expect(undone).toMatchObject({ state: 'out', lines: [{ open: 20000, good: 0 }], begun: false })
    expect(undone.returns).toMatchObject([{ takenBackReason: '数错了' }])
    expect((await shop.operationsOf(noticeLineId))[1]).toMatchObject({ good: 0, bad: 0, rework: 0 })
    await expect(undo(undone.version)).rejects.toMatchObject({ code: 'outsourcing.takenBackAlready' })
  })
  const painted = (operationId: number) =>
    office.db.selectFrom('dailyReports').select('id').where('operationId', '=', operationId).executeTakeFirst()
})

describe('the papers and the calls', () => {
  test('the slip is signed back by the factory as a confirmation is by a customer', async () => {
    const { slip } = await sentOut()
    const { signBacks } = office.as.merchandiser
    const sent = await signBacks.markSent({ kind: 'outsourcing', documentId: slip.id, sentTo: '传真' })
    expect(sent).toMatchObject({
      customerId: null,
      customerName: '顺达电镀',
      phone: '138 0000 1111',
      dueOn: '2026-11-23',
    })
    office.setDay('2026-11-25')
    expect((await office.as.merchandiser.today.list({})).rows.map(({ kind }) => kind)).toContain('outsideOut')
    const back = await signBacks.markReturned({
      id: sent.id,
      version: sent.version,
      result: 'different',
      difference: '单价写成 2.80',
      differenceFen: 600,
      copy: null,
    })
    const { rows } = await office.as.merchandiser.today.list({})
    expect(rows.find(({ kind }) => kind === 'different')).toMatchObject({ customer: '顺达电镀', customerId: null })
    // its next edition takes the difference out of the world
    await outside().save(
      slipDraft(slip.factoryId, [{ operationId: slip.lines[0]!.operationId, pieces: 20, yuan: 2.8 }], {
        id: slip.id,
        version: slip.version,
      }),
    )
    expect((await signBacks.read({ id: back.id })).state).toBe('cancelled')
    await expect(
      office.as.warehouse.signBacks.markSent({ kind: 'outsourcing', documentId: slip.id, sentTo: '' }),
    ).rejects.toMatchObject({ code: 'app.notAllowed' })
  })

  test('today asks each factory that has goods due until its answer is written down; put off days are counted', async () => {
    const { slip, lineId, factoryId } = await sentOut(20, '2026-11-24')
    const due = async () =>
      (await office.as.merchandiser.today.list({})).rows.filter(({ kind }) => kind === 'outsideDue')
    expect(await due()).toEqual([])
    office.setDay('2026-11-26')
    expect(await due()).toMatchObject([{ id: factoryId, customer: '顺达电镀', of: 1, days: 2, urgency: 'late' }])
    const answer = (promisedOn: string) =>
      outside().answer({ lineIds: [lineId], spokenTo: '张师傅', words: '槽修好就做', promisedOn })
    await answer('2026-11-28')
    expect(await due()).toEqual([])
    expect(await outside().calls({})).toMatchObject([{ factoryId, open: 1, due: 1, unanswered: 0, lateDays: 2 }])
    await expect(answer('2026-11-25')).rejects.toMatchObject({ code: 'outsourcing.promisePast', field: 'promisedOn' })
    office.setDay('2026-11-28')
    expect(await due()).toMatchObject([{ days: 4 }])
    await answer('2026-11-30')
    expect(await outside().questions({ factoryId })).toMatchObject([
      { number: slip.number, open: 20000, promisedOn: '2026-11-30', putOff: 1, askedToday: true, words: '槽修好就做' },
    ])
    expect((await outside().callPaper({ factoryId })).pages.join('')).toContain('槽修好就做')
    expect((await outside().read({ id: slip.id })).answers).toHaveLength(2)
  })

  test('lists find by number, factory, order and goods, and only what is asked for', async () => {
    const { slip, factoryId } = await sentOut(20, '2026-11-24')
    office.setDay('2026-11-26')
    const found = async (filter: object) => (await outside().list(filter)).rows.map(({ number }) => number)
    for (const typed of ['26112201', 'sddd', '顺达', slip.lines[0]!.orderNumber, '餐桌', ''])
      expect([typed, await found({ typed })]).toEqual([typed, [slip.number]])
    expect(await found({ typed: '没有' })).toEqual([])
    const hits = async (typed: string) =>
      (await office.as.merchandiser.search.find({ typed })).map(({ kind, title }) => [kind, title])
    expect(await hits(slip.number)).toEqual([['outsourcing', slip.number]])
    expect(await hits('sddd')).toEqual([['factory', '顺达电镀']])
    const { customerId } = await office.db.selectFrom('orders').select('customerId').executeTakeFirstOrThrow()
    const { orders } = await office.as.merchandiser.search.answer({ customerId, orderId: null })
    expect(orders[0]!.lines[0]!.at).toEqual({
      process: '面漆',
      factory: '顺达电镀',
      out: 20000,
      wantedOn: '2026-11-24',
      lateDays: 2,
    })
    expect(await found({ state: 'late' })).toEqual([slip.number])
    expect(await found({ state: 'back' })).toEqual([])
    expect(await found({ factoryId, from: '2026-11-25' })).toEqual([])
    expect((await outside().factories({ typed: 'sddd' })).rows).toMatchObject([{ openLines: 1, lateLines: 1 }])
    await expect(addFactory(office)).rejects.toMatchObject({ code: 'outsourcing.nameTaken', field: 'name' })
    await expect(office.as.workshop.outsourcing.sendable({})).rejects.toMatchObject({ code: 'app.notAllowed' })
  })
})
