import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type Desk, dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { makeNote, prepareNote, releaseNote } from './steps/delivery.ts'
import { addMasters, call } from './steps/masters.ts'
import { confirmReceipt, enterReceipt } from './steps/money.ts'
import {
  callBack,
  furnitureLines,
  keyOrder,
  openFirstOrder,
  signConfirmation,
  signFirstBack,
  takeFax,
} from './steps/order.ts'
import { releaseOrder, reportFirstWorkshop, reportTheRest } from './steps/production.ts'
import { addPeople, beginOffice, goTo, signInAs } from './steps/start.ts'
import { exportStatement, makeStatements, openStatement, signStatement } from './steps/statement.ts'

/**
 * The main job, by keyboard, from the first start to the signed statement. Presses beyond the characters that carry
 * information are counted against experience.md: an order ≤ 40, its call-back ≤ 15, a note ≤ 8, a receipt ≤ 10,
 * all statements of a month made and exported ≤ 8, a caller answered: initials + 1.
 */
test('from the first start to the signed statement', async () => {
  test.setTimeout(300_000)
  const folder = newFolder()
  const desk: Desk = await openDesk(folder)
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))

  await beginOffice(desk)
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await addMasters(desk)

  await signInAs(desk, '陈静')
  await takeFax(desk)
  expect(await hand.count(() => keyOrder(desk, furnitureLines))).toBeLessThanOrEqual(20)
  await shown(desk, '¥47,376.00').waitFor()
  await shown(desk, '¥14,212.80').waitFor()

  await signInAs(desk, '李敏')
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('F9')
  expect(await hand.count(() => callBack(desk, 3))).toBeLessThanOrEqual(15)
  await signConfirmation(desk)
  expect(await hand.count(() => enterReceipt(desk, '工行 8812'))).toBeLessThanOrEqual(10)
  await signInAs(desk, '孙会')
  await confirmReceipt(desk)

  await signInAs(desk, '李敏')
  await releaseOrder(desk)
  await signInAs(desk, '吴工')
  await reportFirstWorkshop(desk, ['12', '12', '72', '72', '6', '6'])
  await reportTheRest(desk)

  await signInAs(desk, '李敏')
  await openFirstOrder(desk)
  expect(await hand.count(() => makeNote(desk, '老何'))).toBeLessThanOrEqual(8)
  await prepareNote(desk)
  await shown(desk, /还差 33,163.20/).waitFor()
  expect(await hand.count(() => enterReceipt(desk, '工行 9917'))).toBeLessThanOrEqual(10)
  await signInAs(desk, '孙会')
  await confirmReceipt(desk)
  await signInAs(desk, '老周')
  await goTo(desk, '送货')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('Enter')
  await releaseNote(desk)

  await signInAs(desk, '李敏')
  await signFirstBack(desk)

  // a caller: initials, and the card is there
  await goTo(desk, '今日')
  const presses = await hand.count(async () => {
    await hand.press('Control+k')
    await hand.type('yxjj')
    await shown(desk, /订金.*余款/).waitFor()
  })
  expect(presses).toBeLessThanOrEqual(1)
  await hand.press('Escape')

  const workbook = join(folder, 'statement.xlsx')
  expect(await hand.count(() => makeStatements(desk))).toBeLessThanOrEqual(8)
  await openStatement(desk)
  await exportStatement(desk, workbook)
  expect(statSync(workbook).size).toBeGreaterThan(5000)
  await signStatement(desk)

  const order = await call<{ rows: { state: string }[] }>(desk, 'orders.list', {})
  expect(order.rows.map(({ state }) => state)).toEqual(['settled'])
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(folder)
})

/** Ten lines of a faxed order keyed in at most 40 presses, called back in at most 15. */
test('a ten-line order and its call-back stay within the budget', async () => {
  test.setTimeout(180_000)
  const folder = newFolder()
  const desk = await openDesk(folder)
  await beginOffice(desk)
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await addMasters(desk)
  await signInAs(desk, '陈静')
  await takeFax(desk)
  const lines = Array.from({ length: 10 }, (_, index) => furnitureLines[index % 3]!)
  expect(await desk.hand.count(() => keyOrder(desk, lines))).toBeLessThanOrEqual(40)
  await signInAs(desk, '李敏')
  await goTo(desk, '订单')
  await desk.page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await desk.hand.press('F9')
  expect(await desk.hand.count(() => callBack(desk, 10))).toBeLessThanOrEqual(15)
  await desk.close()
  dropFolder(folder)
})
