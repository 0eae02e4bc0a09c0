import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeGoods } from '../../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let workshop: ReturnType<typeof workshopOf>
beforeEach(async () => {
  office = await openOffice()
  workshop = workshopOf(office)
  await workshop.keepProcesses(['开料', '包装'])
  await prove('sheet')
})
afterEach(() => office.close())

const prove = async (way: 'off' | 'hand' | 'sheet') => {
  const read = await office.as.manager.settings.read({})
  await office.as.manager.settings.saveOffice({
    office: {
      ...read.office,
      inspectionNeeded: way !== 'off',
      inspectionProof: way === 'sheet' ? 'sheet' : 'hand',
    },
    version: read.versions.office,
  })
}

/** 100 pieces made and a note with some of them. */
const madeAndNoted = async (pieces: number) => {
  const work = await workshop.inWork({ pieces: [100], settlement: 'monthly' })
  await makeGoods(office)
  return { ...work, note: await noteOf(work.order.id, pieces) }
}
const noteOf = async (orderId: number, pieces: number) => {
  const draft = await office.as.warehouse.deliveries.newDraft({ orderId })
  return office.as.warehouse.deliveries.save({
    ...draft,
    lines: draft.lines.map((line) => ({ ...line, quantity: pieces * 1000 })),
  })
}
const inspect = async (
  noticeLineId: number,
  pieces: number,
  decision: 'accept' | 'reject' | 'concession' = 'accept',
) => {
  const { draft } = await office.as.workshop.quality.propose({
    kind: 'final',
    orderLineId: null,
    noticeLineId,
    operationId: null,
  })
  const made = await office.as.workshop.quality.save({
    ...draft,
    lot: pieces * 1000,
    sample: Math.min(draft.sample, pieces),
    sampleReason: '小批',
    defects: decision === 'accept' ? [] : [{ defect: '划伤', severity: 'major', quantity: 20, note: '', picture: '' }],
  })
  const ask = { id: made.id, version: made.version }
  return decision === 'concession'
    ? office.as.manager.quality.concede({ ...ask, reason: '客户书面同意' })
    : office.as.workshop.quality.decide({ ...ask, decision, reason: '' })
}
const step = async (id: number, deed: 'pick' | 'inspect' | 'count' | 'release') => {
  const { version, totalPacks } = await office.as.warehouse.deliveries.read({ id })
  const ask = { id, version }
  if (deed === 'pick') return office.as.warehouse.deliveries.pick(ask)
  if (deed === 'inspect') return office.as.warehouse.deliveries.inspect({ ...ask, passed: true, remark: '' })
  if (deed === 'count') return office.as.warehouse.deliveries.countPacks({ ...ask, packs: totalPacks, explanation: '' })
  return office.as.warehouse.deliveries.release({ ...ask, overrideReason: null })
}

