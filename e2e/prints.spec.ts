import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { diskFiles } from '../electron/diskFiles.ts'
import { noteDraft, noteLine } from '../electron/testing/notes.ts'
import type { Note } from '../shared/deliveries.ts'
import type { PrintRow } from '../shared/prints.ts'
import { dateOf } from '../shared/dates.ts'
import { type Desk, dropFolder, newFolder, openDesk, shown } from './desk.ts'
import { addMasters, call, replacementsByHand } from './steps/masters.ts'
import { goToPage, openNotePreview } from './steps/notePreview.ts'
import { beginOffice, password, signInAs } from './steps/start.ts'

/** What the printers of the test were sent: options and document. */
interface Job {
  options: Record<string, unknown>
  html: string
}

const room = mkdtempSync(join(tmpdir(), 'gendan-printers-'))
const setRoom = (answer: string, names = ['LQ-590KII', 'HP-M126']): void =>
  writeFileSync(join(room, 'printers.json'), JSON.stringify({ printers: names.map((name) => ({ name })), answer }))
const jobs = (): Job[] =>
  readdirSync(room)
    .filter((name) => /^\d+\.json$/.test(name))
    .toSorted((one, other) => Number.parseInt(one) - Number.parseInt(other))
    .map((name) => JSON.parse(readFileSync(join(room, name), 'utf8')) as Job)
/** Left edge of the first word of a printed job, in millimetres. */
const leftOf = (job: number, word: string): number => {
  const boxes = execFileSync('pdftotext', ['-bbox', join(room, `${job}.pdf`), '-'], { encoding: 'utf8' })
  const [, left] = new RegExp(`<word xMin="([\\d.]+)"[^>]*>${word}`).exec(boxes) ?? []
  return (Number(left) * 25.4) / 72
}

/** A replacement note: it needs no order, and prints as every delivery note does. */
const replacement = async (desk: Desk): Promise<Note> => {
  const [customer] = await call<{ id: number }[]>(desk, 'customers.find', { typed: 'yxjj', limit: 1 })
  const line = noteLine(null, 2, { description: '门板 H02', unit: '片' })
  return call<Note>(
    desk,
    'deliveries.save',
    noteDraft(customer!.id, [line], { kind: 'replacement', deliveryOn: dateOf(new Date()) }),
  )
}

const prints = async (desk: Desk): Promise<PrintRow[]> =>
  (await call<{ rows: PrintRow[] }>(desk, 'prints.list', {})).rows

/** A kept print in the office's store, as the backup copies it, and the room it takes there. */
const keptFile = async ({ folder }: Desk, sha256: string): Promise<{ pdf: Uint8Array; onDisk: number }> => {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith(`${sha256}.z`))
  expect(found, 'the kept PDF').toBeDefined()
  const path = join(folder, found!)
  const pdf = await diskFiles(join(path, '..', '..')).get(sha256)
  return { pdf: pdf!, onDisk: statSync(path).size }
}

let desk: Desk
let note: Note
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  setRoom('printed')
  desk = await openDesk(newFolder(), { STAND_IN_PRINTERS: room })
  await beginOffice(desk)
  await addMasters(desk)
  await replacementsByHand(desk)
  for (const [name, role] of [
    ['李敏', 'merchandiser'],
    ['老周', 'warehouse'],
  ])
    await call(desk, 'users.save', { id: null, name, role, language: 'zh-CN', active: true, password, version: 0 })
  await signInAs(desk, '李敏')
  note = await replacement(desk)
})
test.afterAll(async () => {
  await desk.close()
  dropFolder(desk.folder)
  rmSync(room, { recursive: true, force: true })
})

const openPreview = (): Promise<void> => openNotePreview(desk, note.number)

