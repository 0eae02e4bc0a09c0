import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Output } from '../shared/contract.ts'
import { dateOf, plusDays } from '../shared/dates.ts'
import type { Board } from '../shared/operations.ts'
import { defectRateOf, emptyFactory, lateRateOf, percentText } from '../shared/outsideFactories.ts'
import type { outsourcing, Slip } from '../shared/outsourcing.ts'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { goTo, openDemo } from './steps/start.ts'

type Found = Output<typeof outsourcing.list>

const today = dateOf(new Date())
const typed = (day: string): string => day.replaceAll('-', '')

/** A process on the board that waits for its work, and the keys that go there from the top row. */
const waitingCell = async (desk: Desk) => {
  const board = await call<Board>(desk, 'operations.board', { limit: 100 })
  for (const [row, line] of board.rows.entries())
    for (const [index, step] of line.steps.entries()) {
      const passed = line.steps[index - 1]
      if (!passed || passed.finishedOn === null || step.good > 0 || step.at !== null) continue
      if (step.lateDays > 0 || step.quantity < 4000) continue
      return { row, line, step, column: board.processes.indexOf(step.processName) }
    }
  throw new Error('nothing on the board waits for its work')
}

const goToCell = async (desk: Desk, { row, column }: { row: number; column: number }): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '生产', '生产进度')
  const grid = page.getByRole('grid', { name: '生产进度' }).locator('visible=true')
  await expect(grid).toBeFocused()
  await page.getByRole('row').nth(1).waitFor()
  await hand.press('Home', ...Array.from({ length: row }, () => 'ArrowDown'))
  await hand.press(...Array.from({ length: 20 }, () => 'ArrowLeft'))
  await hand.press(...Array.from({ length: column }, () => 'ArrowRight'))
}

const cellOf = ({ page }: Desk, name: string) => page.getByLabel(`${name} 第 1 行`).locator('visible=true')

/** What came back of the one line, by hand: the day, then 合格 不良 返工, and the cause where it is late. */
const enterBack = async (desk: Desk, day: string, cells: Record<string, string>): Promise<void> => {
  const { hand, page } = desk
  await hand.press('r')
  await expect(cellOf(desk, '合格')).toBeFocused()
  await page.getByLabel('回厂日期').locator('visible=true').focus()
  await hand.fill(typed(day))
  for (const [name, text] of Object.entries(cells)) {
    await cellOf(desk, name).focus()
    await hand.fill(text)
  }
  await hand.press('Control+s')
}

