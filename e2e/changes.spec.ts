import { expect, test } from 'playwright/test'
import type { Change } from '../shared/changes.ts'
import type { Note } from '../shared/deliveries.ts'
import type { SavedOrder } from '../shared/orders.ts'
import type { Office } from '../shared/settings.ts'
import { type Desk, dropFolder, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import {
  nextYear,
  bookOrder,
  checkAndSign,
  confirmDeposit,
  enterDeposit,
  manager,
  meanwhile,
  openCopy,
  refusalOf,
  setUpOffice,
} from './steps/office.ts'
import { openFirstOrder } from './steps/order.ts'
import { goTo, signInAs } from './steps/start.ts'

/** A confirmed order in production: keyed by one, called back by another, signed, its deposit there. */
const confirmedOrder = async (desk: Desk): Promise<SavedOrder> => {
  await signInAs(desk, '李敏')
  const order = await meanwhile(desk, '陈静', '李敏', () => bookOrder(desk))
  await checkAndSign(desk, order)
  const receipt = await enterDeposit(desk, order)
  await meanwhile(desk, '孙会', '李敏', () => confirmDeposit(desk, receipt))
  return order
}

/** Five of the first line leave by the manager's word: what is delivered cannot be taken out of the order any more. */
const deliverFive = (desk: Desk, order: SavedOrder): Promise<unknown> =>
  meanwhile(desk, manager, '李敏', async () => {
    const { lines, ...head } = await call<Note & { lines: { orderLineId: number }[] }>(desk, 'deliveries.newDraft', {
      orderId: order.id,
    })
    let note = await call<Note>(desk, 'deliveries.save', {
      ...head,
      lines: [{ ...lines[0], quantity: 5000, packs: 10 }],
    })
    // the workshop has reported nothing yet
    const reason = '货已做好,日报晚报'
    note = await call<Note>(desk, 'deliveries.allowUnmade', { id: note.id, version: note.version, reason })
    note = await call<Note>(desk, 'deliveries.pick', { id: note.id, version: note.version })
    note = await call<Note>(desk, 'deliveries.inspect', {
      id: note.id,
      version: note.version,
      passed: true,
      remark: '',
    })
    note = await call<Note>(desk, 'deliveries.countPacks', {
      id: note.id,
      version: note.version,
      packs: 10,
      explanation: '',
    })
    await call(desk, 'deliveries.release', { id: note.id, version: note.version, overrideReason: '老客户' })
  })

/** On the open order: E, the reason, the day, the quantity of the first line, Ctrl+S. */
const writeSlip = async ({ hand, page }: Desk, reason: string, day: string, quantity: string): Promise<void> => {
  await hand.press('e')
  await expect(page.getByLabel(/^变更原因/)).toBeFocused()
  await hand.fill(reason)
  await expect(page.getByLabel('交期', { exact: true })).toBeFocused()
  await hand.fill(day)
  await expect(page.getByLabel('数量 第 1 行')).toBeFocused()
  await hand.type(quantity)
  await hand.press('Control+s')
}

test.describe.configure({ timeout: 240_000 })

let office = ''
test.beforeAll(async () => {
  office = await setUpOffice()
})
test.afterAll(() => dropFolder(office))

test('a confirmed order changes by a slip: written, approved by another, signed, and everything is edition 2', async () => {
  const desk = await openCopy(office)
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const order = await confirmedOrder(desk)
  const { id: noticeId } = await call<{ id: number }>(desk, 'production.release', { orderId: order.id })

  await openFirstOrder(desk)
  const written = await hand.count(async () => {
    await writeSlip(desk, '客户来电加数', nextYear('12-20').slice(2).replaceAll('-', ''), '20')
    await page.getByRole('button', { name: /提交审批/ }).waitFor()
    await hand.press('F9')
    await shown(desk, '待审').waitFor()
  })
  expect(written).toBeLessThanOrEqual(8)
  // who wrote it has no key to approve it
  await expect(page.getByRole('button', { name: /审批通过/ })).toHaveCount(0)

  // 今日 is what a person sees first, and what waits for this one stands on top of it
  await signInAs(desk, manager)
  await page.getByRole('row').filter({ hasText: '等审批' }).first().waitFor()
  const approved = await hand.count(async () => {
    await hand.press('Enter')
    await page.getByRole('button', { name: /审批通过/ }).waitFor()
    await hand.press('F9')
    await shown(desk, '待客户回签').waitFor()
  })
  expect(approved).toBeLessThanOrEqual(2)

  await signInAs(desk, '李敏')
  await goTo(desk, '订单', '变更单')
  await page.getByRole('row').filter({ hasText: '客户来电加数' }).first().waitFor()
  await hand.press('Enter')
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  await hand.press('s')
  await page.getByRole('button', { name: /客户回签相同/ }).waitFor()
  await hand.press('y')
  await shown(desk, '已执行').waitFor()
  // a department signs: its number, the name, Enter through day and way
  await hand.press('1')
  await expect(page.getByLabel(/^签收人/)).toBeFocused()
  await hand.type('吴工')
  await hand.press('Enter', 'Enter', 'Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await hand.press('o')
  await shown(desk, '第 2 版').waitFor()
  await shown(desk, '变更经过').waitFor()
  for (const [channel, id] of [
    ['orders.confirmationPaper', order.id],
    ['production.paper', noticeId],
  ] as const)
    expect((await call<{ pages: string[] }>(desk, channel, { id })).pages.join('')).toContain('第 2 版')
  const notice = await call<{ noticeLines: { quantity: number; dueOn: string }[] }>(desk, 'production.read', {
    id: noticeId,
  })
  expect(notice.noticeLines.map(({ quantity, dueOn }) => [quantity, dueOn])).toEqual([
    // the eight more wait for their part of the deposit
    [12_000, nextYear('12-20')],
    [72_000, nextYear('12-20')],
    [6000, nextYear('12-20')],
  ])

  await deliverFive(desk, order)
  await openFirstOrder(desk)
  await writeSlip(desk, '客户减数', '', '3')
  await shown(desk, /已经送了 5 张,不能改到 3 张/).waitFor()
  const slips = await call<{ rows: Change[] }>(desk, 'changes.list', {})
  expect(slips.rows.map(({ state }) => state)).toEqual(['done'])
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(desk.folder)
})

test('a review stands against the release until every department has said yes', async () => {
  const desk = await openCopy(office)
  const { hand, page } = desk
  await signInAs(desk, manager)
  const read = await call<{ office: Office; versions: { office: number } }>(desk, 'settings.read', {})
  await call(desk, 'settings.saveOffice', {
    office: { ...read.office, reviewWish: 'all', reviewDepartments: ['技术', '品管'] },
    version: read.versions.office,
  })
  const order = await confirmedOrder(desk)
  await openFirstOrder(desk)
  await shown(desk, '待评审').waitFor()
  expect(await refusalOf(desk, 'production.release', { orderId: order.id })).toContain('评审还没发起')
  const given = await hand.count(async () => {
    await hand.press('F9')
    await page.getByRole('button', { name: /发起评审/ }).waitFor()
    await hand.press('F9')
    await shown(desk, '还差:技术、品管').waitFor()
    await hand.press('Enter')
    await expect(page.getByLabel(/^评审人/)).toBeFocused()
    await hand.type('吴工')
    await hand.press('Control+Enter')
    await shown(desk, '还差:品管').waitFor()
    await hand.press('ArrowDown', 'Enter')
    await expect(page.getByLabel(/^评审人/)).toBeFocused()
    await hand.type('老周')
    await hand.press('Control+Enter')
    await shown(desk, '评审齐了').waitFor()
  })
  expect(given).toBeLessThanOrEqual(8)
  await hand.press('o')
  await shown(desk, '待下生产单').waitFor()
  expect(await refusalOf(desk, 'production.release', { orderId: order.id })).toBe('')
  await desk.close()
  dropFolder(desk.folder)
})
