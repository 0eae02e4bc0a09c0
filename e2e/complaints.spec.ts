import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { readOutside } from '../electron/sheets/read.ts'
import type { Complaint, complaints, ComplaintSource } from '../shared/complaints.ts'
import type { Output } from '../shared/contract.ts'
import { dateOf } from '../shared/dates.ts'
import type { Note, NoteRow } from '../shared/deliveries.ts'
import type { production } from '../shared/production.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo, signInAs } from './steps/start.ts'

const dialog = ({ page }: Desk) => page.getByRole('dialog')

/** A line of a note that left, of a customer the caller is. */
const lineToComplainOf = async (desk: Desk): Promise<ComplaintSource & { noteId: number }> => {
  const { rows } = await call<{ rows: NoteRow[] }>(desk, 'deliveries.list', { state: 'released', limit: 60 })
  for (const { id, kind } of rows) {
    if (kind !== 'delivery') continue
    const lines = await call<ComplaintSource[]>(desk, 'complaints.sources', { noteId: id })
    const known = await call<{ total: number }>(desk, 'complaints.list', { view: 'all', text: lines[0]!.noteNumber })
    if (lines.length === 1 && lines[0]!.quantity >= 4000 && known.total === 0) return { ...lines[0]!, noteId: id }
  }
  throw new Error('no note of one line in the demo office')
}

/** The warehouse lets a note go, or takes a return in. */
const letGo = async (desk: Desk, noteId: number): Promise<void> => {
  let note = await call<Note>(desk, 'deliveries.read', { id: noteId })
  if (note.kind !== 'return') {
    note = await call(desk, 'deliveries.pick', { id: noteId, version: note.version })
    note = await call(desk, 'deliveries.inspect', { id: noteId, version: note.version, passed: true, remark: '' })
    const counted = { id: noteId, version: note.version, packs: note.totalPacks, explanation: '' }
    note = await call(desk, 'deliveries.countPacks', counted)
  }
  await call(desk, 'deliveries.release', { id: noteId, version: note.version, overrideReason: null })
}

/** Opens a paper by its number in the one box. */
const find = async (desk: Desk, number: string): Promise<void> => {
  await desk.hand.press('Control+k')
  await desk.hand.type(number)
  await desk.page
    .getByRole('option', { name: new RegExp(number) })
    .first()
    .waitFor()
  await desk.hand.press('Enter')
  await desk.page.getByRole('heading', { name: number, exact: true }).locator('visible=true').waitFor()
}

const now = (desk: Desk, id: number): Promise<Complaint> => call(desk, 'complaints.read', { id })

/** The caller's complaint, keyed from the answer card to the saved 投诉单. */
const takeCall = async (desk: Desk, line: ComplaintSource): Promise<Complaint> => {
  const { hand, page } = desk
  await hand.press('F2')
  await hand.type(line.customer)
  const card = page.getByRole('region', { name: new RegExp(`^答复 ${line.customer}`) })
  await card.waitFor()
  await hand.press('Enter')
  await expect(card).toBeFocused()
  await hand.press('F7')
  const source = page.getByLabel('哪张单哪样货').locator('visible=true')
  await expect(source).toBeFocused()
  await hand.type(line.noteNumber)
  await page
    .getByRole('option', { name: new RegExp(line.noteNumber) })
    .first()
    .waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel('涉及数量').locator('visible=true')).toBeFocused()
  await hand.press('Enter')
  await hand.fill('2')
  await expect(page.getByLabel('类别').locator('visible=true')).toBeFocused()
  await page.getByLabel('类别').locator('visible=true').selectOption('damage')
  await hand.press('Enter', 'Enter', 'Enter')
  await expect(page.getByLabel(/^投诉内容/).locator('visible=true')).toBeFocused()
  await hand.type('两件边角压坏,拆箱就有')
  await hand.press('Control+s')
  await shown(desk, /TS\d{6}-\d\d 已登记,等经理确认/).waitFor()
  const { rows } = await call<Output<typeof complaints.list>>(desk, 'complaints.list', {
    view: 'toConfirm',
    text: line.noteNumber,
  })
  const { id, number } = rows[0]!
  await page.getByRole('heading', { name: number, exact: true }).locator('visible=true').waitFor()
  return now(desk, id)
}

/** 开补件单 with one part, as far as its key. */
const fillSlip = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await hand.press('b')
  await expect(dialog(desk).getByLabel('部件名称')).toBeFocused()
  await hand.fill('护角', '橡木', 'H02', '120×20', '2 孔')
  await dialog(desk)
    .getByLabel(/^责任人/)
    .focus()
  await hand.fill('张强')
  await hand.press('Control+s')
  await page.waitForTimeout(100)
}