describe('a delivery note that leaves by final inspections', () => {
  it('is held while its goods are not inspected, and says how many are missing', async () => {
    const { note, lineId } = await madeAndNoted(60)
    await step(note.id, 'pick')
    await expect(step(note.id, 'inspect')).rejects.toMatchObject({ code: 'quality.noteNotCovered' })
    await step(note.id, 'count')
    await expect(step(note.id, 'release')).rejects.toMatchObject({ code: 'quality.noteNotCovered' })
    await inspect(lineId, 40)
    expect((await office.as.warehouse.quality.ofNote({ deliveryNoteId: note.id })).lines).toEqual([
      expect.objectContaining({ wanted: 60_000, covered: 40_000, missing: 20_000, noticeLineId: lineId }),
    ])
    await expect(step(note.id, 'release')).rejects.toMatchObject({ code: 'quality.noteNotCovered' })
    const second = await inspect(lineId, 30)
    const released = await step(note.id, 'release')
    expect([released.state, released.inspectionNumbers.split(' ').at(-1)]).toEqual(['released', second.number])
  })

  it('passes its inspection by itself when its goods are covered as it is picked', async () => {
    const { note, lineId } = await madeAndNoted(60)
    const inspection = await inspect(lineId, 100)
    const picked = await step(note.id, 'pick')
    expect([picked.inspection, picked.inspectionNumbers, picked.bySheet]).toEqual(['passed', inspection.number, true])
  })

  it('never leaves twice by the same lot', async () => {
    const { note, lineId, order } = await madeAndNoted(60)
    await inspect(lineId, 60)
    for (const deed of ['pick', 'count', 'release'] as const) await step(note.id, deed)
    const next = await noteOf(order.id, 40)
    await step(next.id, 'pick')
    await expect(step(next.id, 'inspect')).rejects.toMatchObject({ code: 'quality.noteNotCovered' })
    await inspect(lineId, 40)
    expect((await step(next.id, 'inspect')).inspection).toBe('passed')
  })

  it('does not leave by a rejected lot, but by a conceded one and by the conceded part of a rejected one', async () => {
    const { note, lineId } = await madeAndNoted(60)
    const bad = await inspect(lineId, 60, 'reject')
    await step(note.id, 'pick')
    await expect(step(note.id, 'inspect')).rejects.toMatchObject({ code: 'quality.noteNotCovered' })
    await office.as.manager.quality.dispose({
      id: bad.id,
      version: bad.version,
      kind: 'concession',
      quantity: 25_000,
      note: '客户挑选使用',
    })
    await inspect(lineId, 35, 'concession')
    expect((await step(note.id, 'inspect')).inspection).toBe('passed')
  })

  it('holds on to the inspections it left by: they are neither voided nor taken back', async () => {
    const { note, lineId } = await madeAndNoted(60)
    const inspection = await inspect(lineId, 60)
    for (const deed of ['pick', 'count', 'release'] as const) await step(note.id, deed)
    const { id, version } = await office.as.manager.quality.read({ id: inspection.id })
    await expect(office.as.manager.quality.void({ id, version, reason: '错' })).rejects.toMatchObject({
      code: 'quality.leftByIt',
    })
    await expect(
      office.as.workshop.quality.save({ ...inspection.draft, id: null, version: 0, lot: 90_000 }),
    ).rejects.toMatchObject({ code: 'quality.lotNotThere' })
  })

  it('does not leave by an inspection of goods that are gone: what is made again is inspected first', async () => {
    const { note, lineId, ids } = await madeAndNoted(60)
    await inspect(lineId, 100)
    // a patrol finds 70 of them bad: 20 are scrapped, 50 repaired
    const { draft } = await office.as.workshop.quality.propose({
      kind: 'patrol',
      orderLineId: null,
      noticeLineId: lineId,
      operationId: ids[1]!,
    })
    const found = await office.as.workshop.quality.save({
      ...draft,
      defects: [{ defect: '划伤', severity: 'critical', quantity: 1, note: '', picture: '' }],
    })
    const bad = await office.as.workshop.quality.decide({
      id: found.id,
      version: found.version,
      decision: 'reject',
      reason: '',
    })
    const dispose = async (kind: 'rework' | 'scrap', pieces: number) =>
      office.as.workshop.quality.dispose({
        id: bad.id,
        version: (await office.as.workshop.quality.read({ id: bad.id })).version,
        kind,
        quantity: pieces * 1000,
        note: '',
      })
    await dispose('scrap', 20)
    await dispose('rework', 50)
    const covered = async () =>
      (await office.as.warehouse.quality.ofNote({ deliveryNoteId: note.id })).lines.map((line) => line.covered)
    expect(await covered()).toEqual([30_000])
    const left = async () =>
      (
        await office.as.workshop.quality.propose({
          kind: 'final',
          orderLineId: null,
          noticeLineId: lineId,
          operationId: null,
        })
      ).draft.lot
    office.setDay('2026-12-16')
    const report = (operationId: number, pieces: number) =>
      workshop.report('2026-12-16', workshop.row(operationId, pieces, { causeCode: 'earlier' }))
    await report(ids[1]!, 50)
    await report(ids[0]!, 20)
    await report(ids[1]!, 20)
    // 100 are there again, 70 of them nobody has looked at
    expect([await covered(), await left()]).toEqual([[30_000], 70_000])
    await step(note.id, 'pick')
    await expect(step(note.id, 'inspect')).rejects.toMatchObject({ code: 'quality.noteNotCovered' })
    await inspect(lineId, 70)
    expect([await covered(), (await step(note.id, 'inspect')).inspection]).toEqual([[100_000], 'passed'])
  })

  it('keeps its inspection where a mistyped report is taken back and written anew for its day', async () => {
    const { lineId, ids, note } = await madeAndNoted(60)
    await inspect(lineId, 90)
    const { id, reportedOn } = await office.db
      .selectFrom('dailyReports')
      .select(['id', 'reportedOn'])
      .where('operationId', '=', ids[1]!)
      .executeTakeFirstOrThrow()
    await office.as.workshop.operations.reverse({ reportId: id, reason: '多报五张' })
    const covered = async () =>
      (await office.as.warehouse.quality.ofNote({ deliveryNoteId: note.id })).lines.map((line) => line.covered)
    expect(await covered()).toEqual([0])
    office.setDay('2026-12-20')
    await workshop.report(reportedOn, workshop.row(ids[1]!, 95))
    expect(await covered()).toEqual([90_000])
  })

  it('is asked again at the gate: an inspection voided after the goods were looked at covers nothing', async () => {
    const { note, lineId } = await madeAndNoted(60)
    const inspection = await inspect(lineId, 60)
    // inspected by its sheet, then changed: what was stamped no longer holds
    await step(note.id, 'pick')
    const read = await office.as.warehouse.deliveries.read({ id: note.id })
    const { id, version, kind, customerId, deliveryOn, address, contact, phone, method } = read
    await office.as.warehouse.deliveries.save({
      id,
      version,
      kind,
      customerId,
      deliveryOn,
      address,
      contact,
      phone,
      method,
      driver: '',
      vehicle: '',
      serial: '',
      remark: '',
      codFen: 0,
      lines: read.lines.map(({ orderLineId, code, description, colour, unit, quantity, remark }) => ({
        orderLineId,
        code,
        description,
        colour,
        unit,
        quantity,
        packs: null,
        remark,
        direction: 'out' as const,
      })),
    })
    expect((await office.as.warehouse.deliveries.read({ id })).inspectionNumbers).toBe('')
    await office.as.manager.quality.void({ id: inspection.id, version: inspection.version, reason: '错' })
    await step(id, 'pick')
    await step(id, 'count')
    await expect(step(id, 'release')).rejects.toMatchObject({ code: 'quality.noteNotCovered' })
  })

  it('leaves by a person’s word, or without any, where the office decided so', async () => {
    const { note } = await madeAndNoted(60)
    await step(note.id, 'pick')
    await step(note.id, 'count')
    await prove('hand')
    await expect(step(note.id, 'release')).rejects.toMatchObject({ code: 'deliveries.inspectFirst' })
    await prove('off')
    expect((await step(note.id, 'release')).state).toBe('released')
  })
})

