import { formatQuantity } from '../../../shared/quantities.ts'
import { parseQuantity } from '../../../shared/money.ts'
import {
  type Costs,
  mostSteps,
  type NewQuotation,
  noCosts,
  type Quotation,
  type QuotationDraft,
  type QuotationLineDraft,
} from '../../../shared/quotations.ts'

/** The cell of one rung: `q500000` holds the price from 500 on. */
export type StepKey = `q${number}`
export const stepKey = (quantity: number): StepKey => `q${quantity}`

interface LineBase {
  productId: number | null
  code: string
  /** 品名规格 in one cell; the product's own parts while they are not retyped. */
  description: string
  name: string
  spec: string
  material: string
  unit: string
  minQuantity: number | null
  mouldFen: number | null
  leadDays: number | null
  packing: string
  remark: string
  costs: Costs
  floorPriceMicros: number
  /** Hash of the line's own 图片, and of its product's; '' = none. */
  picture: string
  productPicture: string
}
/** A line as it stands in the grid: numbers may still be missing. */
export type FormLine = LineBase & Record<StepKey, number | null | undefined>
export type FormHead = Omit<NewQuotation, 'lines'>

export interface QuotationForm {
  id: number | null
  number: string | null
  version: number
  /** The version shown, and whether it was sent: saving over a sent one makes the next. */
  sequence: number
  sent: boolean
  head: FormHead
  ladder: number[]
  lines: FormLine[]
}

export const joinedName = (name: string, spec: string): string => [name, spec].filter(Boolean).join(' ')

export const emptyLine = (unit: string, costs: Costs): FormLine => ({
  productId: null,
  code: '',
  description: '',
  name: '',
  spec: '',
  material: '',
  unit,
  minQuantity: null,
  mouldFen: null,
  leadDays: null,
  packing: '',
  remark: '',
  costs,
  floorPriceMicros: 0,
  picture: '',
  productPicture: '',
})

/** The next line costs its tax and profit as the one before it. */
export const nextLine = (form: QuotationForm): FormLine => {
  const last = form.lines.at(-1)
  const { profitBasisPoints = 0, taxBasisPoints = form.head.taxMode === 'included' ? form.head.taxBasisPoints : 0 } =
    last?.costs ?? {}
  return emptyLine(last?.unit ?? '', { ...noCosts, profitBasisPoints, taxBasisPoints })
}

/** `500/1000/3000` → its quantities, rising; null when it cannot be read. */
export const parseLadder = (text: string): number[] | null => {
  const parts = text.split(/[/、,,;;\s]+/).filter(Boolean)
  const quantities = parts.map(parseQuantity)
  if (quantities.length === 0 || quantities.length > mostSteps) return null
  if (quantities.some((quantity) => quantity === null || quantity <= 0)) return null
  return [...new Set(quantities as number[])].toSorted((a, b) => a - b)
}
export const ladderText = (ladder: readonly number[]): string =>
  ladder.map((quantity) => formatQuantity(quantity).replaceAll(',', '')).join('/')

const filled = (line: FormLine): boolean => line.code !== '' || line.description !== ''
/** The lines something was typed into. */
export const filledLines = (lines: readonly FormLine[]): FormLine[] => lines.filter(filled)

export const stepsOf = (line: FormLine, ladder: readonly number[]): QuotationLineDraft['steps'] =>
  ladder.flatMap((quantity) => {
    const priceMicros = line[stepKey(quantity)]
    return typeof priceMicros === 'number' ? [{ quantity, priceMicros }] : []
  })

/** Name and spec of what the cell says: the first space parts them, unless it is the product's own text. */
const nameParts = (line: FormLine): { name: string; spec: string } => {
  if (line.description === joinedName(line.name, line.spec)) return { name: line.name, spec: line.spec }
  const [name = '', ...spec] = line.description.trim().split(/\s+/)
  return { name, spec: spec.join(' ') }
}

export const draftOf = (form: QuotationForm): QuotationDraft => {
  const { customerName: _, ...head } = form.head
  return {
    ...head,
    id: form.id,
    version: form.version,
    lines: filledLines(form.lines).map((line) => ({
      productId: line.productId,
      code: line.code,
      ...nameParts(line),
      material: line.material,
      unit: line.unit,
      steps: stepsOf(line, form.ladder),
      minQuantity: line.minQuantity ?? 0,
      mouldFen: line.mouldFen ?? 0,
      leadDays: line.leadDays ?? 0,
      packing: line.packing,
      remark: line.remark,
      costs: line.costs,
      picture: line.picture,
    })),
  }
}

const lineOf = (line: QuotationLineDraft, floorPriceMicros: number, productPicture: string): FormLine => ({
  ...emptyLine(line.unit, line.costs),
  productId: line.productId,
  code: line.code,
  description: joinedName(line.name, line.spec),
  name: line.name,
  spec: line.spec,
  material: line.material,
  minQuantity: line.minQuantity || null,
  mouldFen: line.mouldFen || null,
  leadDays: line.leadDays || null,
  packing: line.packing,
  remark: line.remark,
  floorPriceMicros,
  picture: line.picture,
  productPicture,
  ...Object.fromEntries(line.steps.map(({ quantity, priceMicros }) => [stepKey(quantity), priceMicros])),
})

const ladderOfLines = (lines: readonly QuotationLineDraft[]): number[] =>
  [...new Set(lines.flatMap(({ steps }) => steps.map(({ quantity }) => quantity)))].toSorted((a, b) => a - b)

/** One piece: the ladder of who quotes a single price. */
const single = [1000]

export const freshForm = ({ lines, ...head }: NewQuotation): QuotationForm => {
  const form: QuotationForm = {
    id: null,
    number: null,
    version: 0,
    sequence: 1,
    sent: false,
    head,
    ladder: lines.length === 0 ? single : ladderOfLines(lines),
    lines: lines.map((line) => lineOf(line, 0, line.productPicture)),
  }
  return lines.length === 0 ? { ...form, lines: [nextLine(form)] } : form
}

/** A saved quotation as the form takes it. */
export const formOf = (quotation: Quotation): QuotationForm => ({
  id: quotation.id,
  number: quotation.number,
  version: quotation.version,
  sequence: quotation.sequence,
  sent: quotation.versions[0]?.sentAt !== null,
  head: {
    customerId: quotation.customerId,
    customerName: quotation.customerId === null ? '' : quotation.customerName,
    prospect: quotation.prospect,
    contact: quotation.contact,
    phone: quotation.phone,
    quotedOn: quotation.quotedOn,
    validUntil: quotation.validUntil,
    taxMode: quotation.taxMode,
    taxBasisPoints: quotation.taxBasisPoints,
    payment: quotation.payment,
    delivery: quotation.delivery,
    remark: quotation.remark,
    inboxItemId: null,
    messageId: null,
  },
  ladder: ladderOfLines(quotation.lines),
  lines: quotation.lines.map((line) => lineOf(line, line.floorPriceMicros, line.productPicture)),
})
