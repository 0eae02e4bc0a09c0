import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { interpret, type Printed } from '../electron/papers/dots/interpreter.ts'
import { noteDraft, noteLine } from '../electron/testing/notes.ts'
import { dateOf } from '../shared/dates.ts'
import type { Note } from '../shared/deliveries.ts'
import type { PrintRow } from '../shared/prints.ts'
import { type Desk, dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { addMasters, call, replacementsByHand } from './steps/masters.ts'
import { goToPage, openNotePreview } from './steps/notePreview.ts'
import { beginOffice, password, signInAs } from './steps/start.ts'

/** Stands for the printer: a folder that gets a file for each print. */
const room = mkdtempSync(join(tmpdir(), 'gendan-dots-'))
const tray = join(room, 'LQ590')
/** In the order they came: each name ends with the moment. */
const sheets = (): string[] =>
  readdirSync(tray).toSorted((one, other) => one.slice(-21).localeCompare(other.slice(-21)))
/** What a printer makes of the file that came last. */
const lastPrint = (): Printed => interpret(new Uint8Array(readFileSync(join(tray, sheets().at(-1)!))))
const wordsOf = ({ forms }: Printed): string => forms.flatMap(({ texts }) => texts.map(({ text }) => text)).join('\n')

const prints = async (desk: Desk): Promise<PrintRow[]> =>
  (await call<{ rows: PrintRow[] }>(desk, 'prints.list', {})).rows

let desk: Desk
let note: Note
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  mkdirSync(tray)
  desk = await openDesk(newFolder())
  await beginOffice(desk)
  await addMasters(desk)
  await replacementsByHand(desk)
  const person = { id: null, name: '李敏', role: 'merchandiser', language: 'zh-CN', active: true, password, version: 0 }
  await call(desk, 'users.save', person)
  await signInAs(desk, '李敏')
  const [customer] = await call<{ id: number }[]>(desk, 'customers.find', { typed: 'yxjj', limit: 1 })
  const line = noteLine(null, 2, { description: '门板 H02 𠮷', unit: 'm²' })
  const draft = noteDraft(customer!.id, [line], { kind: 'replacement', deliveryOn: dateOf(new Date()) })
  note = await call<Note>(desk, 'deliveries.save', draft)
})
test.afterAll(async () => {
  await desk.close()
  dropFolder(desk.folder)
  rmSync(room, { recursive: true, force: true })
})

/** Answers the system's next questions with the button at `place`, and keeps what they said. */
const answer = (place: number): Promise<void> =>
  desk.app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
      const heard = globalThis as { said?: string[] }
      heard.said = [...(heard.said ?? []), message]
      return { response, checkboxChecked: false }
    }) as unknown as typeof dialog.showMessageBox
  }, place)
const said = (): Promise<string[]> => desk.app.evaluate(() => (globalThis as { said?: string[] }).said ?? [])

const openPreview = (): Promise<void> => openNotePreview(desk, note.number)

test('text is set up for the half form by keys, and its ruler page comes out as commands', async () => {
  const { hand, page } = desk
  await goToPage(desk, '打印机')
  await shown(desk, '这台电脑还没有打印设置。').waitFor()
  await hand.press('F4')
  await expect(page.locator('select[name=form]')).toBeFocused()
  await hand.press('Enter', 'Enter', 'Enter')
  await expect(page.locator('select[name=mode]')).toBeFocused()
  await hand.type('D')
  await expect(page.locator('select[name=printer]')).toHaveCount(0)
  // where it goes is asked for, and said to be missing
  await hand.press('F6')
  await shown(desk, '要填点阵文本送到哪里。').waitFor()
  await page.getByLabel('送到哪里').focus()
  await hand.fill(tray)
  await hand.press('F6')
  await shown(desk, '试印页已送到打印机').waitFor()
  const ruler = lastPrint()
  expect([ruler.forms.length, ruler.formDots]).toEqual([1, 990])
  expect(wordsOf(ruler)).toContain('一二三四五六七八九十｜\n12345678901234567890｜')
  await hand.press('F7')
  await expect.poll(() => sheets().length).toBe(2)
  expect(lastPrint().forms).toHaveLength(10)
  await hand.press('F8')
  await shown(desk, '已认可,以后直接打印').waitFor()
})

test('the note in dots is looked at, and printed once through all parts, after a word about what the printer lacks', async () => {
  const { hand, page } = desk
  await openPreview()
  await hand.press('Control+e')
  await shown(desk, /会印成〓的字:𠮷/).waitFor()
  await expect(page.locator('[data-paper]').locator('visible=true')).toContainText('收货单位')
  await answer(0)
  await hand.press('Control+p')
  await expect.poll(async () => (await prints(desk)).length).toBe(1)
  expect(await said()).toEqual([expect.stringContaining('𠮷')])
  const printed = lastPrint()
  expect([printed.forms.length, printed.formDots]).toEqual([1, 990])
  const words = wordsOf(printed)
  for (const each of [`No. ${note.number}`, '门板 H02 〓', 'm2', '收货单位及经手人（签章）：'])
    expect(words).toContain(each)
  expect((await prints(desk))[0]).toMatchObject({ paper: 'deliveryNote', nth: 1, to: 'text', place: tray, pages: 1 })
  expect((await call<Note>(desk, 'deliveries.read', { id: note.id })).printed).toBe(1)
})

test('it is printed again to the byte, and saved as a file', async () => {
  const { hand, page } = desk
  const first = readFileSync(join(tray, sheets().at(-1)!))
  await openPreview()
  await hand.press('Control+h')
  await shown(desk, '第 1 次').waitFor()
  await hand.press('Enter')
  const again = page.getByRole('button', { name: /^照原样重印/ }).locator('visible=true')
  await expect(again).toBeEnabled()
  await hand.press('Control+p')
  await shown(desk, '已重印').waitFor()
  expect(readFileSync(join(tray, sheets().at(-1)!)).equals(first)).toBe(true)
  const target = join(room, 'note.prn')
  await desk.choose(target)
  await openPreview()
  if (!(await shown(desk, '存 .prn').isVisible())) await hand.press('Control+e')
  await shown(desk, '存 .prn').waitFor()
  await hand.press('Control+Shift+e')
  await expect.poll(() => existsSync(target)).toBe(true)
  await expect.poll(async () => (await prints(desk)).length).toBe(3)
  expect(interpret(new Uint8Array(readFileSync(target))).forms).toHaveLength(1)
})

test('a printer that cannot be reached is told, and nothing is counted', async () => {
  const { hand } = desk
  const before = await prints(desk)
  rmSync(tray, { recursive: true })
  rmSync(room, { recursive: true })
  await openPreview()
  await hand.press('Control+p')
  await shown(desk, /^送不到 .+没有打印,也没有计数。$/).waitFor()
  expect(await prints(desk)).toEqual(before)
})
