import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import type { AgeingRow, SignBackRow, signBacks } from '../shared/signBacks.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo } from './steps/start.ts'

const grid = ({ page }: Desk, name: string) => page.getByRole('grid', { name, exact: true }).locator('visible=true')
const out = async (desk: Desk): Promise<SignBackRow[]> =>
  (await call<Output<typeof signBacks.list>>(desk, 'signBacks.list', { kind: 'delivery', limit: 200 })).rows

test('papers that are out are counted, chased, printed and taken back without the mouse', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '李敏')

  // by driver and by how late they are; one call stands on all papers of the driver
  await goTo(desk, '送货', '催回签')
  await expect(grid(desk, '催回签')).toBeFocused()
  const drivers = await call<AgeingRow[]>(desk, 'signBacks.ageing', { by: 'driver' })
  await grid(desk, '催回签').getByText(drivers[0]!.name, { exact: true }).first().waitFor()
  const own = (await out(desk)).filter(({ driver }) => driver === drivers[0]!.key)
  expect(own.length).toBe(drivers[0]!.total)
  await hand.press('c')
  await expect(page.getByRole('dialog').getByLabel(/问了谁/)).toBeFocused()
  await hand.type('司机')
  await hand.press('Enter')
  await hand.fill('明天带回', '')
  await shown(desk, new RegExp(`已记下催 ${own.length} 张`)).waitFor()
  for (const { id, chases } of own)
    expect((await call<SignBackRow>(desk, 'signBacks.read', { id })).chases).toBe(chases + 1)

  // the list for the driver, on paper
  await hand.press('Control+p')
  await page.getByTitle(/210 × 297/).waitFor()
  await expect(page.locator('.page').first()).toContainText(own[0]!.documentNumber)
  const pdf = join(desk.folder, 'chase.pdf')
  await desk.choose(pdf)
  await hand.press('Control+Shift+p')
  await expect.poll(() => existsSync(pdf)).toBe(true)

  // the driver hands papers over: numbers one after another, one differs
  const all = await out(desk)
  const [same, differs] = [all[0]!, all[1]!]
  await goTo(desk, '送货', '催回签')
  await expect(grid(desk, '催回签')).toBeVisible()
  await hand.press('b')
  const number = page.getByLabel('单号').locator('visible=true')
  await expect(number).toBeFocused()
  await hand.fill(same.documentNumber)
  await grid(desk, '收回单').getByText(same.documentNumber).waitFor()
  await hand.fill('XS999999')
  await shown(desk, /没有单号 XS999999/).waitFor()
  await hand.fill(differs.documentNumber.slice(2))
  await grid(desk, '收回单').getByText(differs.documentNumber).waitFor()
  await hand.press('Alt+d')
  await grid(desk, '收回单').getByText('有差异').waitFor()
  await hand.press('Control+s')
  await page.getByRole('dialog').getByLabel('差在哪里').waitFor()
  await expect(page.getByRole('dialog').getByLabel('差在哪里')).toBeFocused()
  await hand.type('少签一件')
  // more than was sent is not signed for; the words beside a number appear with it, and the cursor goes there
  await hand.press('Tab')
  await hand.type('9999')
  await hand.press('Tab')
  await expect(page.getByRole('dialog').getByLabel(/^写了什么 1/)).toBeFocused()
  await hand.press('Control+Enter')
  await shown(desk, /签收数量不能更多/).waitFor()
  await expect(page.getByRole('dialog').getByLabel(/^签收数 1/)).toBeFocused()
  await hand.type('0')
  await hand.press('Control+Enter')
  await shown(desk, `${differs.documentNumber} 已记下差异`).waitFor()
  await expect
    .poll(async () => [
      (await call<SignBackRow>(desk, 'signBacks.read', { id: same.id })).state,
      (await call<SignBackRow>(desk, 'signBacks.read', { id: differs.id })).state,
    ])
    .toEqual(['same', 'different'])

  // a page gone to by its name has the keys, also from the search box
  await hand.press('Control+k')
  await hand.press('Control+g')
  await hand.fill('催回签')
  await expect(grid(desk, '催回签')).toBeFocused()
  await desk.close()
  dropFolder(desk.folder)
})
