import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plusDays } from '../../../shared/dates.ts'
import { registerState } from '../../../shared/register.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeNote, makeOrder } from '../../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const clerk = (of = office) => of.as.clerk.register
const draft = {
  id: null,
  version: 0,
  direction: 'in' as const,
  on: '2026-11-20',
  theirs: 'CL-图-2611',
  party: '长乐家居 顺丰',
  subject: '餐桌脚新图纸',
  copies: 2,
  wanted: false,
  backOn: null,
  backBy: '',
  remark: '',
}
const november = { from: '2026-11-01', till: '2026-11-22' }

/** Writes something of every source straight into its table. */
const somethingOfEach = async (of: TestOffice) => {
  const order = await makeOrder(of, { number: 'DH261118-01' })
  const noteId = await makeNote(of, order.customerId, [
    { orderId: order.id, orderLineId: order.lineIds[0]!, pieces: 1 },
  ])
  const userId = of.userIds.clerk
  const { db } = of
  await of.as.clerk.inbox.note({ number: '0757-8321 0099', pages: 2, on: '2026-11-19', customerId: order.customerId })
  await db
    .insertInto('signBacks')
    .values({
      kind: 'confirmation',
      documentId: order.id,
      documentNumber: 'DH261118-01',
      customerId: order.customerId,
      sentAt: '2026-11-18T03:00:00.000Z',
      sentBy: userId,
      sentTo: '0757-1234',
      dueOn: '2026-11-20',
      state: 'waiting',
      version: 1,
    })
    .execute()
  const { id: noticeId } = await db
    .insertInto('notices')
    .values({
      number: 'SC261118-01',
      orderId: order.id,
      workshop: '一车间',
      dueOn: '2026-12-01',
      rush: 0,
      remark: '',
      releasedAt: '2026-11-18T04:00:00.000Z',
      releasedBy: userId,
      state: 'released',
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('noticeCopies')
    .values({
      noticeId,
      copy: '油漆房',
      workshop: '一车间',
      receiver: '张师傅',
      receivedOn: '2026-11-18',
      edition: 1,
      oldBack: 0,
      userId,
      at: '2026-11-18T05:00:00.000Z',
    })
    .execute()
  await db
    .insertInto('noticeEnclosures')
    .values({
      noticeId,
      kind: 'sample',
      label: '色板 H02',
      pieces: 3,
      remark: '',
      handedTo: '张师傅',
      handedOn: '2026-11-18',
      handedBy: userId,
      returnedBy: '',
      version: 1,
    })
    .execute()
  await db
    .insertInto('contacts')
    .values({
      customerId: order.customerId,
      kind: 'progressReply',
      channel: 'fax',
      direction: 'out',
      person: '单先生',
      summary: '进度回复',
      contactedOn: '2026-11-17',
      userId,
      at: '2026-11-17T06:00:00.000Z',
      version: 1,
    })
    .execute()
  const asked = { id: noteId }
  const about = await of.as.clerk.prints.about({ paper: 'gatePass', input: asked })
  const bytes = new TextEncoder().encode('%PDF')
  await of.as.clerk.prints.keep({
    paper: 'gatePass',
    input: asked,
    about,
    title: '放行单',
    pages: 1,
    copies: 1,
    to: 'printer',
    place: 'HP',
    pdf: bytes as Uint8Array<ArrayBuffer>,
    exact: bytes as Uint8Array<ArrayBuffer>,
  })
  return { order, noticeId }
}

const facts = async (of = office, more: object = {}) =>
  (await clerk(of).list({ ...november, ...more })).rows.map(({ source, direction, on, number, party, state }) =>
    [source, direction, on, number, party, state].join(' | '),
  )

const everything = async (of: TestOffice): Promise<void> => {
  await somethingOfEach(of)
  await clerk(of).save(draft)
  await clerk(of).save({ ...draft, direction: 'out', wanted: true, theirs: '', party: '市场监管所', on: '2026-11-21' })
  const lines = await facts(of)
  expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' '))).toEqual([
    'print out 2026-11-22',
    'hand out 2026-11-21',
    'hand in 2026-11-20',
    'fax in 2026-11-19',
    'copy out 2026-11-18',
    'enclosure out 2026-11-18',
    'sent out 2026-11-18',
    'letter out 2026-11-17',
  ])
  expect(lines[1]).toBe('hand | out | 2026-11-21 | FW261122-01 | 市场监管所 | waiting')
  expect(lines[4]).toBe('copy | out | 2026-11-18 | SC261118-01 | 一车间 | back')
  expect(lines[6]).toBe('sent | out | 2026-11-18 | DH261118-01 | 永兴家居 0757-1234 | waiting')
  // what is waited for; one direction; one kind; a number at any time
  expect((await facts(of, { waiting: true })).map((line) => line.split(' ')[0])).toEqual(['hand', 'enclosure', 'sent'])
  expect((await facts(of, { direction: 'in' })).map((line) => line.split(' ')[0])).toEqual(['hand', 'fax'])
  expect(await facts(of, { source: 'fax', direction: 'out' })).toEqual([])
  const found = { from: '2020-01-01', till: '2020-01-02' }
  expect((await facts(of, { ...found, number: 'sc2611' })).map((line) => line.split(' ')[0])).toEqual([
    'copy',
    'enclosure',
  ])
  expect((await facts(of, { ...found, number: 'cl-图' })).map((line) => line.split(' ')[0])).toEqual(['hand'])
  expect((await facts(of, { ...found, number: '8321' })).map((line) => line.split(' ')[0])).toEqual(['fax'])
}

