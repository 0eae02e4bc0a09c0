import { useCallback, useRef, useState } from 'react'
import { itemCodeOf } from '../../../shared/customerItems.ts'
import { taxRate } from '../../../shared/lineTax.ts'
import { formatFen } from '../../../shared/money.ts'
import type { FoundProduct } from '../../components/ProductPicker.tsx'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import type { Value } from '../../lib/values.ts'
import { type FormHead, type FormLine, onLadder, type OrderForm, reckon, withOffer, withProduct } from './orderForm.ts'

/** The quantity an offer is asked for while none is typed yet: one unit. */
const one = 1000

export interface OrderFormStore {
  form: OrderForm
  changed: boolean
  /** The lines as the form was opened with: as they stand in the order. */
  stood: readonly FormLine[]
  /** The form as it stands this moment, ahead of what is rendered. */
  current(): OrderForm
  changeHead(part: Partial<FormHead>): void
  /** The customer and with it the terms of its card; prices that were not typed are asked for again. */
  chooseCustomer(customer: { id: number; shortName: string } | null): Promise<void>
  setDue(dueOn: string | null): void
  setPo(customerPo: string): void
  setLines(lines: FormLine[]): void
  changeLine(row: number, part: Partial<FormLine>): void
  leaveCell(row: number, key: string, value: Value): void
  chooseProduct(row: number, product: FoundProduct): void
  /** A price taken from the history, per the line's unit: as if it were typed. */
  takePrice(row: number, priceMicros: number): void
  /** Lines that came back by undo ask again for what they still waited for; with other quantities for their price. */
  askAgain(lines: readonly FormLine[], otherQuantities?: boolean): void
  /** A product was put in the place of a code nobody knew: perhaps the customer's own. */
  onBound(bind: (line: FormLine, product: FoundProduct) => void): void
  /** Lines with this unknown code look for their product once more. */
  findAgain(itemCode: string): void
  replace(form: OrderForm): void
}

const asked = (line: FormLine, customerId: number | null): line is FormLine & { productId: number } =>
  line.productId !== null && customerId !== null && (!line.priced || line.offer === null) && line.ladder.length === 0

/** What a typed cell means for the rest of its line: the side that was typed stands. */
const afterCell = (line: FormLine, key: string, rate: number): FormLine => {
  if (key === 'priceMicros') return reckon({ ...line, typedSide: 'price', priced: line.priceMicros !== null }, rate)
  if (key === 'netPriceMicros')
    return reckon({ ...line, typedSide: line.netPriceMicros === null ? 'price' : 'net', priced: true }, rate)
  if (key === 'amountFen')
    return reckon({ ...line, typedSide: line.amountFen === null ? 'price' : 'total', priced: true }, rate)
  if (key === 'quantity') return reckon(onLadder(line), rate)
  if (key === 'unit') return reckon(line, rate)
  return line
}
/** Codes are compared as they are said: full-width, small letters, dashes and spaces make no difference. */
const sameCode = (a: string, b: string): boolean =>
  itemCodeOf(a).replace(/[-\s_]/g, '') === itemCodeOf(b).replace(/[-\s_]/g, '')

