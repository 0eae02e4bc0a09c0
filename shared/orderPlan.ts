import { itemCodeOf } from './customerItems.ts'
import { plainNumber } from './imports.ts'
import type { PhraseKey, PhraseValues } from './language.ts'
import { formatFen, formatMicros, mostPriceMicros, parseMicros, parseQuantity } from './money.ts'
import type { LineVerdict } from './orderImports.ts'
import { isSensibleLine, priceLine } from './lineTax.ts'
import { countAndUnit, isForeignMoney, isOddlyParted, moneyText, roundedFen } from './orderNumbers.ts'
import { isStrangeDue, type OrderLineDraft } from './orders.ts'
import { fileDate } from './orderSheet.ts'
import type { OrderField } from './orderSheetHead.ts'
import { formatQuantity, packsOf } from './quantities.ts'
import { breaksUnit } from './units.ts'

/** What becomes of each line of a customer's file, against what the office knows: which line is why not. */

export interface KnownProduct {
  id: number
  code: string
  name: string
  spec: string
  unit: string
  colours: string
  packs: number
  packUnits: number
}

export interface OrderFacts {
  today: string
  /** From above the table. */
  dueOn: string | null
  customerPo: string
  products: ReadonlyMap<number, KnownProduct>
  /** The customer's own words → product; the key is made by `itemKey`. */
  bound: ReadonlyMap<string, number>
  byCode: ReadonlyMap<string, number>
  byName: ReadonlyMap<string, readonly number[]>
  /** What the customer pays for a product: agreed, else last, else list. */
  offer: (product: KnownProduct, quantity: number, unit: string) => number | null
  /** PO number → the order that carries it already. */
  ordersByPo: ReadonlyMap<string, string>
}

export type OrderCells = Partial<Record<OrderField, string>>

export interface PlanLine {
  cells: OrderCells
  hidden: boolean
  sumDiffers: boolean
  leftOut: boolean
  sheet: string
  row: number
  /** The hash of its picture; '' for none. */
  picture: string
}

export interface LineProblem {
  field: OrderField | null
  key: PhraseKey
  values: PhraseValues
  wrong: boolean
}

export interface PlannedLine {
  verdict: LineVerdict
  problems: LineProblem[]
  itemCode: string
  itemName: string
  product: KnownProduct | null
  unit: string
  quantity: number | null
  priceMicros: number | null
  amountFen: number | null
  dueOn: string | null
  /** What is written; null where something is wrong. */
  draft: OrderLineDraft | null
}

/** By its own code; goods without one by their name and specification. */
export const itemOf = (cells: OrderCells): { itemCode: string; itemName: string } => {
  const name = [cells.name, cells.spec].filter(Boolean).join(' ').slice(0, 160)
  const itemCode = (cells.itemCode ?? cells.code ?? '').slice(0, 80)
  return { itemCode, itemName: itemCode === '' ? name : (cells.name ?? '').slice(0, 160) }
}
export const itemKey = ({ itemCode, itemName }: { itemCode: string; itemName: string }): string =>
  itemCode === '' ? `name ${itemName}` : `code ${itemCodeOf(itemCode)}`

