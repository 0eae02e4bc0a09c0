import { emptyCustomer } from '../../shared/customers.ts'
import { emptyProduct } from '../../shared/products.ts'
import type { TestOffice } from '../../electron/testing/office.ts'
import type { Asked } from './lines.ts'

/** Who and what there is in the office, so that calls can be made up. */
export interface Office {
  clerk: number
  merchandiser: number
  customerId: number
  productIds: number[]
  /** A small fax as base64; each gets its own last bytes. */
  fax: string
}

export const makeOffice = async (office: TestOffice, fax: string): Promise<Office> => {
  const { id: customerId } = await office.as.manager.customers.save({
    ...emptyCustomer,
    settlement: 'monthly',
    code: 'K001',
    name: '永兴家居有限公司',
    shortName: '永兴家居',
  })
  const productIds: number[] = []
  for (const [code, name] of [
    ['TS-801', '餐桌'],
    ['TS-812', '餐椅'],
    ['TS-905', '四门衣柜'],
  ] as const)
    productIds.push(
      (
        await office.as.merchandiser.products.save({
          ...emptyProduct,
          code,
          name,
          unit: '件',
          listPriceMicros: 238_000_000,
        })
      ).id,
    )
  return { clerk: office.userIds.clerk, merchandiser: office.userIds.merchandiser, customerId, productIds, fax }
}

type Random = (below: number) => number

const orderOf = ({ customerId, merchandiser, productIds }: Office, random: Random, mark: string) => ({
  id: null,
  version: 0,
  customerId,
  source: 'fax',
  customerPo: mark,
  contact: '',
  phone: '',
  orderedOn: '2026-11-22',
  dueOn: '2026-12-15',
  rush: false,
  rushReason: '',
  salesperson: '',
  merchandiserId: merchandiser,
  settlement: 'monthly',
  depositBasisPoints: 0,
  bankAccount: '',
  deliveryPlace: '',
  deliveryMethod: '',
  packing: '',
  acceptance: '',
  remark: '',
  taxMode: 'included',
  taxBasisPoints: 1300,
  proof: { number: mark, pages: 1, on: '2026-11-22' },
  inboxItemIds: [],
  lines: Array.from({ length: 1 + random(8) }, (_, line) => ({
    id: null,
    productId: productIds[line % 3]!,
    code: ['TS-801', 'TS-812', 'TS-905'][line % 3],
    name: '餐桌',
    spec: '',
    colour: '胡桃',
    material: '',
    unit: '件',
    quantity: (1 + random(50)) * 1000,
    packs: 1,
    priceMicros: (100 + random(900)) * 1_000_000,
    typedSide: 'price',
    amountFen: 0,
    dueOn: '2026-12-15',
    customerPo: '',
    newVersion: false,
    remark: '',
  })),
})

/** Rows of one price list. */
export const importRows = 25

/** The next thing somebody does; `backup` is done by the reader. */
export const makeCall = (office: Office, random: Random, requestId: string): Asked | 'backup' => {
  const mark = `F-${requestId.slice(0, 13)}`
  const call = (channel: string, input: unknown, userId = office.merchandiser): Asked => ({
    line: 'asked',
    requestId,
    userId,
    channel,
    input,
    mark,
  })
  const dice = random(20)
  if (dice < 10) return call('orders.save', orderOf(office, random, mark), office.clerk)
  if (dice < 14)
    return call('receipts.enter', {
      customerId: office.customerId,
      receivedOn: '2026-11-22',
      kind: 'monthly',
      method: 'bank',
      payer: mark,
      slipNumber: mark,
      amountFen: 100 + random(1_000_000),
      remark: '',
      allocations: [],
    })
  if (dice < 16) {
    const unlike = Buffer.concat([Buffer.from(office.fax, 'base64'), Buffer.from(requestId)]).toString('base64')
    return call('inbox.receive', { fileName: mark, bytes: unlike, source: 'drop' })
  }
  if (dice < 18)
    return call('products.import', {
      fields: ['code', 'name', 'unit', 'packs', 'packUnits', 'listPrice'],
      rows: Array.from({ length: importRows }, (_, row) => [`${mark}-${row}`, '床头柜', '件', '1', '1', '88.5']),
      fileName: `${mark}.xlsx`,
      expected: null,
    })
  return 'backup'
}
