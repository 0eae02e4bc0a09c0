import { expect, test } from 'playwright/test'
import { dateOf } from '../shared/dates.ts'
import type { Note, NoteDraft, OpenLine } from '../shared/deliveries.ts'
import type { Journey } from '../shared/journeys.ts'
import type { Office } from '../shared/settings.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goToRowHere, grid } from './steps/lists.ts'
import { openDemo, signInAs } from './steps/start.ts'

const today = dateOf(new Date())
const dialog = ({ page }: Desk) => page.getByRole('dialog')

/** 送货 again and again, until its page is there. */
const goToPage = async (desk: Desk, name: string): Promise<void> => {
  for (let pressed = 0; pressed < 10 && !(await grid(desk, name).isVisible()); pressed++) {
    await desk.hand.press('Alt+5')
    await desk.page.waitForTimeout(400)
  }
  // the page keeps the cursor where it was left
  await expect(grid(desk, name)).toBeVisible()
  await grid(desk, name).focus()
}

/** Three released notes of two customers: one order in two parts, another whole. */
const threeNotes = async (desk: Desk): Promise<Note[]> => {
  const { rows } = await call<{ rows: { id: number; customerId: number; settlement: string }[] }>(desk, 'orders.list', {
    states: ['inProduction'],
    limit: 40,
  })
  const drafts: NoteDraft[] = []
  for (const { id: orderId } of rows) {
    const open = await call<OpenLine[]>(desk, 'deliveries.openLines', { orderId })
    // some orders of the demo office are on notes already
    if (open.some(({ remaining }) => remaining > 0))
      drafts.push(await call<NoteDraft>(desk, 'deliveries.newDraft', { orderId }))
  }
  const whole = drafts.find(({ lines }) => lines.some(({ quantity }) => quantity >= 2000))!
  const other = drafts.find(({ customerId }) => customerId !== whole.customerId)!
  const parted = whole.lines.find(({ quantity }) => quantity >= 2000)!
  const half = Math.floor(parted.quantity / 2000) * 1000
  const wanted = [
    { ...whole, lines: [{ ...parted, quantity: half }] },
    { ...whole, lines: [{ ...parted, quantity: parted.quantity - half }] },
    { ...other, lines: other.lines.slice(0, 1) },
  ]
  const notes: Note[] = []
  for (const draft of wanted) {
    let note = await call<Note>(desk, 'deliveries.save', { ...draft, deliveryOn: today, codFen: draft.codFen })
    const ask = (): { id: number; version: number } => ({ id: note.id, version: note.version })
    if (note.lines.some(({ missing }) => missing > 0))
      note = await call<Note>(desk, 'deliveries.allowUnmade', { ...ask(), reason: '货已做好,日报晚报' })
    note = await call<Note>(desk, 'deliveries.pick', ask())
    note = await call<Note>(desk, 'deliveries.inspect', { ...ask(), passed: true, remark: '' })
    note = await call<Note>(desk, 'deliveries.countPacks', { ...ask(), packs: note.totalPacks, explanation: '' })
    note = await call<Note>(desk, 'deliveries.release', { ...ask(), overrideReason: '经理同意先送' })
    notes.push(note)
  }
  return notes
}

/** A customer with something still to deliver. */
const someCustomer = async (desk: Desk): Promise<{ customer: string; customerId: number }> => {
  const { rows } = await call<{ rows: { id: number; customerId: number }[] }>(desk, 'orders.list', {
    states: ['inProduction'],
    limit: 40,
  })
  for (const { id: orderId, customerId } of rows) {
    const open = await call<OpenLine[]>(desk, 'deliveries.openLines', { orderId })
    if (!open.some(({ remaining }) => remaining >= 1000)) continue
    const { shortName } = await call<{ shortName: string }>(desk, 'customers.read', { id: customerId })
    return { customer: shortName, customerId }
  }
  throw new Error('nothing left to deliver')
}

/** Types a new note of a customer's open goods, one piece of the first, and leaves it unsaved. */
const typeNote = async (desk: Desk, customer: string): Promise<void> => {
  const { hand, page } = desk
  await goToPage(desk, '送货单')
  await hand.press('n')
  await expect(page.getByLabel(/^客户\s*\*?$/).locator('visible=true')).toBeFocused()
  await hand.type(customer)
  await page
    .getByRole('option', { name: new RegExp(customer) })
    .first()
    .waitFor()
  await hand.press('Enter')
  await expect(grid(desk, '可送的货').getByRole('row').nth(1)).toContainText(/\d{4}-\d{2}/)
  await page.getByLabel('司机', { exact: true }).locator('visible=true').focus()
  await hand.type('老何')
  await grid(desk, '可送的货').focus()
  await hand.press('a', 'q')
  await hand.type('1')
  await hand.press('Enter')
  await page.waitForTimeout(700)
}

