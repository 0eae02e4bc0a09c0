import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { dateOf, plusDays } from '../shared/dates.ts'
import { type Desk, dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { openAgain, openCopy, setUpOffice } from './steps/office.ts'
import { addMasters, call } from './steps/masters.ts'
import { furnitureLines, keyOrder, takeFax } from './steps/order.ts'
import { addPeople, beginOffice, goTo, signInAs } from './steps/start.ts'

/** A day as a hand types it: `1126`. */
const typedDay = (days: number): string => plusDays(dateOf(new Date()), days).slice(5).replace('-', '')

const card = ({ page }: Desk) => page.getByRole('region', { name: /^答复 永兴家居/ })

/** The second promise for the same matter asks for its reason; the card then counts the change. */
const promiseTwice = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  const first = await hand.count(async () => {
    await hand.press('Enter')
    await expect(page.getByLabel(/^答应哪一天/)).toBeFocused()
    await hand.fill(typedDay(3), '上午送到')
    await shown(desk, /答应他/).waitFor()
  })
  expect(first).toBeLessThanOrEqual(3)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const second = await hand.count(async () => {
    await hand.press('Enter')
    await expect(page.getByLabel(/^答应哪一天/)).toBeFocused()
    await hand.fill(typedDay(5), '下午送到', '面漆返工')
    await shown(desk, /改期 1 次/).waitFor()
  })
  expect(second).toBeLessThanOrEqual(4)
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** A slip for 陈静, who stands second among the colleagues. */
const leaveSlip = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await hand.press('m')
  await expect(page.getByLabel(/^留给谁/)).toBeFocused()
  await hand.press('ArrowDown', 'ArrowDown')
  await expect(page.getByLabel(/^留给谁/).locator('option:checked')).toHaveText(/陈静/)
  await hand.press('Enter', 'Shift+Enter')
  await expect(page.getByLabel(/^留给谁/)).toBeFocused()
  await hand.press('Enter', 'Enter', 'Enter', 'Enter')
  await hand.fill('问发票什么时候寄')
  await shown(desk, /已留给陈静/).waitFor()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** The letter as it prints, recorded as sent; then back on the card. */
const replyWithProgress = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await hand.press('r')
  await page.locator('.page').filter({ hasText: '客户进度回复函' }).first().waitFor()
  await expect(page.locator('pre').filter({ hasText: '四门衣柜' })).toBeVisible()
  await hand.press('F9')
  await shown(desk, /已记入往来记录/).waitFor()
}

