import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect } from 'kysely'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FilmMark } from '../../../shared/noticeDesk.ts'
import type { TaskKind } from '../../../shared/today.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { runExport } from '../../exports.ts'
import { readOutside } from '../../sheets/read.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const today = '2026-11-22'
const tasks = async (kind: TaskKind) =>
  (await office.as.merchandiser.today.list({})).rows.filter((task) => task.kind === kind)
const change = async (part: object): Promise<void> => {
  const { office: read, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...read, ...part }, version: versions.office })
}
const listed = async (show: 'copies' | 'film' | 'enclosures') =>
  (await office.as.workshop.production.list({ show })).rows.map(({ id }) => id)
const textOf = (pages: string[]): string => pages.join('').replace(/<[^>]*>/g, ' ')

describe('随单物', () => {
  const add = (noticeId: number, label = 'B-0312') =>
    office.as.clerk.production.saveEnclosure({ id: null, noticeId, kind: 'sampleBag', label, pieces: 1, version: 0 })

  it('go out to somebody on a day, come back by somebody on a day, and are found while they are out', async () => {
    const { inWork } = workshopOf(office)
    const { noticeId } = await inWork({ number: 'DH1' })
    const bag = await add(noticeId)
    const { production } = office.as.clerk
    const out = await production.handEnclosure({
      id: bag.id,
      version: bag.version,
      handedTo: '版房小林',
      handedOn: today,
    })
    expect(out).toMatchObject({ state: 'out', handedTo: '版房小林' })
    expect(await listed('enclosures')).toEqual([noticeId])
    office.setDay('2026-11-30')
    expect((await production.openEnclosures({})).rows).toMatchObject([
      { label: 'B-0312', handedTo: '版房小林', days: 8, orderNumber: 'DH1', finished: false },
    ])
    expect((await production.openEnclosures({ finished: true })).total).toBe(0)
    expect(textOf((await production.paper({ id: noticeId, copies: ['生产'] })).pages)).toContain(
      '样板袋 B-0312 → 版房小林',
    )
    await expect(
      production.returnEnclosure({ id: bag.id, version: out.version, returnedBy: '小林', returnedOn: '2026-11-21' }),
    ).rejects.toMatchObject({ code: 'notices.backBeforeOut', field: 'returnedOn' })
    const back = await production.returnEnclosure({
      id: bag.id,
      version: out.version,
      returnedBy: '小林',
      returnedOn: '2026-11-30',
    })
    expect(back).toMatchObject({ state: 'back', returnedBy: '小林', receivedBy: '陈静' })
    expect((await production.openEnclosures({})).total).toBe(0)
    expect(textOf((await production.handoverPaper({ id: noticeId })).pages)).toContain('版房小林')
  })

  it('stand on 今日 when the notice is finished and they are not back', async () => {
    const { inWork, keepProcesses, report, row } = workshopOf(office)
    await keepProcesses(['包装'])
    const { noticeId, ids } = await inWork({ dueOn: '2026-12-01' })
    const bag = await add(noticeId)
    await office.as.clerk.production.handEnclosure({ ...only(bag), handedTo: '包装组', handedOn: today })
    expect(await tasks('enclosuresOut')).toEqual([])
    await report(today, row(ids[0]!, 20))
    office.setDay('2026-11-25')
    expect(await tasks('enclosuresOut')).toMatchObject([
      { id: noticeId, place: 'enclosures', who: '包装组', of: 1, days: 3 },
    ])
    expect((await office.as.clerk.production.openEnclosures({ finished: true })).total).toBe(1)
  })

  it('are never lost: handed over twice, dropped while out, in the future and stale are refused; a step goes back', async () => {
    const { inWork } = workshopOf(office)
    const { noticeId } = await inWork()
    const { production } = office.as.merchandiser
    const bag = await add(noticeId)
    await expect(
      production.handEnclosure({ ...only(bag), handedTo: '林', handedOn: '2026-11-23' }),
    ).rejects.toMatchObject({ code: 'notices.future', field: 'handedOn' })
    await expect(
      production.returnEnclosure({ ...only(bag), returnedBy: '林', returnedOn: today }),
    ).rejects.toMatchObject({ code: 'notices.notOut' })
    const out = await production.handEnclosure({ ...only(bag), handedTo: '林', handedOn: today })
    await expect(production.handEnclosure({ ...only(out), handedTo: '何', handedOn: today })).rejects.toMatchObject({
      code: 'notices.alreadyOut',
    })
    await expect(production.dropEnclosure(only(out))).rejects.toMatchObject({ code: 'notices.wasOut' })
    await expect(production.undoEnclosure({ ...only(bag), reason: '错' })).rejects.toMatchObject({ code: 'app.stale' })
    const here = await production.undoEnclosure({ ...only(out), reason: '点错了' })
    expect([here.state, here.handedTo]).toEqual(['here', ''])
    await production.dropEnclosure(only(here))
    expect(await production.enclosures({ noticeId })).toEqual([])
  })
})
const only = ({ id, version }: { id: number; version: number }) => ({ id, version })

