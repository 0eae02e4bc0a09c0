import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type InspectionDraft, largestLot } from '../../../shared/quality.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { keepPicture } from '../../testing/pictures.ts'
import { putInStore } from '../../testing/shipping.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let workshop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  workshop = workshopOf(office)
  await workshop.keepProcesses(['开料', '白茬', '包装'])
})
afterEach(() => office.close())

const quality = () => office.as.workshop.quality

/** 200 餐桌 made through all processes. */
const made = async (pieces = 200) => {
  const work = await workshop.inWork({ pieces: [pieces] })
  office.setDay('2026-11-24')
  for (const id of work.ids) await workshop.report('2026-11-24', workshop.row(id, pieces))
  return work
}

const proposedFor = (
  noticeLineId: number,
  kind: InspectionDraft['kind'] = 'final',
  operationId: number | null = null,
) => quality().propose({ kind, orderLineId: null, noticeLineId, operationId })

const inspect = async (
  noticeLineId: number,
  part: Partial<InspectionDraft> = {},
  kind: InspectionDraft['kind'] = 'final',
) => {
  const { draft } = await proposedFor(noticeLineId, kind, part.operationId ?? null)
  return quality().save({ ...draft, ...part })
}
const defect = (severity: 'critical' | 'major' | 'minor', quantity: number) => ({
  defect: { critical: '钉尖外露', major: '划伤', minor: '胶痕' }[severity],
  severity,
  quantity,
  note: '',
  picture: '',
})
const rejected = async (noticeLineId: number, part: Partial<InspectionDraft> = {}) => {
  const made = await inspect(noticeLineId, { defects: [defect('major', 12)], ...part })
  return quality().decide({ id: made.id, version: made.version, decision: 'reject', reason: '' })
}

