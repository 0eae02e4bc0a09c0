import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { LayoutContent, LayoutFile } from '../shared/layouts.ts'
import type { PaperOutput } from '../shared/papers.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { bookOrder, checkAndSign, manager, meanwhile, setUpOffice } from './steps/office.ts'
import { goTo, signInAs } from './steps/start.ts'

let folder = ''
let desk: Desk
const errors: string[] = []
test.beforeEach(async () => {
  test.setTimeout(240_000)
  folder = await setUpOffice()
  desk = await openDesk(folder)
  desk.page.on('pageerror', (error) => errors.push(error.message))
})
test.afterEach(async () => {
  await desk.close()
  dropFolder(folder)
  expect(errors.splice(0)).toEqual([])
})

/** The words of the paper that is on the screen: it lies in a shadow root. */
const paperWords = ({ page }: Desk): Promise<string> =>
  page.evaluate(() => {
    const host = [...document.querySelectorAll('[data-paper] > div')].find(
      (each) => (each as HTMLElement).offsetParent !== null,
    )
    return [...(host?.shadowRoot?.querySelectorAll('.l') ?? [])].map((line) => line.textContent).join(' ')
  })
const expectPaper = (words: RegExp) => expect.poll(() => paperWords(desk)).toMatch(words)
const nameField = (label: string) => desk.page.getByLabel(`${label} 的栏名`, { exact: true })
const saved = () => shown(desk, '已保存').waitFor()

/** From the list of papers to the layout of 送货单 of the sample's customer, without the mouse. */
const openCustomers = async ({ hand, page }: Desk): Promise<void> => {
  await hand.press('F4')
  await expect(page.getByLabel(/^客户\s*\*?$/)).toBeFocused()
  await hand.type('yxjj')
  await page.getByRole('option', { name: /永兴家居/ }).waitFor()
  await hand.press('Enter')
  await expect(page.getByRole('combobox', { name: '单据', exact: true })).toBeFocused()
  await hand.press('Enter')
  await expect(nameField('序')).toBeFocused()
}

/** The sample's order in production: keyed by one, called back by another, signed, let go by the manager. */
const orderInProduction = async (): Promise<void> => {
  await signInAs(desk, '陈静')
  const order = await bookOrder(desk)
  await meanwhile(desk, '李敏', '陈静', () => checkAndSign(desk, order))
  await meanwhile(desk, manager, '陈静', () =>
    call(desk, 'production.release', { orderId: order.id, overrideReason: '老客户' }),
  )
}

/** A note of one more line of the order; it has not left yet. */
const makeNote = async (serial = ''): Promise<number> => {
  const { rows } = await call<{ rows: { id: number }[] }>(desk, 'deliveries.list', {})
  const draft = await call<Record<string, unknown> & { lines: unknown[] }>(desk, 'deliveries.newDraft', { orderId: 1 })
  const lines = draft.lines.slice(rows.length, rows.length + 1)
  return (await call<{ id: number }>(desk, 'deliveries.save', { ...draft, lines, driver: '老何', serial })).id
}
const noteWords = async (id: number): Promise<string> =>
  (await call<PaperOutput>(desk, 'deliveries.paper', { id })).pages.join(' ').replace(/<[^>]*>/g, ' ')