describe('随单物 of a void notice', () => {
  it('still come back, and nothing more goes out with it', async () => {
    const { noticeId } = await workshopOf(office).inWork()
    const { production } = office.as.merchandiser
    const add = (label: string) =>
      production.saveEnclosure({ id: null, noticeId, kind: 'sampleBag', label, pieces: 1, version: 0 })
    const [bag, other] = [await add('B-0312'), await add('B-0313')]
    const out = await production.handEnclosure({
      id: bag.id,
      version: bag.version,
      handedTo: '小林',
      handedOn: today,
    })
    const { version } = await production.read({ id: noticeId })
    await production.void({ id: noticeId, version, reason: '不做了' })
    const back = await production.returnEnclosure({
      id: bag.id,
      version: out.version,
      returnedBy: '小林',
      returnedOn: today,
    })
    expect(back).toMatchObject({ state: 'back' })
    expect((await production.openEnclosures({})).total).toBe(0)
    await expect(
      production.handEnclosure({ id: other.id, version: other.version, handedTo: '小林', handedOn: today }),
    ).rejects.toMatchObject({ code: 'production.alreadyVoid' })
  })
})

describe('菲林核对', () => {
  const marks = (mark: FilmMark, words = '') => [
    { item: '文字', mark: 'right' as const, words: '' },
    { item: '条码', mark, words },
  ]
  const check = (noticeId: number, mark: FilmMark, words = '') =>
    office.as.clerk.production.checkFilm({ noticeId, items: marks(mark, words), checkedBy: '陈静', checkedOn: today })
  /** A printing order in work, made up to the plates. */
  const printing = async () => {
    await office.close()
    office = await openOffice({ trade: 'printing' })
    const { inWork, row } = workshopOf(office)
    const made = await inWork({ dueOn: '2026-12-10' })
    const report = (index: number) =>
      office.as.workshop.operations.report({ reportedOn: today, workshop: '', rows: [row(made.ids[index]!, 20)] })
    await report(0)
    await report(1)
    return { ...made, print: () => report(2) }
  }

  it('holds up the printing and nothing before it, until it is right', async () => {
    const { noticeId, print } = await printing()
    expect(await office.as.workshop.production.film({ noticeId })).toMatchObject({
      wanted: true,
      state: 'none',
      process: '印刷',
      items: ['文字', '尺寸', '颜色', '出血', '条码'],
    })
    expect(await tasks('filmOpen')).toMatchObject([{ id: noticeId, process: 'none', urgency: 'today' }])
    expect(await listed('film')).toEqual([noticeId])
    await expect(print()).rejects.toMatchObject({ code: 'notices.filmMissing', field: 'rows.0' })
    await expect(check(noticeId, 'wrong')).rejects.toMatchObject({ code: 'notices.filmWords', field: 'items.1.words' })
    expect(await check(noticeId, 'wrong', '少一位')).toMatchObject({ state: 'wrong' })
    await expect(print()).rejects.toMatchObject({
      message: 'SC261122-01 的菲林有错没改好(条码:少一位),印刷不能报。',
    })
    expect(await tasks('filmOpen')).toMatchObject([{ what: '条码:少一位', urgency: 'now' }])
    expect(await check(noticeId, 'right')).toMatchObject({ state: 'right', checks: [{}, { checkedBy: '陈静' }] })
    expect([await tasks('filmOpen'), await listed('film')]).toEqual([[], []])
    await print()
  })

  it('may be asked of the customer, whose answer counts', async () => {
    const { noticeId, print } = await printing()
    const { production } = office.as.merchandiser
    const last = async () => (await production.film({ noticeId })).checks.at(-1)!
    await check(noticeId, 'unsure', '红色偏深')
    await expect(
      production.answerFilm({ ...only(await last()), answer: '可以', answeredOn: today, right: true }),
    ).rejects.toMatchObject({ code: 'notices.notFaxed' })
    await production.faxFilm({ ...only(await last()), faxedTo: '王老板', faxedOn: today })
    expect(await tasks('filmOpen')).toMatchObject([{ process: 'faxed', urgency: 'waiting' }])
    await expect(print()).rejects.toMatchObject({ code: 'notices.filmAsked' })
    const stale = await last()
    await production.answerFilm({ ...only(stale), answer: '要改浅', answeredOn: today, right: false })
    await expect(print()).rejects.toMatchObject({ code: 'notices.filmOpen' })
    await expect(
      production.answerFilm({ ...only(stale), answer: '可以', answeredOn: today, right: true }),
    ).rejects.toMatchObject({ code: 'app.stale' })
    await production.faxFilm({ ...only(await last()), faxedTo: '王老板', faxedOn: today })
    await production.answerFilm({ ...only(await last()), answer: '就这样印', answeredOn: today, right: true })
    await print()
  })

  it('is asked of other trades only where the office wants it', async () => {
    const { inWork, report, row } = workshopOf(office)
    const { ids, noticeId } = await inWork()
    expect((await office.as.clerk.production.read({ id: noticeId })).film).toBeNull()
    await report(today, row(ids[0]!, 5))
    await change({ filmCheck: 'all', filmItems: ['尺寸'] })
    expect((await office.as.clerk.production.read({ id: noticeId })).film).toBe('none')
    await expect(report(today, row(ids[0]!, 5))).rejects.toMatchObject({ code: 'notices.filmMissing' })
    await change({ filmCheck: 'off' })
    await report(today, row(ids[0]!, 5))
  })
})