test('a process goes to a factory and comes back in parts, late, without the mouse', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  const { hand, page } = desk
  await openDemo(desk, '李敏')
  const cell = await waitingCell(desk)
  const pieces = cell.step.quantity / 1000
  // a factory that has nothing else of this office, whatever the demo sent out today
  const processes = await call<{ id: number; name: string }[]>(desk, 'settings.processes', {})
  await call(desk, 'outsourcing.saveFactory', {
    ...emptyFactory,
    name: '金鹏电镀厂',
    shortName: '金鹏电镀',
    contact: '黄师傅',
    processIds: processes.filter(({ name }) => name === cell.step.processName).map(({ id }) => id),
  })

  // the slip is made from the board: the factory by its initials, sent two days ago, wanted back yesterday
  await goToCell(desk, cell)
  await hand.press('x')
  await expect(page.getByLabel('外协厂').locator('visible=true')).toBeFocused()
  await hand.type('jpdd')
  await page.getByRole('option', { name: /金鹏电镀/ }).waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel('联系人').locator('visible=true')).toHaveValue('黄师傅')
  await hand.fill('', '', typed(plusDays(today, -2)), typed(plusDays(today, -1)))
  await expect(cellOf(desk, '发出')).toBeFocused()
  await expect(cellOf(desk, '发出')).toHaveValue(String(pieces))
  await cellOf(desk, '单价').focus()
  await hand.fill('2.5')
  await hand.press('Control+s')
  await shown(desk, /WX\d{6}-\d\d 已存/).waitFor()
  const { rows } = await call<Found>(desk, 'outsourcing.list', { typed: 'jpdd' })
  const { slipId, factoryId, number } = rows[0]!
  expect(rows[0]).toMatchObject({ quantity: pieces * 1000, open: pieces * 1000, lateDays: 1, state: 'out' })

  // its paper: four copies, the warehouse's without the price
  await shown(desk, '还没发给外协厂').waitFor()
  await hand.press('Control+p')
  await shown(desk, /联次.*外协厂/).waitFor()
  const pdf = join(desk.folder, 'slip.pdf')
  await desk.choose(pdf)
  await hand.press('Control+Shift+p')
  await expect.poll(() => existsSync(pdf)).toBe(true)
  await hand.press('3')
  await shown(desk, /联次.*仓库/).waitFor()
  await hand.press('Escape')

  // the factory signs it
  await shown(desk, '还没发给外协厂').waitFor()
  await shown(desk, /已印 1 次/).waitFor()
  await hand.press('s')
  await page.getByRole('dialog').getByRole('textbox').waitFor()
  await hand.type('微信')
  await hand.press('Control+Enter')
  await shown(desk, '未回').waitFor()
  await hand.press('y')
  await shown(desk, '已回签').waitFor()

  // part of it is back in time, one piece to be done again
  await enterBack(desk, plusDays(today, -1), { 合格: String(pieces - 3), 不良: '1', 返工: '1' })
  await shown(desk, new RegExp(`${number} 回厂已存`)).waitFor()
  const read = () => call<Slip>(desk, 'outsourcing.read', { id: slipId })
  expect((await read()).lines).toMatchObject([{ open: 2000, good: (pieces - 3) * 1000, bad: 1000, state: 'partly' }])

  // today asks the factory about the rest; its answer is written down on the call sheet
  await goTo(desk, '今日')
  await shown(desk, /问金鹏电镀:1 批外协该回没回/).waitFor()
  await goTo(desk, '生产', '外协问进度')
  const factories = page.getByRole('grid', { name: '外协问进度' }).locator('visible=true')
  const questions = page.getByRole('grid', { name: '要问的' }).locator('visible=true')
  const asked = await call<Output<typeof outsourcing.calls>>(desk, 'outsourcing.calls', {})
  await expect(factories).toBeFocused()
  await factories.getByText('金鹏电镀').waitFor()
  await hand.press(
    ...Array.from({ length: asked.findIndex((each) => each.factoryId === factoryId) }, () => 'ArrowDown'),
  )
  await questions.getByText(number).waitFor()
  await hand.press('a')
  await expect(page.getByLabel('怎么说')).toBeFocused()
  await hand.type('剩两件今晚好')
  await hand.press('Enter')
  await hand.fill(typed(plusDays(today, 1)))
  await questions.getByText(/剩两件今晚好/).waitFor()
  expect((await read()).answers).toMatchObject([{ spokenTo: '黄师傅', promisedOn: plusDays(today, 1) }])

  // the rest is late: nothing is saved without one of the seven causes
  await hand.press('Enter', 'Enter')
  await shown(desk, '剩两件今晚好').waitFor()
  await enterBack(desk, today, { 合格: '2x' })
  // what cannot be read is told once, under the lines
  await expect(page.getByRole('alert').locator('visible=true')).toHaveCount(1)
  await cellOf(desk, '合格').focus()
  await hand.fill('2')
  await hand.press('Control+s')
  await shown(desk, /晚了要选原因/).waitFor()
  await expect(cellOf(desk, '原因')).toBeFocused()
  await hand.fill('6')
  await hand.press('Control+s')
  await expect.poll(async () => (await read()).state).toBe('back')
  const board = await call<Board>(desk, 'operations.board', { limit: 100 })
  const step = board.rows.flatMap((row) => row.steps).find((each) => each.operationId === cell.step.operationId)!
  expect(step).toMatchObject({ good: (pieces - 1) * 1000, bad: 1000, outside: true, at: null })

  // the factory's card counts it
  await shown(desk, /⑥ 前道延误/).waitFor()
  await hand.press('h')
  const [from, to] = [`${plusDays(`${today.slice(0, 7)}-01`, -40).slice(0, 7)}-01`, plusDays(today, 40)]
  const figures = await call<Output<typeof outsourcing.figures>>(desk, 'outsourcing.figures', { factoryId, from, to })
  expect(figures).toMatchObject({ due: 1, late: 1, lateDays: 1, good: (pieces - 1) * 1000, bad: 1000, lost: 0 })
  await shown(desk, percentText(lateRateOf(figures))).waitFor()
  await shown(desk, percentText(defectRateOf(figures))).waitFor()
  await desk.close()
  dropFolder(desk.folder)
})
