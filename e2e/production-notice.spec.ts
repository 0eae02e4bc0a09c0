import { expect, test } from 'playwright/test'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { addMasters, call } from './steps/masters.ts'
import { callBack, furnitureLines, keyOrder, takeFax } from './steps/order.ts'
import { addPeople, beginOffice, goTo, openDemo, signInAs } from './steps/start.ts'

interface Notice {
  id: number
  number: string
  workshop: string
  edition: number
  copiesOpen: number
}
const notices = async (desk: Desk): Promise<Notice[]> =>
  (await call<{ rows: Notice[] }>(desk, 'production.list', {})).rows.toSorted((one, other) => one.id - other.id)

/** The office asks for the film check and for two copies, and lets an order go by its call-back alone. */
const decide = async (desk: Desk): Promise<void> => {
  const { office, versions } = await call<{ office: object; versions: { office: number } }>(desk, 'settings.read', {})
  await call(desk, 'settings.saveOffice', {
    office: {
      ...office,
      signedConfirmationNeeded: false,
      filmCheck: 'all',
      filmItems: ['文字', '条码'],
      noticeCopyNames: ['生产', '仓库'],
    },
    version: versions.office,
  })
  const { rows } = await call<{ rows: { id: number }[] }>(desk, 'customers.list', {})
  const customer = await call<object>(desk, 'customers.read', { id: rows[0]!.id })
  await call(desk, 'customers.save', { ...customer, settlement: 'monthly' })
}
const grid = ({ page }: Desk, name: string) => page.getByRole('grid', { name }).locator('visible=true')
const dialog = ({ page }: Desk) => page.getByRole('dialog')
const gone = (desk: Desk) => expect(dialog(desk)).toHaveCount(0)

/** An order of two lines, called back, waiting for its notice. */
const waitingOrder = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await signInAs(desk, '陈静')
  await takeFax(desk)
  await keyOrder(desk, furnitureLines.slice(0, 2))
  await signInAs(desk, '李敏')
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('F9')
  await callBack(desk, 2)
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
}

