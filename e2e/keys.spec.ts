import { expect, test } from 'playwright/test'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { addMasters } from './steps/masters.ts'
import { goToPage } from './steps/notePreview.ts'
import { beginOffice } from './steps/start.ts'

/** Keys of the shell: what they mean on a page that has another meaning for them, or none. */
let desk: Desk
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  desk = await openDesk()
  await beginOffice(desk)
  await addMasters(desk)
})
test.afterAll(async () => {
  await desk.close()
  dropFolder(desk.folder)
})

const tabs = (): Promise<string[]> =>
  desk.page.getByRole('tablist', { name: '打开的单据' }).getByRole('tab').allInnerTexts()
const activeTab = () => desk.page.locator('main').locator('[role=tabpanel]').locator('visible=true')

test('F8 opens a receipt where money is asked for, and nowhere else', async () => {
  const { hand, page } = desk
  await goToPage(desk, '订单')
  await page.getByRole('grid').locator('visible=true').first().waitFor()
  await hand.press('F8')
  await shown(desk, '从最早的冲起').waitFor()
  expect((await tabs()).at(-1)).toBe('收款')
  await hand.press('Control+w')
  // a profile that cannot be accepted yet: the key is on a button that is off
  await goToPage(desk, '打印机')
  await shown(desk, '这台电脑还没有打印设置。').waitFor()
  await hand.press('F4')
  await page.locator('select[name=form]').waitFor()
  await hand.press('F8')
  expect((await tabs()).at(-1)).toContain('打印设置')
  // what the new set-up begins with can be saved as it stands
  await hand.press('Control+s')
  await shown(desk, /二等分|241/).waitFor()
  await hand.press('Control+w')
  await expect(page.getByRole('grid', { name: '打印机' }).getByRole('row')).toHaveCount(2)
  // a customer is being typed
  await goToPage(desk, '客户')
  await page.getByRole('grid', { name: '客户' }).waitFor()
  await hand.press('/')
  await hand.type('永兴')
  await hand.press('F8')
  expect((await tabs()).at(-1)).toBe('客户')
})

test('an empty search box is left by one Esc, a full one by two', async () => {
  const { hand, page } = desk
  const box = page.getByRole('combobox', { name: '搜索' })
  await hand.press('Control+k')
  await expect(box).toBeFocused()
  await hand.press('Escape')
  await expect(box).not.toBeFocused()
  await hand.press('Control+k')
  await hand.type('永兴')
  await page.locator('#search-hits, [role=region]').first().waitFor()
  await hand.press('Escape')
  await expect(box).toHaveValue('')
  await hand.press('Escape')
  await expect(box).not.toBeFocused()
})

test('what is typed ahead of a page that opens goes into its first field', async () => {
  const { hand, page } = desk
  await goToPage(desk, '产品')
  await page.getByRole('grid', { name: '产品' }).waitFor()
  await hand.press('F3')
  await hand.type('yxjj')
  await hand.press('Enter')
  await expect(page.getByRole('combobox', { name: '客户' }).locator('visible=true')).toHaveValue(/永兴/)
  await expect(page.getByLabel('交期', { exact: true }).locator('visible=true').first()).toBeFocused()
  await hand.press('Control+w')
  await page.getByRole('dialog').waitFor()
  await hand.press('Control+Enter')
  await expect.poll(tabs).not.toContain('新订单')
})

test('one page more than are kept closes the one looked at longest ago, never one that is being typed', async () => {
  const { hand, page } = desk
  await hand.press('F3')
  await page.getByRole('combobox', { name: '客户' }).locator('visible=true').first().waitFor()
  await hand.type('永兴')
  await shown(desk, /永兴家居有限公司/).waitFor()
  await hand.press('Enter')
  await page.getByLabel('客户 PO').locator('visible=true').first().fill('PO-1')
  await expect(page.getByLabel('有改动没保存').first()).toBeVisible()
  for (const name of [
    '产品',
    '材料',
    '外协厂',
    '归档',
    '协议价',
    '打印记录',
    '收件',
    '送货单',
    '对账单',
    '台账',
    '应收款',
    '派工次序',
    '产能负荷',
    '欠料',
    '报价',
  ])
    await goToPage(desk, name)
  await expect.poll(async () => (await tabs()).at(-1)).toBe('报价')
  const open = await tabs()
  expect(open).toHaveLength(14)
  expect(open.some((title) => title.includes('新订单'))).toBe(true)
  await shown(desk, /开的页太多/).waitFor()
  // every title is read whole
  const cut = await page
    .getByRole('tablist', { name: '打开的单据' })
    .getByRole('tab')
    .evaluateAll((all) => all.filter((tab) => tab.scrollWidth > tab.clientWidth + 1).map((tab) => tab.textContent))
  expect(cut).toEqual([])
  await expect(activeTab()).toHaveCount(1)
})

test('收发文: a letter is written down by keys, signed for, found by its number and printed; Esc leaves the paper', async () => {
  const { hand, page } = desk
  await goToPage(desk, '收发文')
  await shown(desk, '这段时间没有收发文。').waitFor()
  const presses = await hand.count(async () => {
    await hand.press('n')
    await expect(page.getByLabel('收/发')).toBeFocused()
    // it goes out, today
    await hand.press('ArrowDown', 'Enter', 'Enter')
    await hand.fill('GH-7', '市场监管所', '年检材料')
    await hand.press('Control+s')
  })
  expect(presses).toBeLessThanOrEqual(8)
  const row = page.getByRole('row').filter({ hasText: '年检材料' })
  await expect(row).toContainText('未签收')
  await hand.press('r')
  await expect(page.getByLabel('签收日期')).toBeFocused()
  await hand.press('Enter')
  await hand.type('老吴')
  await hand.press('Control+s')
  await expect(row).toContainText('已签收')
  // the key that follows a save is for what comes after it, not a letter in the window that goes
  await hand.press('n')
  await expect(page.getByLabel('收/发')).toBeFocused()
  await hand.press('Enter', 'Enter')
  await hand.fill('GH-8', '税务所', '催报表')
  await hand.press('Control+s', 'n')
  await expect(page.getByRole('row').filter({ hasText: '催报表' })).toHaveCount(1)
  await expect(page.getByLabel('收/发')).toBeFocused()
  await hand.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await hand.press('/')
  await hand.type('gh-7')
  await expect(row).toHaveCount(1)
  await page.getByRole('grid', { name: '收发文' }).focus()
  await hand.press('Control+p')
  await page.getByTitle(/297 × 210 毫米/).waitFor()
  await expect(page.locator('.page').first()).toContainText('年检材料')
  await hand.press('Escape')
  await expect(page.getByRole('grid', { name: '收发文' })).toBeVisible()
})
