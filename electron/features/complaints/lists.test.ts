import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { complaintDraft, confirmedComplaint, delivered, replacementOf } from '../../testing/complaints.ts'
import { noteDraft, noteLine } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

describe('lists', () => {
  test('the daily report tells what came in, what is open from before and the sums', async () => {
    const { note } = await delivered(office)
    const old = await confirmedComplaint(office, note)
    office.setDay('2026-11-23T15:00:00')
    const fresh = await office.as.clerk.complaints.save(
      complaintDraft(note.customerId, { receivedOn: '2026-11-23', receivedTime: '09:00', description: '桌' }),
    )
    const daily = await office.as.manager.complaints.daily({ on: '2026-11-23' })
    expect({
      ...daily,
      rows: daily.rows.map(({ number }) => number),
      earlier: daily.earlier.map(({ number }) => number),
    }).toEqual({
      on: '2026-11-23',
      received: 1,
      confirmed: 0,
      closed: 0,
      open: 2,
      unconfirmed: 1,
      rows: [fresh.number],
      earlier: [old.number],
    })
    const paper = await office.as.manager.complaints.dailyPaper({ on: '2026-11-23' })
    expect(paper.pages.join('')).toContain(fresh.number)
    expect((await office.as.clerk.complaints.list({ text: note.number })).rows.map(({ id }) => id)).toEqual([old.id])
    expect(
      (await office.as.clerk.search.find({ typed: fresh.number })).map(({ kind, id }) => [kind, id]),
    ).toContainEqual(['complaint', fresh.id])
  })

  test('今日 shows the manager what to confirm, red past the limit, and the office whom to answer and what to send', async () => {
    const { note } = await delivered(office)
    const made = await office.as.clerk.complaints.save(
      complaintDraft(note.customerId, { deliveryLineId: note.lines[0]!.id }),
    )
    const tasks = async (role: 'manager' | 'clerk' | 'workshop') =>
      (await office.as[role].today.list({ limit: 200 })).rows
        .filter(({ place }) => place === 'complaint')
        .map(({ kind, urgency }) => [kind, urgency])
    expect(await tasks('manager')).toEqual([['complaintToConfirm', 'now']])
    expect(await tasks('clerk')).toEqual([['complaintToConfirm', 'waiting']])
    expect(await tasks('workshop')).toEqual([])
    office.setDay('2026-11-22T13:00:00')
    expect(await tasks('manager')).toEqual([['complaintToConfirm', 'late']])
    let now = await office.as.manager.complaints.decide({
      id: made.id,
      version: made.version,
      confirmed: true,
      opinion: '',
    })
    expect(await tasks('clerk')).toEqual([['complaintToReply', 'today']])
    now = await office.as.clerk.complaints.reply({ id: now.id, version: now.version, repliedTo: '王', words: '补' })
    now = await office.as.clerk.complaints.replace(replacementOf(now))
    expect(await tasks('clerk')).toEqual([])
    office.setDay('2026-11-25')
    expect(await tasks('clerk')).toEqual([['replacementDue', 'today']])
    office.setDay('2026-11-26')
    expect(await tasks('clerk')).toEqual([['replacementDue', 'late']])
    expect((await office.as.clerk.complaints.list({ view: 'overdue' })).rows).toMatchObject([
      { id: now.id, overdue: true },
    ])
    expect((await office.as.clerk.complaints.replacements({ open: true })).rows).toMatchObject([{ overdueDays: 1 }])
  })
})

test('今日 names the packs that come back as they are, though they are counted below nothing', async () => {
  const { order } = await delivered(office)
  const back = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 2)], { kind: 'return' })
  const { id, totalPacks } = await office.as.clerk.deliveries.save(back)
  expect(totalPacks).toBe(-2)
  const { rows } = await office.as.warehouse.today.list({ limit: 200 })
  expect(rows).toMatchObject([{ kind: 'noteStep', id, of: 2, process: 'counted' }])
})

test('the papers of the workshop carry no amount', async () => {
  const { note } = await delivered(office)
  let now = await confirmedComplaint(office, note)
  const { complaints } = office.as.manager
  now = await complaints.deduct({ id: now.id, version: now.version, quantity: 1000, amountFen: 4321, reason: '划' })
  now = await complaints.replace(replacementOf(now, { chargeFen: 7654 }))
  const text = async (paper: Promise<{ pages: string[] }>) => (await paper).pages.join('')
  expect(await text(complaints.paper({ id: now.id }))).toContain('43.21')
  expect(await text(office.as.workshop.complaints.paper({ id: now.id }))).not.toContain('43.21')
  expect(await text(complaints.replacementPaper({ id: now.replacements[0]!.id }))).not.toContain('76.54')
})

test('works the same on PostgreSQL', async () => {
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite() }) })
  await migrate(db, 'postgres')
  const at = await openOffice({ db })
  const { note } = await delivered(at)
  let now = await confirmedComplaint(at, note)
  now = await at.as.clerk.complaints.replace(replacementOf(now))
  now = await at.as.manager.complaints.deduct({
    id: now.id,
    version: now.version,
    quantity: 1000,
    amountFen: 3000,
    reason: '划',
  })
  now = await at.as.clerk.complaints.takeBack({
    id: now.id,
    version: now.version,
    quantity: 2000,
    on: '2026-11-22',
    remark: '',
  })
  at.setDay('2026-11-27')
  const { rows } = await at.as.clerk.complaints.list({ view: 'overdue', text: 'BJ261122' })
  expect(rows).toMatchObject([
    {
      number: 'TS261122-01',
      remedies: expect.stringMatching(/^BJ261122-01 TH261122-01 TZ/),
      overdue: true,
      costFen: 3000,
    },
  ])
  expect((await at.as.clerk.complaints.sources({ customerId: note.customerId, typed: '餐桌' })).length).toBe(2)
  expect(await at.as.clerk.complaints.daily({ on: '2026-11-27' })).toMatchObject({
    open: 1,
    received: 0,
    earlier: [{ id: now.id }],
  })
  expect((await at.as.clerk.complaints.replacements({ open: true })).rows).toHaveLength(1)
  expect(await at.as.clerk.complaints.counts({})).toEqual({ open: 1, toConfirm: 0, late: 0 })
  expect((await at.as.manager.today.list({ limit: 200 })).rows.some(({ kind }) => kind === 'replacementDue')).toBe(true)
  await at.close()
})