/** 12 餐桌: too much for two workshops is refused; then 木工车间 7 and 油漆车间 5; the chairs as they are. */
const splitAndRelease = async (desk: Desk): Promise<void> => {
  const { hand, page } = desk
  await goTo(desk, '生产', '待下生产单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('Enter')
  const quantity = (row: number) => page.locator(`[name="lines.${row}.quantity"]`).locator('visible=true')
  await expect(quantity(0)).toBeFocused()
  await hand.press('F4')
  await expect(quantity(1)).toBeFocused()
  await expect(quantity(1)).toHaveValue('0')
  // what the second workshop takes comes off the first
  await hand.fill('5')
  await expect(quantity(0)).toHaveValue('7')
  await quantity(0).focus()
  await hand.fill('9')
  await expect(shown(desk, '▲ 多 2')).toBeVisible()
  await hand.press('Control+Enter')
  await expect(shown(desk, /只有 12 可下,各车间加起来是 14,多了 2/)).toBeVisible()
  await quantity(0).focus()
  await hand.fill('6')
  await expect(shown(desk, '还剩 1 张 以后再下。')).toBeVisible()
  await quantity(0).focus()
  await hand.fill('7')
  await hand.press('Control+Enter')
  await shown(desk, /生产通知单 SC/).waitFor()
}

/** The fields of the trade, kept by Ctrl+S and printed beside. */
const writeSheet = async (desk: Desk, fittings: string): Promise<void> => {
  const { hand, page } = desk
  await hand.press('g')
  const field = page.getByLabel('五金', { exact: true }).locator('visible=true').first()
  await field.focus()
  await hand.type(fittings)
  await hand.press('Control+s')
  await page.locator('.page').filter({ hasText: fittings }).first().waitFor()
}

test('a notice is split, described, checked, signed for, changed and signed for again, by keyboard', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await beginOffice(desk)
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await addMasters(desk)
  await decide(desk)
  await waitingOrder(desk)
  await splitAndRelease(desk)
  const made = await notices(desk)
  expect(made.map(({ workshop }) => workshop)).toEqual(['', '木工车间'])
  const [first] = made as [Notice, Notice]
  await page.getByRole('tab', { name: first.number, selected: true }).waitFor()
  await writeSheet(desk, '阻尼铰链 4 只')

  // 随单物: a sample bag goes out and comes back
  await hand.press('s')
  await shown(desk, '还没有随单物。').waitFor()
  await hand.press('F4')
  await dialog(desk).waitFor()
  await dialog(desk).getByLabel('种类').selectOption('样品')
  await hand.press('Enter')
  await hand.fill('色板 H02')
  await hand.press('Control+Enter')
  await gone(desk)
  await grid(desk, '随单物').getByRole('row').filter({ hasText: '色板 H02' }).waitFor()
  await grid(desk, '随单物').focus()
  await hand.press('Enter')
  await dialog(desk).waitFor()
  await hand.type('吴工')
  await hand.press('Control+Enter')
  await gone(desk)
  await expect(grid(desk, '随单物').getByRole('row').nth(1)).toContainText('在外')
  await goTo(desk, '生产', '生产通知单')
  await grid(desk, '生产通知单').getByRole('row').nth(1).waitFor()
  await hand.press('w')
  await expect(grid(desk, '随单物未还').getByRole('row').nth(1)).toContainText('吴工')
  await hand.press('r')
  await dialog(desk).waitFor()
  await hand.press('Control+Enter')
  await gone(desk)
  await shown(desk, '没有在外面的随单物。').waitFor()

  // the film: an error holds up the workshop until it is put right
  const operation = (
    await call<{ noticeLines: { operations: { id: number }[] }[] }>(desk, 'production.read', { id: first.id })
  ).noticeLines[0]!.operations[0]!
  const report = () =>
    page.evaluate(
      (sent) =>
        (
          globalThis as unknown as { gendan: { invoke(call: unknown): Promise<{ refusal?: { message: string } }> } }
        ).gendan
          .invoke({ channel: 'operations.report', requestId: crypto.randomUUID(), input: sent })
          .then(({ refusal }) => refusal?.message ?? ''),
      {
        reportedOn: new Date().toLocaleDateString('sv'),
        workshop: '',
        rows: [{ operationId: operation.id, good: 1000, bad: 0, hours: 0, people: 0, causeCode: null, causeNote: '' }],
      },
    )
  expect(await report()).toContain('菲林还没有核对签名')
  await goTo(desk, '今日')
  await page.getByRole('row').filter({ hasText: '核对菲林' }).filter({ hasText: first.number }).first().dblclick()
  await page
    .getByRole('button', { name: /^核对菲林/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('F4')
  await dialog(desk).waitFor()
  await dialog(desk).getByLabel('条码', { exact: true }).selectOption('错')
  await hand.press('Control+Enter')
  await expect(shown(desk, '“条码”哪里不对,请写清楚。')).toBeVisible()
  await dialog(desk)
    .getByLabel(/条码:哪里不对/)
    .focus()
  await hand.type('少一位')
  await hand.press('Control+Enter')
  await gone(desk)
  expect(await report()).toContain('菲林有错没改好(条码:少一位)')
  await page
    .getByRole('button', { name: /^已传真客户/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('x')
  await dialog(desk).waitFor()
  await hand.type('王老板')
  await hand.press('Control+Enter')
  await gone(desk)
  await page
    .getByRole('button', { name: /^客户答复/ })
    .locator('visible=true')
    .waitFor()
  await hand.press('a')
  await dialog(desk).waitFor()
  await dialog(desk).getByLabel('怎么说').focus()
  await hand.type('条码就这样,照印')
  await hand.press('Control+Enter')
  await gone(desk)
  await expect(grid(desk, '菲林核对').getByRole('row').nth(1)).toContainText('已核对无误')
  expect(await report()).toBe('')

  const noticeShown = async (): Promise<void> => {
    await page.getByRole('tab', { name: first.number, exact: true, selected: true }).waitFor()
    await page
      .getByRole('button', { name: /^发放登记/ })
      .locator('visible=true')
      .waitFor()
  }
  // copies signed for, one by one
  const signAll = async (copies: string[]): Promise<void> => {
    for (const copy of copies) {
      await grid(desk, '发放登记').getByRole('row').filter({ hasText: copy }).waitFor()
      await grid(desk, '发放登记').focus()
      // the cursor goes on from copy to copy, and starts where it was left
      await hand.press('Home')
      for (let down = 0; down < copies.indexOf(copy); down++) await hand.press('ArrowDown')
      await expect(grid(desk, '发放登记').getByRole('row', { selected: true })).toContainText(copy)
      await hand.press('Enter')
      await dialog(desk).waitFor()
      await hand.type(`${copy}小王`)
      await hand.press('Control+Enter')
      await gone(desk)
    }
  }
  await hand.press('o')
  await noticeShown()
  await hand.press('r')
  await signAll(['生产', '仓库'])
  await expect.poll(async () => (await notices(desk))[0]!.copiesOpen).toBe(0)

  // a change makes the second version, and both copies are asked for again
  await hand.press('o')
  await noticeShown()
  await hand.press('g')
  await shown(desk, /第 1 版已经发出去了/).waitFor()
  const fittings = page.getByLabel('五金', { exact: true }).locator('visible=true').first()
  await fittings.focus()
  await hand.type('阻尼铰链 6 只')
  await hand.press('Control+s')
  await page.locator('.page').filter({ hasText: '第 2 版' }).filter({ hasText: '阻尼铰链 6 只' }).first().waitFor()
  expect((await notices(desk))[0]).toMatchObject({ edition: 2, copiesOpen: 2 })
  await expect(shown(desk, /旧版还在:生产小王/)).toBeVisible()
  await hand.press('r')
  await expect(grid(desk, '发放登记').getByRole('row').filter({ hasText: '手上是旧版' })).toHaveCount(2)
  await signAll(['生产', '仓库'])
  await expect.poll(async () => (await notices(desk))[0]!.copiesOpen).toBe(0)
  await expect(page.getByText('手上是旧版').locator('visible=true').filter({ hasText: '▲' })).toHaveCount(0)

  // the month plan holds the notice
  await goTo(desk, '生产', '生产通知单')
  await grid(desk, '生产通知单').getByRole('row').nth(1).waitFor()
  await hand.press('j')
  await shown(desk, '每个车间本月要交出的数量').waitFor()
  await hand.press('.')
  await expect(grid(desk, '计划明细').getByRole('row').filter({ hasText: first.number }).first()).toBeVisible()
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(desk.folder)
})

test('an order opened from 今日 is released in part, and the rest of it from the same list', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk()
  const { hand, page } = desk
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await openDemo(desk, '李敏')
  const { rows } = await call<{ rows: { orderId: number; number: string; lines: number; quantity: number }[] }>(
    desk,
    'production.waiting',
    { reason: 'ready' },
  )
  const order = rows.find(({ quantity }) => quantity > 1000)!
  await goTo(desk, '今日')
  await page.getByRole('row').filter({ hasText: '可以下生产单' }).filter({ hasText: order.number }).first().dblclick()
  const list = grid(desk, '待下生产单')
  await expect(list.locator('[aria-selected=true]')).toContainText(order.number)
  const quantity = (row: number) => page.locator(`[name="lines.${row}.quantity"]`).locator('visible=true')
  await hand.press('Enter')
  await expect(quantity(0)).toBeFocused()
  // one piece now; the rest of it and what else is ordered waits
  await hand.fill('1', ...Array.from({ length: order.lines - 1 }, () => '0'))
  await hand.press('Control+Enter')
  await shown(desk, /生产通知单 SC/).waitFor()
  await goTo(desk, '生产', '待下生产单')
  await expect(list.locator('[aria-selected=true]')).toContainText(order.number)
  await hand.press('Enter')
  await expect(quantity(0)).toBeFocused()
  await expect(quantity(order.lines)).toHaveCount(0)
  await hand.press('Control+Enter')
  await expect(list.getByRole('row').filter({ hasText: order.number })).toHaveCount(0)
  const left = await call<{ remaining: number }[]>(desk, 'production.remaining', { orderId: order.orderId })
  expect(left.every(({ remaining }) => remaining === 0)).toBe(true)

  // 日报: a key goes to what is reported already, and one goes back to the grid
  await goTo(desk, '生产', '生产日报')
  await page.getByLabel('合格 第 1 行').waitFor()
  await hand.press('Alt+r')
  await expect(grid(desk, '当天已报')).toBeFocused()
  await hand.press('Alt+g')
  await expect(page.getByLabel('合格 第 1 行')).toBeFocused()
  await hand.press('Alt+w')
  await expect(page.getByLabel('车间').first()).toBeFocused()
  expect(errors).toEqual([])
  await desk.close()
  dropFolder(desk.folder)
})