test('a customer’s note without prices: columns left out, renamed, moved and sized by keys, seen at true size, printed', async () => {
  const { hand, page } = desk
  await orderInProduction()
  const id = await makeNote()
  expect(await noteWords(id)).toContain('单价')

  await signInAs(desk, manager)
  await goTo(desk, '设置', '单据版式')
  await shown(desk, '出厂版式').waitFor()
  await openCustomers(desk)
  await expectPaper(/单价/)
  // down to 品名规格: a name of its own, two rows up
  await hand.press(...Array<string>(5).fill('ArrowDown'))
  await expect(nameField('品名规格')).toBeFocused()
  await hand.type('货物名称')
  await hand.press('Alt+ArrowUp', 'Alt+ArrowUp')
  await expect(nameField('品名规格')).toBeFocused()
  await expectPaper(/货物名称/)
  // 数量 half a millimetre wider, twice; 单价 and 金额 not printed
  await nameField('数量').focus()
  await hand.press('+', '+')
  await shown(desk, '19 毫米').waitFor()
  await hand.press('ArrowDown')
  await expect(nameField('单价')).toBeFocused()
  await hand.press(' ', 'ArrowDown', ' ')
  await expectPaper(/^(?!.*(单价|金额|大写))/s)
  // 数量 cannot be left out
  await nameField('数量').focus()
  await hand.press(' ')
  await shown(desk, /「数量」是这张单据必须有的一栏/).waitFor()
  await hand.press('Control+s')
  await saved()

  // printed: its papers, and no other customer's
  expect(await noteWords(id)).toMatch(/序\s+PO \/ 单号\s+货物名称/)
  expect(await noteWords(id)).not.toMatch(/单价|金额|大写/)
  const paper = await call<PaperOutput>(desk, 'deliveries.paper', { id })
  expect(paper.layout).toEqual({ name: '', version: 1 })
  await signInAs(desk, '陈静')
  await goTo(desk, '送货')
  await shown(desk, /^XS\d/).waitFor()
  await hand.press('Enter')
  await page.getByRole('button', { name: /打印/ }).first().waitFor()
  await hand.press('Control+p')
  await expectPaper(/货物名称/)
  const pdf = join(folder, '送货单.pdf')
  await desk.choose(pdf)
  await hand.press('Control+Shift+p')
  await expect.poll(() => (existsSync(pdf) ? readFileSync(pdf).subarray(0, 5).toString() : '')).toBe('%PDF-')
})

test('a layout goes out as a file and comes in again; nothing typed is replaced without asking; it is put back', async () => {
  const { hand, page } = desk
  await signInAs(desk, manager)
  await goTo(desk, '设置', '单据版式')
  await shown(desk, '出厂版式').waitFor()
  await hand.press('Enter')
  await expect(nameField('序')).toBeFocused()
  await hand.press('Control+2')
  await expect(page.getByLabel('版式名称')).toBeFocused()
  await hand.type('本厂')
  await page.getByLabel('说明文字').focus()
  await hand.type('收货请点数')
  await expectPaper(/收货请点数/)
  await hand.press('Control+3')
  await expect(page.getByLabel('纸张', { exact: true })).toBeFocused()
  await page.getByLabel('纸张', { exact: true }).selectOption({ label: '三等分 241×93.1' })
  await page.getByTitle(/241 × 93.1 毫米/).waitFor()
  await hand.press('Alt+a', 'Alt+a')
  await page.getByLabel('第 2 联名称').focus()
  await hand.type('客户联')
  await page.getByLabel('第 2 联印价').press(' ')
  await hand.press('Control+s')
  await saved()

  const file = join(folder, '版式.json')
  await desk.choose(file)
  await hand.press('Alt+e')
  await shown(desk, /已导出 版式\.json/).waitFor()
  const said = JSON.parse(readFileSync(file, 'utf8')) as LayoutFile
  expect([said.paper, said.name, said.content.form.kind]).toEqual(['deliveryNote', '本厂', 'third'])
  expect(said.content.copies).toEqual([
    { colour: '白', name: '存根', prices: true },
    { colour: '红', name: '客户联', prices: false },
  ])

  // back to what the program brings: as before
  await hand.press('Alt+r')
  await shown(desk, /恢复出厂版式\?/).waitFor()
  await hand.press('Enter')
  await page.getByTitle(/241 × 139.7 毫米/).waitFor()
  // something is being typed: the file asks before it takes its place
  await hand.press('Control+1')
  await nameField('备注').focus()
  await hand.type('附注')
  await hand.press('Alt+i')
  await shown(desk, /正在改的还没存/).waitFor()
  await hand.press('Escape')
  await expect(nameField('备注')).toHaveValue('附注')
  await hand.press('Alt+i')
  await shown(desk, /正在改的还没存/).waitFor()
  await hand.press('Enter')
  await page.getByTitle(/241 × 93.1 毫米/).waitFor()
  await expect(nameField('备注')).toHaveValue('')
  await expectPaper(/收货请点数/)
  // a file that is none says so and leaves everything
  writeFileSync(file, '不是版式')
  await hand.press('Alt+i')
  await shown(desk, /不是从「单据版式」导出的/).waitFor()
  // the program ends: what was taken over and not saved is still there
  await page.waitForTimeout(600)
  await desk.kill()
  desk = await openDesk(folder)
  await signInAs(desk, manager)
  await goTo(desk, '设置', '单据版式')
  await desk.page.getByText('送货单', { exact: true }).locator('visible=true').first().waitFor()
  await desk.hand.press('Enter')
  await shown(desk, /送货单 还没存/).waitFor()
  await desk.hand.press('F6')
  await desk.page.getByTitle(/241 × 93.1 毫米/).waitFor()
})