/** `1400*800` and `1400×800 mm` are the same specification. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[x×*✕]/g, 'x')
    .replace(/mm|[\s\-_/()]/g, '')

type Say = (field: OrderField | null, wrong: boolean, key: PhraseKey, values?: PhraseValues) => void

const alike = (a: string, b: string): boolean => {
  const [one, other] = [folded(a), folded(b)]
  return one === '' || other === '' || one.includes(other) || other.includes(one)
}

const findProduct = (cells: OrderCells, facts: OrderFacts, say: Say): KnownProduct | null => {
  const item = itemOf(cells)
  const ours = facts.byCode.get((cells.code ?? '').toUpperCase())
  const found = ours ?? facts.bound.get(itemKey(item))
  if (found !== undefined) return facts.products.get(found) ?? null
  const product = facts.products.get(facts.byCode.get(item.itemCode.toUpperCase()) ?? 0)
  if (product) {
    // the customer's own code may happen to be one of ours
    if (cells.name !== undefined && !alike(cells.name, `${product.name}${product.spec}`))
      say('name', false, 'orderImports.nameDiffers', {
        file: cells.name,
        name: `${product.name} ${product.spec}`.trim(),
      })
    return product
  }
  const named = item.itemCode === '' ? (facts.byName.get(cells.name ?? '') ?? []) : []
  const fitting = named.filter((id) => alike(facts.products.get(id)?.spec ?? '', cells.spec ?? ''))
  if (fitting.length === 1) return facts.products.get(fitting[0]!) ?? null
  if (fitting.length > 1)
    say('name', true, 'orderImports.severalProducts', { name: cells.name ?? '', count: fitting.length })
  else if (item.itemCode === '' && item.itemName === '') say('itemCode', true, 'orderImports.noItem')
  else say('itemCode', true, 'orderImports.noProduct', { item: item.itemCode || item.itemName })
  return null
}

const anyPiece = /^(?:pcs?|ea|each|件|个|PC\.?S?)$/i

const readQuantity = (cells: OrderCells, say: Say): { quantity: number | null; unit: string } => {
  const typed = cells.quantity ?? ''
  if (typed === '') {
    say('quantity', true, 'orderImports.noQuantity')
    return { quantity: null, unit: '' }
  }
  const { number, unit } = countAndUnit(typed)
  const quantity = parseQuantity(plainNumber(number))
  if (isOddlyParted(number)) say('quantity', true, 'orderImports.oddlyParted', { typed })
  else if (quantity === null || quantity > 1e12) say('quantity', true, 'orderImports.badQuantity', { typed })
  else if (quantity <= 0) say('quantity', true, 'orderImports.notPositive', { typed })
  else return { quantity, unit }
  return { quantity: null, unit }
}

interface Counted {
  product: KnownProduct | null
  quantity: number | null
  unit: string
}

/** The price as the file says it; null where it says none, or none that can be meant. */
const readPrice = ({ price }: OrderCells, say: Say): number | null => {
  if (price === undefined) return null
  const text = moneyText(price)
  const micros = parseMicros(plainNumber(text))
  if (isForeignMoney(price)) say('price', true, 'orderImports.foreignMoney', { typed: price })
  else if (isOddlyParted(text)) say('price', true, 'orderImports.oddlyParted', { typed: price })
  else if (micros === null) say('price', true, 'orderImports.badPrice', { typed: price })
  else if (micros < 0) say('price', true, 'orderImports.negativePrice', { typed: price })
  else if (micros > mostPriceMicros) say('price', true, 'app.amountTooLarge')
  else return micros
  return null
}

/** Price and amount as the file says them, compared with each other and with what the customer pays. */
const readMoney = (cells: OrderCells, { product, quantity, unit }: Counted, facts: OrderFacts, say: Say) => {
  const known = product && quantity !== null ? facts.offer(product, quantity, unit) : null
  const amount = cells.amount === undefined ? null : roundedFen(cells.amount)
  if (cells.amount !== undefined && isForeignMoney(cells.amount))
    say('amount', true, 'orderImports.foreignMoney', { typed: cells.amount })
  else if (cells.amount !== undefined && amount === null)
    say('amount', false, 'orderImports.badAmount', { typed: cells.amount })
  const micros = readPrice(cells, say)
  const none = { priceMicros: null, amountFen: null, typedSide: 'price' as const }
  if (cells.price !== undefined && micros === null) return none
  if (micros !== null && known !== null && micros !== known)
    say('price', false, 'orderImports.priceDiffers', { file: formatMicros(micros), known: formatMicros(known) })
  if (quantity === null) return { ...none, priceMicros: micros ?? known }
  const byTotal = cells.price === undefined && amount !== null && amount >= 0
  if (!byTotal && micros === null && known === null) {
    // without a product nothing is known of its price yet: binding it comes first
    if (cells.price === undefined && product) say('price', true, 'orderImports.noPrice')
    return none
  }
  const typedSide = byTotal ? ('total' as const) : ('price' as const)
  const sides = { quantity, priceMicros: micros ?? known ?? 0, typedSide, amountFen: amount ?? 0 }
  if (!isSensibleLine(sides)) {
    say(byTotal ? 'amount' : 'quantity', true, 'app.amountTooLarge')
    return none
  }
  const line = priceLine(sides)
  if (byTotal && known !== null && line.priceMicros !== known)
    say('amount', false, 'orderImports.priceDiffers', {
      file: formatMicros(line.priceMicros),
      known: formatMicros(known),
    })
  if (!byTotal && amount !== null && amount !== line.amountFen)
    say('amount', false, 'orderImports.amountDiffers', { file: formatFen(amount), reckoned: formatFen(line.amountFen) })
  return { ...line, typedSide }
}

const readDue = (cells: OrderCells, facts: OrderFacts, say: Say): string | null => {
  const day = cells.due === undefined ? facts.dueOn : fileDate(cells.due, facts.today)
  if (cells.due === undefined && day === null) say('due', true, 'orderImports.noDue')
  else if (day === null || isStrangeDue(day, facts.today)) {
    if (day === null) say('due', true, 'orderImports.badDue', { typed: cells.due ?? '' })
    else say('due', true, 'orderImports.strangeDue', { due: day })
    return null
  } else if (day < facts.today) say('due', false, 'orderImports.dueBeforeToday', { due: day })
  return day
}

const longest = { colour: 40, material: 200, unit: 10, remark: 200, po: 60, spec: 80 } as const

