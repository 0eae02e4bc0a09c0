import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'playwright/test'
import { emptyCustomer } from '../shared/customers.ts'
import { readOutside } from '../electron/sheets/read.ts'
import { type Desk, dropFolder, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { bookOrder, checkAndSign, meanwhile, openAgain, openCopy, setUpOffice } from './steps/office.ts'
import { furnitureLines, keyDraft, saveOrder } from './steps/order.ts'
import { goTo, signInAs } from './steps/start.ts'

const samples = fileURLToPath(new URL('samples', import.meta.url))

/** What stands in the list now: its heads and its rows, without the signs that only colour them. */
const seen = ({ page }: Desk): Promise<{ heads: string[]; rows: string[][] }> =>
  page.evaluate(() => {
    const words = (cell: Element): string => {
      const copy = cell.cloneNode(true) as Element
      for (const sign of copy.querySelectorAll('[aria-hidden=true], small')) sign.remove()
      return (copy.textContent ?? '').trim()
    }
    const grid = [...document.querySelectorAll('[role=grid][aria-label="订单"]')].find((each) =>
      each.checkVisibility(),
    )!
    return {
      heads: [...grid.querySelectorAll('[role=columnheader]')].map(words),
      rows: [...grid.querySelectorAll('tbody [role=row]')].map((row) => [...row.querySelectorAll('td')].map(words)),
    }
  })

/** A cell of a workbook as the list writes it: 47376 → 47,376.00 under 金额, 90 under 订数. */
const asSeen = (head: string, cell: unknown): string => {
  if (typeof cell !== 'number') return typeof cell === 'string' ? cell : ''
  if (/金额|未收款/.test(head)) return cell.toLocaleString('en', { minimumFractionDigits: 2 })
  return ['订数', '完工数', '已送数', '未送数'].includes(head) ? cell.toLocaleString('en') : String(cell)
}

const openOrders = async (desk: Desk): Promise<void> => {
  await goTo(desk, '订单')
  await desk.page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
}

/**
 * The office's own 跟踪表 by keyboard: a customer by initials, a state, columns of one's own, Excel as it is seen;
 * after a restart the columns are still there, and only for who chose them.
 */
test('the order list is filtered, arranged, exported and found again as it was left', async () => {
  test.setTimeout(240_000)
  const folder = await setUpOffice()
  const desk = await openCopy(folder)
  const { hand, page } = desk
  await signInAs(desk, '陈静')
  const first = await bookOrder(desk)
  const second = await bookOrder(desk)
  await bookOrder(desk)
  const other = await call<{ id: number }>(desk, 'customers.save', {
    ...emptyCustomer,
    code: 'HD',
    name: '恒达商贸有限公司',
    shortName: '恒达商贸',
    initials: '',
  })
  expect(other.id).toBe(2)
  await meanwhile(desk, '李敏', '陈静', async () => {
    await checkAndSign(desk, first)
    await checkAndSign(desk, second)
  })
  await signInAs(desk, '李敏')
  await openOrders(desk)
  await expect(shown(desk, /3 张订单 · 订数 270 · 288 包/)).toBeVisible()

  // 永兴家居 by its initials, then 待订金
  const filtering = await hand.count(async () => {
    await hand.press('k')
    await hand.type('yxjj')
    await hand.press('Enter')
    await expect(page.getByPlaceholder('客户首字母')).toHaveValue('永兴家居')
    await hand.press('z', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
    await expect(shown(desk, /2 张订单 · 订数 180 · 192 包/)).toBeVisible()
  })
  expect(filtering).toBeLessThanOrEqual(10)
  await expect(shown(desk, /金额 ¥94,752.00 · 未收 ¥94,752.00/)).toBeVisible()

  // 下一步 away, 未收款 shown and first, 状态 wider
  const arranging = await hand.count(async () => {
    await hand.press('l')
    await page.getByRole('dialog').waitFor()
    await hand.press('ArrowRight', 'ArrowRight', 'End', ' ')
    for (let up = 0; up < 8; up++) await hand.press('ArrowUp')
    await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(/未收款/)
    await hand.press(' ', 'Alt+Home', 'Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })
  expect(arranging).toBeLessThanOrEqual(18)
  const before = await seen(desk)
  expect(before.heads[0]).toBe('未收款')
  expect(before.heads).not.toContain('下一步')
  expect(before.rows).toHaveLength(2)

  // kept under a name, left, and called up again by its number
  const calling = await hand.count(async () => {
    await hand.press('v')
    await page.getByRole('dialog').waitFor()
    await hand.type('永兴待订金')
    await hand.press('Control+s')
    await page.getByRole('button', { name: /永兴待订金/ }).waitFor()
    await hand.press('0')
    await expect(shown(desk, /3 张订单 · 订数 270/)).toBeVisible()
    await hand.press('5')
    await expect(shown(desk, /2 张订单 · 订数 180/)).toBeVisible()
  })
  expect(calling).toBe(4)
  await expect.poll(() => seen(desk)).toEqual(before)
  // its columns go with it: what is changed while it is in use is its own, the same key takes it off
  await hand.press('l')
  await page.getByRole('dialog').waitFor()
  await hand.press('Alt+End', 'Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await expect.poll(async () => (await seen(desk)).heads[0]).not.toBe('未收款')
  await hand.press('5')
  await expect(shown(desk, /3 张订单 · 订数 270/)).toBeVisible()
  await expect.poll(async () => (await seen(desk)).heads).toEqual(before.heads)
  await hand.press('5')
  await expect(shown(desk, /2 张订单 · 订数 180/)).toBeVisible()
  await hand.press('l')
  await page.getByRole('dialog').waitFor()
  await hand.press('End')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(/未收款/)
  await hand.press('Alt+Home', 'Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await expect.poll(() => seen(desk)).toEqual(before)

  const file = join(desk.folder, '跟踪表.xlsx')
  await desk.choose(file)
  expect(await hand.count(() => hand.press('e'))).toBe(1)
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
  const { sheets } = await readOutside(readFileSync(file), '跟踪表.xlsx')
  const [title, heads, ...rows] = sheets[0]!.rows
  expect(title![0]).toBe('订单跟踪表 · 待订金 · 永兴家居')
  expect(heads).toEqual(before.heads)
  const cells = rows.map((row) => before.heads.map((head, index) => asSeen(head, row[index])))
  expect(cells.slice(0, -1)).toEqual(before.rows)
  const sums = Object.fromEntries(before.heads.map((head, index) => [head, cells.at(-1)![index]]))
  expect(sums).toMatchObject({ 未收款: '94,752.00', 金额: '94,752.00', 订数: '180', 包数: '192' })

  await hand.press('Control+p')
  await shown(desk, '订单跟踪表').waitFor()
  await page.getByTitle(/297 × 210/).waitFor()
  await desk.close()

  const again = await openAgain(desk, '李敏')
  await openOrders(again)
  expect((await seen(again)).heads).toEqual(before.heads)
  await signInAs(again, '陈静')
  await openOrders(again)
  const clerks = (await seen(again)).heads
  expect(clerks[0]).toBe('状态')
  expect(clerks).not.toContain('未收款')
  await again.close()
  dropFolder(desk.folder)
  dropFolder(folder)
})

/** What Ctrl+V brings: the clipboard of the machine the journeys run on is nobody's. */
const pastePicture = async ({ hand, page }: Desk, file: string): Promise<void> => {
  hand.presses += 1
  await page.evaluate(
    (base64) => {
      const clipboardData = new DataTransfer()
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
      document.activeElement!.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    readFileSync(file, 'base64'),
  )
}

test('a line gets its picture by keyboard, keeps it through a power cut, and shows it on the saved order', async () => {
  test.setTimeout(180_000)
  const folder = await setUpOffice()
  const desk = await openCopy(folder)
  const { hand, page } = desk
  await signInAs(desk, '陈静')
  await keyDraft(desk, furnitureLines.slice(0, 2))
  const dialog = page.getByRole('dialog')
  const thumb = (of: Desk, line: number) =>
    of.page
      .getByRole('button', { name: `第 ${line} 行的图片` })
      .locator('img')
      .locator('visible=true')

  // a file that is no picture is told in one sentence and changes nothing
  await hand.press('ArrowUp', 'Alt+p')
  await dialog.waitFor()
  await desk.choose(join(samples, 'furniture-order.pdf'))
  await hand.press('F4')
  await expect(dialog.getByText('这个文件不是 PNG 或 JPG 图片。没有改动。')).toBeVisible()
  await desk.choose(join(samples, 'furniture-order.jpg'))
  await hand.press('F4')
  await expect(dialog.getByRole('img', { name: '第 2 行的图片' })).toBeVisible()
  await hand.press('Escape')
  await expect(thumb(desk, 2)).toBeVisible()
  await expect(page.getByLabel('货号 第 2 行')).toBeFocused()

  // another one pasted on the line above
  await hand.press('ArrowUp', 'Alt+p')
  await dialog.waitFor()
  await pastePicture(desk, join(samples, 'furniture-order.png'))
  await expect(dialog.getByRole('img', { name: '第 1 行的图片' })).toBeVisible()
  await hand.press('Escape')
  await expect(thumb(desk, 1)).toBeVisible()
  // the draft is on the disk with the hashes of both
  const kept = async (): Promise<number> =>
    (await call<{ content: string }[]>(desk, 'shell.drafts', {})).flatMap(
      ({ content }) => content.match(/"picture":"[0-9a-f]{64}"/g) ?? [],
    ).length
  await expect.poll(kept).toBe(2)
  // a colleague takes the PC over, and gives it back: what was being keyed waits for who keyed it
  const handOver = signInAs(desk, '李敏')
  await expect(shown(desk, /陈静 有 1 张单据没有保存/)).toBeVisible()
  await hand.press('Control+Enter')
  await handOver
  await signInAs(desk, '陈静')
  await hand.press('F3')
  await expect(shown(desk, /永兴家居.2 款/)).toBeVisible()
  await desk.kill()

  const again = await openAgain(desk, '陈静')
  await again.hand.press('F3')
  await expect(shown(again, /永兴家居.2 款/)).toBeVisible()
  await again.hand.press('F6')
  await expect(thumb(again, 1)).toBeVisible()
  await expect(thumb(again, 2)).toBeVisible()
  await saveOrder(again)
  await expect(thumb(again, 2)).toBeVisible()
  await again.hand.press('ArrowDown', 'Enter')
  await expect(again.page.getByRole('dialog').getByRole('img', { name: '第 2 行的图片' })).toBeVisible()
  await again.hand.press('Escape')
  await again.close()
  dropFolder(desk.folder)
  dropFolder(folder)
})
