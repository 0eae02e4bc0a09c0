import type { NewDraft, Order, OrderDraft, OrderLine } from '../../../shared/orders.ts'
import { isSensibleLine, type LineSides, priceLine, taxOfLine, taxRate } from '../../../shared/lineTax.ts'
import type { PriceOffer } from '../../../shared/prices.ts'
import { type LadderStep, type QuotedOrderLine, stepFor } from '../../../shared/quotations.ts'
import { formatQuantity, packsOf } from '../../../shared/quantities.ts'
import { breaksUnit, factorOfUnit, inBasicUnits, type OtherUnit } from '../../../shared/units.ts'
import type { FoundProduct } from '../../components/ProductPicker.tsx'
import { say } from '../../lib/language.ts'

/** A line as it stands in the grid: numbers may still be missing. `null` is a cell nothing was typed in. */
export interface FormLine {
  /** Stays the same while the line moves: an offer that arrives later finds it again. */
  key: number
  id: number | null
  productId: number | null
  code: string
  /** 品名规格 in one cell; the product's own parts while they are not retyped. */
  description: string
  name: string
  spec: string
  colour: string
  material: string
  unit: string
  quantity: number | null
  packs: number | null
  priceMicros: number | null
  /** Without tax: typed where `typedSide` says so, else it follows. */
  netPriceMicros: number | null
  amountFen: number | null
  typedSide: 'price' | 'net' | 'total'
  dueOn: string | null
  customerPo: string
  newVersion: boolean
  remark: string
  /** Hash of the line's own 图片, and of its product's; '' = none. */
  picture: string
  productPicture: string
  /** The quotation the line was made of, with its ladder: another quantity takes its own price. */
  quotation: string
  ladder: LadderStep[]
  /** How the product is packed; null where it is not known, or the line has another unit. */
  packing: { unit: string; packs: number; packUnits: number } | null
  colours: string
  sizes: string
  /** Other units of the product. */
  units: readonly OtherUnit[]
  /** A code no product is known by: perhaps the customer's own. */
  itemCode: string
  offer: PriceOffer | null
  /** The hand has typed price or amount: an offer no longer changes it. */
  priced: boolean
}

/** The head as it stands in the form; the due date of all lines may still be missing. */
export type FormHead = Omit<NewDraft, 'dueOn'> & { dueOn: string | null }
export interface OrderForm {
  id: number | null
  number: string | null
  version: number
  head: FormHead
  lines: FormLine[]
}

let lastKey = 0
export const emptyLine = (dueOn: string | null, customerPo: string): FormLine => ({
  key: ++lastKey,
  id: null,
  productId: null,
  code: '',
  description: '',
  name: '',
  spec: '',
  colour: '',
  material: '',
  unit: '',
  quantity: null,
  packs: null,
  priceMicros: null,
  netPriceMicros: null,
  amountFen: null,
  typedSide: 'price',
  dueOn,
  customerPo,
  newVersion: false,
  remark: '',
  picture: '',
  productPicture: '',
  quotation: '',
  ladder: [],
  packing: null,
  colours: '',
  sizes: '',
  units: [],
  itemCode: '',
  offer: null,
  priced: false,
})

export const joinedName = (name: string, spec: string): string => [name, spec].filter(Boolean).join(' ')

const filled = (line: FormLine): boolean => line.code !== '' || line.description !== '' || line.quantity !== null
/** The lines something was typed into. */
export const filledLines = (lines: readonly FormLine[]): FormLine[] => lines.filter(filled)

/** The money of a line as it is counted; what is not typed yet counts as nothing. */
export const sidesOf = (line: FormLine): LineSides => ({
  quantity: line.quantity ?? 0,
  priceMicros: line.priceMicros ?? 0,
  typedSide: line.typedSide === 'total' ? 'total' : 'price',
  amountFen: line.amountFen ?? 0,
  netPriceMicros: line.typedSide === 'net' ? line.netPriceMicros : null,
})

/** False for a line whose quantity and price make no sensible amount: it is told in its cell, and counts as nothing. */
export const isCounted = (line: FormLine): boolean => isSensibleLine(sidesOf(line))

/** Half a chair, said of a line; a line that stood in parts in its unit (`stood`) stays as it is counted. */
export const breaksLine = (line: FormLine, stood: readonly FormLine[]): boolean =>
  line.quantity !== null &&
  breaksUnit(
    line.unit,
    line.quantity,
    stood.flatMap(({ id, unit, quantity }) =>
      id !== null && id === line.id && unit === line.unit && quantity !== null ? [quantity] : [],
    ),
  )
/** The first line that is half a chair, with the sentence for it; null where there is none. */
export const brokenLine = (
  lines: readonly FormLine[],
  stood: readonly FormLine[],
): { row: number; sentence: string } | null => {
  const row = lines.findIndex((line) => breaksLine(line, stood))
  const line = lines[row]
  if (!line) return null
  const quantity = formatQuantity(line.quantity ?? 0)
  return { row, sentence: say('app.wholePieces', { what: line.description || line.code, unit: line.unit, quantity }) }
}