test('a form is set up by keys, its ruler page printed, measured and accepted', async () => {
  const { hand, page } = desk
  await goToPage(desk, '打印机')
  await shown(desk, '这台电脑还没有打印设置。').waitFor()
  await hand.press('F4')
  await expect(page.locator('select[name=form]')).toBeFocused()
  // form and paper stay; the printer by its first letters; mode A stays; the name of the form in the driver
  await hand.press('Enter', 'Enter')
  await expect(page.locator('select[name=printer]')).toBeFocused()
  await hand.type('LQ')
  await hand.press('Enter', 'Enter')
  await hand.fill('二等分241x140')
  await expect(page.getByRole('button', { name: /^认可/ })).toBeDisabled()
  await hand.press('F6')
  await shown(desk, '试印页已送到打印机').waitFor()
  expect(jobs().map(({ options }) => options)).toEqual([
    {
      silent: true,
      landscape: false,
      margins: { marginType: 'none' },
      deviceName: 'LQ-590KII',
      copies: 1,
      usePrinterDefaultPageSize: true,
    },
  ])
  // the 20 line lies at 18.8 mm from the left and 20.7 from the top: 1.2 right, 0.7 up
  await page.getByLabel('左纸边到 20 线(毫米)').focus()
  await hand.fill('18.8', '20.7', '0.8')
  await expect(page.getByLabel('往右移(毫米)')).toHaveValue('1.2')
  await expect(page.getByLabel('往下移(毫米)')).toHaveValue('-0.7')
  await expect(page.getByLabel('纸高修正(毫米)')).toHaveValue('0.09')
  await shown(desk, '把这种纸的高改成 139.79 毫米').waitFor()
  await hand.press('F7')
  await expect.poll(() => jobs().length).toBe(2)
  expect(jobs()[1]!.html.match(/class="form"/g)).toHaveLength(10)
  await hand.press('F8')
  await shown(desk, '直接打印').waitFor()
  // another printer, and what was accepted is not accepted any more
  await page.locator('select[name=printer]').focus()
  await hand.type('HP')
  await hand.press('Control+s')
  await shown(desk, '待试印').waitFor()
  await page.locator('select[name=printer]').focus()
  await hand.type('LQ')
  await hand.press('F6')
  await shown(desk, '待认可').waitFor()
  await hand.press('F8')
  await shown(desk, /李敏 .+ 认可/).waitFor()
  // a test page is no print of the office
  expect(await prints(desk)).toEqual([])
})

test('a note goes to that printer without a question, moved, and what is kept is as it was laid out', async () => {
  const { hand, page } = desk
  const before = jobs().length
  await openPreview()
  await hand.press('Control+p')
  await expect.poll(async () => (await prints(desk)).length).toBe(1)
  const [print] = await prints(desk)
  expect(print).toMatchObject({
    paper: 'deliveryNote',
    documentId: note.id,
    number: note.number,
    version: note.version,
    nth: 1,
    place: 'LQ-590KII',
    by: '李敏',
  })
  expect((await call<Note>(desk, 'deliveries.read', { id: note.id })).printed).toBe(1)
  expect(jobs()).toHaveLength(before + 1)
  const job = jobs()[before]!
  expect(job.options).toMatchObject({ silent: true, deviceName: 'LQ-590KII', usePrinterDefaultPageSize: true })
  expect(job.options).not.toHaveProperty('dpi')
  expect(job.options).not.toHaveProperty('pageSize')
  const kept = await keptFile(desk, print!.sha256)
  expect(createHash('sha256').update(kept.pdf).digest('hex')).toBe(print!.sha256)
  expect(kept.pdf.length).toBe(print!.byteLength)
  writeFileSync(join(room, '900.pdf'), kept.pdf)
  // the printed one lies 1.2 mm to the right of the kept one
  expect(leftOf(before + 1, '收货单位') - leftOf(900, '收货单位')).toBeCloseTo(1.2, 1)
  rmSync(join(room, '900.pdf'))
  await page.waitForTimeout(100)
})

test('the prints of the note are a key away; one is looked at, printed again and saved, byte for byte', async () => {
  const { hand, page } = desk
  await openPreview()
  await hand.press('Control+h')
  await shown(desk, `${note.number} 打印记录`).waitFor()
  await shown(desk, '第 1 次').waitFor()
  await hand.press('Enter')
  await shown(desk, '留底').waitFor()
  await expect(page.locator('canvas').locator('visible=true').first()).toBeVisible()
  const again = page.getByRole('button', { name: /^照原样重印/ }).locator('visible=true')
  await expect(again).toBeEnabled()
  await hand.press('Control+p')
  await shown(desk, '已重印').waitFor()
  const [reprint, first] = await prints(desk)
  expect(reprint).toMatchObject({ nth: 2, reprintOf: first!.id, sha256: first!.sha256, to: 'printer' })
  const [job, original] = [jobs().at(-1)!, jobs().at(-2)!]
  expect(job.html).toBe(original.html)
  const target = join(room, 'saved.bin')
  await desk.choose(target)
  await hand.press('Control+Shift+p')
  await expect.poll(() => existsSync(target)).toBe(true)
  await expect.poll(async () => (await prints(desk)).length).toBe(3)
  expect(createHash('sha256').update(readFileSync(target)).digest('hex')).toBe(first!.sha256)
})

