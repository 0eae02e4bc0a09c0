import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import { plusDays } from '../shared/dates.ts'
import { translator } from '../shared/language.ts'
import type { Load, LinePlan, plan } from '../shared/plan.ts'
import { formatQuantity } from '../shared/quantities.ts'
import { answerWords } from '../renderer/features/plan/askWords.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { openDemo } from './steps/start.ts'

const t = translator('zh-CN')

const grid = ({ page }: Desk, name: string | RegExp) => page.getByRole('grid', { name }).locator('visible=true')
const loadOf = (desk: Desk) => call<Load>(desk, 'plan.load', {})
const queueOf = async (desk: Desk, processId: number): Promise<number[]> =>
  (await call<Output<typeof plan.queue>>(desk, 'plan.queue', { processId })).rows.map((row) => row.operationId)

/** The fullest day of the next three weeks, of a process with a capacity. */
const fullestDay = ({ processes }: Load): { row: number; day: number } => {
  const all = processes.flatMap(({ load, daily }, row) =>
    daily === 0 ? [] : load.slice(0, 21).map((amount, day) => ({ row, day, amount })),
  )
  return all.toSorted((one, other) => other.amount - one.amount)[0]!
}

/** Alt+4 again goes on to the next page of 生产. */
const goTo = async (desk: Desk, name: string): Promise<void> => {
  for (let pressed = 0; pressed < 12 && !(await grid(desk, name).first().isVisible()); pressed++) {
    await desk.hand.press('Alt+4')
    await desk.page.waitForTimeout(300)
  }
}

const relieve = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  const before = await loadOf(desk)
  const { row, day } = fullestDay(before)
  const process = before.processes[row]!
  const on = { processId: process.processId, from: before.days[day]!, to: before.days[day]! }
  // a machine is down on the fullest day
  const left = Math.ceil(process.load[day]! / 2000) * 1000
  await call(desk, 'plan.otherCapacity', { processId: on.processId, day: on.from, amount: left, reason: '机器坏' })

  await goTo(desk, '产能负荷')
  await expect(grid(desk, '产能负荷')).toBeFocused()
  const cell = page.locator(`[data-place="${row} ${day}"]`).locator('visible=true')
  for (let pressed = 0; pressed < 60 && (await cell.getAttribute('aria-selected')) !== 'true'; pressed++)
    await hand.press('n')
  await expect(cell).toContainText('▲')
  const excess = process.load[day]! - (await loadOf(desk)).processes[row]!.capacity[day]!
  await expect(shown(desk, `超 ${formatQuantity(excess)}`)).toBeVisible()
  const work = await call<Output<typeof plan.dayWork>>(desk, 'plan.dayWork', on)
  const list = grid(desk, /的订单$/)
  await expect(list).toHaveAttribute('aria-rowcount', String(work.rows.length + 1))
  await expect(list.getByRole('row').nth(1)).toContainText(work.rows[0]!.orderNumber)
  await hand.press('Enter')
  await expect(list).toBeFocused()

  // overtime of what is too much, with its reason
  await hand.press('j')
  const pressed = await hand.count(async () => {
    await hand.press('Enter')
    await hand.fill('晚上加班')
  })
  expect(pressed).toBe(2)
  await expect(cell).not.toContainText('▲')
  await expect(cell).toContainText('100%')
  await hand.press('Escape')
  await expect(grid(desk, '产能负荷')).toBeFocused()
  await hand.press('m')
  const measures = grid(desk, '产能措施')
  await expect(measures.getByRole('row').nth(1)).toContainText(
    t('plan.overtimeWords', {
      process: process.processName,
      day: on.from.slice(5),
      amount: formatQuantity(excess),
      unit: process.unit,
    }),
  )
  await expect(measures.getByRole('row').nth(1)).toContainText('晚上加班')
  // and taken back: the overload is there again
  await hand.press('Home', 'Delete')
  await hand.type('不加了')
  await hand.press('Control+Enter')
  await expect(measures.getByRole('row').nth(1)).not.toContainText('晚上加班')
  await hand.press('Control+w')
  await expect(cell).toContainText('▲')
}