/** The history of the order: its first line opens the fax; 订单档案 becomes a PDF. */
const readTheHistory = async (desk: Desk, number: string): Promise<void> => {
  const { hand, page, folder } = desk
  await hand.press('Control+k')
  await expect(page.getByRole('combobox', { name: '搜索' })).toBeFocused()
  await hand.type(number)
  // 今日 with its card is not in front: what was found is shown under the box
  await page.getByRole('option', { name: new RegExp(number) }).waitFor()
  await hand.press('Enter')
  await expect(card(desk)).toBeFocused()
  await shown(desk, /答应他/).waitFor()
  await hand.press('o')
  const history = page.getByRole('listbox', { name: '经过' })
  await history
    .getByText(/改期答复客户|收到来件/)
    .first()
    .waitFor()
  await hand.press('t')
  await expect(history).toBeFocused()
  await hand.press('Home')
  await expect(history.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await expect(history.getByRole('option').first()).toContainText('收到来件')
  await hand.press('Enter')
  await expect(page.locator('canvas').locator('visible=true').first()).toBeVisible()
  await hand.press('Control+k')
  await expect(page.getByRole('combobox', { name: '搜索' })).toBeFocused()
  await hand.type(number)
  await hand.press('Enter')
  await expect(card(desk)).toBeFocused()
  await shown(desk, /答应他/).waitFor()
  await hand.press('o')
  await page
    .getByRole('button', { name: /订单档案/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('d')
  await page.locator('.page').filter({ hasText: '订单档案' }).locator('visible=true').first().waitFor()
  const file = join(folder, 'order-file.pdf')
  await desk.choose(file)
  await hand.press('Control+Shift+p')
  await shown(desk, /order-file/).waitFor()
  expect(statSync(file).size).toBeGreaterThan(5000)
}

test('the phone: a caller is answered, promised, written down, and the order tells its life', async () => {
  test.setTimeout(300_000)
  const folder = newFolder()
  const desk = await openDesk(folder)
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await beginOffice(desk)
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await addMasters(desk)
  await signInAs(desk, '陈静')
  await takeFax(desk)
  await keyOrder(desk, furnitureLines)
  const { rows } = await call<{ rows: { number: string }[] }>(desk, 'orders.list', {})
  const number = rows[0]!.number

  await signInAs(desk, '李敏')
  await goTo(desk, '今日')
  // nobody has this number: it is kept for the slip
  await hand.press('F2')
  await hand.type('0757-9999 1234')
  await shown(desk, /没有客户用这个号码/).waitFor()
  await hand.press('F4')
  await expect(page.getByLabel('回电号码')).toHaveValue('0757-9999 1234')
  await hand.press('Escape', 'Control+k', 'Escape', 'Escape')

  // F2 and the number as the display of the telephone shows it: the card is there; Enter gives it the keys
  const presses = await hand.count(async () => {
    await hand.press('F2')
    await hand.type('+86 139-2333-0001')
    await shown(desk, /未付/).waitFor()
    await hand.press('Enter')
    await expect(card(desk)).toBeFocused()
  })
  expect(presses).toBeLessThanOrEqual(2)
  await promiseTwice(desk)
  await leaveSlip(desk)
  expect(
    await hand.count(async () => {
      // letters that come faster than the window are its first words
      await hand.press('l')
      await hand.type('QQ ')
      await expect(page.getByRole('dialog').getByLabel(/^说了什么/)).toHaveValue('QQ ')
      await hand.fill('催货,要求先发餐桌')
      await shown(desk, /已记下与永兴家居的往来/).waitFor()
    }),
  ).toBeLessThanOrEqual(2)
  await expect(card(desk).getByText('QQ 催货,要求先发餐桌')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await replyWithProgress(desk)
  await readTheHistory(desk, number)

  await signInAs(desk, '陈静')
  await goTo(desk, '今日')
  await shown(desk, /问发票什么时候寄/).waitFor()
  const answered = await hand.count(async () => {
    await hand.press('F9')
    await expect(page.getByLabel(/^怎么回的/)).toBeFocused()
    await hand.fill('告知下周一寄')
    await shown(desk, /没有留言/).waitFor()
  })
  expect(answered).toBeLessThanOrEqual(2)
  const log = await call<{ rows: { source: string }[] }>(desk, 'contacts.list', { customerId: 1 })
  expect(log.rows.map(({ source }) => source)).toEqual(['slip', 'progressReply', 'talk', 'promise', 'promise'])
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(folder)
})

test('the power goes while a promise is typed: its window has the words again, and forgets them once saved', async () => {
  test.setTimeout(120_000)
  const office = await setUpOffice()
  let desk = await openCopy(office)
  const openPromise = async (): Promise<void> => {
    await desk.hand.press('Control+k')
    await desk.hand.type('永兴')
    await desk.hand.press('Enter')
    await expect(desk.page.getByRole('region', { name: /^答复 永兴家居/ })).toBeFocused()
    await desk.hand.press('Enter')
    await expect(desk.page.getByLabel(/^答应哪一天/)).toBeFocused()
  }
  const words = () => desk.page.getByLabel(/^怎么说的/)
  await signInAs(desk, '李敏')
  await openPromise()
  await desk.hand.type('1230')
  await desk.hand.press('Enter')
  await desk.hand.type('先送餐桌')
  await desk.page.waitForTimeout(700)
  await desk.kill()

  desk = await openAgain(desk, '李敏')
  await openPromise()
  await expect(words()).toHaveValue('先送餐桌')
  await expect(desk.page.getByLabel(/^答应哪一天/)).toHaveValue(/12-30/)
  await desk.hand.press('Control+Enter')
  await shown(desk, /先送餐桌/)
    .first()
    .waitFor()
  await desk.close()
  desk = await openAgain(desk, '李敏')
  await openPromise()
  await expect(words()).toHaveValue('')
  await desk.close()
  dropFolder(desk.folder)
  dropFolder(office)
})
