import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { slipsOf } from '../../testing/changes.ts'
import { checkOrder, furnitureDraft, makeMasters, signConfirmation } from '../../testing/mainLine.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const wish = async (reviewWish: 'off' | 'above' | 'newVersion' | 'all', reviewAboveFen = 0): Promise<void> => {
  const read = await office.as.manager.settings.read({})
  await office.as.manager.settings.saveOffice({
    office: { ...read.office, reviewWish, reviewAboveFen, reviewDepartments: ['技术', '品管'] },
    version: read.versions.office,
  })
}
/** The furniture order on monthly terms, called back and signed: only a review may be missing. */
const signed = async () => {
  const masters = await makeMasters(office, { settlement: 'monthly' })
  const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  await checkOrder(office, id)
  await signConfirmation(office, id)
  return office.as.merchandiser.orders.read({ id })
}
const give = (
  orderId: number,
  version: number,
  department: string,
  verdict: 'yes' | 'conditional' | 'no',
  opinion = '',
) =>
  office.as.merchandiser.reviews.give({
    orderId,
    version,
    department,
    verdict,
    opinion,
    name: '吴工',
    on: '2026-11-22',
    checks: ['人力', '工艺'],
  })

describe('a review', () => {
  it('is asked for again when a correction or a change slip makes the order one that needs it', async () => {
    await wish('above', 5_000_000)
    const { confirmed, write, approve, customerSigns } = slipsOf(office)
    const order = await confirmed(false)
    expect(order.reviewNeeded).toBe(false)
    const slip = await write(order, (proposal) => {
      proposal.lines[0] = { ...proposal.lines[0]!, quantity: 20_000, packs: 40 }
    })
    await customerSigns(await approve(slip))
    expect((await office.as.merchandiser.orders.read({ id: order.id })).reviewNeeded).toBe(true)

    const { customerId, lines } = order
    const other = await saveOrder(office, orderDraft(office, customerId, { lines: [lineDraft({ quantity: 10_000 })] }))
    expect([lines.length, other.reviewNeeded]).toEqual([3, false])
    const { checks, orders } = office.as.merchandiser
    await checks.start({ orderId: other.id, spokenTo: '王', phone: '', salespersonTold: true })
    await checks.mark({ orderLineId: other.lines[0]!.id, field: 'quantity', mark: 'changed', newValue: '1000' })
    expect((await orders.read({ id: other.id })).reviewNeeded).toBe(true)
  })

  it('is asked for as the office decided: never, above an amount, for new versions, always', async () => {
    const masters = await makeMasters(office, { settlement: 'monthly' })
    const draft = await furnitureDraft(office, masters)
    const asked = async (newVersion = false): Promise<boolean> => {
      const { id } = await office.as.clerk.orders.save({
        ...draft,
        lines: draft.lines.map((line) => ({ ...line, newVersion })),
      })
      return (await office.as.clerk.orders.read({ id })).reviewNeeded
    }
    expect(await asked()).toBe(false)
    await wish('above', 4_737_600)
    expect(await asked()).toBe(false)
    await wish('above', 4_737_599)
    expect(await asked()).toBe(true)
    await wish('newVersion')
    expect([await asked(), await asked(true)]).toEqual([false, true])
    await wish('all')
    expect(await asked()).toBe(true)
  })

  it('blocks the release until every department said yes, and names who is missing', async () => {
    await wish('all')
    const order = await signed()
    expect(order.state).toBe('toReview')
    await expect(office.as.merchandiser.production.release({ orderId: order.id })).rejects.toMatchObject({
      code: 'production.notReady',
      field: 'review',
      message: expect.stringContaining('评审还没发起'),
    })
    const started = await office.as.merchandiser.reviews.start({ orderId: order.id })
    expect(started).toMatchObject({ missing: ['技术', '品管'], startedBy: '李敏' })
    const first = await give(order.id, started.version, '技术', 'conditional', '门板先打样')
    await expect(office.as.merchandiser.production.release({ orderId: order.id })).rejects.toMatchObject({
      message: expect.stringContaining('评审还差 品管'),
    })
    const against = await give(order.id, first.version, '品管', 'no', '没有检具')
    expect(against.missing).toEqual(['品管'])
    const { rows } = await office.as.merchandiser.production.waiting({ reason: 'review' })
    expect(rows).toMatchObject([{ orderId: order.id, reasons: ['review'], reviewsMissing: ['品管'] }])
    expect((await office.as.merchandiser.today.list({})).rows).toMatchObject([
      { kind: 'toReview', place: 'review', what: '品管' },
    ])
    await give(order.id, against.version, '品管', 'yes')
    expect(await office.as.merchandiser.orders.read({ id: order.id })).toMatchObject({ state: 'toRelease' })
    await office.as.merchandiser.production.release({ orderId: order.id })
    const chain = await office.as.merchandiser.orders.chain({ id: order.id })
    expect(chain.facts.filter(({ kind }) => kind.startsWith('review')).map(({ words }) => words)).toHaveLength(3)
  })

  it('is passed over by the manager alone, by name and reason', async () => {
    await wish('all')
    const order = await signed()
    await expect(
      office.as.merchandiser.production.release({ orderId: order.id, overrideReason: '急' }),
    ).rejects.toMatchObject({ code: 'gates.overrideNotAllowed' })
    await office.as.manager.production.release({ orderId: order.id, overrideReason: '老板已同意' })
    expect(await office.as.merchandiser.reviews.read({ orderId: order.id })).toMatchObject({
      override: { by: '赵经理', reason: '老板已同意' },
    })
    await expect(office.as.manager.reviews.override({ orderId: order.id, reason: '再来' })).rejects.toMatchObject({
      code: 'gates.alreadyOpen',
    })
  })

  it('wants words for a condition or a no, and refuses a stale sheet', async () => {
    await wish('all')
    const order = await signed()
    const { version } = await office.as.merchandiser.reviews.start({ orderId: order.id })
    await expect(give(order.id, version, '技术', 'no')).rejects.toMatchObject({ field: 'opinion' })
    await give(order.id, version, '技术', 'yes')
    await expect(give(order.id, version, '品管', 'yes')).rejects.toMatchObject({ code: 'app.stale' })
    await expect(office.as.merchandiser.reviews.start({ orderId: order.id })).rejects.toMatchObject({
      code: 'reviews.startedAlready',
    })
    const paper = await office.as.merchandiser.reviews.paper({ id: order.id })
    const text = paper.pages.join('')
    expect(text).toContain('☑人力')
    expect(text).not.toContain('1180')
  })

  it('ends with the order: on a void one no opinion is given and nobody passes it over', async () => {
    await wish('all')
    const order = await signed()
    const { version } = await office.as.merchandiser.reviews.start({ orderId: order.id })
    const now = await office.as.merchandiser.orders.read({ id: order.id })
    await office.as.merchandiser.orders.void({ id: order.id, version: now.version, reason: '客户取消' })
    await expect(give(order.id, version, '技术', 'yes')).rejects.toMatchObject({ code: 'orders.isVoid' })
    await expect(office.as.manager.reviews.override({ orderId: order.id, reason: '急' })).rejects.toMatchObject({
      code: 'orders.isVoid',
    })
    expect(await office.as.merchandiser.reviews.read({ orderId: order.id })).toMatchObject({ version, override: null })
  })
})
