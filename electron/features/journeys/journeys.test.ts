import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deriveJourneyState, shortOf } from '../../../shared/journeys.ts'
import { translator } from '../../../shared/language.ts'
import { tellWords } from '../../../shared/shipmentWords.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { askGateSteps, carry, journeyNow, loadNote, passed, passGate } from '../../testing/trucks.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(async () => {
  // every stored state is what its facts give (architecture rule 6)
  const rows = await office.db.selectFrom('journeys').selectAll().execute()
  expect(rows.map(({ state }) => state)).toEqual(rows.map(deriveJourneyState))
  await office.close()
})

const sent = async (changes: Parameters<typeof keyNote>[3] = {}, pieces = [10, 4]) => {
  const order = await makeOrder(office, { pieces })
  return { order, note: await sendNote(office, await keyNote(office, order, pieces, changes)) }
}
const list = async (show: 'road' | 'overdue' | 'house' | 'own' | 'arrived', typed = '') =>
  (await office.as.warehouse.journeys.list({ show, typed })).rows.map(({ number }) => number)
const overdueTasks = async () =>
  (await office.as.merchandiser.today.list({ limit: 200 })).rows.filter(({ kind }) => kind === 'arrivalOverdue')

describe('goods of an office without 装车 and 出厂', () => {
  it('are on their way with the release, and not one key more is pressed', async () => {
    const { note } = await sent()
    expect(await journeyNow(office, note.id)).toMatchObject({
      state: 'underWay',
      way: 'deliver',
      stepsAsked: false,
      leftOn: '2026-11-22',
    })
    expect(await list('own')).toEqual([note.number])
    await expect(passGate(office, note.id)).rejects.toMatchObject({ code: 'journeys.gatedAlready' })
  })

  it('that left before ways were written down are on their way too, and can be said to have arrived', async () => {
    const { note } = await sent()
    await office.db.deleteFrom('journeys').execute()
    expect(await journeyNow(office, note.id)).toMatchObject({ state: 'underWay', version: 0, stepsAsked: false })
    const saved = await carry(office, note.id, { carrier: '德邦' })
    expect(saved).toMatchObject({ state: 'underWay', leftOn: '2026-11-22' })
    const day = { arrivedOn: '2026-11-22', signer: '陈生', acceptedOn: null, note: '' }
    const arrived = { deliveryNoteId: note.id, version: saved.version, ...day }
    expect((await office.as.clerk.journeys.arrive(arrived)).state).toBe('arrived')
  })

  it('are with the customer who fetched them', async () => {
    const { note } = await sent({ method: '客户自提' })
    expect((await journeyNow(office, note.id)).state).toBe('arrived')
  })
})

it('the answer to a caller says with whom the last goods travel and under which number', async () => {
  const { order, note } = await sent()
  const answer = async () =>
    (await office.as.clerk.search.answer({ customerId: order.customerId, orderId: null })).lastDelivery
  expect(await answer()).toMatchObject({ number: note.number, carrier: '', tracking: '', arrivedOn: null })
  await carry(office, note.id, { way: 'freight', carrier: '德邦', tracking: 'DPK3612', expectedOn: '2026-11-24' })
  expect(await answer()).toMatchObject({ carrier: '德邦', tracking: 'DPK3612', expectedOn: '2026-11-24' })
})

