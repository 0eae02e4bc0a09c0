import { expect } from 'playwright/test'
import { type Desk, shown } from '../desk.ts'
import { call } from './masters.ts'
import { goTo } from './start.ts'

/** One process of one line as the board gives it; quantities in thousandths. */
export interface RouteStep {
  processName: string
  outside: boolean
  quantity: number
  good: number
  finishedOn: string | null
}
interface Board {
  processes: string[]
  rows: { orderNumber: string; description: string; steps: RouteStep[] }[]
}

/** The board's processes and the lines of an order on it, each with its place from the top. */
export const boardOf = async (desk: Desk, order: string) => {
  const { processes, rows } = await call<Board>(desk, 'operations.board', { limit: 100 })
  const lines = rows.map((row, place) => ({ ...row, place })).filter((row) => row.orderNumber === order)
  return { processes, lines }
}

const board = ({ page }: Desk) => page.getByRole('grid', { name: '生产进度' }).locator('visible=true')

/** A line as it is keyed: a colour and a quantity, or sets by a ratio of sizes in every colour. */
export type KeyedGoods = { code: string } & ({ colour: string; quantity: string } | { ratio: string; sets: string })

/** The code completes; then colour and quantity by Enter, or Ctrl+M with the ratio and the sets of each colour. */
export const keyGoods = async ({ hand, page }: Desk, goods: KeyedGoods, row: number): Promise<void> => {
  const cell = (column: string) => page.getByLabel(`${column} 第 ${row} 行`, { exact: true })
  await expect(cell('货号')).toBeFocused()
  await hand.type(goods.code)
  await page.getByRole('option', { name: new RegExp(goods.code) }).waitFor()
  await hand.press('Enter')
  await expect(cell('颜色')).toBeFocused()
  if ('colour' in goods) {
    await hand.fill(goods.colour)
    await expect(cell('数量')).toBeFocused()
    await hand.fill(goods.quantity)
    return
  }
  await hand.press('Control+m')
  await expect(page.getByLabel('比例')).toBeFocused()
  await hand.fill(goods.ratio, goods.sets)
  await hand.press('Control+Enter')
  await expect(cell('数量')).toBeFocused()
}

/** The order in its list, found by its number: the row under the cursor. */
export const findOrder = async (desk: Desk, order: string): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: 'DH' }).first().waitFor()
  await hand.press('/')
  await hand.type(order)
  await hand.press('Enter')
  await expect(page.getByRole('grid', { name: '订单' }).locator('visible=true')).toHaveAttribute('aria-rowcount', '2')
  await page.getByRole('row', { selected: true }).filter({ hasText: order }).waitFor()
}

/** 待下生产单: only what is ready, Enter on the order, Ctrl+Enter releases all of it; the notice is shown. */
export const releaseReady = async (desk: Desk, order: string): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '生产', '待下生产单')
  await page.getByRole('row').filter({ hasText: order }).first().waitFor()
  await hand.press('5')
  // the office may have others that are ready
  const wanted = page.getByRole('row', { selected: true }).filter({ hasText: order }).locator('visible=true')
  for (let pressed = 0; pressed < 20 && (await wanted.count()) === 0; pressed++) {
    await page.waitForTimeout(100)
    if ((await wanted.count()) === 0) await hand.press('ArrowDown')
  }
  await wanted.waitFor()
  await hand.press('Enter')
  await page.getByRole('dialog').waitFor()
  await hand.press('Control+Enter')
  await shown(desk, /生产通知单 SC/).waitFor()
}

/** On the notice that was just released: its film is looked at, everything is right, signed (duty 42). */
export const checkFilm = async ({ hand, page }: Desk): Promise<void> => {
  await hand.press('f')
  await page
    .getByRole('button', { name: /^核对菲林/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('F4')
  await page.getByRole('dialog').waitFor()
  await hand.press('Control+Enter')
  await page.getByRole('grid', { name: '菲林核对' }).locator('visible=true').getByText('已核对无误').waitFor()
}

/** From the board into the daily report of one process of one line: arrows to the cell, Enter, 合格, Ctrl+S, F6 back. */
export const reportStep = async (desk: Desk, order: string, goods: string, process: string): Promise<void> => {
  const { hand, page } = desk
  const { processes, lines } = await boardOf(desk, order)
  const { place, steps } = lines.find(({ description }) => description === goods)!
  const step = steps.find(({ processName }) => processName === process)!
  await expect(board(desk)).toBeFocused()
  await hand.press('Home')
  for (let row = 0; row < place; row++) await hand.press('ArrowDown')
  for (const _ of processes) await hand.press('ArrowLeft')
  for (let column = 0; column < processes.indexOf(process); column++) await hand.press('ArrowRight')
  await hand.press('Enter')
  const here = page
    .getByRole('grid', { name: '生产日报' })
    .locator('visible=true')
    .getByRole('row')
    .filter({ hasText: order })
    .filter({ hasText: goods })
    .filter({ has: page.getByRole('gridcell', { name: process, exact: true }) })
  await expect(here.getByLabel(/^合格 第 \d+ 行$/)).toBeFocused()
  await hand.type(String(step.quantity / 1000))
  await hand.press('Control+s')
  await expect(shown(desk, new RegExp(`日报已存.*${(step.quantity / 1000).toLocaleString('en-US')}`))).toBeVisible()
  // the page is clean again: nobody is asked whether to give it up
  await shown(desk, /^已填 0 行/).waitFor()
  await hand.press('F6')
}

/** What the cells of a line say on the board: quantity done of each process, — where it does not pass. */
export const seenOnBoard = async (desk: Desk, order: string, goods: string): Promise<string[]> => {
  const row = board(desk).getByRole('row').filter({ hasText: order }).filter({ hasText: goods })
  return (await row.getByRole('gridcell').allTextContents()).slice(5, -3)
}