describe('发放登记', () => {
  it('shows what nobody signed for, and after a new version asks for every copy again', async () => {
    const { inWork } = workshopOf(office)
    const { noticeId, lineId } = await inWork()
    await change({ noticeCopyNames: ['生产', '仓库'] })
    const { production } = office.as.merchandiser
    const give = (copy: string, edition: number, oldBack = false) =>
      production.handOut({ noticeId, copy, receiver: `${copy}小王`, receivedOn: today, edition, oldBack })
    const open = async () => (await production.read({ id: noticeId })).copiesOpen
    expect([await open(), await listed('copies')]).toEqual([2, [noticeId]])
    await give('生产', 1)
    const wrong = await give('仓库', 1)
    expect([await open(), await listed('copies')]).toEqual([0, []])
    await production.withdrawHandOut({ id: wrong.handed.at(-1)!.id, reason: '签错人' })
    expect(await open()).toBe(1)
    await give('仓库', 1)
    const { version } = await production.read({ id: noticeId })
    await office.as.clerk.production.saveSheet({
      id: noticeId,
      version,
      head: { marks: '正唛 A' },
      lines: [{ id: lineId, values: {} }],
    })
    expect([await open(), await listed('copies')]).toEqual([2, [noticeId]])
    expect(await tasks('copiesOld')).toMatchObject([{ id: noticeId, of: 2, who: '生产小王、仓库小王' }])
    await expect(give('生产', 1)).rejects.toMatchObject({ code: 'notices.otherEdition' })
    await give('生产', 2, true)
    await give('仓库', 2)
    expect(await open()).toBe(0)
    // the warehouse still has its first paper
    expect(await tasks('copiesOld')).toMatchObject([{ who: '仓库小王', place: 'copies' }])
    await give('仓库', 2, true)
    expect(await tasks('copiesOld')).toEqual([])
  })
})