/** The order being keyed: head, lines, prices offered while typing. Every change also arrives when it comes late. */
export const useOrderForm = (first: OrderForm): OrderFormStore => {
  const [form, setForm] = useState(first)
  const [changed, setChanged] = useState(false)
  const [stood] = useState(first.lines)
  // the truth between two renders: cells are left, offers arrive and rows are pasted faster than React renders
  const latest = useRef(first)
  const chosen = useRef<{ key: number; code: string } | null>(null)
  // lines the form has held: one of them coming back from the grid was not changed there, whatever became of it since
  const held = useRef(new WeakSet<FormLine>(first.lines))

  const update = useCallback((change: (before: OrderForm) => OrderForm): void => {
    latest.current = change(latest.current)
    for (const line of latest.current.lines) held.current.add(line)
    setChanged(true)
    setForm(latest.current)
  }, [])
  const updateLine = useCallback(
    (key: number, change: (line: FormLine) => FormLine): void =>
      update((before) => ({ ...before, lines: before.lines.map((line) => (line.key === key ? change(line) : line)) })),
    [update],
  )

  const rate = useCallback((): number => taxRate(latest.current.head), [])
  const bound = useRef<(line: FormLine, product: FoundProduct) => void>(() => undefined)
  const find = (typed: string): Promise<FoundProduct[]> => {
    const { customerId } = latest.current.head
    return client.products.find({ typed, limit: 5, ...(customerId === null ? {} : { customerId }) })
  }
  const askPrice = useCallback(
    (line: FormLine, customerId: number | null): void => {
      if (!asked(line, customerId)) return
      client.prices
        .offer({
          customerId: customerId!,
          productId: line.productId,
          quantity: line.quantity ?? one,
          unit: line.unit,
          on: latest.current.head.orderedOn,
        })
        .then(
          (offer) =>
            updateLine(line.key, (now) => (now.productId === line.productId ? withOffer(now, offer, rate()) : now)),
          (error: unknown) => notify(sentenceOf(error), 'bad'),
        )
    },
    [updateLine, rate],
  )

  const lineNow = (key: number): FormLine => latest.current.lines.find((line) => line.key === key)!
  const takeProduct = (key: number, product: FoundProduct): void => {
    const before = lineNow(key)
    updateLine(key, (now) => withProduct(now, product, rate()))
    askPrice(lineNow(key), latest.current.head.customerId)
    if (before.itemCode !== '' && !sameCode(before.itemCode, product.code)) bound.current(before, product)
  }
  /** A code that came without its completion: pasted, copied from above, typed in full. */
  const findProduct = async (line: FormLine): Promise<void> => {
    if (chosen.current?.key === line.key && chosen.current.code === line.code) {
      chosen.current = null
      return
    }
    const found = line.code === '' ? [] : await find(line.code.slice(0, 60))
    const product = found.find(({ code, itemCode }) => sameCode(code, line.code) || sameCode(itemCode, line.code))
    if (latest.current.lines.find(({ key }) => key === line.key)?.code !== line.code) return
    if (product) takeProduct(line.key, product)
    else
      updateLine(line.key, (now) => ({
        ...now,
        productId: null,
        packing: null,
        units: [],
        sizes: '',
        productPicture: '',
        offer: null,
        itemCode: now.code,
      }))
  }

  /** How the product of a saved line is packed: asked for when its quantity changes. */
  const learnPacking = async (line: FormLine): Promise<void> => {
    try {
      const found = await find(line.code)
      const product = found.find(({ id }) => id === line.productId)
      if (product)
        updateLine(line.key, (now) =>
          reckon(
            {
              ...now,
              packing: { unit: product.unit, packs: product.packs, packUnits: product.packUnits },
              colours: product.colours,
              sizes: product.sizes,
              units: product.units,
            },
            rate(),
          ),
        )
    } catch (error) {
      notify(sentenceOf(error), 'bad')
    }
  }

  return {
    form,
    changed,
    stood,
    current: () => latest.current,
    changeHead: (part) =>
      update((before) => {
        const head = { ...before.head, ...part }
        if (taxRate(head) === taxRate(before.head)) return { ...before, head }
        return { ...before, head, lines: before.lines.map((line) => reckon(line, taxRate(head))) }
      }),

    async chooseCustomer(customer) {
      update((before) => ({
        ...before,
        head: { ...before.head, customerId: customer?.id ?? null, customerName: customer?.shortName ?? '' },
      }))
      if (!customer) return
      const terms = await client.orders.newDraft({ customerId: customer.id })
      update((before) => {
        const { customerPo, dueOn, orderedOn, source, remark, rush, rushReason, proof, inboxItemIds } = before.head
        return {
          ...before,
          head: { ...terms, customerPo, dueOn, orderedOn, source, remark, rush, rushReason, proof, inboxItemIds },
        }
      })
      for (const line of latest.current.lines) askPrice(line, customer.id)
    },

    // lines that had the old date or none follow; a line with its own date keeps it
    setDue: (dueOn) =>
      update((before) => ({
        ...before,
        head: { ...before.head, dueOn },
        lines: before.lines.map((line) =>
          line.dueOn === null || line.dueOn === before.head.dueOn ? { ...line, dueOn } : line,
        ),
      })),
    setPo: (customerPo) =>
      update((before) => ({
        ...before,
        head: { ...before.head, customerPo },
        lines: before.lines.map((line) =>
          line.customerPo === before.head.customerPo ? { ...line, customerPo } : line,
        ),
      })),
    setLines: (lines) =>
      update((before) => ({
        ...before,
        lines: lines.map((line) =>
          held.current.has(line) ? (before.lines.find(({ key }) => key === line.key) ?? line) : line,
        ),
      })),
    changeLine: (row, part) =>
      update((before) => ({
        ...before,
        lines: before.lines.map((line, index) => (index === row ? { ...line, ...part } : line)),
      })),

    leaveCell(row, key) {
      const line = latest.current.lines[row]
      if (!line) return
      if (key === 'code') return void findProduct(line).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
      updateLine(line.key, (now) => afterCell(now, key, rate()))
      // what was typed stands; that the price of one piece moved with it is to be seen
      if (key === 'quantity' && line.typedSide === 'total' && line.amountFen !== null)
        notify(say('prices.totalStands', { line: row + 1, amount: formatFen(line.amountFen) }), 'info')
      if ((key === 'quantity' || key === 'unit') && line.productId !== null && line.packing === null)
        void learnPacking(line)
      if (key === 'quantity' || key === 'unit') askPrice(lineNow(line.key), latest.current.head.customerId)
    },

    chooseProduct(row, product) {
      const line = latest.current.lines[row]
      if (!line) return
      chosen.current = { key: line.key, code: product.code }
      takeProduct(line.key, product)
    },

    takePrice(row, priceMicros) {
      const line = latest.current.lines[row]
      if (line) updateLine(line.key, (now) => reckon({ ...now, priceMicros, typedSide: 'price', priced: true }, rate()))
    },

    askAgain(lines, otherQuantities = false) {
      for (const line of lines) {
        if (line.code !== '' && line.productId === null && line.itemCode === '')
          void findProduct(line).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
        else if (line.priceMicros === null || otherQuantities) askPrice(line, latest.current.head.customerId)
      }
    },

    findAgain(itemCode) {
      for (const line of latest.current.lines)
        if (line.itemCode !== '' && itemCodeOf(line.itemCode) === itemCode)
          void findProduct(line).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
    },

    onBound(bind) {
      bound.current = bind
    },

    replace(next) {
      latest.current = next
      for (const line of next.lines) held.current.add(line)
      setChanged(true)
      setForm(next)
    },
  }
}