test('a complaint goes from the telephone to its end: confirmed, replaced, taken back, answered, closed', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '陈静')
  const line = await lineToComplainOf(desk)
  const complaint = await takeCall(desk, line)
  expect(complaint).toMatchObject({
    state: 'toConfirm',
    noteNumber: line.noteNumber,
    quantity: line.quantity,
    badQuantity: 2000,
    kind: 'damage',
    wants: 'replacement',
  })

  // nothing leaves before the manager has spoken
  await expect(page.getByRole('button', { name: /开补件单/ }).locator('visible=true')).toBeDisabled()
  await hand.press('b')
  await expect(dialog(desk)).toHaveCount(0)

  await signInAs(desk, '赵经理', 'demo123')
  await find(desk, complaint.number)
  await hand.press('y')
  await expect(dialog(desk).getByLabel('处理意见')).toBeFocused()
  await hand.fill('免费补两个护角,退一件')
  await shown(desk, new RegExp(`${complaint.number} 已确认,隔了 \\d+ 分钟`)).waitFor()
  await shown(desk, /赵经理 确认\(隔 \d+ 分钟\)/).waitFor()

  // 补件单 from stock, on the next truck or none, at no price and under its own number
  await signInAs(desk, '陈静', 'demo123')
  await find(desk, complaint.number)
  await fillSlip(desk)
  await shown(desk, /补件单 BJ\d{6}-\d\d 已开/).waitFor()
  const [slip] = (await now(desk, complaint.id)).replacements
  expect(slip).toMatchObject({ state: 'toSend', way: 'stock', responsible: '张强', chargeFen: 0 })
  await page
    .getByRole('button', { name: /开补件送货单/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('s')
  await expect(dialog(desk).getByLabel('装哪辆车')).toBeFocused()
  await hand.press('Enter', 'Enter')
  await shown(desk, `补件送货单 ${slip!.number} 已开`).waitFor()

  // one piece comes back
  await find(desk, complaint.number)
  await hand.press('t')
  await expect(dialog(desk).getByLabel(/^数量/)).toBeFocused()
  await hand.type('999')
  await hand.press('Control+s')
  await expect(dialog(desk)).toContainText('可退换补扣')
  await expect(dialog(desk).getByLabel(/^数量/)).toBeFocused()
  await page.keyboard.press('Control+a')
  await hand.type('1')
  await hand.press('Control+s')
  await shown(desk, /TH\d{6}-\d\d 已开/).waitFor()
  await page.getByRole('grid', { name: '处理' }).locator('visible=true').getByText(/^TH/).waitFor()

  // it is not closed before the goods have moved, the customer knows and the cost is written
  await hand.press('F9')
  await expect(dialog(desk).getByLabel(/^处理结果/)).toBeFocused()
  await hand.type('补护角两个,退一件')
  await hand.press('Control+s')
  await expect(dialog(desk)).toContainText('还没回复客户')
  await hand.press('Escape')
  await hand.press('r')
  await expect(dialog(desk).getByLabel(/^怎么答复的/)).toBeFocused()
  await hand.fill('护角明天随车到')
  await hand.press('Enter')
  await shown(desk, `${complaint.number} 已回复客户`).waitFor()
  await shown(desk, /护角明天随车到/).waitFor()
  await hand.press('i')
  await expect(dialog(desk).getByLabel(/^责任工序/)).toBeFocused()
  await hand.fill('包装', '', '张强', '箱角没垫', '加护角', '12', '0')
  await hand.press('Control+s')
  await shown(desk, `${complaint.number} 的原因和费用已记`).waitFor()

  await signInAs(desk, '老周', 'demo123')
  for (const { id } of (await now(desk, complaint.id)).notes) await letGo(desk, id)
  await signInAs(desk, '陈静', 'demo123')
  await find(desk, complaint.number)
  await hand.press('F9')
  await expect(dialog(desk).getByLabel(/^处理结果/)).toHaveValue('补护角两个,退一件')
  await hand.press('Control+s')
  await shown(desk, `${complaint.number} 已结案`).waitFor()
  const closed = await now(desk, complaint.id)
  expect(closed).toMatchObject({ state: 'closed', costFen: 1200, responsible: '张强', left: line.quantity - 1000 })
  expect(closed.replacements[0]!.state).toBe('sent')

  // the day's report names it, and the paper prints
  await goTo(desk, '客诉', '投诉日报')
  await page
    .getByRole('grid', { name: /当天收到/ })
    .getByText(complaint.number)
    .waitFor()
  await hand.press('Control+p')
  await page.locator('.page').filter({ hasText: '投诉日报' }).first().waitFor()
  await signInAs(desk, '李敏', 'demo123')
  const { lines } = await call<{ lines: { documentNumber: string; amountFen: number }[] }>(desk, 'statements.preview', {
    customerId: line.customerId,
    month: dateOf(new Date()).slice(0, 7),
  })
  expect(lines.find(({ documentNumber }) => documentNumber === slip!.number)?.amountFen).toBe(0)
  await desk.close()
  dropFolder(desk.folder)
})