describe('月生产计划', () => {
  it('is what the notices come to, workshop by workshop, for any releases and reports', async () => {
    const { inWork, row, keepProcesses } = workshopOf(office)
    await keepProcesses(['开料', '白茬', '面漆', '包装'])
    const asked = fc.record({
      pieces: fc.integer({ min: 1, max: 90 }),
      due: fc.constantFrom('2026-11-28', '2026-12-01', '2026-12-03', '2026-12-31', '2027-01-02'),
      done: fc.integer({ min: 0, max: 90 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 4 }), async (orders) => {
        for (const { pieces, due, done } of orders) {
          const { ids } = await inWork({ pieces: [pieces], dueOn: due })
          if (done > 0)
            await office.as.workshop.operations.report({
              reportedOn: today,
              workshop: '',
              rows: [0, 1].map((index) => row(ids[index]!, Math.min(done, pieces), { causeCode: 'plan' })),
            })
        }
      }),
      { numRuns: 4 },
    )
    // the pencil: every process of every line, read from the notices one by one
    const expected = new Map<string, { quantity: number; good: number; lines: number; notices: Set<number> }>()
    for (const { id } of (await office.as.workshop.production.list({ limit: 200 })).rows)
      for (const { operations } of (await office.as.workshop.production.read({ id })).noticeLines)
        for (const last of operations.filter(
          ({ workshop }, index) => !operations.slice(index + 1).some((later) => later.workshop === workshop),
        )) {
          const key = `${last.plannedFinish.slice(0, 7)} ${last.workshop}`
          const sum = expected.get(key) ?? { quantity: 0, good: 0, lines: 0, notices: new Set<number>() }
          sum.quantity += last.quantity
          sum.good += last.good
          sum.lines += 1
          sum.notices.add(id)
          expected.set(key, sum)
        }
    let found = 0
    for (const month of ['2026-11', '2026-12', '2027-01']) {
      const { sums } = await office.as.workshop.production.planSums({ month })
      for (const { workshop, quantity, good, lines, notices } of sums) {
        const { notices: own, ...rest } = expected.get(`${month} ${workshop}`)!
        expect({ quantity, good, lines, notices }).toEqual({ ...rest, notices: own.size })
        const page = await office.as.workshop.production.planLines({ month, workshop })
        expect([page.total, page.rows.reduce((sum, each) => sum + each.quantity, 0)]).toEqual([lines, quantity])
        found += 1
      }
    }
    expect(found).toBe(expected.size)
  })

  it('takes rows by hand, goes on paper and to Excel without the customer where the office hides it', async () => {
    const { inWork } = workshopOf(office)
    await inWork({ dueOn: '2026-12-15' })
    const { production } = office.as.merchandiser
    const draft = {
      id: null,
      month: '2026-12',
      workshop: '木工车间',
      description: '样板房',
      unit: '套',
      remark: '',
      version: 0,
    }
    const row = await production.savePlanRow({ ...draft, quantity: 3_000 })
    await expect(office.as.workshop.production.savePlanRow({ ...draft, quantity: 1_000 })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
    expect((await production.planSums({ month: '2026-12', workshop: '木工车间' })).sums).toMatchObject([
      { unit: '套', byHand: 3_000, quantity: 0 },
      { unit: '张', byHand: 0, quantity: 20_000 },
    ])
    const paper = await production.planPaper({ month: '2026-12' })
    expect(textOf(paper.pages)).toContain('样板房')
    expect(textOf(paper.pages)).not.toContain('永兴家居')
    const folder = await mkdtemp(join(tmpdir(), 'gendan-plan-'))
    const path = join(folder, 'plan.xlsx')
    const read = async (channel: string, input: unknown): Promise<unknown> => {
      const reply = await office.app.call({ userId: office.userIds.manager, host: 'PC-1' }, channel, input)
      if (!reply.ok) throw new Error(reply.refusal.message)
      return reply.value
    }
    await runExport({ read, path, signal: new AbortController().signal, progress: () => undefined }, 'monthPlan', {
      month: '2026-12',
    })
    const { sheets } = await readOutside(await readFile(path), 'plan.xlsx')
    expect(sheets[0]!.rows.map((cells) => cells[5])).toContain('样板房')
    await rm(folder, { recursive: true })
    await production.removePlanRow({ id: row.id, version: row.version })
    expect((await production.planSums({ month: '2026-12' })).rows).toEqual([])
  })
})

it('is the same on PostgreSQL', async () => {
  const answers = async () => {
    const { inWork } = workshopOf(office)
    const { noticeId, lineId } = await inWork({ dueOn: '2026-12-15', number: 'DH1' })
    const { production } = office.as.merchandiser
    const thing = { id: null, noticeId, kind: 'film' as const, label: 'F-1', pieces: 2, version: 0 }
    const film = await production.saveEnclosure(thing)
    await production.handEnclosure({ ...only(film), handedTo: '版房', handedOn: today })
    await production.checkFilm({
      noticeId,
      items: [{ item: '文字', mark: 'wrong', words: '错字' }],
      checkedBy: '李敏',
      checkedOn: today,
    })
    const give = { noticeId, copy: '生产', receiver: '吴工', receivedOn: today, edition: 1 }
    await production.handOut(give)
    const { version } = await production.read({ id: noticeId })
    await production.saveSheet({ id: noticeId, version, head: { cartons: '9' }, lines: [{ id: lineId, values: {} }] })
    await change({ filmCheck: 'all' })
    return {
      lists: [await listed('copies'), await listed('film'), await listed('enclosures')],
      open: (await production.openEnclosures({})).total,
      plan: await production.planSums({ month: '2026-12' }),
      lines: (await production.planLines({ month: '2026-12' })).rows.map(
        ({ customer: _, customerCode: _code, ...row }) => row,
      ),
      copies: await production.copies({ noticeId }),
      tasks: (await office.as.merchandiser.today.list({})).rows.map(({ kind, what, who }) => [kind, what, who]),
    }
  }
  const onSqlite = await answers()
  await office.close()
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  office = await openOffice({ db: postgres })
  expect(await answers()).toEqual(onSqlite)
})