const packsNow = (line: FormLine, quantity: number): number | null => {
  const { packing } = line
  const factor = packing && factorOfUnit(packing.unit, line.units, line.unit)
  return packing && factor !== null
    ? packsOf(inBasicUnits(quantity, factor), packing.packs, packing.packUnits)
    : line.packs
}

/** Puts amount, prices and packs of a line in step with what was typed last, by the same rules as the application. */
export const reckon = (line: FormLine, rate: number): FormLine => {
  const { quantity } = line
  if (quantity === null)
    return {
      ...line,
      packs: line.packing ? null : line.packs,
      amountFen: line.typedSide === 'total' ? line.amountFen : null,
    }
  if (quantity <= 0) return line
  const packs = packsNow(line, quantity)
  if (line.typedSide === 'price' && line.priceMicros === null) return { ...line, packs, netPriceMicros: null }
  const sides = sidesOf(line)
  if (!isCounted(line))
    return { ...line, packs, amountFen: line.typedSide === 'total' ? line.amountFen : null, netPriceMicros: null }
  return { ...line, packs, ...priceLine(sides, rate), netPriceMicros: taxOfLine(sides, rate).netPriceMicros }
}

/** A customer's own words for the goods are kept where ours take their place. */
const withWords = (line: FormLine, ours: string): string => {
  const theirs = line.productId === null ? line.description.trim() : ''
  if (theirs === '' || theirs === ours || ours.startsWith(theirs)) return line.remark
  return [line.remark, say('orders.customerWrote', { words: theirs })].filter(Boolean).join(' ').slice(0, 200)
}

/** What a product brings into its line; what was typed by hand stays: a unit that was there before it as well. */
export const withProduct = (line: FormLine, product: FoundProduct, rate: number): FormLine => {
  const colours = product.colours
    .split(/[/、,]/)
    .map((colour) => colour.trim())
    .filter(Boolean)
  const description = joinedName(product.name, product.spec)
  return reckon(
    {
      ...line,
      ...(line.productId === product.id ? {} : { quotation: '', ladder: [] }),
      productId: product.id,
      code: product.code,
      name: product.name,
      spec: product.spec,
      description,
      remark: withWords(line, description),
      unit: line.productId === null && line.unit !== '' ? line.unit : product.unit,
      packing: { unit: product.unit, packs: product.packs, packUnits: product.packUnits },
      colours: product.colours,
      sizes: product.sizes,
      productPicture: product.picture,
      units: product.units,
      itemCode: '',
      colour: line.colour || (colours.length === 1 ? colours[0]! : ''),
    },
    rate,
  )
}

/** The offered price, unless the hand has typed one; a unit nobody knows a price for gets none. */
export const withOffer = (line: FormLine, offer: PriceOffer, rate: number): FormLine =>
  line.priced || offer.source === 'typed'
    ? { ...line, offer }
    : reckon({ ...line, offer, priceMicros: offer.priceMicros, typedSide: 'price' }, rate)

/** Name and spec of what the cell says: the first space parts them, unless it is the product's own text. */
const nameParts = (line: FormLine): { name: string; spec: string } => {
  if (line.description === joinedName(line.name, line.spec)) return { name: line.name, spec: line.spec }
  const [name = '', ...spec] = line.description.trim().split(/\s+/)
  return { name, spec: spec.join(' ') }
}

const typedSides = (line: FormLine): Pick<LineSides, 'typedSide'> & { netPriceMicros: number | null } => {
  const { typedSide, netPriceMicros } = sidesOf(line)
  return { typedSide, netPriceMicros: netPriceMicros ?? null }
}

export const draftOf = (form: OrderForm): OrderDraft => {
  const { customerName: _, inboxItemIds, customerId, ...head } = form.head
  const dueOn = head.dueOn ?? head.orderedOn
  return {
    ...head,
    dueOn,
    id: form.id,
    customerId: customerId ?? 0,
    inboxItemIds,
    version: form.version,
    lines: filledLines(form.lines).map((line) => ({
      id: line.id,
      productId: line.productId,
      code: line.code,
      ...nameParts(line),
      colour: line.colour,
      material: line.material,
      unit: line.unit,
      quantity: line.quantity ?? 0,
      packs: line.packs ?? 0,
      priceMicros: line.priceMicros ?? 0,
      ...typedSides(line),
      amountFen: line.amountFen ?? 0,
      dueOn: line.dueOn ?? dueOn,
      customerPo: line.customerPo,
      newVersion: line.newVersion,
      quotation: line.quotation,
      remark: line.remark,
      picture: line.picture,
    })),
  }
}

