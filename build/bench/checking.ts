import { randomUUID } from 'node:crypto'
import { benchToday } from './dataset.ts'
import { contest, figureOf, type Figure } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** Both keyings of an order of 200 lines side by side, three of them different, against the same rows read bare. */

const many = 200

/** An order of 200 lines keyed by the owner, and keyed a second time by a merchandiser. Gives its id. */
const keyTwice = async (office: BenchOffice): Promise<number> => {
  const lines = Array.from({ length: many }, (_, line) => ({
    id: null,
    productId: 1 + line,
    code: `TS-${String(1 + line).padStart(4, '0')}`,
    name: '餐桌',
    spec: '1400×800×750',
    colour: '胡桃',
    material: '',
    unit: '件',
    quantity: (1 + line) * 1000,
    packs: 1 + line,
    priceMicros: 1_180_000_000,
    typedSide: 'price',
    amountFen: 0,
    dueOn: '2026-12-15',
    customerPo: '',
    newVersion: false,
    remark: '',
  }))
  const { customerName: _, ...head } = (await office.call('orders.newDraft', { customerId: 2 })) as Record<
    string,
    unknown
  >
  const { id } = (await office.call('orders.save', {
    ...head,
    customerId: 2,
    id: null,
    version: 0,
    dueOn: '2026-12-15',
    proof: { number: 'FAX-200', pages: 4, on: benchToday },
    lines,
  })) as { id: number }
  const other = office.bare.prepare(`select "id" from "users" where "role" = 'merchandiser'`).pluck().get() as number
  const keyed = lines.map(({ code, quantity, priceMicros, dueOn }, line) => ({
    code,
    quantity: line % 80 === 7 ? quantity + 1000 : quantity,
    priceMicros,
    dueOn,
  }))
  for (const [channel, input] of [
    ['blindKeys.begin', { orderId: id }],
    ['blindKeys.submit', { orderId: id, lines: keyed }],
  ] as const) {
    const reply = await office.app.call({ userId: other, host: 'PC-2' }, channel, input, randomUUID())
    if (!reply.ok) throw new Error(`${channel}: ${reply.refusal.message}`)
  }
  return id
}

export const blindKeyCompare = async (office: BenchOffice): Promise<Figure> => {
  const id = await keyTwice(office)
  const compared = (await office.call('blindKeys.compare', { orderId: id })) as { differences: number; open: number }
  if (compared.differences !== 3 || compared.open !== 3) throw new Error(`${compared.differences} differences, not 3`)
  const head = office.bare.prepare(`
    select o.*, c."shortName", c."contact" as "usualContact", c."phone" as "usualPhone", k."name" as "keyer", h."name" as "checker" from "orders" o
      join "customers" c on c."id" = o."customerId" join "users" k on k."id" = o."keyedBy" left join "users" h on h."id" = o."checkedBy" where o."id" = ?`)
  const blind = office.bare.prepare(
    'select b.*, u."name" from "blindKeys" b join "users" u on u."id" = b."userId" where b."orderId" = ? and b."droppedAt" is null',
  )
  const first = office.bare.prepare(
    'select "id", "sequence", "code", "name", "spec", "unit", "quantity", "priceMicros", "dueOn" from "orderLines" where "orderId" = ? order by "sequence"',
  )
  const second = office.bare.prepare('select * from "blindLines" where "blindKeyId" = ? order by "sequence"')
  const settled = office.bare.prepare('select * from "blindSettlements" where "blindKeyId" = ? order by "id"')
  const papers = office.bare.prepare('select * from "inboxItems" where "orderId" = ? order by "id"')
  const setting = office.bare.prepare(`select "value" from "settings" where "key" = 'office'`)
  const times = await contest({
    ours: () => office.call('blindKeys.compare', { orderId: id }),
    baseline: () => {
      const standing = blind.get(id) as { id: number }
      return {
        head: head.get(id),
        first: first.all(id),
        second: second.all(standing.id),
        settled: settled.all(standing.id),
        papers: papers.all(id),
        setting: setting.get(),
      }
    },
    rounds: 150,
  })
  return figureOf('blind-key-compare', `${many} lines in ${office.dataset}`, 3, times)
}