/** The workshop reports every process of the notice of an order as done; one late already by its plan was pushed in: ⑤ 特急. */
const makeIt = async (desk: Desk, orderNumber: string): Promise<void> => {
  const { rows } = await call<Output<typeof production.list>>(desk, 'production.list', { limit: 100 })
  const row = rows.toSorted((one, other) => other.id - one.id)[0]!
  const notice = await call<Output<typeof production.read>>(desk, 'production.read', { id: row.id })
  expect(notice.orderNumber).toBe(orderNumber)
  for (const { operations, quantity } of notice.noticeLines)
    for (const { id } of operations)
      await call(desk, 'operations.report', {
        reportedOn: dateOf(new Date()),
        workshop: '',
        rows: [
          { operationId: id, good: quantity, bad: 0, hours: 8000, people: 2, causeCode: 'rush', causeNote: '补件' },
        ],
      })
}

test('a piece that must be made again gets its own notice, leaves on a truck, and is in the Excel of complaints', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '陈静')
  const complaint = await takeCall(desk, await lineToComplainOf(desk))
  await signInAs(desk, '赵经理', 'demo123')
  await find(desk, complaint.number)
  await hand.press('y')
  await expect(dialog(desk).getByLabel('处理意见')).toBeFocused()
  await hand.fill('整件重做两件')
  await shown(desk, new RegExp(`${complaint.number} 已确认`)).waitFor()

  // the whole product by one key: an order of its own at no price, waiting for its notice
  await signInAs(desk, '李敏', 'demo123')
  await find(desk, complaint.number)
  await hand.press('b')
  await expect(dialog(desk).getByLabel('部件名称')).toBeFocused()
  await hand.press('Alt+w')
  await expect(dialog(desk).getByLabel('部件名称')).not.toHaveValue('')
  await dialog(desk)
    .getByLabel(/^责任人/)
    .focus()
  await hand.type('张强')
  await hand.press('Control+s')
  await shown(desk, /补件单 BJ\d{6}-\d\d 已开,补件订单 \S+ 等下生产通知单/).waitFor()
  const slip = async () => (await now(desk, complaint.id)).replacements[0]!
  const { orderNumber, number } = await slip()
  expect(await slip()).toMatchObject({ state: 'toOrder', way: 'made' })

  // its own notice
  await page
    .getByRole('button', { name: /下生产通知单/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('w')
  await expect(page.locator('[name="lines.0.quantity"]').locator('visible=true')).toHaveValue('2')
  await hand.press('Control+Enter')
  await shown(desk, /生产通知单 SC\S+ /).waitFor()
  expect((await slip()).state).toBe('making')
  await signInAs(desk, '吴工', 'demo123')
  await makeIt(desk, orderNumber)

  // made, it goes on the next truck by two keys
  await signInAs(desk, '李敏', 'demo123')
  await find(desk, complaint.number)
  await page
    .getByRole('button', { name: /开补件送货单/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('s')
  await expect(dialog(desk).getByLabel('装哪辆车')).toBeFocused()
  await expect(dialog(desk).getByLabel('装哪辆车')).not.toHaveValue('none')
  await hand.press('Enter', 'Enter')
  await shown(desk, `补件送货单 ${number} 已开`).waitFor()
  const note = (await now(desk, complaint.id)).notes.at(-1)!
  expect(note.truck).not.toBe('')
  await signInAs(desk, '老周', 'demo123')
  await letGo(desk, note.id)
  expect((await slip()).state).toBe('sent')

  // the list as a workbook, read back
  await signInAs(desk, '陈静', 'demo123')
  await goTo(desk, '客诉', '投诉单')
  await page.getByRole('grid', { name: '投诉单' }).locator('visible=true').getByText(complaint.number).waitFor()
  const file = join(desk.folder, '投诉单.xlsx')
  await desk.choose(file)
  await hand.press('e')
  await shown(desk, '已导出 投诉单.xlsx').waitFor()
  const { sheets } = await readOutside(readFileSync(file), '投诉单.xlsx')
  const row = sheets[0]!.rows.find((cells) => cells.includes(complaint.number))
  expect(row).toEqual(expect.arrayContaining([complaint.number, complaint.customer]))
  // the note and its order in one cell
  expect(row!.join('\n')).toContain(complaint.noteNumber)
  await desk.close()
  dropFolder(desk.folder)
})
