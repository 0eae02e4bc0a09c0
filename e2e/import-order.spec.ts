import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { anchor, drawing, drawingParts } from '../electron/testing/orderCorpus/drawings.ts'
import { encoded, workbook } from '../electron/testing/orderCorpus/writing.ts'
import { pictureFile } from '../electron/testing/pictures.ts'
import { makeZip, workbookParts } from '../electron/sheets/zipForTests.ts'
import { type Desk, dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { addMasters, call } from './steps/masters.ts'
import { addPeople, beginOffice, goTo, signInAs } from './steps/start.ts'

/** A purchase order as 永兴家居 sends it: titles above, a total and notes below, headings of its own, an old .xls. */
const purchaseOrder = (po: string, tables: number, quantityHead = '要多少'): Uint8Array =>
  workbook(
    [
      {
        name: '采购单',
        rows: [
          ['永兴家居有限公司'],
          ['采 购 订 单'],
          ['订单号:', po, null, null, '交货日期:2027-03-10'],
          ['序号', '物料编码', '物料名称', '规格', '颜色', quantityHead, '单位', '单价'],
          [1, 'TS-801', '餐桌', '1400×800×750', '胡桃', tables, '张', 1180],
          [2, 'YX-778', '吃饭的椅子', null, '胡桃', tables * 6, '把', 238],
          ['合计', null, null, null, null, tables * 7],
          ['备注:外箱印唛头'],
        ],
        merges: ['A1:H1', 'A2:H2'],
      },
    ],
    'biff8',
  )

const start = async (): Promise<{ desk: Desk; files: string }> => {
  const desk = await openDesk(newFolder())
  await beginOffice(desk)
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await addMasters(desk)
  await signInAs(desk, '陈静')
  return { desk, files: mkdtempSync(join(tmpdir(), 'gendan-orders-')) }
}

/** A list from Taiwan without one word the program goes by: in Big5 it passes for GBK. */
const garbledOrder = (): Uint8Array =>
  encoded('item no,name,qty,unit price,due date\nTS-801,餐桌,12,1180,2027-03-10\nTS-812,餐椅,72,238,2027-03-10', 'big5')

/** An order with a picture in every line; that of the third is a drawing of Windows, which is none. */
const picturedOrder = (): Uint8Array => {
  const cells = (...row: (string | number)[]): string =>
    `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
  return makeZip([
    ...workbookParts(
      `<sheetData>${cells('货号', '图片', '品名', '数量', '单价', '交期')}${cells('TS-801', '', '餐桌', 12, 1180, '2027-03-10')}${cells('TS-812', '', '餐椅', 72, 238, '2027-03-10')}${cells('TS-812', '', '餐椅', 6, 238, '2027-04-10')}</sheetData>`,
    ),
    ...drawingParts(drawing([1, 2, 3].map((row) => anchor({ from: [row, 1], embed: `rId${row}` })).join('')), [
      ['image1.png', pictureFile(300, 1200)],
      ['image2.png', pictureFile(40)],
      ['image3.emf', Buffer.from('a drawing of Windows')],
    ]),
  ])
}

const made = (desk: Desk) => desk.page.getByRole('button', { name: /撤销导入/ }).locator('visible=true')

/** Whose file it is: the cursor stands there. */
const sayWhose = async ({ hand, page }: Desk): Promise<void> => {
  await expect(page.getByLabel(/^客户\s*\*?$/)).toBeFocused()
  await hand.type('yxjj')
  await page.getByRole('option', { name: /永兴家居/ }).waitFor()
  await hand.press('Enter')
}

/** The order as it is previewed is made, and shown. */
const makeOrder = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await hand.press('Control+Enter')
  await page.getByRole('dialog').waitFor()
  await hand.press('Enter')
  await made(desk).waitFor()
}

/** From the list of orders: a file of a customer that has sent none before. */
const openOfYongxing = async (desk: Desk, file: string): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '订单')
  await desk.choose(file)
  await page.getByRole('button', { name: /导入/ }).waitFor()
  await hand.press('i')
  await page.getByRole('button', { name: /选订单文件/ }).waitFor()
  await hand.press('F4')
  await sayWhose(desk)
}

/** From the inbox: whose file, what 要多少 means, which product YX-778 is; then the order. */
const importFirst = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await shown(desk, /采购单1/).waitFor()
  await page.getByRole('button', { name: /导入订单/ }).waitFor()
  await hand.press('i')
  await sayWhose(desk)
  // no heading is known for a quantity: F6 goes to that field, the letter of the column chooses, F6 goes back
  await shown(desk, /没有认出货号/).waitFor()
  await hand.press('F6')
  await expect(page.getByLabel('数量', { exact: true })).toBeFocused()
  await hand.type('F')
  await page.getByRole('row').filter({ hasText: 'YX-778' }).waitFor()
  await hand.press('F6')
  await hand.press('End')
  await expect(page.getByRole('row').filter({ hasText: 'YX-778' })).toHaveAttribute('aria-selected', 'true')
  await hand.press('b')
  await expect(page.getByLabel(/^我方产品/)).toBeFocused()
  await hand.type('TS-812')
  await page.getByRole('option', { name: /TS-812/ }).waitFor()
  await hand.press('Enter')
  await shown(desk, /有错 0/).waitFor()
  await makeOrder(desk)
}

/** From the list of orders: nothing is asked but the last Enter. */
const importSecond = async (desk: Desk, file: string): Promise<void> => {
  const { hand, page } = desk
  await desk.choose(file)
  await hand.press('i')
  await page.getByRole('button', { name: /选订单文件/ }).waitFor()
  await hand.press('F4')
  await shown(desk, /对 2/).waitFor()
  await makeOrder(desk)
}

test('a customer file becomes an order, the next one without a question, and back', async () => {
  test.setTimeout(240_000)
  const { desk, files } = await start()
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const [first, second, torn] = ['采购单1.xls', '采购单2.xls', '传坏的.xls'].map((name) => join(files, name))
  writeFileSync(first!, purchaseOrder('YX-9001', 10))
  writeFileSync(second!, purchaseOrder('YX-9002', 20))
  writeFileSync(torn!, purchaseOrder('YX-9003', 5).slice(0, 1500))

  await goTo(desk, '收件')
  await desk.choose(first!)
  await page.getByRole('button', { name: /选文件/ }).waitFor()
  await hand.press('F4')
  const firstPresses = await hand.count(() => importFirst(desk))
  console.log('first file:', firstPresses, 'presses')
  expect(firstPresses).toBeLessThanOrEqual(10)
  await shown(desk, '¥26,080.00').waitFor() // 10 × 1180 + 60 × 238
  await shown(desk, 'YX-9001').waitFor()

  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: 'YX-9001' }).waitFor()
  const secondPresses = await hand.count(() => importSecond(desk, second!))
  console.log('second file:', secondPresses, 'presses')
  expect(secondPresses).toBeLessThanOrEqual(4)
  await shown(desk, '¥52,160.00').waitFor()

  await hand.press('Control+z')
  await shown(desk, /2 行、52,160.00 元一起作废/).waitFor()
  await hand.press('Enter')
  await shown(desk, /作废:撤销导入/).waitFor()
  await goTo(desk, '收件')
  await page.getByRole('row').filter({ hasText: '采购单2' }).waitFor()

  // a file that broke off is refused in a sentence and the one that is open stays
  await page.getByRole('button', { name: /导入订单/ }).waitFor()
  await hand.press('i')
  await shown(desk, /对 2/).waitFor()
  await desk.choose(torn!)
  await hand.press('F4')
  await shown(desk, /已损坏/).waitFor()
  await expect(page.getByText('采购单2.xls').locator('visible=true').first()).toBeVisible()
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(desk.folder)
  rmSync(files, { recursive: true, force: true })
})

test('a garbled text file is read again as the user says', async () => {
  test.setTimeout(240_000)
  const { desk, files } = await start()
  const { hand, page } = desk
  const file = join(files, '台湾.csv')
  writeFileSync(file, garbledOrder())
  await openOfYongxing(desk, file)
  await shown(desk, /要看 2/).waitFor()
  const encoding = page.getByLabel('编码 Alt E')
  await expect(encoding.locator('option:checked')).toHaveText('自动(GBK)')

  // not UTF-8 at all: said in a sentence, and the preview stays
  await hand.press('Alt+e')
  await expect(encoding).toBeFocused()
  await hand.type('U')
  await shown(desk, /不能按这个编码读,预览没有变/).waitFor()
  await shown(desk, /要看 2/).waitFor()
  await hand.press('ArrowDown', 'ArrowDown')
  await shown(desk, /对 2/).waitFor()
  await expect(encoding.locator('option:checked')).toHaveText('Big5')
  await expect(page.getByText(/不能按这个编码读/)).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'TS-812' })).toContainText('餐椅')
  await expect(encoding).toBeFocused()
  await makeOrder(desk)

  // the same for a list of customers
  writeFileSync(file, encoded('customer name,short name\n基隆餐桌,基隆', 'big5'))
  await goTo(desk, '资料', '客户')
  await page.getByRole('button', { name: /导入/ }).locator('visible=true').click()
  await shown(desk, /还没有选文件/).waitFor()
  await hand.press('F4')
  await shown(desk, /新增 1/).waitFor()
  await expect(page.getByRole('row').filter({ hasText: '基隆' })).toHaveCount(0)
  await hand.press('Alt+e')
  await hand.type('B')
  await page.getByRole('row').filter({ hasText: '基隆餐桌' }).waitFor()
  await desk.close()
  dropFolder(desk.folder)
  rmSync(files, { recursive: true, force: true })
})

test('pictures of the file come to their lines, and go with the order', async () => {
  test.setTimeout(240_000)
  const { desk, files } = await start()
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const file = join(files, '图片订单.xlsx')
  writeFileSync(file, picturedOrder())
  await openOfYongxing(desk, file)
  await page.getByAltText('第 2 行的图片').waitFor()
  await page.getByAltText('第 3 行的图片').waitFor()
  await shown(desk, /2 行的图片跟着订单带上;行 4:图片不是 PNG 或 JPG,没有带上/).waitFor()
  await expect(page.getByLabel('编码 Alt E')).toHaveCount(0)
  await makeOrder(desk)
  await page.getByRole('button', { name: '第 1 行的图片' }).locator('visible=true').waitFor()

  const { rows } = await call<{ rows: { id: number }[] }>(desk, 'orders.list', {})
  const { lines } = await call<{ lines: { picture: string }[] }>(desk, 'orders.read', { id: rows[0]!.id })
  const pictures = lines.map(({ picture }) => picture)
  expect([new Set(pictures).size, pictures[2]]).toEqual([3, ''])
  const { bytes, mediaType } = await call<{ bytes: Uint8Array; mediaType: string }>(desk, 'pictures.bytes', {
    sha256: pictures[0],
  })
  expect([Object.keys(bytes).length < 1_000_000, mediaType]).toEqual([true, 'image/jpeg'])

  await hand.press('Control+z')
  await shown(desk, /一起作废/).waitFor()
  await hand.press('Enter')
  await shown(desk, /作废:撤销导入/).waitFor()
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(desk.folder)
  rmSync(files, { recursive: true, force: true })
})

test('what the file leaves in doubt is said: a discount, a strange comma, two columns of one name', async () => {
  test.setTimeout(240_000)
  const { desk, files } = await start()
  const { page } = desk
  const file = join(files, '有疑问.csv')
  writeFileSync(
    file,
    encoded(
      '货号,品名,数量,数量,单价,交期\nTS-801,餐桌,12,1,1180,2027-03-10\nTS-812,餐椅,"1,2",1,238,2027-03-10\n,折扣,1,1,-100,',
      'utf-8',
    ),
  )
  await openOfYongxing(desk, file)
  await shown(desk, /有 2 栏都叫“数量”,取的是 C 栏,没取 D 栏/).waitFor()
  await shown(desk, /对 1 · 要看 0 · 有错 2/).waitFor()
  await expect(page.getByRole('row').filter({ hasText: '餐椅' })).toContainText('“1,2”的逗号或空格不是千位分隔')
  await expect(page.getByRole('row').filter({ hasText: '折扣' })).toContainText('“-100”是负数')
  await page.getByRole('button', { name: /有错的 2 行都不要/ }).click()
  await shown(desk, /有错 2/).waitFor({ state: 'detached' })
  await makeOrder(desk)
  await shown(desk, '¥14,160.00').waitFor()
  await desk.close()
  dropFolder(desk.folder)
  rmSync(files, { recursive: true, force: true })
})