test('套打: only the texts go on the pre-printed form, moved by keys; its red serial is watched', async () => {
  const { hand, page } = desk
  await orderInProduction()
  const first = await makeNote('000101')
  await signInAs(desk, manager)
  await goTo(desk, '设置', '单据版式')
  await shown(desk, '出厂版式').waitFor()
  await hand.press('Enter')
  await expect(nameField('序')).toBeFocused()
  await hand.press('Control+4')
  await expect(page.getByLabel(/套打:表格已经印在纸上/)).toBeFocused()
  await hand.press(' ')
  // the hand that ticked it goes on from there: the line height, then the shifts, then the places
  await hand.press('Tab')
  await expect(page.getByLabel('行高(毫米)')).toBeFocused()
  await hand.press('Tab', 'Tab', 'Tab')
  await expect(page.getByRole('listbox', { name: '各项位置' })).toBeFocused()
  await page.getByRole('button', { name: /^实际大小/ }).waitFor()
  await hand.press('F1')
  await expect(page.getByRole('dialog')).toContainText('往上半毫米')
  await expect(page.getByRole('dialog')).not.toContainText('抄上一行')
  await hand.press('Escape')
  await expect(page.locator('dialog')).toHaveCount(0)
  await hand.press('Control+0')
  await expect(page.getByRole('button', { name: /^适宽/ })).toBeVisible()
  await hand.press('Control+0')
  await expect(page.getByRole('button', { name: /^实际大小/ })).toBeVisible()
  await hand.press('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Alt+ArrowDown')
  await expect(page.getByRole('option', { name: /收货单位 印 左 31 上 17.5/ })).toHaveAttribute('aria-selected', 'true')
  await expectPaper(/^(?!.*(收货单位|签章))/s)
  await hand.press('Control+s')
  await saved()
  const content = (
    await call<{ content: LayoutContent }>(desk, 'layouts.read', { paper: 'deliveryNote', customerId: null })
  ).content
  expect(content.overprint).toMatchObject({ on: true, places: [{ key: 'customer', xMm: 31, yMm: 17.5 }] })
  const paper = await call<PaperOutput>(desk, 'deliveries.paper', { id: first })
  expect(paper.css).toContain('@media print { .ghost { display: none } }')

  // the next form of the book, a form left out, one used twice
  await signInAs(desk, '陈静')
  await goTo(desk, '送货')
  await shown(desk, /^XS\d/).waitFor()
  await hand.press('n')
  const serial = page.getByLabel('印刷号')
  await shown(desk, /上一张 000101,接着是 000102/).waitFor()
  await serial.focus()
  await hand.type('000104')
  await shown(desk, /中间跳了 2 张/).waitFor()
  await serial.fill('000101')
  await shown(desk, /已经用在 XS\d/).waitFor()
  await serial.fill('000102')
  await expect(page.getByText(/中间跳了|已经用在/)).toHaveCount(0)
})