const unitOf = (cells: OrderCells, ofQuantity: string, product: KnownProduct | null, say: Say): string => {
  const given = cells.unit ?? ofQuantity
  if (!product) return given
  if (given === '' || given === product.unit || anyPiece.test(given)) return product.unit
  say('unit', false, 'orderImports.unitDiffers', { file: given, unit: product.unit })
  return given
}

const specOf = (cells: OrderCells, product: KnownProduct | null, say: Say): string => {
  const given = cells.spec ?? ''
  if (!product || given === '' || product.spec === '') return product && given === '' ? product.spec : given
  if (alike(given, product.spec)) return product.spec.length >= given.length ? product.spec : given
  say('spec', false, 'orderImports.specDiffers', { file: given, spec: product.spec })
  return given
}

const onlyColour = (product: KnownProduct | null): string => {
  const colours = (product?.colours ?? '').split(/[/、,]/).filter((colour) => colour.trim() !== '')
  return colours.length === 1 ? colours[0]!.trim() : ''
}

/** The customer's remark; with its own words for the goods where they say more than ours do. */
const remarkOf = (cells: OrderCells, product: KnownProduct): string => {
  const theirs = [cells.name, cells.spec].filter(Boolean).join(' ').trim()
  const known = folded(`${product.name}${product.spec}`)
  const words = theirs === '' || known.includes(folded(theirs)) ? '' : theirs
  return [cells.remark ?? '', words].filter(Boolean).join(' ').slice(0, 200)
}

const planLine = (line: PlanLine, facts: OrderFacts): PlannedLine => {
  const { cells } = line
  const problems: LineProblem[] = []
  const say: Say = (field, wrong, key, values = {}) => void problems.push({ field, wrong, key, values })
  if (line.hidden) say(null, false, 'orderImports.hiddenRow')
  for (const [field, most] of Object.entries(longest) as [keyof typeof longest, number][])
    if ((cells[field] ?? '').length > most) say(field, true, 'orderImports.tooLong', { most })
  const product = findProduct(cells, facts, say)
  const { quantity, unit: ofQuantity } = readQuantity(cells, say)
  if (line.sumDiffers) say('quantity', false, 'orderImports.sumDiffers')
  const unit = unitOf(cells, ofQuantity, product, say)
  if (quantity !== null && breaksUnit(unit, quantity))
    say('quantity', true, 'app.wholeUnit', { unit, quantity: formatQuantity(quantity) })
  const spec = specOf(cells, product, say)
  const { priceMicros, amountFen, typedSide } = readMoney(cells, { product, quantity, unit }, facts, say)
  const dueOn = readDue(cells, facts, say)
  const customerPo = cells.po ?? facts.customerPo
  const carried = facts.ordersByPo.get(customerPo)
  if (customerPo !== '' && carried !== undefined)
    say('po', false, 'orderImports.duplicatePo', { po: customerPo, number: carried })
  const wrong = problems.some((each) => each.wrong)
  const verdict = line.leftOut ? 'leftOut' : wrong ? 'wrong' : problems.length > 0 ? 'look' : 'right'
  const item = itemOf(cells)
  const read = { verdict, problems, ...item, product, unit, quantity, priceMicros, amountFen, dueOn } as const
  if (wrong || !product || quantity === null || priceMicros === null || amountFen === null || dueOn === null)
    return { ...read, draft: null }
  const draft: OrderLineDraft = {
    id: null,
    productId: product.id,
    code: product.code,
    name: product.name,
    spec,
    colour: cells.colour ?? onlyColour(product),
    material: cells.material ?? '',
    unit,
    quantity,
    packs: unit === product.unit ? packsOf(quantity, product.packs, product.packUnits) : 0,
    priceMicros,
    typedSide,
    amountFen,
    dueOn,
    customerPo,
    newVersion: false,
    remark: remarkOf(cells, product),
    quotation: '',
    picture: line.picture,
  }
  return { ...read, draft }
}

/** The plan of all lines; goods that stand twice are pointed out, they may be meant. */
export const planOrder = (lines: readonly PlanLine[], facts: OrderFacts): PlannedLine[] => {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const planned = planLine(line, facts)
    const { draft, verdict } = planned
    if (!draft || verdict === 'leftOut') return planned
    const key = [
      draft.productId,
      draft.spec,
      draft.colour,
      draft.quantity,
      draft.dueOn,
      draft.customerPo,
      draft.remark,
    ].join('\t')
    const before = seen.get(key)
    if (before === undefined) seen.set(key, line.row)
    if (before === undefined) return planned
    const twice = { field: null, key: 'orderImports.twice', values: { row: before }, wrong: false } as const
    return { ...planned, verdict: 'look', problems: [...planned.problems, twice] }
  })
}