describe('a final inspection', () => {
  it('says before it is saved how large its lot may be, as saving says it', async () => {
    const { lineId } = await made()
    const most = async () => {
      const { draft, target, otherLots } = await proposedFor(lineId)
      const good = target.operations.find(({ id }) => id === draft.operationId)!.good
      return { draft, most: largestLot({ kind: 'final', quantity: target.quantity, good, otherLots }) }
    }
    expect((await most()).most).toBe(200_000)
    await inspect(lineId, { lot: 120_000, sample: 20, sampleReason: '客户要求' })
    const { draft, most: left } = await most()
    expect([left, draft.lot]).toEqual([80_000, 80_000])
    await expect(quality().save({ ...draft, lot: left + 1000 })).rejects.toMatchObject({
      code: 'quality.lotNotThere',
      field: 'lot',
    })
    await quality().save({ ...draft, lot: left })
    expect((await most()).most).toBe(0)
  })

  it('proposes the lot that came through, its sample by the table, and the checklist of the trade', async () => {
    const { lineId, ids } = await made()
    const { draft, proposed, target } = await proposedFor(lineId)
    expect({ ...draft, items: draft.items.length }).toEqual({
      id: null,
      version: 0,
      kind: 'final',
      orderLineId: target.orderLineId,
      noticeLineId: lineId,
      operationId: ids.at(-1),
      inspectedOn: '2026-11-24',
      lot: 200_000,
      level: 'II',
      strictness: 'normal',
      aqlCritical: 0,
      aqlMajor: 2500,
      aqlMinor: 4000,
      // letter G
      sample: 32,
      sampleReason: '',
      inspector: '吴工',
      remark: '',
      reinspects: null,
      items: 9,
      defects: [],
    })
    expect(proposed).toEqual({ strictness: 'normal', reason: 'first', lots: 0 })
  })

  it('is judged by Ac of each severity, and decided by a person', async () => {
    const { lineId } = await made()
    const first = await inspect(lineId, { defects: [defect('major', 2), defect('minor', 3)] })
    expect([first.number, first.state, first.result]).toEqual(['ZJ261124-01', 'open', 'accept'])
    expect([first.acceptCritical, first.acceptMajor, first.acceptMinor]).toEqual([0, 2, 3])
    const over = await quality().save({ ...first.draft, defects: [defect('major', 3)] })
    expect([over.id, over.result]).toEqual([first.id, 'reject'])
    await expect(
      quality().decide({ id: over.id, version: over.version, decision: 'accept', reason: '' }),
    ).rejects.toMatchObject({ code: 'quality.overAccept' })
    const decided = await quality().decide({ id: over.id, version: over.version, decision: 'reject', reason: '' })
    expect([decided.state, decided.undisposed, decided.decided?.by]).toEqual(['rejected', 200_000, '吴工'])
    await expect(quality().save(decided.draft)).rejects.toMatchObject({ code: 'quality.isDecided' })
  })

  it('asks why another sample was taken, and lets no more through in a smaller one', async () => {
    const { lineId } = await made()
    await expect(inspect(lineId, { sample: 13 })).rejects.toMatchObject({
      code: 'quality.sampleReasonNeeded',
      field: 'sampleReason',
    })
    await expect(inspect(lineId, { sample: 201, sampleReason: '客户要求' })).rejects.toMatchObject({
      code: 'quality.sampleTooLarge',
      field: 'sample',
    })
    const less = await inspect(lineId, { sample: 13, sampleReason: '破坏性试验' })
    expect([less.tableSample, less.acceptMajor, less.acceptMinor]).toEqual([32, 0, 1])
  })

  it('never takes a lot that is not there, nor one that is inspected already', async () => {
    const work = await workshop.inWork({ pieces: [200] })
    office.setDay('2026-11-24')
    for (const id of work.ids) await workshop.report('2026-11-24', workshop.row(id, 120))
    await expect(inspect(work.lineId, { lot: 121_000, sample: 20 })).rejects.toMatchObject({
      code: 'quality.lotNotThere',
      field: 'lot',
    })
    const first = await inspect(work.lineId, { lot: 100_000, sample: 20 })
    await quality().decide({ id: first.id, version: first.version, decision: 'accept', reason: '' })
    expect((await proposedFor(work.lineId)).draft.lot).toBe(20_000)
    await expect(inspect(work.lineId, { lot: 21_000, sample: 5 })).rejects.toMatchObject({
      code: 'quality.lotNotThere',
    })
  })

  it('is conceded by the manager alone, by name and with a reason', async () => {
    const { lineId } = await made()
    const { id, version } = await inspect(lineId, { defects: [defect('critical', 1)] })
    await expect(office.as.merchandiser.quality.concede({ id, version, reason: '客户同意' })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
    const conceded = await office.as.manager.quality.concede({ id, version, reason: '客户同意' })
    expect([conceded.state, conceded.decided?.by, conceded.decisionReason]).toEqual(['conceded', '赵经理', '客户同意'])
  })

  it('is rejected against its plan only with a reason: the salt spray is no defect of the sample', async () => {
    const { lineId } = await made()
    const { id, version } = await inspect(lineId)
    await expect(quality().decide({ id, version, decision: 'reject', reason: '' })).rejects.toMatchObject({
      code: 'quality.rejectReasonNeeded',
      field: 'reason',
    })
    const decided = await quality().decide({ id, version, decision: 'reject', reason: '盐雾 24 h 不合格' })
    expect(decided.state).toBe('rejected')
  })
})

describe('what becomes of a rejected lot', () => {
  const operation = async (id: number) => {
    const { good, bad, rework, scrap } = await office.db
      .selectFrom('operations')
      .select(['good', 'bad', 'rework', 'scrap'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { good, bad, rework, scrap }
  }
  const finished = async (lineId: number) =>
    (
      await office.db
        .selectFrom('noticeLines')
        .select('finishedQuantity')
        .where('id', '=', lineId)
        .executeTakeFirstOrThrow()
    ).finishedQuantity

  it('leaves the good quantity of its process as rework or scrap, and comes back when the inspection is voided', async () => {
    const { lineId, ids } = await made()
    const last = ids.at(-1)!
    let inspection = await rejected(lineId)
    const dispose = async (kind: 'rework' | 'scrap', pieces: number) => {
      const { id, version } = inspection
      inspection = await quality().dispose({ id, version, kind, quantity: pieces * 1000, note: '' })
    }
    await dispose('rework', 30)
    await dispose('scrap', 5)
    expect(await operation(last)).toEqual({ good: 165_000, bad: 35_000, rework: 30_000, scrap: 5000 })
    expect([inspection.state, inspection.undisposed, await finished(lineId)]).toEqual(['rejected', 165_000, 165_000])
    // what was scrapped is asked of the processes before
    const before = await office.db
      .selectFrom('operations')
      .select('quantity')
      .where('id', '=', ids[0]!)
      .executeTakeFirst()
    expect(before?.quantity).toBe(205_000)

    // the workshop cannot take the entries back in its daily report: the inspection does
    const entries = (await quality().read({ id: inspection.id })).disposals
    await expect(
      office.as.workshop.operations.reverse({
        reportId: (
          await office.db
            .selectFrom('dailyReports')
            .select('id')
            .where('origin', '=', 'quality')
            .executeTakeFirstOrThrow()
        ).id,
        reason: '错',
      }),
    ).rejects.toMatchObject({ code: 'operations.reversalQuality' })
    const { id, version } = inspection
    inspection = await quality().takeBack({ id, version, disposalId: entries[0]!.id, reason: '记错' })
    expect(await operation(last)).toEqual({ good: 195_000, bad: 5000, rework: 0, scrap: 5000 })
    await office.as.merchandiser.quality.void({ id, version: inspection.version, reason: '重检' })
    expect(await operation(last)).toEqual({ good: 200_000, bad: 0, rework: 0, scrap: 0 })
    expect(await finished(lineId)).toBe(200_000)
  })

  it('let through whole is conceded, in one or several parts; one taken back is handled again', async () => {
    const { lineId } = await made()
    let inspection = await rejected(lineId)
    const concede = async (pieces: number) => {
      const { id, version } = inspection
      const wanted = { id, version, kind: 'concession', quantity: pieces * 1000, note: '客户同意' } as const
      inspection = await office.as.manager.quality.dispose(wanted)
      return inspection.state
    }
    expect([inspection.state, await concede(150), await concede(50)]).toEqual(['rejected', 'rejected', 'conceded'])
    // nothing of it is left for another inspection
    expect((await proposedFor(lineId)).otherLots).toBe(200_000)
    const { id, version, disposals } = inspection
    inspection = await office.as.manager.quality.takeBack({
      id,
      version,
      disposalId: disposals.at(-1)!.id,
      reason: '错',
    })
    expect([inspection.state, inspection.waiting]).toEqual(['rejected', 50_000])
    // what is still conceded needs no second look
    expect((await proposedFor(lineId)).otherLots).toBe(150_000)
  })

  it('is taken out of the store first: the sentence names the order, and the disposal is done then', async () => {
    const { lineId } = await made()
    const entry = await putInStore(office, lineId, 180, { enteredOn: '2026-11-24' })
    const { id, version, stored } = await rejected(lineId)
    expect(stored).toBe(180_000)
    const rework = () => quality().dispose({ id, version, kind: 'rework', quantity: 50_000, note: '' })
    await expect(rework()).rejects.toMatchObject({
      code: 'quality.inStore',
      field: 'quantity',
      message: expect.stringMatching(/DH261122-\d+ 餐桌 要退 50 张,可是已入库 180 张.*成品入库.*至少 30 张/) as string,
    })
    await office.as.warehouse.shipments.takeBack({ id: entry.id, quantity: 30_000, reason: '挑出返工' })
    const after = await rework()
    expect([after.undisposed, after.stored, await finished(lineId)]).toEqual([150_000, 150_000, 150_000])
  })

  it('is never more than the lot, nor more than the process still has', async () => {
    const { lineId, ids } = await workshop.inWork({ pieces: [200] })
    office.setDay('2026-11-24')
    await workshop.report('2026-11-24', workshop.row(ids[0]!, 200), workshop.row(ids[1]!, 150))
    const first = await inspect(
      lineId,
      { operationId: ids[0]!, lot: 100_000, sample: 20, defects: [defect('major', 9)] },
      'process',
    )
    const { id, version } = await quality().decide({
      id: first.id,
      version: first.version,
      decision: 'reject',
      reason: '',
    })
    await expect(quality().dispose({ id, version, kind: 'scrap', quantity: 101_000, note: '' })).rejects.toMatchObject({
      code: 'quality.moreThanLot',
      field: 'quantity',
    })
    await expect(quality().dispose({ id, version, kind: 'scrap', quantity: 51_000, note: '' })).rejects.toMatchObject({
      code: 'quality.wentOn',
      field: 'quantity',
    })
    const done = await quality().dispose({ id, version, kind: 'rework', quantity: 50_000, note: '' })
    expect(done.undisposed).toBe(50_000)
  })

  it('is conceded in part by the manager, which moves nothing', async () => {
    const { lineId, ids } = await made()
    const { id, version } = await rejected(lineId)
    const part = { id, version, kind: 'concession', quantity: 50_000, note: '客户书面同意' } as const
    await expect(quality().dispose(part)).rejects.toMatchObject({ code: 'quality.concessionByManager' })
    const after = await office.as.manager.quality.dispose(part)
    expect(after.undisposed).toBe(150_000)
    expect(await operation(ids.at(-1)!)).toEqual({ good: 200_000, bad: 0, rework: 0, scrap: 0 })
  })

  it('is inspected again by an inspection of its own, which stands by the first', async () => {
    const { lineId } = await made()
    const first = await rejected(lineId)
    const again = await inspect(lineId, { reinspects: first.id })
    expect(again.reinspects).toEqual({ id: first.id, number: first.number })
    const now = await quality().read({ id: first.id })
    expect([now.state, now.reinspectedBy.map(({ number }) => number)]).toEqual(['handled', [again.number]])
    await expect(
      office.as.manager.quality.void({ id: first.id, version: now.version, reason: '错' }),
    ).rejects.toMatchObject({ code: 'quality.inspectedAgain' })
  })
})

describe('a patrol', () => {
  it('takes a defect with its photo, which everybody may look at', async () => {
    const { lineId, ids } = await workshop.inWork({ pieces: [200] })
    office.setDay('2026-11-24')
    await workshop.report('2026-11-24', workshop.row(ids[0]!, 40))
    const picture = await keepPicture(office, 7)
    const made = await inspect(
      lineId,
      { operationId: ids[0]!, defects: [{ ...defect('major', 1), picture }] },
      'patrol',
    )
    expect([made.kind, made.processName, made.sample, made.result]).toEqual(['patrol', '开料', 5, 'reject'])
    const seen = await office.as.workshop.pictures.bytes({ sha256: picture, small: true })
    expect(seen.bytes.length).toBeGreaterThan(0)
    await expect(
      inspect(
        lineId,
        { operationId: ids[0]!, defects: [{ ...defect('major', 1), picture: 'a'.repeat(64) }] },
        'patrol',
      ),
    ).rejects.toMatchObject({ code: 'pictures.unknown' })
  })
})

describe('how strict the next lot is inspected', () => {
  it('is proposed from the lots of the same goods for the same customer', async () => {
    const { lineId } = await made()
    for (const accepted of [true, false, true, false]) {
      const { id, version } = await inspect(lineId, {
        lot: 10_000,
        sample: 5,
        sampleReason: '试',
        defects: accepted ? [] : [defect('major', 1)],
      })
      await quality().decide({ id, version, decision: accepted ? 'accept' : 'reject', reason: '' })
    }
    expect((await proposedFor(lineId)).proposed).toEqual({ strictness: 'tightened', reason: 'twoOfFive', lots: 4 })
  })
})

describe('the list, the figures and the life of the order', () => {
  it('tell the same inspections', async () => {
    const { lineId, order } = await made()
    const bad = await rejected(lineId)
    const again = await inspect(lineId, { reinspects: bad.id, lot: 100_000, sample: 20 })
    await quality().decide({ id: again.id, version: again.version, decision: 'accept', reason: '' })
    const { rows, total } = await quality().list({ state: 'accepted' })
    expect([total, rows[0]?.number]).toEqual([1, again.number])
    expect((await quality().list({ defect: '划伤' })).rows.map(({ number }) => number)).toEqual([bad.number])
    expect((await quality().list({ text: bad.number })).total).toBe(1)
    expect(await quality().figures({ from: '2026-11-01', to: '2026-11-30' })).toEqual({
      lots: [expect.objectContaining({ kind: 'final', lots: 1, accepted: 0, conceded: 0, rejected: 1 })],
      defects: [{ defect: '划伤', severity: 'major', quantity: 12 }],
    })
    const chain = await office.as.merchandiser.orders.chain({ id: order.id })
    expect(
      chain.papers.filter(({ kind }) => kind === 'inspection').map(({ number, state }) => [number, state]),
    ).toEqual([
      // a hundred of them nobody looked at again
      [bad.number, 'rejected'],
      [again.number, 'accepted'],
    ])
    const paper = await quality().paper({ id: bad.id })
    expect(JSON.stringify(paper)).toContain('划伤')
    expect(JSON.stringify(paper)).not.toContain('¥')
    const [task] = (await office.as.merchandiser.today.list({})).rows.filter(({ place }) => place === 'inspection')
    expect([task?.kind, task?.what]).toEqual(['lotRejected', '餐桌 100 张'])
  })
})
