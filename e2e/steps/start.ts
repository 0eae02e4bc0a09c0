import { expect } from 'playwright/test'
import { type Desk, shown } from '../desk.ts'

export const owner = { name: '何老板', password: 'hs-2026-boss' }
/** The people of the journeys; the password of each is the same here only. */
export const people = [
  { name: '李敏', role: 'merchandiser' },
  { name: '陈静', role: 'clerk' },
  { name: '孙会', role: 'cashier' },
  { name: '老周', role: 'warehouse' },
  { name: '吴工', role: 'workshop' },
] as const
export const password = 'hs-2026-desk'

/** First start: company head, first owner, trade (experience.md, the shell). */
export const beginOffice = async ({ hand, page }: Desk): Promise<void> => {
  await page.getByLabel('公司名称').waitFor()
  // company: name, short name, phone, fax, address, tax number, bank, account; owner: name, password twice; trade stays
  await hand.fill(
    '禾杉家具有限公司',
    '禾杉家具',
    '0757-2288 6600',
    '0757-2288 6601',
    '佛山市顺德区乐从镇工业路 8 号',
    '91440606TEST00001X',
    '工商银行乐从支行',
    '6222 0000 1234 5678',
  )
  await hand.fill(owner.name, owner.password, owner.password)
  await hand.press('Control+s')
  await page.locator('nav').waitFor()
}

/** Opens a page of the left nav by its words. */
export const goTo = async ({ page }: Desk, ...words: string[]): Promise<void> => {
  for (const word of words) await page.locator('nav').getByText(word, { exact: true }).first().click()
}

/** The owner gives each person a role and a first password. */
export const addPeople = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  for (const { name, role } of people) {
    await page.getByRole('button', { name: /加人员/ }).waitFor()
    await hand.press('F4')
    await expect(page.getByLabel('姓名')).toHaveValue('')
    await expect(page.getByLabel('姓名')).toBeFocused()
    await hand.fill(name)
    await page.getByLabel('岗位').selectOption(role)
    await page.getByLabel(/新密码/).focus()
    await hand.type(password)
    await hand.press('Control+s')
    await page.getByRole('row').filter({ hasText: name }).waitFor()
  }
}

/** Another person sits down: Ctrl+L, the name, the password. */
export const signInAs = async ({ hand, page }: Desk, name: string, secret = password): Promise<void> => {
  if (await page.locator('nav').isVisible()) await hand.press('Control+l')
  await page.getByLabel('密码', { exact: true }).waitFor()
  const option = page.getByRole('option', { name: new RegExp(name) })
  await option.click()
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await page.getByLabel('密码', { exact: true }).focus()
  await hand.type(secret)
  await expect(page.getByLabel('密码', { exact: true })).toHaveValue(secret)
  await hand.press('Enter')
  await page.locator('nav').waitFor()
}

/** The keys of the demo offices on the first page: furniture, printing, garments, hardware for export. */
type DemoKey = 'F4' | 'F6' | 'F7' | 'F8'

/** A demo office instead of an own one, and one of its people at the desk. */
export const openDemo = async (desk: Desk, name: string, key: DemoKey = 'F4'): Promise<void> => {
  await desk.page.getByLabel('公司名称').waitFor()
  await desk.hand.press(key)
  await shown(desk, /每个人的密码都是 demo123/).waitFor({ timeout: 150_000 })
  await signInAs(desk, name, 'demo123')
}
