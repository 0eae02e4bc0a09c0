import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { OrderDraft, SavedOrder } from '../../shared/orders.ts'
import { furniture } from '../../electron/testing/mainLine.ts'
import { findBrokenAudit } from '../../electron/db/audit.ts'
import { openSqlite, sqliteKysely } from '../../electron/db/sqlite.ts'
import { type Desk, newFolder, openDesk } from '../desk.ts'
import { addMasters, call } from './masters.ts'
import { addPeople, beginOffice, goTo, password, signInAs } from './start.ts'

/** A day of next year: what is due then is never late while the journeys run. `12-15` → `2027-12-15`. */
export const nextYear = (day: string): string => `${new Date().getFullYear() + 1}-${day}`

/** Who may override a gate: none of the people of the main journey. */
export const manager = '郑经理'

/** An office with its people, a customer and products, set up through the windows once. Gives its folder. */
export const setUpOffice = async (): Promise<string> => {
  const desk = await openDesk()
  await beginOffice(desk)
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await call(desk, 'users.save', {
    id: null,
    name: manager,
    role: 'manager',
    language: 'zh-CN',
    active: true,
    password,
    version: 0,
  })
  await addMasters(desk)
  await desk.close()
  return desk.folder
}

/** The app on a copy of that office. */
export const openCopy = (office: string): Promise<Desk> => {
  const folder = newFolder()
  cpSync(office, folder, { recursive: true, filter: (path) => !/Singleton(Lock|Socket|Cookie)$|\.sock$/.test(path) })
  return openDesk(folder)
}

/** The app started again on the folder it had, with somebody signed in. */
export const openAgain = async ({ folder }: Desk, name: string): Promise<Desk> => {
  const desk = await openDesk(folder)
  await signInAs(desk, name)
  return desk
}

interface Bridge {
  gendan: {
    invoke(call: {
      channel: string
      input: unknown
      requestId: string
    }): Promise<{ ok: boolean; refusal?: { message: string } }>
  }
}
/** The sentence the application refuses a call with; '' when it does it. */
export const refusalOf = async ({ page }: Desk, channel: string, input: unknown): Promise<string> => {
  const reply = await page.evaluate((sent) => (globalThis as unknown as Bridge).gendan.invoke(sent), {
    channel,
    input,
    requestId: randomUUID(),
  })
  return reply.ok ? '' : (reply.refusal?.message ?? 'refused')
}

/** What another person does meanwhile, while the page in front stays as it is; then the first one goes on. */
export const meanwhile = async <T>(desk: Desk, other: string, first: string, work: () => Promise<T>): Promise<T> => {
  const names = await call<{ id: number; name: string }[]>(desk, 'users.names', {})
  const sitDown = (name: string) =>
    call(desk, 'users.signIn', { userId: names.find((each) => each.name === name)!.id, password })
  await sitDown(other)
  const result = await work()
  await sitDown(first)
  return result
}

/** The furniture order, keyed by the clerk over the bridge. */
export const bookOrder = async (desk: Desk): Promise<SavedOrder> => {
  const { customerName: _name, ...head } = await call<OrderDraft & { customerName: string }>(desk, 'orders.newDraft', {
    customerId: 1,
  })
  const lines = furniture.map((product, index) => ({
    id: null,
    productId: index + 1,
    code: product.code,
    name: product.name,
    spec: product.spec,
    colour: '胡桃',
    material: '',
    unit: product.unit,
    quantity: [12, 72, 6][index]! * 1000,
    packs: [24, 36, 36][index]!,
    priceMicros: product.listPriceMicros,
    typedSide: 'price',
    amountFen: 0,
    dueOn: nextYear('12-15'),
    customerPo: '',
    newVersion: false,
    remark: '',
  }))
  return call<SavedOrder>(desk, 'orders.save', {
    ...head,
    id: null,
    version: 0,
    customerId: 1,
    source: 'fax',
    dueOn: nextYear('12-15'),
    proof: { number: '0757-8321 0002', pages: 1, on: '2026-01-05' },
    lines,
  })
}

/** The order called back by another than who keyed it, sent and signed: only its deposit is missing. */
export const checkAndSign = async (desk: Desk, { id, lines }: SavedOrder): Promise<void> => {
  await call(desk, 'checks.start', { orderId: id, spokenTo: '王老板', phone: '139 2333 0001', salespersonTold: true })
  const { version } = await call<{ version: number }>(desk, 'checks.markLines', {
    orderLineIds: lines.map((line) => line.id),
  })
  await call(desk, 'checks.finish', { orderId: id, version })
  const sent = await call<{ id: number; version: number }>(desk, 'signBacks.markSent', {
    kind: 'confirmation',
    documentId: id,
    sentTo: '0757-8321 0002',
  })
  await call(desk, 'signBacks.markReturned', {
    id: sent.id,
    version: sent.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
}

export interface Receipt {
  id: number
  version: number
}
/** A deposit somebody wrote down; the cashier has not seen it yet. */
export const enterDeposit = (desk: Desk, order: SavedOrder): Promise<Receipt> => {
  const allocations = [{ orderId: order.id, deliveryNoteId: null, adjustmentId: null, amountFen: order.depositFen }]
  return call<Receipt>(desk, 'receipts.enter', {
    customerId: 1,
    receivedOn: '2026-01-05',
    kind: 'deposit',
    method: 'bank',
    payer: '',
    slipNumber: '工行 8812',
    amountFen: order.depositFen,
    remark: '',
    allocations,
  })
}

export const confirmDeposit = (desk: Desk, { id, version }: Receipt): Promise<unknown> =>
  call(desk, 'receipts.confirm', { id, version, slipNumber: '工行 8812' })

/** What lies in the file of a desk that is closed: whether it is whole, and how often each thing was done. */
export const readFileOf = async ({ folder }: Desk, name = 'gendan.db') => {
  const sqlite = openSqlite(join(folder, 'office', name))
  const db = sqliteKysely(sqlite)
  try {
    const done = (action: string): number =>
      sqlite.prepare('select count(*) from "audit" where "action" = ?').pluck().get(action) as number
    return {
      check: sqlite.pragma('integrity_check', { simple: true }),
      brokenAudit: await findBrokenAudit(db),
      orders: sqlite.prepare('select count(*) from "orders"').pluck().get(),
      lines: sqlite.prepare('select count(*) from "orderLines"').pluck().get(),
      saved: done('orders.save'),
      confirmed: done('receipts.confirm'),
    }
  } finally {
    await db.destroy()
  }
}

/** An hour goes by for the locks of the people, while the desk is closed. */
export const letLocksPass = ({ folder }: Desk): void => {
  const sqlite = openSqlite(join(folder, 'office', 'gendan.db'))
  sqlite
    .prepare('update "users" set "lockedUntil" = ? where "lockedUntil" is not null')
    .run(new Date(Date.now() - 60_000).toISOString())
  sqlite.close()
}
