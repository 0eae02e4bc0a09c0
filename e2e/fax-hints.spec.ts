import { expect, test } from 'playwright/test'
import type { Order } from '../shared/orders.ts'
import { type Desk, dropFolder, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { openCopy, setUpOffice } from './steps/office.ts'
import { callBack, furnitureLines, keyOrder, takeFax } from './steps/order.ts'
import { goTo, signInAs } from './steps/start.ts'

/** D on the check page: the fax is read on this PC, and what it seems to say stands beside the keyed numbers. */

let office: string
test.beforeAll(async () => {
  test.setTimeout(120_000)
  office = await setUpOffice()
})
test.afterAll(() => dropFolder(office))

/** The fax is taken, keyed by one person with the tables turned to 21, and in front of the other to be called back. */
const openWrongCheck = async (desk: Desk): Promise<number> => {
  const { hand, page } = desk
  await signInAs(desk, '陈静')
  await takeFax(desk)
  await keyOrder(
    desk,
    furnitureLines.map((line, index) => (index === 0 ? { ...line, quantity: '21' } : line)),
  )
  await signInAs(desk, '李敏')
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('F9')
  await page.getByRole('button', { name: /读传真/ }).waitFor()
  return (await call<{ rows: { id: number }[] }>(desk, 'orders.list', {})).rows[0]!.id
}

type Played = typeof globalThis & { asked?: number }
/** The next reading is asked of a process that hears nothing and would go on for ever, or of one that ends at once. */
const playReader = ({ app }: Desk, kind: 'deaf' | 'ending'): Promise<void> =>
  app.evaluate(({ utilityProcess }, played) => {
    const fork = utilityProcess.fork
    ;(globalThis as Played).asked = 0
    utilityProcess.fork = (...given) => {
      utilityProcess.fork = fork
      const child = fork.apply(utilityProcess, given)
      child.postMessage = () => {
        ;(globalThis as Played).asked = 1
        if (played === 'ending') child.kill()
      }
      return child
    }
  }, kind)

test('the fax is read: a quantity keyed wrong is pointed at, and nothing is ticked or changed', async () => {
  test.setTimeout(120_000)
  const desk = await openCopy(office)
  const { hand, page } = desk
  const orderId = await openWrongCheck(desk)
  const before = await call(desk, 'checks.read', { orderId })
  const at = (line: number, field: string) => page.locator(`[data-line="${line}"][data-field=${field}]`)

  await hand.press('d')
  await shown(desk, /8 处对得上\(下划线\),1 处像是不一样/).waitFor()
  await expect(at(0, 'quantity')).toContainText('传真上像是 12')
  await expect(page.getByText('传真上像是')).toHaveCount(1)
  for (const line of [0, 1, 2]) {
    await expect(at(line, 'price').locator('[data-fax=same]')).toHaveCount(1)
    await expect(at(line, 'quantity').locator('[data-fax=same]')).toHaveCount(line === 0 ? 0 : 1)
  }
  await shown(desk, '0 / 21 项').waitFor()
  expect(await call(desk, 'checks.read', { orderId })).toEqual(before)

  // it holds nothing up: the line is ticked as it stands, and the hint goes when the number is put right
  for (const _ of ['code', 'name', 'colour']) await hand.press('Space')
  await hand.press('e')
  await hand.type('12')
  await hand.press('Enter')
  await expect(page.getByText('传真上像是')).toHaveCount(0)
  await expect(at(0, 'quantity').locator('[data-fax=same]')).toHaveCount(1)
  await callBack(desk, 3)
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  expect(await call<Order>(desk, 'orders.read', { id: orderId })).toMatchObject({
    state: 'toSign',
    marks: { fields: 21, ok: 20, changed: 1, questions: 0 },
  })
  await desk.close()
  dropFolder(desk.folder)
})

test('Esc stops the reading and leaves the check open; a reader that ends is one sentence', async () => {
  test.setTimeout(120_000)
  const desk = await openCopy(office)
  const { app, hand, page } = desk
  await openWrongCheck(desk)
  await playReader(desk, 'deaf')
  await hand.press('d')
  await shown(desk, /正在读传真,第 1 \/ 1 页/).waitFor()
  // the check goes on meanwhile
  await hand.press('Space')
  await shown(desk, '1 / 21 项').waitFor()
  await expect.poll(() => app.evaluate(() => (globalThis as Played).asked)).toBe(1)
  await hand.press('Escape')
  await expect(page.getByRole('button', { name: /读传真/ })).toBeVisible()
  await shown(desk, /空格/).waitFor()
  await expect(page.getByText(/像是/)).toHaveCount(0)

  await playReader(desk, 'ending')
  await hand.press('d')
  await shown(desk, '传真没读成。请对着传真看,核对不受影响。').waitFor()
  await expect(page.getByRole('button', { name: /读传真/ })).toBeVisible()
  await hand.press('d')
  await shown(desk, /1 处像是不一样/).waitFor()
  await hand.press('Escape')
  await expect(page.getByText(/空格/).locator('visible=true')).toHaveCount(0)
  await desk.close()
  dropFolder(desk.folder)
})