/** Re-ordered by keys and by the mouse; gives the line of the first in the order. */
const reorder = async (desk: Desk): Promise<void> => {
  const { hand } = desk
  const queues = await call<Output<typeof plan.queues>>(desk, 'plan.queues', {})
  const at = queues.findIndex(({ open, placed }) => open >= 4 && placed === 0)
  const { processId, processName } = queues[at]!
  const order = await queueOf(desk, processId)
  await hand.press('F6')
  const list = grid(desk, '派工次序')
  await expect(list).toBeFocused()
  await expect(list.getByRole('row').nth(queues.length)).toBeVisible()
  await hand.press('Home')
  for (let each = 0; each < at; each++) await hand.press('ArrowDown')
  const rows = grid(desk, t('plan.queueOf', { process: processName }))
  await expect(rows.getByRole('row').nth(3)).toBeVisible()
  await hand.press('Enter')
  await expect(rows).toBeFocused()
  await hand.press('ArrowDown', 'ArrowDown', 'Alt+ArrowUp')
  const [a, b, c, ...rest] = order as [number, number, number, ...number[]]
  await expect.poll(() => queueOf(desk, processId)).toEqual([a, c, b, ...rest])
  // the cursor went with it: once more and it is the first
  await expect(rows.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true')
  await hand.press('Alt+ArrowUp')
  await expect.poll(() => queueOf(desk, processId)).toEqual([c, a, b, ...rest])
  await expect(rows.getByRole('row').nth(1)).toContainText('↕')
  // dragged over the first
  await expect(rows.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true')
  await rows
    .getByRole('row')
    .nth(3)
    .dragTo(rows.getByRole('row').nth(1), { targetPosition: { x: 300, y: 4 } })
  await expect.poll(() => queueOf(desk, processId)).toEqual([b, c, a, ...rest])
  // printed as it stands
  await hand.press('Control+p')
  await desk.page.locator('.page').filter({ hasText: '派工单' }).first().waitFor()
  await hand.press('Control+w')
  // and back to the due dates
  await hand.press('0')
  await hand.press('Enter')
  await expect.poll(() => queueOf(desk, processId)).toEqual(order)
}

const movePlan = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  const { rows } = await call<Output<typeof plan.queue>>(desk, 'plan.queue', {
    processId: (await loadOf(desk)).processes[1]!.processId,
  })
  const { noticeLineId, orderNumber } = rows.at(-1)!
  const line = () => call<LinePlan>(desk, 'plan.line', { noticeLineId })
  const before = await line()
  const at = before.steps.findIndex(({ finishedOn }) => finishedOn === null)
  // from the order of work of the second process to the plan of its last line
  await hand.press('F6')
  const list = grid(desk, '派工次序')
  await list.focus()
  await hand.press('Home', 'ArrowDown', 'Enter')
  await expect(grid(desk, /的次序$/)).toBeFocused()
  await expect(grid(desk, /的次序$/)).toHaveAttribute('aria-rowcount', String(rows.length + 1))
  await hand.press('End')
  await expect(grid(desk, /的次序$/).locator('[aria-selected=true]')).toContainText(orderNumber)
  await hand.press('g')
  const steps = grid(desk, `计划 ${orderNumber}`)
  await expect(steps).toBeFocused()
  await hand.press('Home')
  for (let each = 0; each < at; each++) await hand.press('ArrowDown')
  await hand.press('.')
  await expect(steps.getByRole('row').nth(at + 1)).toContainText('●')
  await expect(steps.getByRole('row').nth(at + 2)).toContainText('上道没完')
  await hand.press('a')
  await expect(steps.getByText('上道没完')).toHaveCount(0)
  expect((await line()).steps).toEqual(before.steps) // nothing counts before it is saved
  await hand.press('Control+s')
  await hand.type('木料晚到')
  await hand.press('Control+Enter')
  await expect(shown(desk, '计划已改,原计划还在旁边。')).toBeVisible()
  const after = await line()
  for (const [index, step] of after.steps.entries()) {
    const { originalStart, originalFinish, plannedStart } = before.steps[index]!
    expect([step.originalStart, step.originalFinish]).toEqual([originalStart, originalFinish])
    if (index === at) expect(step.plannedStart > plannedStart).toBe(true)
    if (index > 0) expect(step.plannedStart >= after.steps[index - 1]!.plannedFinish).toBe(true)
  }
  await expect(grid(desk, '改过的').getByRole('row').nth(1)).toContainText('木料晚到')
  // the first plan again, by one key
  const moved = steps.getByRole('row').nth(at + 1)
  await expect(moved).toContainText(after.steps[at]!.plannedStart.slice(5))
  await hand.press('r')
  await expect(moved).toContainText('●')
  await hand.press('Control+s')
  await hand.type('木料到了')
  await hand.press('Control+Enter')
  await expect
    .poll(async () => (await line()).steps.map(({ plannedStart }) => plannedStart))
    .toEqual(before.steps.map((step) => (step.finishedOn === null ? step.originalStart : step.plannedStart)))
  await page.getByRole('tab', { name: `计划 ${orderNumber}`, selected: true }).waitFor()
}

const askInTime = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  const [product] = await call<{ id: number; name: string; spec: string; unit: string }[]>(desk, 'products.find', {
    typed: 'TS-905',
  })
  const { days } = await loadOf(desk)
  const soon = plusDays(days[0]!, 5)
  const ask = (dueOn: string, quantity: number) =>
    call<Output<typeof plan.ask>>(desk, 'plan.ask', {
      lines: [{ productId: product!.id, name: '', unit: product!.unit, quantity, dueOn }],
    })
  await hand.press('F3')
  await page.getByLabel('客户', { exact: false }).locator('visible=true').first().waitFor()
  await hand.type('yxjj')
  await hand.press('Enter')
  await expect(page.getByLabel('交期', { exact: true }).locator('visible=true').first()).toBeFocused()
  await hand.fill(soon.replaceAll('-', ''))
  await expect(page.getByLabel('货号 第 1 行')).toBeFocused()
  await hand.type('TS-905')
  await page.getByRole('option', { name: /TS-905/ }).waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel('颜色 第 1 行')).toBeFocused()
  await hand.fill('', '40')
  const asking = await hand.count(() => hand.press('Alt+g'))
  expect(asking).toBe(1)
  const late = await ask(soon, 40_000)
  expect(late.lines[0]!.inTime).toBe(false)
  await expect(page.getByRole('status').filter({ hasText: answerWords(late.lines[0]!, soon, t) })).toBeVisible()
  await hand.press('Escape')
  await expect(page.getByLabel('货号 第 2 行')).toBeFocused()
}