/** The sides of a saved line: the typed one stands, the price without tax is shown beside it. */
const savedSides = (line: OrderLine, rate: number): Pick<FormLine, 'typedSide' | 'netPriceMicros'> => {
  const typed = line.netPriceMicros ?? null
  if (typed !== null) return { typedSide: 'net', netPriceMicros: typed }
  const { priceMicros, amountFen, quantity, typedSide } = line
  if (priceMicros === null || amountFen === null) return { typedSide, netPriceMicros: null }
  const { netPriceMicros } = taxOfLine({ quantity, priceMicros, amountFen, typedSide }, rate)
  return { typedSide, netPriceMicros }
}

const lineOf = (line: OrderLine, rate: number): FormLine => ({
  ...emptyLine(line.dueOn, line.customerPo),
  ...line,
  ...savedSides(line, rate),
  description: joinedName(line.name, line.spec),
  offer:
    line.priceMicros === null
      ? null
      : {
          priceMicros: line.priceMicros,
          source: line.priceSource,
          lastPriceMicros: line.lastPriceMicros,
          lastOn: null,
          quotation: line.quotation,
        },
  ladder: [],
  priced: true,
})

/** A saved order as the form takes it. */
export const formOf = (order: Order): OrderForm => {
  const { id, number, version, lines, inbox, customerShortName } = order
  return {
    id,
    number,
    version,
    head: {
      customerId: order.customerId,
      customerName: customerShortName,
      source: order.source,
      customerPo: order.customerPo,
      contact: order.contact,
      phone: order.phone,
      orderedOn: order.orderedOn,
      dueOn: order.dueOn,
      rush: order.rush,
      rushReason: order.rushReason,
      salesperson: order.salesperson,
      merchandiserId: order.merchandiserId,
      settlement: order.settlement,
      depositBasisPoints: order.depositBasisPoints,
      bankAccount: order.bankAccount,
      deliveryPlace: order.deliveryPlace,
      deliveryMethod: order.deliveryMethod,
      packing: order.packing,
      acceptance: order.acceptance,
      remark: order.remark,
      taxMode: order.taxMode,
      taxBasisPoints: order.taxBasisPoints,
      proof: order.proof,
      inboxItemIds: inbox.filter((paper) => paper.sha256 !== '').map((paper) => paper.id),
    },
    lines: lines.map((line) => lineOf(line, taxRate(order))),
  }
}

export const freshForm = (draft: NewDraft): OrderForm => ({
  id: null,
  number: null,
  version: 0,
  head: { ...draft, dueOn: null },
  lines: [emptyLine(null, '')],
})

/** A line made of a quotation: its price stands on the ladder until the hand types one. */
const quotedLine = (number: string, { steps, ...line }: QuotedOrderLine, rate: number): FormLine =>
  reckon(
    {
      ...emptyLine(null, ''),
      ...line,
      description: joinedName(line.name, line.spec),
      packs: 0,
      quotation: number,
      ladder: steps,
      offer: {
        priceMicros: line.priceMicros,
        source: 'quoted',
        lastPriceMicros: null,
        lastOn: null,
        quotation: number,
      },
      typedSide: 'price',
    },
    rate,
  )

/** The price of the rung a quantity stands on, where the line was made of a quotation and no price was typed. */
export const onLadder = (line: FormLine): FormLine => {
  const step = line.priced || line.quantity === null ? null : stepFor(line.ladder, line.quantity)
  if (step === null) return line
  const offer = line.offer && { ...line.offer, priceMicros: step.priceMicros }
  return { ...line, offer, priceMicros: step.priceMicros, typedSide: 'price' }
}

/** The order an accepted quotation becomes (duty 19); the goods quoted with the longest time make its day of delivery. */
export const quotedForm = (number: string, draft: NewDraft, lines: readonly QuotedOrderLine[]): OrderForm => {
  const dueOn = lines
    .map((line) => line.dueOn)
    .reduce((latest, day) => ((day ?? '') > (latest ?? '') ? day : latest), null)
  const fresh = freshForm(draft)
  return {
    ...fresh,
    head: { ...fresh.head, dueOn },
    lines: lines.map((line) => quotedLine(number, { ...line, dueOn: line.dueOn ?? dueOn }, taxRate(draft))),
  }
}

/** A form that was kept on this PC: its lines get keys of this window. */
export const resumed = (form: OrderForm): OrderForm => ({
  ...form,
  // a draft of an older version of the program lacks what came since
  lines: form.lines.map((line) => ({ ...emptyLine(null, ''), ...line, key: ++lastKey })),
})

/** The money of saved lines; a role that sees no prices counts none. */
export const knownSides = (lines: readonly OrderLine[]): LineSides[] =>
  lines.map((line) => ({ ...line, priceMicros: line.priceMicros ?? 0, amountFen: line.amountFen ?? 0 }))