test('what is cancelled or fails is not kept and not counted; a printer that is gone is said before the dialog', async () => {
  const { hand, page } = desk
  const [kept, sent] = [await prints(desk), jobs().length]
  for (const answer of ['cancelled', 'failed']) {
    setRoom(answer)
    await openPreview()
    await hand.press('Control+p')
    if (answer === 'failed') await shown(desk, /没有打印出来/).waitFor()
    await page.waitForTimeout(1500)
  }
  setRoom('printed', ['HP-M126'])
  const asked = (response: number) =>
    desk.app.evaluate(({ dialog }, answer) => {
      const heard = globalThis as { said?: string }
      dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
        heard.said = message
        return { response: answer, checkboxChecked: false }
      }) as unknown as typeof dialog.showMessageBox
    }, response)
  await asked(1)
  await openPreview()
  await hand.press('Control+p')
  await page.waitForTimeout(1500)
  expect(await desk.app.evaluate(() => (globalThis as { said?: string }).said)).toMatch(/打印机“LQ-590KII”现在找不到/)
  expect(await prints(desk)).toEqual(kept)
  expect(jobs()).toHaveLength(sent)
  await asked(0)
  await openPreview()
  await hand.press('Control+p')
  await expect.poll(async () => (await prints(desk)).length).toBe(kept.length + 1)
  expect(jobs().at(-1)!.options).toMatchObject({ silent: false, pageSize: { width: 241_000, height: 139_700 } })
  expect((await prints(desk))[0]).toMatchObject({ place: '' })
  setRoom('printed')
})

test('the warehouse does not open a print with prices, and a page cannot say that something was printed', async () => {
  const { hand } = desk
  await signInAs(desk, '老周')
  await goToPage(desk, '打印记录')
  await shown(desk, '第 4 次').waitFor()
  await hand.press('Enter')
  await shown(desk, /您的岗位看不到价格/).waitFor()
  const refused = await desk.page.evaluate(
    (id) =>
      (globalThis as unknown as { gendan: { invoke(call: unknown): Promise<{ ok: boolean }> } }).gendan
        .invoke({ channel: 'prints.keepAgain', input: { id, copies: 1, to: 'printer', place: '' }, requestId: null })
        .then(
          () => 'answered',
          () => 'refused',
        ),
    1,
  )
  expect(refused).toBe('refused')
})

test('the second note on a PC takes a fifth of the room of its PDF, and Esc leaves its prints for the note', async () => {
  const { hand, page } = desk
  setRoom('printed')
  const second = await replacement(desk)
  await openNotePreview(desk, second.number)
  await hand.press('Control+p')
  const printed = async () => (await prints(desk)).find(({ documentId }) => documentId === second.id)
  await expect.poll(printed).toBeDefined()
  const print = (await printed())!
  const { pdf, onDisk } = await keptFile(desk, print.sha256)
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(print.sha256)
  expect(onDisk * 5).toBeLessThan(pdf.length)
  // note → its prints → the print, and back by Esc; F8 asks for no money on a page that is only looked at
  await openNotePreview(desk, second.number)
  await hand.press('Control+h')
  await shown(desk, `${second.number} 打印记录`).waitFor()
  await shown(desk, '第 1 次').waitFor()
  await hand.press('Enter')
  await shown(desk, '留底').waitFor()
  const here = page.locator('[role=tab][aria-selected=true]').first()
  await hand.press('F8')
  await expect(here).toContainText('第 1 次')
  await hand.press('Escape')
  await expect(here).toContainText('打印记录')
  await hand.press('Escape')
  await expect(here).toContainText(second.number)
  await shown(desk, '点阵预览').waitFor()
})