const checkAll = async (desk: Desk, deliveryNoteId: number): Promise<void> => {
  const { version, lines } = await call<Journey>(desk, 'journeys.read', { deliveryNoteId })
  await call(desk, 'journeys.checkLoad', {
    deliveryNoteId,
    version,
    checkedBy: '老周',
    lines: lines.map(({ lineId, picked, pickedPacks }) => ({
      lineId,
      quantity: picked,
      packs: pickedPacks,
      explanation: '',
    })),
  })
}

test('three notes of two customers leave on one truck without the mouse', async () => {
  test.setTimeout(300_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '赵经理')
  const { office, versions } = await call<{ office: Office; versions: { office: number } }>(desk, 'settings.read', {})
  await call(desk, 'settings.saveOffice', { office: { ...office, gateSteps: true }, version: versions.office })
  const notes = await threeNotes(desk)
  const [first, second, third] = notes as [Note, Note, Note]

  // a truck that may carry one pack: the notes go on by Enter, the bars turn red with the word
  await goToPage(desk, '待拼车')
  await hand.press('n')
  await expect(dialog(desk).getByLabel('常用车')).toBeFocused()
  await dialog(desk).getByLabel('车牌').focus()
  await hand.type('粤X99999')
  await dialog(desk).getByLabel('最多包数').focus()
  await hand.type('1')
  await hand.press('Control+s')
  await expect(grid(desk, '当天的车')).toContainText('粤X99999')
  await grid(desk, '待拼车').focus()
  for (const { number } of notes) {
    await goToRowHere(desk, '待拼车', number)
    await hand.press(number === third.number ? 'ArrowRight' : 'Enter')
    await expect(grid(desk, '拼车')).toContainText(number)
  }
  await expect(shown(desk, /▲ 包数 .*超 \d+/)).toBeVisible()

  // the last one is unloaded first
  await grid(desk, '拼车').focus()
  await goToRowHere(desk, '拼车', third.number)
  await hand.press('Alt+ArrowUp')
  await expect(grid(desk, '拼车').getByRole('row').filter({ hasText: second.number })).toContainText('3')
  await expect(grid(desk, '拼车').locator('[aria-selected=true]')).toContainText(third.number)

  // over the limit it wants a reason; not loaded it stays
  await hand.press('f')
  await expect(dialog(desk).getByLabel('超载为什么还走')).toBeFocused()
  await hand.press('Control+Enter')
  await expect(shown(desk, /要写原因才能出车/)).toBeVisible()
  await hand.type('短途,客户急要')
  await hand.press('Control+Enter')
  await expect(shown(desk, /还没有装车查对/)).toBeVisible()
  await hand.press('Escape')

  // at the truck: one line differs, and keeps the gate shut until somebody says why
  await checkAll(desk, second.id)
  await checkAll(desk, third.id)
  await grid(desk, '拼车').focus()
  await goToRowHere(desk, '拼车', first.number)
  await hand.press('Enter')
  await page.getByRole('button', { name: /^装车查对/ }).waitFor()
  await hand.press('l')
  const loaded = page.getByLabel('实装包数 第 1 行').locator('visible=true')
  await loaded.focus()
  await hand.type('0')
  // what differs asks for its why: Enter does not pass it by
  await hand.press('Enter')
  await expect(page.getByLabel('差异说明 第 1 行').locator('visible=true')).toBeFocused()
  await hand.press('Control+s')
  await expect(shown(desk, /1 行不符/)).toBeVisible()
  // it leaves with its truck, and its key leads there
  await page.getByRole('button', { name: /^随车出厂 PC/ }).waitFor()
  await hand.press('g')
  await expect(grid(desk, '当天的车').locator('[aria-selected=true]')).toContainText('粤X99999')
  await hand.press('f')
  await expect(dialog(desk).getByLabel('超载为什么还走')).toHaveValue('短途,客户急要')
  await hand.press('Control+Enter')
  await expect(shown(desk, /请先写差异说明/)).toBeVisible()
  await hand.press('Escape')
  await grid(desk, '拼车').focus()
  await goToRowHere(desk, '拼车', first.number)
  await hand.press('Enter')
  await hand.press('l')
  await page.getByLabel('差异说明 第 1 行').locator('visible=true').focus()
  await hand.type('包数写错,实物一件')
  await hand.press('Control+s')
  // the note is there again once it is saved
  await page.getByRole('button', { name: /^随车出厂 PC/ }).waitFor()

  // the truck leaves, and all three notes with it
  await goToPage(desk, '待拼车')
  await hand.press('f')
  await expect(dialog(desk).getByLabel('超载为什么还走')).toBeFocused()
  await hand.press('Control+Enter')
  await expect(grid(desk, '当天的车')).toContainText('已出车')
  for (const { id } of notes)
    expect(await call<Journey>(desk, 'journeys.read', { deliveryNoteId: id })).toMatchObject({
      state: 'underWay',
      gateVehicle: '粤X99999',
      gateKeeper: '赵经理',
    })
  await hand.press('Control+p')
  await expect(shown(desk, /短途,客户急要/)).toBeVisible()

  // the note: its carrier and tracking number, then it is on the road and found there
  await goToPage(desk, '待拼车')
  await grid(desk, '拼车').focus()
  await goToRowHere(desk, '拼车', third.number)
  await hand.press('Enter')
  await page.getByRole('button', { name: /^承运资料/ }).waitFor()
  await hand.press('k')
  await expect(dialog(desk).getByLabel('提货方式')).toBeFocused()
  await hand.press('ArrowDown', 'ArrowDown', 'Enter')
  await hand.fill('德邦', '95353', 'DPK77', today.replaceAll('-', ''))
  await hand.press('Control+s')
  await expect(shown(desk, /物流单号 DPK77/)).toBeVisible()
  await goToPage(desk, '在途')
  await goToRowHere(desk, '在途', 'DPK77')
  await hand.press('q')
  await hand.press('Enter')
  await hand.type('陈小姐')
  await hand.press('Control+Enter')
  await expect(shown(desk, `${third.number} 已签收`)).toBeVisible()

  // the labels of its packs
  await hand.press('5')
  await expect(page.locator('button[aria-pressed=true][aria-keyshortcuts="5"]').locator('visible=true')).toBeVisible()
  await goToRowHere(desk, '在途', third.number)
  await hand.press('Enter')
  await page.getByRole('button', { name: /^标签唛头/ }).waitFor()
  await hand.press('m')
  await expect(shown(desk, `${third.number}-1-1`)).toBeVisible()
  await expect(shown(desk, new RegExp(`^1/${third.totalPacks}$`))).toBeVisible()

  // a new note in the hand when the power goes is offered again, and so is the change of one that has not left
  const { customer, customerId } = await someCustomer(desk)
  await typeNote(desk, customer)
  await desk.kill()
  const again = await openDesk(desk.folder)
  await signInAs(again, '赵经理', 'demo123')
  await goToPage(again, '送货单')
  await again.hand.press('n')
  await expect(shown(again, new RegExp(`有一张没保存的送货单.${customer}`))).toBeVisible()
  await again.hand.press('F6')
  const driver = (of: Desk) => of.page.getByLabel('司机', { exact: true }).locator('visible=true')
  await expect(driver(again)).toHaveValue('老何')
  await expect(again.page.getByLabel('数量 第 1 行').locator('visible=true')).toHaveValue('1')
  await again.hand.press('Control+s')
  await again.page.getByRole('button', { name: /^修改/ }).waitFor()
  const { rows } = await call<{ rows: Note[] }>(again, 'deliveries.list', { customerId, limit: 40 })
  const saved = rows.toSorted((one, other) => other.id - one.id)[0]!
  expect(saved).toMatchObject({ driver: '老何', state: 'draft' })
  await again.hand.press('e')
  await driver(again).focus()
  await again.hand.type('小冯')
  await again.page.waitForTimeout(700)
  await again.kill()
  const last = await openDesk(desk.folder)
  await signInAs(last, '赵经理', 'demo123')
  await last.hand.press('Control+k')
  await last.hand.type(saved.number)
  await shown(last, saved.number).waitFor()
  await last.hand.press('Enter')
  await last.page.getByRole('button', { name: /^修改/ }).waitFor()
  await last.hand.press('e')
  await expect(shown(last, `有一张没保存的${saved.number}`)).toBeVisible()
  await last.hand.press('F6')
  await expect(driver(last)).toHaveValue('小冯')
  await last.hand.press('Control+s')
  await last.page.getByRole('button', { name: /^修改/ }).waitFor()
  expect(await call<Note>(last, 'deliveries.read', { id: saved.id })).toMatchObject({ driver: '小冯' })
  await last.close()
  dropFolder(desk.folder)
})