describe('goods of an office with 装车 and 出厂 as steps', () => {
  beforeEach(() => askGateSteps(office))

  it('are delivered with the release, as they were, and leave by the gate', async () => {
    const { order, note } = await sent()
    expect(note.state).toBe('released')
    expect((await office.as.clerk.orders.read({ id: order.id })).state).toBe('delivered')
    expect((await journeyNow(office, note.id)).state).toBe('house')
    expect(await list('house')).toEqual([note.number])
    await expect(passGate(office, note.id)).rejects.toMatchObject({ code: 'journeys.loadFirst' })
    expect(await loadNote(office, note.id)).toMatchObject({ state: 'loaded', loadChecker: '老周' })
    expect(await passGate(office, note.id)).toMatchObject({
      state: 'underWay',
      gateKeeper: '门卫老李',
      gateVehicle: '粤X12345',
      leftOn: '2026-11-22',
      leftTime: '14:05',
    })
    expect(await list('house')).toEqual([])
  })

  it('stay behind the gate while a line differs and nobody says why', async () => {
    const { note } = await sent()
    await loadNote(office, note.id, { 2: { pieces: 3 } })
    await expect(passGate(office, note.id)).rejects.toMatchObject({ code: 'journeys.explainLoad' })
    const explained = await loadNote(office, note.id, { 2: { pieces: 3, explanation: '车装不下,下次带' } })
    expect(explained.lines).toMatchObject([
      { picked: 10_000, loaded: 10_000, ordered: 10_000 },
      { picked: 4000, loaded: 3000, explanation: '车装不下,下次带' },
    ])
    await passGate(office, note.id)
    await expect(loadNote(office, note.id)).rejects.toMatchObject({ code: 'journeys.gatedAlready' })
    const pass = await office.as.warehouse.journeys.passPaper({ id: note.id })
    expect(pass.pages.join('')).toContain('车装不下')
    expect(pass.pages.join('')).not.toMatch(/单价|金额|￥/)
  })

  it('of which less was loaded say so until a slip makes it good; the gate counts what lies on the truck', async () => {
    const { order, note } = await sent()
    expect((await loadNote(office, note.id)).madeGood).toEqual([])
    await loadNote(office, note.id, { 2: { pieces: 3, packs: 2, explanation: '车装不下' } })
    await passGate(office, note.id)
    // 10 packs and 2, not the 14 of the note
    const { pages } = await office.as.warehouse.journeys.passPaper({ id: note.id })
    const cells = [...pages.join('').matchAll(/>([^<>]+)</g)].map(([, text]) => text)
    expect(cells).toContain('12')
    expect(cells).not.toContain('14')
    expect((await journeyNow(office, note.id)).lines.map(shortOf)).toEqual([0, 1000])
    const made: string[] = []
    for (const kind of ['return', 'replacement'] as const) {
      const slip = await office.as.clerk.deliveries.save(
        noteDraft(order.customerId, [noteLine(order.lineIds[1]!, 1)], { kind }),
      )
      made.push(slip.number)
      expect((await journeyNow(office, note.id)).madeGood).toEqual(made.toSorted())
    }
    const back = await office.as.clerk.deliveries.list({ customerId: order.customerId })
    const { id, version } = back.rows.find(({ number }) => number === made[0])!
    await office.as.manager.deliveries.void({ id, version, reason: '不退了' })
    expect((await journeyNow(office, note.id)).madeGood).toEqual([made[1]])
  })

  it('that were signed for have left: the gate is not taken back', async () => {
    const { note } = await sent()
    await loadNote(office, note.id)
    const { version } = await passGate(office, note.id)
    const [copy] = (await office.as.clerk.signBacks.list({ kind: 'delivery', documentId: note.id })).rows
    const back = { result: 'same', difference: '', differenceFen: null, copy: null } as const
    await office.as.clerk.signBacks.markReturned({ id: copy!.id, version: copy!.version, ...back })
    const undo = { deliveryNoteId: note.id, version, step: 'gate', reason: '点错' } as const
    await expect(office.as.warehouse.journeys.takeBack(undo)).rejects.toMatchObject({ code: 'journeys.signedFor' })
    expect(await journeyNow(office, note.id)).toMatchObject({ gateKeeper: '门卫老李', leftOn: '2026-11-22' })
  })

  it('are checked line by line: none may be left out', async () => {
    const { note } = await sent()
    const { version, lines } = await journeyNow(office, note.id)
    const [first] = lines
    await expect(
      office.as.warehouse.journeys.checkLoad({
        deliveryNoteId: note.id,
        version,
        checkedBy: '老周',
        lines: [{ lineId: first!.lineId, quantity: first!.picked, packs: first!.pickedPacks, explanation: '' }],
      }),
    ).rejects.toMatchObject({ code: 'journeys.allLines' })
  })

  it('weigh on the truck with the packs counted there', async () => {
    const { note } = await sent()
    const { load } = await journeyNow(office, note.id)
    const { lines } = await loadNote(office, note.id, {
      1: { pieces: 1, packs: 1, explanation: '其余下一车' },
    })
    const others = lines.slice(1).reduce((sum, { pickedPacks }) => sum + pickedPacks, 0)
    expect((await journeyNow(office, note.id)).load).toEqual({ ...load, packs: 1 + others })
    // half a piece is not on it
    await expect(loadNote(office, note.id, { 1: { pieces: 2.5, explanation: '少装' } })).rejects.toMatchObject({
      code: 'app.wholePieces',
    })
  })

  it('are not loaded before they are released, and leave no day that has not come', async () => {
    const order = await makeOrder(office, { pieces: [5] })
    const draft = await keyNote(office, order, [5])
    await expect(loadNote(office, draft.id)).rejects.toMatchObject({ code: 'deliveries.notReleased' })
    await expect(office.as.warehouse.journeys.passPaper({ id: draft.id })).rejects.toMatchObject({
      code: 'deliveries.notReleased',
    })
    const note = await sendNote(office, draft)
    await loadNote(office, note.id)
    const { version } = await journeyNow(office, note.id)
    await expect(
      office.as.warehouse.journeys.gate({ deliveryNoteId: note.id, version, ...passed, leftOn: '2026-11-23' }),
    ).rejects.toMatchObject({ code: 'journeys.notYet', field: 'leftOn' })
    await expect(
      office.as.warehouse.journeys.gate({ deliveryNoteId: note.id, version, ...passed, leftOn: '2026-11-21' }),
    ).rejects.toMatchObject({ code: 'journeys.beforeRelease', field: 'leftOn' })
    await expect(
      office.as.warehouse.journeys.gate({ deliveryNoteId: note.id, version, ...passed, vehicle: ' ', driver: '' }),
    ).rejects.toMatchObject({ code: 'journeys.howItLeft', field: 'vehicle' })
  })

  it('are fetched by somebody with a name', async () => {
    const { note } = await sent({ method: '自提' })
    await loadNote(office, note.id)
    await expect(passGate(office, note.id)).rejects.toMatchObject({ code: 'journeys.whoPicksUp' })
    await carry(office, note.id, { pickedUpBy: '陈小姐', pickedUpProof: '13900000002', authorised: true })
    expect((await passGate(office, note.id)).state).toBe('arrived')
  })

  it('come back from the gate with a reason, not once they have arrived', async () => {
    const { note } = await sent()
    await loadNote(office, note.id)
    await passGate(office, note.id)
    const back = async (step: 'gate' | 'arrival') =>
      office.as.warehouse.journeys.takeBack({
        deliveryNoteId: note.id,
        version: (await journeyNow(office, note.id)).version,
        step,
        reason: '登错了',
      })
    const { version } = await journeyNow(office, note.id)
    const day = { arrivedOn: '2026-11-22', signer: '陈生', acceptedOn: null, note: '' }
    await office.as.clerk.journeys.arrive({ deliveryNoteId: note.id, version, ...day })
    await expect(back('gate')).rejects.toMatchObject({ code: 'journeys.arrivedAlready' })
    expect((await back('arrival')).state).toBe('underWay')
    expect((await back('gate')).state).toBe('loaded')
  })

  it('of a void note go nowhere', async () => {
    const { note } = await sent()
    const { version } = await office.as.clerk.deliveries.read({ id: note.id })
    await office.as.manager.deliveries.void({ id: note.id, version, reason: '开错' })
    expect((await journeyNow(office, note.id)).state).toBe('void')
    expect(await list('house')).toEqual([])
    await expect(carry(office, note.id, { carrier: '德邦' })).rejects.toMatchObject({ code: 'deliveries.isVoid' })
  })
})