describe('今日', () => {
  it('names finished goods to inspect, inspections to decide and rejected lots', async () => {
    const { lineId, ids } = await madeAndNoted(60)
    const kinds = async () =>
      (await office.as.merchandiser.today.list({})).rows
        .filter(({ place }) => place === 'inspection' || place === 'newInspection')
        .map(({ kind, what }) => [kind, what])
    expect(await kinds()).toEqual([['lotToInspect', expect.stringContaining('100')]])
    const bad = await inspect(lineId, 100, 'reject')
    expect((await kinds()).map(([kind]) => kind)).toEqual(['lotRejected'])
    await office.as.workshop.quality.dispose({
      id: bad.id,
      version: bad.version,
      kind: 'rework',
      quantity: 100_000,
      note: '',
    })
    expect(await kinds()).toEqual([])
    // made again: nobody has looked at them, though their lot was looked at
    await workshop.report('2026-11-22', workshop.row(ids[1]!, 100))
    expect(await kinds()).toEqual([['lotToInspect', expect.stringContaining('100')]])
    const again = await inspect(lineId, 60)
    expect(await kinds()).toEqual([['lotToInspect', expect.stringContaining('40')]])
    await inspect(lineId, 40)
    expect(await kinds()).toEqual([])
    await office.as.manager.quality.void({ id: again.id, version: again.version, reason: '重检' })
    expect(await kinds()).toEqual([['lotToInspect', expect.stringContaining('60')]])
  })
})
