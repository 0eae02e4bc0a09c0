import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Proposal, proposalOfOrder } from '../../../shared/proposals.ts'
import { findBrokenAudit } from '../../db/audit.ts'
import {
  checkOrder,
  furnitureDraft,
  makeGoods,
  makeMasters,
  payOrder,
  shipNote,
  signConfirmation,
} from '../../testing/mainLine.ts'
import { slipsOf } from '../../testing/changes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
let { confirmed, write, approve, customerSigns } = {} as ReturnType<typeof slipsOf>
beforeEach(async () => {
  office = await openOffice()
  ;({ confirmed, write, approve, customerSigns } = slipsOf(office))
})
afterEach(() => office.close())

const twentyTables = (proposal: Proposal): void => {
  proposal.lines[0] = { ...proposal.lines[0]!, quantity: 20_000, packs: 40, dueOn: '2026-12-20' }
}

describe('a change slip', () => {
  it('is for an order that stands; before that the order is edited in place', async () => {
    const masters = await makeMasters(office)
    const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    const order = await office.as.merchandiser.orders.read({ id })
    await expect(write(order, twentyTables)).rejects.toMatchObject({ code: 'changes.editInPlace' })
  })

  it('is refused where a total over next to nothing has a unit price beyond counting', async () => {
    const order = await confirmed()
    const written = write(order, (proposal) => {
      proposal.lines[0] = { ...proposal.lines[0]!, quantity: 1, typedSide: 'total', amountFen: 100_000_001 }
    })
    await expect(written).rejects.toMatchObject({ code: 'app.amountTooLarge' })
    expect((await office.as.merchandiser.changes.list({})).total).toBe(0)
  })

  it('orders no half table, and leaves a line that stands in parts as it is counted', async () => {
    const order = await confirmed()
    const half = (proposal: Proposal): void => {
      proposal.lines[0] = { ...proposal.lines[0]!, quantity: 20_500 }
    }
    await expect(write(order, half)).rejects.toMatchObject({ code: 'app.wholePieces', field: 'lines.0.quantity' })
    expect((await office.as.merchandiser.changes.list({})).total).toBe(0)
    const { id } = order.lines[0]!
    await office.db.updateTable('orderLines').set({ quantity: 30_500 }).where('id', '=', id).execute()
    const slip = await write(await office.as.merchandiser.orders.read({ id: order.id }), half)
    expect(slip).toMatchObject({ state: 'draft' })
    expect(slip.proposal.lines[0]!.quantity).toBe(20_500)
  })

  it('shows whoever sees no prices none of a line, the one without tax neither', async () => {
    const slip = await write(await confirmed(), (proposal) => {
      proposal.taxMode = 'excluded'
      proposal.lines[0] = { ...proposal.lines[0]!, netPriceMicros: 987_654_321 }
    })
    const seenBy = async (role: 'warehouse' | 'workshop' | 'clerk') =>
      JSON.stringify(await office.as[role].changes.read({ id: slip.id }))
    expect(await seenBy('clerk')).toContain('987654321')
    expect(await seenBy('warehouse')).not.toContain('987654321')
    expect(await seenBy('workshop')).not.toContain('987654321')
  })

  it('goes from draft to approval to the customer, and only then changes order, notice and processes', async () => {
    const order = await confirmed()
    const slip = await write(order, twentyTables)
    expect(slip).toMatchObject({ number: 'BG261122-01', state: 'draft', edition: 2, needsCustomer: true })
    expect(slip.entries.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['数量', '12 张', '20 张'],
      ['包数', '24', '40'],
      ['金额', '14,160.00', '23,600.00'],
      ['交期', '2026-12-15', '2026-12-20'],
    ])
    expect(slip.effect).toMatchObject({
      beforeFen: 4_737_600,
      afterFen: 5_681_600,
      beforeDepositFen: 1_421_280,
      afterDepositFen: 1_704_480,
      confirmedFen: 1_421_280,
      loses: false,
      problems: [],
    })
    const approved = await approve(slip)
    expect(approved.state).toBe('toSign')
    expect(await office.as.merchandiser.orders.read({ id: order.id })).toMatchObject({
      edition: 1,
      totalFen: 4_737_600,
    })
    // the money for more goods is there before they go into work
    await payOrder(office, order.customerId, order.id, 'balance', 283_200, '2026-11-22')
    expect(await customerSigns(approved)).toMatchObject({ state: 'done', unsigned: 5 })
    const now = await office.as.merchandiser.orders.read({ id: order.id })
    expect(now).toMatchObject({
      edition: 2,
      totalFen: 5_681_600,
      depositFen: 1_704_480,
      dueOn: '2026-12-15',
      state: 'inProduction',
    })
    const { rows } = await office.as.merchandiser.production.list({ orderId: order.id })
    const notice = await office.as.merchandiser.production.read({ id: rows[0]!.id })
    const table = notice.noticeLines[0]!
    expect([notice.edition, table.quantity, table.dueOn]).toEqual([2, 20_000, '2026-12-20'])
    expect(table.operations.map(({ quantity }) => quantity)).toEqual(table.operations.map(() => 20_000))
    // 20 December is a Sunday: the last process ends on the workday before
    expect(table.operations.at(-1)!.plannedFinish).toBe('2026-12-19')
    // the slip moves the plan there is; the first one stays beside it (duty 39)
    const { steps } = await office.as.merchandiser.plan.line({ noticeLineId: table.id })
    expect([steps.at(-1)!.originalFinish, steps.at(-1)!.plannedFinish]).toEqual(['2026-12-15', '2026-12-19'])
    const confirmation = await office.as.merchandiser.orders.confirmationPaper({ id: order.id })
    expect(confirmation.pages.join('')).toContain('第 2 版')
    const paper = await office.as.merchandiser.production.paper({ id: notice.id })
    expect(paper.pages.join('')).toContain('第 2 版')
  })

  it('leaves everything as it was when it is refused or withdrawn', async () => {
    const order = await confirmed()
    const slip = await write(order, twentyTables)
    const { version } = await office.as.merchandiser.changes.submit({ id: slip.id, version: slip.version })
    await office.as.manager.changes.refuse({ id: slip.id, version, reason: '车间排不下' })
    const second = await approve(await write(order, twentyTables))
    expect(second.number).toBe('BG261122-02')
    await office.as.merchandiser.signBacks.markSent({ kind: 'change', documentId: second.id, sentTo: '' })
    const withdrawn = await office.as.merchandiser.changes.withdraw({
      id: second.id,
      version: second.version,
      reason: '客户又不改了',
    })
    expect(withdrawn).toMatchObject({ state: 'withdrawn', signBack: { state: 'cancelled' } })
    expect(await office.as.merchandiser.orders.read({ id: order.id })).toEqual(order)
  })

  it('is not approved by who wrote it', async () => {
    const order = await confirmed()
    const slip = await write(order, twentyTables)
    const { version } = await office.as.merchandiser.changes.submit({ id: slip.id, version: slip.version })
    await expect(office.as.merchandiser.changes.approve({ id: slip.id, version })).rejects.toMatchObject({
      code: 'changes.sameEyes',
    })
    await expect(office.as.clerk.changes.approve({ id: slip.id, version })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  })

  it('needs no customer where neither price, quantity nor day changes', async () => {
    const order = await confirmed()
    const slip = await write(order, (proposal) => {
      proposal.packing = '纸箱加护角'
    })
    expect(slip.needsCustomer).toBe(false)
    expect(await approve(slip)).toMatchObject({ state: 'done' })
    expect(await office.as.merchandiser.orders.read({ id: order.id })).toMatchObject({
      packing: '纸箱加护角',
      edition: 2,
      totalFen: order.totalFen,
    })
  })

  it('is the only open one of its order, and the order is not voided under it', async () => {
    const order = await confirmed(false)
    await write(order, twentyTables)
    await expect(write(order, twentyTables)).rejects.toMatchObject({ code: 'changes.openAlready' })
    await expect(
      office.as.merchandiser.orders.void({ id: order.id, version: order.version, reason: '取消' }),
    ).rejects.toMatchObject({ code: 'changes.orderHasSlip' })
  })

  it('refuses to go below what was delivered, in a sentence', async () => {
    const order = await confirmed()
    await makeGoods(office)
    await payOrder(office, order.customerId, order.id, 'balance', order.totalFen! - order.depositFen!, '2026-12-15')
    const note = await office.as.merchandiser.deliveries.newDraft({ orderId: order.id })
    const saved = await office.as.merchandiser.deliveries.save({
      ...note,
      lines: note.lines.map((line) => ({ ...line, quantity: 5000 })).slice(0, 1),
    })
    const now = await office.as.merchandiser.orders.read({ id: order.id })
    const waiting = await write(now, (proposal) => {
      proposal.lines[0] = { ...proposal.lines[0]!, quantity: 6000 }
    })
    expect(waiting.effect.problems[0]).toContain(saved.number)
    await office.as.merchandiser.changes.withdraw({ id: waiting.id, version: waiting.version, reason: '先送货' })
    await shipNote(office, saved.id)
    const later = await office.as.merchandiser.orders.read({ id: order.id })
    await expect(
      write(later, (proposal) => {
        proposal.lines[0] = { ...proposal.lines[0]!, quantity: 4000 }
      }),
    ).rejects.toMatchObject({ code: 'changes.belowDelivered', message: expect.stringContaining('已经送了 5 张') })
    // what was made beyond the new quantity needs its reason, and shows as loss
    const slip = await write(later, (proposal) => {
      proposal.lines[0] = { ...proposal.lines[0]!, quantity: 6000, packs: 12 }
    })
    expect(slip.effect.lines[0]).toMatchObject({ started: 12_000, delivered: 5000, loss: 6000, lossFen: 708_000 })
    await expect(office.as.merchandiser.changes.submit({ id: slip.id, version: slip.version })).rejects.toMatchObject({
      code: 'changes.lossReasonNeeded',
      field: 'lossReason',
    })
    const done = await customerSigns(await approve(slip, '多做的 6 张入库,下单再用'))
    expect(done.state).toBe('done')
  })

  it('cancels a line and adds one: the notice stops making it, the new one waits for its release', async () => {
    const order = await confirmed()
    const slip = await write(order, (proposal) => {
      const [table, chair, wardrobe] = proposal.lines
      proposal.lines = [table!, chair!, { ...wardrobe!, id: null, colour: '胡桃', quantity: 2000, packs: 12 }]
    })
    expect(slip).toMatchObject({ changed: 0, added: 1, cancelled: 1 })
    await customerSigns(await approve(slip))
    const now = await office.as.merchandiser.orders.read({ id: order.id })
    expect(now.lines.map(({ sequence, colour, quantity }) => [sequence, colour, quantity])).toEqual([
      [1, '胡桃', 12_000],
      [2, '胡桃', 72_000],
      [4, '胡桃', 2000],
    ])
    expect(now.totalFen).toBe(1_416_000 + 1_713_600 + 536_000)
    const left = await office.as.merchandiser.production.remaining({ orderId: order.id })
    expect(left.map(({ remaining }) => remaining)).toEqual([0, 0, 2000])
    const board = await office.as.workshop.operations.board({})
    expect(board.rows.map(({ quantity }) => quantity)).toEqual([12_000, 72_000])
    const history = await office.as.merchandiser.changes.ofOrder({ orderId: order.id })
    expect(history[0]!.entries.map(({ scope }) => scope)).toEqual(['cancelled', 'added'])
  })

  it('a notice of cancelled lines alone is taken back under the number of the slip', async () => {
    const masters = await makeMasters(office)
    const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    const order = await checkOrder(office, id)
    await signConfirmation(office, id)
    await payOrder(office, masters.customerId, id, 'deposit', order.depositFen!, '2026-11-22')
    await office.as.merchandiser.production.release({
      orderId: id,
      lines: [{ orderLineId: order.lines[2]!.id, quantity: 6000 }],
    })
    await customerSigns(
      await approve(
        await write(order, (proposal) => {
          proposal.lines = proposal.lines.slice(0, 2)
        }),
      ),
    )
    const { rows } = await office.as.merchandiser.production.list({ orderId: id })
    expect(rows.map(({ state }) => state)).toEqual(['void'])
    expect(await office.as.merchandiser.orders.read({ id })).toMatchObject({ state: 'toRelease' })
  })

  it('keeps the signed copy of the edition before, and the new edition may be sent as well', async () => {
    const order = await confirmed(false)
    await customerSigns(await approve(await write(order, twentyTables)))
    const copies = await office.as.merchandiser.signBacks.list({ kind: 'confirmation', documentId: order.id })
    expect(copies.rows.map(({ state }) => state)).toEqual(['same'])
    expect(await office.as.merchandiser.orders.read({ id: order.id })).toMatchObject({ state: 'toDeposit' })
    await office.as.merchandiser.signBacks.markSent({ kind: 'confirmation', documentId: order.id, sentTo: '' })
    const both = await office.as.merchandiser.signBacks.list({ kind: 'confirmation', documentId: order.id })
    expect(both.rows.map(({ state }) => state).toSorted()).toEqual(['same', 'waiting'])
  })

  it('a signed copy comes back although something stands against it: the slip waits and says why', async () => {
    const order = await confirmed()
    await makeGoods(office)
    await payOrder(office, order.customerId, order.id, 'balance', order.totalFen! - order.depositFen!, '2026-12-15')
    const slip = await approve(
      await write(order, (proposal) => {
        proposal.lines[0] = { ...proposal.lines[0]!, priceMicros: 1_100_000_000 }
      }),
    )
    const note = await office.as.merchandiser.deliveries.newDraft({ orderId: order.id })
    const saved = await office.as.merchandiser.deliveries.save(note)
    const waits = await customerSigns(slip)
    expect(waits).toMatchObject({ state: 'toSign', signBack: { state: 'same' } })
    await expect(office.as.merchandiser.changes.apply({ id: slip.id, version: waits.version })).rejects.toMatchObject({
      code: 'changes.impossible',
      message: expect.stringContaining(saved.number),
    })
    await office.as.merchandiser.deliveries.void({ id: saved.id, version: saved.version, reason: '改价重开' })
    expect(await office.as.merchandiser.changes.apply({ id: slip.id, version: waits.version })).toMatchObject({
      state: 'done',
    })
    // who approved it and who carried it out are two people
    const by = Object.fromEntries(
      (await office.as.merchandiser.orders.chain({ id: order.id })).facts.map(({ kind, by: who }) => [kind, who]),
    )
    const nameOf = async (role: 'manager' | 'merchandiser') => (await office.as[role].users.me({})).person!.name
    expect(by).toMatchObject({ changeApproved: await nameOf('manager'), changeDone: await nameOf('merchandiser') })
    const copies = await office.as.merchandiser.signBacks.list({ kind: 'change', documentId: slip.id })
    const { id: copy, version } = copies.rows[0]!
    await expect(office.as.merchandiser.signBacks.undo({ id: copy, version, reason: '标错' })).rejects.toMatchObject({
      code: 'changes.doneAlready',
    })
  })

  it('is held to what an order is held to: the account, the terms and the days of delivery', async () => {
    const order = await confirmed()
    const refused = (change: (proposal: Proposal) => void) =>
      write(order, change).then(
        () => 'written',
        ({ code }: { code: string }) => code,
      )
    expect(await refused((proposal) => void (proposal.bankAccount = '张三 农业银行 6228 1111'))).toBe(
      'orders.strangeAccount',
    )
    expect(await refused((proposal) => void (proposal.settlement = 'monthly'))).toBe('orders.looserTerms')
    expect(await refused((proposal) => void (proposal.depositBasisPoints = 0))).toBe('orders.looserTerms')
    expect(await refused((proposal) => void (proposal.lines[0]!.dueOn = '1990-01-01'))).toBe('orders.strangeDay')
    expect((await office.as.merchandiser.changes.list({})).total).toBe(0)
    // what the manager writes stands, and the customer signs for another account
    const draft = { orderId: order.id, orderVersion: order.version }
    const { changes } = office.as.manager
    const slip = await changes.save({
      ...draft,
      id: null,
      askedBy: 'us',
      way: 'phone',
      contact: '',
      reason: '换收款账户',
      inboxItemId: null,
      proposal: { ...proposalOfOrder(order), bankAccount: '禾杉 建设银行 6217' },
      version: 0,
    })
    expect(slip).toMatchObject({ needsCustomer: true })
  })

  it('is refused where a colleague changed the order meanwhile: nothing is taken back unseen', async () => {
    const seen = await confirmed()
    await customerSigns(await approve(await write(seen, twentyTables)))
    await expect(write(seen, (proposal) => void (proposal.packing = '木箱'))).rejects.toMatchObject({
      code: 'changes.orderWentOn',
    })
    const now = await office.as.merchandiser.orders.read({ id: seen.id })
    expect(now.lines[0]!.quantity).toBe(20_000)
    expect((await write(now, (proposal) => void (proposal.packing = '木箱'))).entries).toHaveLength(1)
  })

  it('says what was bought already, to the house and not to the customer', async () => {
    const order = await confirmed()
    const words = '缓冲铰链 48 个已到,退不了'
    const slip = await write(order, twentyTables, { bought: words })
    expect(slip.bought).toBe(words)
    await customerSigns(await approve(slip))
    const { changes } = office.as.merchandiser
    expect((await changes.read({ id: slip.id })).bought).toBe(words)
    const inHouse = (await changes.paper({ id: slip.id })).pages.join('')
    const theirs = (await changes.paper({ id: slip.id, copy: 'customer' })).pages.join('')
    expect([inHouse.includes(words), theirs.includes(words)]).toEqual([true, false])
  })

  it('departments sign it one by one; today asks for those who were not told', async () => {
    const order = await confirmed()
    const slip = await write(order, (proposal) => {
      proposal.remark = '门铰链换缓冲的'
    })
    const kinds = async (role: 'merchandiser' | 'manager'): Promise<string[]> =>
      (await office.as[role].today.list({})).rows.filter(({ place }) => place === 'change').map(({ kind }) => kind)
    expect(await kinds('merchandiser')).toEqual(['changeDraft'])
    let now = await office.as.merchandiser.changes.submit({ id: slip.id, version: slip.version })
    expect((await office.as.manager.today.list({})).rows.find(({ kind }) => kind === 'changeToApprove')).toMatchObject({
      urgency: 'now',
      number: slip.number,
    })
    now = await office.as.manager.changes.approve({ id: now.id, version: now.version })
    expect(await kinds('merchandiser')).toEqual(['changeUnsigned'])
    for (const department of ['production', 'warehouse', 'quality', 'finance', 'sales'] as const)
      now = await office.as.merchandiser.changes.sign({
        id: now.id,
        version: now.version,
        department,
        name: '吴工',
        on: '2026-11-22',
        how: 'paper',
      })
    expect(now).toMatchObject({ unsigned: 0, signs: [{}, {}, {}, {}, {}] })
    expect(await kinds('merchandiser')).toEqual([])
    const paper = await office.as.merchandiser.changes.paper({ id: slip.id })
    expect(paper.pages.join('')).toContain('门铰链换缓冲的')
    expect((await office.as.merchandiser.search.find({ typed: 'BG261122' })).map(({ title }) => title)).toEqual([
      slip.number,
    ])
    const chain = await office.as.merchandiser.orders.chain({ id: order.id })
    expect(chain.facts.map(({ kind }) => kind)).toContain('changeDone')
    expect(await findBrokenAudit(office.db)).toBeNull()
  })
})