describe('goods with a carrier', () => {
  it('are found by their tracking number, overdue when the day has passed, and arrived when somebody says so', async () => {
    const { note } = await sent()
    await carry(office, note.id, {
      way: 'freight',
      carrier: '德邦',
      carrierPhone: '95353',
      tracking: 'DB20261122',
      expectedOn: '2026-11-24',
    })
    expect(await list('road')).toEqual([note.number])
    expect(await list('road', 'DB2026')).toEqual([note.number])
    expect(await list('road', '顺丰')).toEqual([])
    expect(await overdueTasks()).toEqual([])
    office.setDay('2026-11-25')
    expect(await list('overdue')).toEqual([note.number])
    expect(await overdueTasks()).toMatchObject([{ id: note.id, number: note.number }])
    const { version } = await journeyNow(office, note.id)
    const arrive = (arrivedOn: string, acceptedOn: string | null) =>
      office.as.clerk.journeys.arrive({
        deliveryNoteId: note.id,
        version,
        arrivedOn,
        signer: '陈生',
        acceptedOn,
        note: '',
      })
    await expect(arrive('2026-11-21', null)).rejects.toMatchObject({ code: 'journeys.beforeLeaving' })
    await expect(arrive('2026-11-24', '2026-11-23')).rejects.toMatchObject({ code: 'journeys.acceptedBetween' })
    expect(await arrive('2026-11-24', '2026-11-25')).toMatchObject({ state: 'arrived', signer: '陈生', overdue: false })
    expect(await overdueTasks()).toEqual([])
    expect(await list('arrived')).toEqual([note.number])
  })

  it('keep their tracking number when the draft is keyed again', async () => {
    const order = await makeOrder(office, { pieces: [5] })
    const draft = await keyNote(office, order, [5])
    await carry(office, draft.id, { way: 'courier', tracking: 'SF77' })
    await office.as.clerk.deliveries.save(
      noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 4)], { id: draft.id, version: draft.version }),
    )
    const hits = await office.as.clerk.search.find({ typed: 'SF77' })
    expect(JSON.stringify(hits)).toContain(draft.number)
  })

  it('are not chased any more when the signed note is back', async () => {
    const { note } = await sent()
    await carry(office, note.id, { way: 'courier', expectedOn: '2026-11-23' })
    office.setDay('2026-11-25')
    expect(await list('overdue')).toEqual([note.number])
    await office.db.updateTable('signBacks').set({ state: 'same' }).where('documentId', '=', note.id).execute()
    expect(await list('overdue')).toEqual([])
    expect(await overdueTasks()).toEqual([])
    expect((await journeyNow(office, note.id)).overdue).toBe(false)
  })

  it('cost a freight the warehouse neither sees nor changes', async () => {
    const { note } = await sent()
    await carry(office, note.id, { freightFen: 12_000, freightBy: 'customer' })
    const seen = await office.as.warehouse.journeys.read({ deliveryNoteId: note.id })
    expect(seen.freightFen).toBeNull()
    const { version } = seen
    const { way, freightBy } = await carry(office, note.id, { tracking: 'A1' })
    await office.as.warehouse.journeys.save({
      way,
      freightBy,
      carrier: '',
      carrierPhone: '',
      tracking: 'A2',
      expectedOn: null,
      pickedUpBy: '',
      pickedUpProof: '',
      pickedUpVehicle: '',
      authorised: false,
      volume: null,
      weight: null,
      deliveryNoteId: note.id,
      version: version + 1,
      freightFen: 1,
    })
    expect(await journeyNow(office, note.id)).toMatchObject({ tracking: 'A2', freightFen: 12_000 })
  })

  it('are told to the customer with all that helps to find them', async () => {
    const { order, note } = await sent()
    await carry(office, note.id, { way: 'freight', carrier: '德邦', tracking: 'DB1', expectedOn: '2026-11-25' })
    const facts = await office.as.clerk.shipments.tellFacts({ orderId: order.id, deliveryNoteId: note.id })
    const words = tellWords(translator('zh-CN'), facts, { way: facts.way, shipOn: facts.shipOn })
    expect(words).toContain(note.number)
    expect(words).toContain('物流 德邦,单号 DB1,预计 2026-11-25 到')
    await office.as.clerk.shipments.tell({
      orderId: order.id,
      deliveryNoteId: note.id,
      whom: '陈生',
      channel: 'wechat',
      way: facts.way,
      shipOn: null,
      words,
    })
    expect((await office.as.clerk.shipments.ofOrder({ orderId: order.id })).told).toMatchObject({ whom: '陈生' })
  })

  it('are told with the packs that were counted, at the picking and at the truck', async () => {
    await askGateSteps(office)
    const order = await makeOrder(office, { pieces: [10, 4] })
    const { deliveries } = office.as.warehouse
    const draft = await keyNote(office, order, [10, 4])
    let now = await deliveries.pick({ id: draft.id, version: draft.version })
    now = await deliveries.inspect({ id: now.id, version: now.version, passed: true, remark: '' })
    const { totalPacks } = now
    now = await deliveries.countPacks({ id: now.id, version: now.version, packs: totalPacks - 1, explanation: '并包' })
    await deliveries.release({ id: now.id, version: now.version, overrideReason: null })
    const told = async () =>
      (await office.as.clerk.shipments.tellFacts({ orderId: order.id, deliveryNoteId: draft.id })).goods.map(
        ({ packs }) => packs,
      )
    // nobody knows which of the two lines has one less
    expect(await told()).toEqual([null, null])
    const pass = await office.as.warehouse.journeys.passPaper({ id: draft.id })
    expect(pass.pages.join('').replaceAll(/<[^>]+>/g, ' ')).toMatch(new RegExp(`包数： +${totalPacks - 1} `))
    await loadNote(office, draft.id, { 1: { pieces: 10, packs: 3, explanation: '并包' } })
    expect(await told()).toEqual([3, now.lines[1]!.packs])
  })

  it('are told with the goods of every order on the note, and each order keeps that it was told', async () => {
    const one = await makeOrder(office, { pieces: [2] })
    const other = await makeOrder(office, { pieces: [3], customerId: one.customerId })
    const lines = [noteLine(one.lineIds[0]!, 2), noteLine(other.lineIds[0]!, 3)]
    const note = await sendNote(office, await office.as.clerk.deliveries.save(noteDraft(one.customerId, lines)))
    const facts = await office.as.clerk.shipments.tellFacts({ orderId: one.id, deliveryNoteId: note.id })
    expect(facts.goods.map(({ quantity }) => quantity)).toEqual([2000, 3000])
    const said = { whom: '陈生', channel: 'phone', way: 'deliver', shipOn: null, words: '货已发出' } as const
    await office.as.clerk.shipments.tell({ orderId: one.id, deliveryNoteId: note.id, ...said })
    for (const { id } of [one, other])
      expect((await office.as.clerk.shipments.ofOrder({ orderId: id })).told).toMatchObject({ whom: '陈生' })
  })
})