describe('收发文', () => {
  it('is read from all that came and went, each once, newest first', () => everything(office))

  it('pages the same lines however it is cut', async () => {
    await somethingOfEach(office)
    for (let day = 1; day <= 9; day++) await clerk().save({ ...draft, on: `2026-11-0${day}`, theirs: `T-${day}` })
    const whole = (await clerk().list(november)).rows
    const cut = []
    for (let offset = 0; offset < whole.length; offset += 4)
      cut.push(...(await clerk().list({ ...november, offset, limit: 4 })).rows)
    expect(cut).toEqual(whole)
    expect((await clerk().list({ ...november, limit: 1 })).total).toBe(whole.length)
  })

  it('has a number of its own, is signed for, changed and struck out, and never lost', async () => {
    const made = await clerk().save({ ...draft, direction: 'out', wanted: true })
    expect([made.number, made.by, made.version]).toEqual(['FW261122-01', '陈静', 1])
    const signed = await clerk().save({
      ...draft,
      direction: 'out',
      wanted: true,
      id: made.id,
      version: 1,
      backOn: '2026-11-21',
      backBy: '老吴',
    })
    expect(await facts()).toEqual(['hand | out | 2026-11-20 | CL-图-2611 | 长乐家居 顺丰 | back'])
    await expect(clerk().save({ ...draft, direction: 'out', id: made.id, version: 1 })).rejects.toMatchObject({
      code: 'app.stale',
    })
    await expect(clerk().save({ ...draft, id: made.id, version: signed.version })).rejects.toMatchObject({
      code: 'register.otherWay',
      field: 'direction',
    })
    const gone = await clerk().void({ id: made.id, version: signed.version, reason: '登重了' })
    expect(gone.voidReason).toBe('登重了')
    expect((await facts())[0]).toContain('void')
    await expect(clerk().void({ id: made.id, version: gone.version, reason: '再来' })).rejects.toMatchObject({
      code: 'register.voidAlready',
    })
    expect((await clerk().save(draft)).number).toBe('SW261122-01')
    const audited = await office.db
      .selectFrom('audit')
      .select('entity')
      .where('entity', '=', 'registerEntries')
      .execute()
    expect(audited).toHaveLength(4)
  })

  it('refuses days that cannot be, each at its field, and a period nobody reads', async () => {
    const refusals: [object, string, string][] = [
      [{ on: '2026-11-23' }, 'register.future', 'on'],
      [{ backOn: '2026-11-23', backBy: '吴' }, 'register.future', 'backOn'],
      [{ backOn: '2026-11-19', backBy: '吴' }, 'register.backBefore', 'backOn'],
      [{ backBy: '吴' }, 'register.backWhen', 'backOn'],
      [{ wanted: true, backOn: '2026-11-21' }, 'register.backWho', 'backBy'],
    ]
    for (const [part, code, field] of refusals)
      await expect(clerk().save({ ...draft, ...part })).rejects.toMatchObject({ code, field })
    await expect(clerk().list({ from: '2026-11-02', till: '2026-11-01' })).rejects.toMatchObject({ field: 'till' })
    await expect(clerk().list({ from: '2024-11-02', till: '2026-11-01' })).rejects.toMatchObject({
      code: 'register.tooLong',
    })
    for (const role of ['cashier', 'warehouse', 'workshop'] as const)
      await expect(office.as[role].register.list(november)).rejects.toMatchObject({ code: 'app.notAllowed' })
  })

  it('a call that comes twice writes one line', async () => {
    const requestId = randomUUID()
    const caller = { userId: office.userIds.clerk, host: 'PC-1' }
    for (let times = 0; times < 2; times++)
      expect(await office.app.call(caller, 'register.save', draft, requestId)).toMatchObject({ ok: true })
    expect((await clerk().list(november)).total).toBe(1)
  })

  it('prints as a book, the oldest first, page after page, without an amount', async () => {
    for (let index = 0; index < 60; index++)
      await clerk().save({ ...draft, on: plusDays('2026-11-01', index % 20), theirs: `T-${index}` })
    const paper = await clerk().paper({ ...november, direction: 'in' })
    const text = paper.pages.join(' ').replace(/<[^>]*>/g, ' ')
    expect(paper.pages.length).toBeGreaterThan(1)
    expect(text).toContain('共 60 件')
    for (let index = 0; index < 60; index++) expect(text.match(new RegExp(`T-${index}\\b`, 'g'))).toHaveLength(1)
    expect(text.indexOf('2026-11-01')).toBeLessThan(text.lastIndexOf('2026-11-20'))
    expect(text).not.toContain('￥')
  })

  it('reads the same on PostgreSQL', async () => {
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
    await migrate(db, 'postgres')
    const other = await openOffice({ db })
    await everything(other)
    await other.close()
  })
})

it('is void before it is back, back before it is waited for', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (voided, wanted, back) => {
      const state = registerState({ voided, wanted, backOn: back ? '2026-11-21' : null })
      const expected = [
        [voided, 'void'],
        [back, 'back'],
        [wanted, 'waiting'],
        [true, 'none'],
      ].find(([holds]) => holds)![1]
      expect(state).toBe(expected)
    }),
  )
})
