import { expect, test } from 'playwright/test'
import { type Desk, dropFolder, openDesk, shown } from './desk.ts'
import { call } from './steps/masters.ts'
import { confirmReceipt, enterReceipt } from './steps/money.ts'
import { callBack, saveOrder, signConfirmation } from './steps/order.ts'
import {
  checkFilm,
  boardOf,
  findOrder,
  keyGoods,
  type KeyedGoods,
  releaseReady,
  reportStep,
  seenOnBoard,
} from './steps/route.ts'
import { goTo, signInAs } from './steps/start.ts'

/** One order of a trade's demo office and the way it goes there. */
interface Journey {
  trade: string
  /** The key of its demo office on the first page. */
  key: string
  /** The customer by initials, as it is shown, and the fax that waits for an order. */
  customer: [initials: string, name: string, fax: string]
  goods: KeyedGoods[]
  /** The processes of each line, in order; what another factory does ends with 外协. */
  routes: string[][]
}

const furnitureRoute = ['开料', '白茬', '打磨', '底漆', '面漆', '组装', '包装']
const jacketRoute = ['验布', '裁剪', '绣印花外协', '缝制', '后道', '整烫', '检验', '包装']
const journeys: Journey[] = [
  {
    trade: '家具',
    key: 'F4',
    customer: ['yxjj', '永兴家居', '0757-8321 0099'],
    goods: [
      { code: 'TS-801', colour: '胡桃', quantity: '12' },
      { code: 'TS-812', colour: '胡桃', quantity: '24' },
    ],
    routes: [furnitureRoute, furnitureRoute],
  },
  {
    trade: '印刷包装',
    key: 'F6',
    customer: ['sswj', '单氏文具', '0577-6780 0099'],
    goods: [
      { code: 'LD-250', colour: '', quantity: '1000' },
      { code: 'SM-A58', colour: '', quantity: '5000' },
    ],
    routes: [
      ['制版', '开料', '印刷', '表面处理外协', '模切', '粘盒', '包装'],
      ['制版', '开料', '印刷', '装订', '包装'],
    ],
  },
  {
    trade: '服装',
    key: 'F7',
    customer: ['ssmy', '单氏贸易', '0595-8321 0099'],
    goods: [{ code: 'JY-J120', ratio: '1:2:3:2:1', sets: '20' }],
    routes: [jacketRoute, jacketRoute],
  },
  {
    trade: '五金外贸',
    key: 'F8',
    customer: ['dgnl', '德国 Nordlicht', '0574-8321 0099'],
    goods: [
      { code: 'MX-30', colour: '镍拉丝', quantity: '1000' },
      { code: 'JM-40', colour: '白锌', quantity: '10000' },
    ],
    routes: [
      ['冲压', '机加', '打磨抛光', '电镀外协', '组装', '全检', '包装'],
      ['冲压', '打磨抛光', '电镀外协', '全检', '包装'],
    ],
  },
]

const secret = 'demo123'

const keyFaxedOrder = async (desk: Desk, { customer: [initials, name, fax], goods }: Journey): Promise<void> => {
  const { hand, page } = desk
  await signInAs(desk, '陈静', secret)
  await goTo(desk, '收件')
  await page.getByRole('row', { selected: true }).filter({ hasText: fax }).waitFor()
  await hand.press('F3')
  await expect(page.getByLabel(/^客户\s*\*?$/)).toBeFocused()
  await hand.type(initials)
  await page.getByRole('option', { name: new RegExp(name) }).waitFor()
  await hand.press('Enter')
  await expect(page.getByLabel('交期', { exact: true })).toBeFocused()
  await hand.fill(`${new Date().getFullYear() + 1}1215`)
  for (const [index, each] of goods.entries()) await keyGoods(desk, each, index + 1)
  await saveOrder(desk)
}

const newest = async (desk: Desk) => {
  const { rows } = await call<{ rows: { id: number; number: string; state: string; lines: number }[] }>(
    desk,
    'orders.list',
    { sort: 'newest', limit: 1 },
  )
  return rows[0]!
}

/** Called back, signed, its deposit written down by the merchandiser and confirmed by the cashier; then released. */
const bringToRelease = async (desk: Desk, order: string, lines: number): Promise<void> => {
  await signInAs(desk, '李敏', secret)
  await findOrder(desk, order)
  await desk.hand.press('F9')
  await callBack(desk, lines)
  await signConfirmation(desk)
  await enterReceipt(desk, '工行 8812')
  await signInAs(desk, '孙会', secret)
  await confirmReceipt(desk)
  await signInAs(desk, '李敏', secret)
  await releaseReady(desk, order)
}

const inThousands = (thousandths: number): string => (thousandths / 1000).toLocaleString('en-US')

/** The workshops report each process of each line in its turn, from the board; before the last one it shows all but that. */
const walkRoute = async (desk: Desk, order: string): Promise<void> => {
  await signInAs(desk, '吴工', secret)
  await goTo(desk, '生产')
  const { processes, lines } = await boardOf(desk, order)
  for (const process of processes)
    for (const { description, steps } of lines) {
      const way = steps.map(({ processName }) => processName)
      if (process === processes.at(-1)) {
        const done = inThousands(steps[0]!.quantity)
        const cells = processes.map((each) => (each === process ? '0' : way.includes(each) ? done : '—'))
        await expect.poll(() => seenOnBoard(desk, order, description)).toEqual(cells)
      }
      if (way.includes(process)) await reportStep(desk, order, description, process)
    }
  // through the last process there is nothing left to follow
  await expect(desk.page.getByRole('grid', { name: '生产进度' }).locator('visible=true')).toBeFocused()
  await expect(desk.page.getByRole('row').filter({ hasText: order }).locator('visible=true')).toHaveCount(0)
}

for (const journey of journeys)
  test(`${journey.trade}: an order walks its own route to the end`, async () => {
    test.setTimeout(240_000)
    const desk = await openDesk()
    const { hand, page } = desk
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.getByLabel('公司名称').waitFor()
    await hand.press(journey.key)
    await shown(desk, /每个人的密码都是 demo123/).waitFor({ timeout: 120_000 })

    await keyFaxedOrder(desk, journey)
    const { number: order, lines } = await newest(desk)
    await bringToRelease(desk, order, lines)

    // the way of every line is the one of its product, and nothing of it is done
    const planned = await boardOf(desk, order)
    expect(
      planned.lines.map(({ steps }) => steps.map((step) => `${step.processName}${step.outside ? '外协' : ''}`)),
    ).toEqual(journey.routes)

    // nothing is printed before somebody has signed the film
    if (journey.trade === '印刷包装') await checkFilm(desk)
    await walkRoute(desk, order)
    expect((await newest(desk)).state).toBe('toDeliver')
    await signInAs(desk, '李敏', secret)
    await findOrder(desk, order)
    await expect(page.getByRole('row', { selected: true }).filter({ hasText: order })).toContainText('完工待送')
    expect(errors).toEqual([])
    await desk.close()
    dropFolder(desk.folder)
  })
