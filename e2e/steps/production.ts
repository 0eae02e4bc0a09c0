import { expect } from 'playwright/test'
import { type Desk, shown } from '../desk.ts'
import { call } from './masters.ts'
import { goTo } from './start.ts'

interface Step {
  operationId: number
  processName: string
  workshop: string
  quantity: number
  good: number
}
const today = (): string => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

/** 待下生产单: Enter on the order, Ctrl+Enter releases all of it; the notice is shown. */
export const releaseOrder = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '生产', '待下生产单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('Enter')
  await page.getByRole('dialog').waitFor()
  await hand.press('Control+Enter')
  await shown(desk, /生产通知单 SC/).waitFor()
}

/** The daily report of the first workshop, by hand: 合格 of each row, then Ctrl+S. */
export const reportFirstWorkshop = async (desk: Desk, quantities: string[]): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '生产', '生产日报')
  await page.getByLabel('车间').first().selectOption('木工车间')
  await page.getByLabel('合格 第 1 行').focus()
  for (const [index, quantity] of quantities.entries()) {
    await page.getByLabel(`合格 第 ${index + 1} 行`).focus()
    await hand.type(quantity)
  }
  await hand.press('Control+s')
  await expect(shown(desk, /日报已存/)).toBeVisible()
}

/** The other processes, reported by their workshops, one after another. */
export const reportTheRest = async (desk: Desk): Promise<void> => {
  const board = await call<{ processes: string[]; rows: { steps: Step[] }[] }>(desk, 'operations.board', {})
  for (const process of board.processes) {
    const steps = board.rows
      .flatMap((row) => row.steps)
      .filter((step) => step.processName === process && step.good < step.quantity)
    for (const workshop of new Set(steps.map((step) => step.workshop))) {
      const rows = steps
        .filter((step) => step.workshop === workshop)
        .map(({ operationId, quantity, good }) => ({
          operationId,
          good: quantity - good,
          bad: 0,
          hours: 8000,
          people: 3,
          causeCode: null,
          causeNote: '',
        }))
      await call(desk, 'operations.report', { reportedOn: today(), workshop, rows })
    }
  }
}
