import type { Input } from '../../shared/contract.ts'
import { noCosts, type Quotation, type quotations } from '../../shared/quotations.ts'
import type { TestOffice } from './office.ts'

type Draft = Input<typeof quotations.save>
type Line = Draft['lines'][number]

/** 彩盒 of the printing shop's price ladder (sample-data.md 5.2): 2.80 at 500 down to 0.66 at 10 000. */
export const boxLine = (changes: Partial<Line> = {}): Line => ({
  productId: null,
  code: '',
  name: '彩盒',
  spec: '120×80×200',
  material: '250g白卡 4C+过光胶+模切粘',
  unit: '个',
  steps: [
    [500, 2_800_000],
    [1000, 1_650_000],
    [3000, 920_000],
    [5000, 780_000],
    [10_000, 660_000],
  ].map(([pieces, priceMicros]) => ({ quantity: pieces! * 1000, priceMicros: priceMicros! })),
  minQuantity: 500_000,
  mouldFen: 30_000,
  leadDays: 7,
  packing: '200 个/箱',
  remark: '',
  costs: { ...noCosts, materialMicros: 400_000, labourMicros: 100_000, profitBasisPoints: 2000, taxBasisPoints: 1300 },
  ...changes,
})

export const quotationDraft = (customerId: number | null, changes: Partial<Draft> = {}): Draft => ({
  id: null,
  customerId,
  prospect: '',
  contact: '王老板',
  phone: '139 2333 0000',
  quotedOn: '2026-11-22',
  validUntil: '2026-12-22',
  taxMode: 'included',
  taxBasisPoints: 1300,
  payment: '款到发货',
  delivery: '送到贵司,运费我方付',
  remark: '',
  inboxItemId: null,
  messageId: null,
  lines: [boxLine()],
  version: 0,
  ...changes,
})

/** Saves a quotation by the merchandiser and sends it to the customer's fax. */
export const sendQuotation = async (office: TestOffice, draft: Draft): Promise<Quotation> => {
  const { id, version } = await office.as.merchandiser.quotations.save(draft)
  return office.as.merchandiser.quotations.send({ id, version, sentTo: '0757-8321 0000' })
}

/** The customer's signed copy is back, the same. */
export const signQuotation = async (office: TestOffice, id: number): Promise<Quotation> => {
  const { signBack } = await office.as.merchandiser.quotations.read({ id })
  await office.as.merchandiser.signBacks.markReturned({
    id: signBack!.id,
    version: signBack!.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
  return office.as.merchandiser.quotations.read({ id })
}

/** Sent and accepted. */
export const acceptQuotation = async (office: TestOffice, draft: Draft): Promise<Quotation> =>
  signQuotation(office, (await sendQuotation(office, draft)).id)

/** A saved quotation as an edit sends it back. */
export const editOf = (quotation: Quotation): Draft => {
  const { id, customerId, prospect, contact, phone, quotedOn, validUntil, taxMode, taxBasisPoints } = quotation
  const { payment, delivery, remark, version } = quotation
  return {
    id,
    customerId,
    prospect,
    contact,
    phone,
    quotedOn,
    validUntil,
    taxMode,
    taxBasisPoints,
    payment,
    delivery,
    remark,
    version,
    inboxItemId: null,
    messageId: null,
    lines: quotation.lines.map(({ id: _, sequence: __, floorPriceMicros: ___, productPicture: ____, ...line }) => line),
  }
}
