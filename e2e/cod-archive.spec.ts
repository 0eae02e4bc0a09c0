import { expect, test } from 'playwright/test'
import type { archive } from '../shared/archive.ts'
import type { cod, CodDriver } from '../shared/cod.ts'
import type { Output } from '../shared/contract.ts'
import { formatFen } from '../shared/money.ts'
import { dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo, signInAs } from './steps/start.ts'
import { goToRow, grid } from './steps/lists.ts'

test('a driver’s cash is collected, handed over, counted and settled; a box is filled, closed and found', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '孙会')

  // a note whose driver has still to collect: two yuan less than he was to bring
  await goTo(desk, '收款对账', '代收款')
  const open = await call<Output<typeof cod.notes>>(desk, 'cod.notes', { show: 'toCollect' })
  const note = open.rows[0]!
  await goToRow(desk, '司机', note.driver)
  await hand.press('Enter')
  await goToRow(desk, '送货单', note.number)
  await hand.press('c')
  await expect(page.getByRole('dialog').getByLabel(/^司机收到/)).toBeFocused()
  const collected = note.openFen - 200
  await hand.fill(String(collected / 100))
  await hand.press('Control+Enter')
  await shown(desk, /请写明原因/).waitFor()
  await expect(page.getByRole('dialog').getByLabel('差额原因')).toBeFocused()
  await hand.type('抹零')
  await hand.press('Control+Enter')
  await shown(desk, `${note.number} 已登记代收 ${formatFen(collected)}`).waitFor()

  // what he has with him goes on one slip, the cashier counts it
  const entries = await call<Output<typeof cod.onDriver>>(desk, 'cod.onDriver', { driver: note.driver })
  await hand.press('h')
  await grid(desk, '代收款交接单').getByText(note.number).waitFor()
  await hand.press('Control+s')
  await shown(desk, /JK\d{6}-\d\d 已开,请出纳点收/).waitFor()
  await page.getByRole('button', { name: /出纳点收/ }).waitFor()
  await hand.press('F8')
  const counted = page.getByRole('dialog').getByLabel(/^点到现金/)
  await expect(counted).toBeFocused()
  // the telephone rings in the middle of the count: what was typed is there again, and can be begun anew
  await hand.fill('12.34')
  await page.waitForTimeout(700)
  await hand.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await hand.press('F8')
  await expect(counted).toHaveValue('12.34')
  await shown(desk, /上次填了没保存的还在/).waitFor()
  await hand.press('F6')
  await expect(counted).toHaveValue('')
  await counted.focus()
  const cash = entries.filter(({ method }) => method === 'cash').reduce((sum, each) => sum + each.collectedFen, 0)
  await hand.fill(String(cash / 100), '现收 778')
  await hand.press('Control+Enter')
  await shown(desk, /已点收/).waitFor()

  // the two yuan are taken off the customer's account: nothing of the note is open
  await goTo(desk, '收款对账', '代收款')
  await goToRow(desk, '司机', note.driver)
  await hand.press('Enter')
  await goToRow(desk, '送货单', note.number)
  await hand.press('d')
  const bearer = page.getByRole('dialog').getByLabel('谁来承担')
  await expect(bearer).toBeFocused()
  await hand.press('ArrowDown')
  await expect(bearer).toHaveValue('deduction')
  await hand.press('Enter', 'Enter')
  await hand.type('老板同意抹零')
  await hand.press('Control+Enter')
  await shown(desk, `${note.number} 的差额已处理`).waitFor()
  const after = await call<Output<typeof cod.read>>(desk, 'cod.read', { id: note.id })
  expect(after).toMatchObject({ state: 'closed', handedFen: collected, settledFen: 200, openFen: 0 })
  expect(after.entries[0]!.receiptId).not.toBeNull()
  const drivers = await call<CodDriver[]>(desk, 'cod.drivers', {})
  expect(drivers.every(({ openFen }) => openFen >= 0)).toBe(true)

  // a box of the month: what is there is put in, one by one or together, and it is tied up
  await signInAs(desk, '李敏', 'demo123')
  await goTo(desk, '资料', '归档')
  await grid(desk, '归档').waitFor()
  await hand.press('n')
  await expect(page.getByRole('dialog').getByLabel(/^月份/)).toBeFocused()
  await hand.press('Enter', 'Enter')
  await hand.fill('试 001')
  await hand.press('Control+Enter')
  await shown(desk, /试 001 已建/).waitFor()
  const boxes = await call<Output<typeof archive.batches>>(desk, 'archive.batches', { state: 'open' })
  const box = boxes.rows.find((each) => each.box === '试 001')!
  const waiting = await call<Output<typeof archive.waiting>>(desk, 'archive.waiting', { month: box.month })
  const order = waiting.rows[0]!
  await hand.press('F6')
  await goToRow(desk, '这个月还没归档的', order.orderNumber)
  await hand.press('p')
  if (order.missing.length > 0) {
    await page.getByRole('dialog').waitFor()
    await hand.press('Enter')
  }
  await shown(desk, /1 张订单已入箱/).waitFor()
  await grid(desk, '箱里的订单').getByText(order.orderNumber).waitFor()
  await grid(desk, '箱里的订单').focus()
  await hand.press('k')
  await page.getByRole('dialog').waitFor()
  await hand.press('Enter')
  await shown(desk, '试 001 已封箱').waitFor()

  // lent and back; the one box tells where the papers lie
  await grid(desk, '箱里的订单').focus()
  await hand.press('b')
  await expect(page.getByRole('dialog').getByLabel(/^借给谁/)).toBeFocused()
  await hand.type('周强')
  await hand.press('Control+Enter')
  await shown(desk, `${order.orderNumber} 已借给 周强`).waitFor()
  await hand.press('Control+k')
  await hand.type(order.orderNumber)
  await shown(desk, /箱 试 001\(周强 借出\)/).waitFor()
  // once to empty the box, once to leave it
  await hand.press('Escape', 'Escape')
  await grid(desk, '箱里的订单').focus()
  await hand.press('r')
  await page.getByRole('dialog').waitFor()
  await hand.press('Control+Enter')
  await shown(desk, `${order.orderNumber} 已归还`).waitFor()
  await hand.press('Control+p')
  await page.getByTitle(/210 × 297/).waitFor()
  await expect(page.locator('.page').first()).toContainText(order.orderNumber)
  await desk.close()
  dropFolder(desk.folder)
})