/** A card that is saved for another reason keeps the way of its product: days, units of capacity, standard minutes. */
const keepRoute = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  const [product] = await call<{ id: number }[]>(desk, 'products.find', { typed: 'TS-905' })
  const card = () => call<{ route: object[]; sellingPoints: string }>(desk, 'products.read', { id: product!.id })
  const { route } = await card()
  expect(route).toContainEqual(expect.objectContaining({ unitsPerPiece: 3_000, standardMinutes: 480_000 }))
  await hand.press('Control+k')
  await hand.type('TS-905')
  await page
    .getByRole('option', { name: /TS-905/ })
    .first()
    .waitFor()
  await hand.press('Enter')
  await page.getByRole('tab', { name: 'TS-905', selected: true }).waitFor()
  const points = page.getByLabel('卖点').locator('visible=true')
  await points.fill('可拆装，含穿衣镜')
  await hand.press('Control+s')
  await expect.poll(async () => (await card()).sellingPoints).toBe('可拆装，含穿衣镜')
  expect((await card()).route).toEqual(route)
}

test('the plan is read, relieved, re-ordered, moved and asked without the mouse, and rows are dragged with it', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  await openDemo(desk, '赵经理')
  await relieve(desk)
  await reorder(desk)
  await movePlan(desk)
  await keepRoute(desk)
  await askInTime(desk)
  await desk.close()
  dropFolder(desk.folder)
})
