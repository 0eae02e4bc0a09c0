import { useCallback, useRef, useState } from 'react'
import { type Costs, proposedPrice } from '../../../shared/quotations.ts'
import type { FoundProduct } from '../../components/ProductPicker.tsx'
import { client } from '../../lib/client.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { type FormHead, type FormLine, joinedName, nextLine, type QuotationForm, stepKey } from './quotationForm.ts'

export interface QuotationFormStore {
  form: QuotationForm
  changed: boolean
  /** The form as it stands this moment, ahead of what is rendered. */
  current(): QuotationForm
  changeHead(part: Partial<FormHead>): void
  chooseCustomer(customer: { id: number; shortName: string } | null): Promise<void>
  setLadder(ladder: number[]): void
  setLines(lines: FormLine[]): void
  changeLine(row: number, part: Partial<FormLine>): void
  changeCosts(row: number, part: Partial<Costs>): void
  /** Puts the proposed price into the first rung that has none. */
  takeProposed(row: number): void
  chooseProduct(row: number, product: FoundProduct): Promise<void>
  newLine(): FormLine
  replace(form: QuotationForm): void
}

const firstEmptyRung = (line: FormLine, ladder: readonly number[]): number | null =>
  ladder.find((quantity) => typeof line[stepKey(quantity)] !== 'number') ?? null

/** The quotation being keyed: head, ladder, lines and the costs behind them. */
export const useQuotationForm = (first: QuotationForm): QuotationFormStore => {
  const [form, setForm] = useState(first)
  const [changed, setChanged] = useState(false)
  // the truth between two renders: cells are left and completions arrive faster than React renders
  const latest = useRef(first)
  const update = useCallback((change: (before: QuotationForm) => QuotationForm): void => {
    latest.current = change(latest.current)
    setChanged(true)
    setForm(latest.current)
  }, [])
  const changeLine = (row: number, change: (line: FormLine) => FormLine): void =>
    update((before) => ({
      ...before,
      lines: before.lines.map((line, index) => (index === row ? change(line) : line)),
    }))
  return {
    form,
    changed,
    current: () => latest.current,
    changeHead: (part) => update((before) => ({ ...before, head: { ...before.head, ...part } })),

    async chooseCustomer(customer) {
      update((before) => ({
        ...before,
        head: {
          ...before.head,
          customerId: customer?.id ?? null,
          customerName: customer?.shortName ?? '',
          prospect: customer ? '' : before.head.prospect,
        },
      }))
      if (!customer || latest.current.id !== null) return
      const { contact, phone, payment, delivery } = await client.quotations.newDraft({ customerId: customer.id })
      update((before) => ({
        ...before,
        head: {
          ...before.head,
          contact: contact || before.head.contact,
          phone: phone || before.head.phone,
          payment: before.head.payment || payment,
          delivery: before.head.delivery || delivery,
        },
      }))
    },

    setLadder: (ladder) => update((before) => ({ ...before, ladder })),
    setLines: (lines) => update((before) => ({ ...before, lines })),
    changeLine: (row, part) => changeLine(row, (line) => ({ ...line, ...part })),
    changeCosts: (row, part) => changeLine(row, (line) => ({ ...line, costs: { ...line.costs, ...part } })),

    takeProposed(row) {
      const line = latest.current.lines[row]
      const rung = line ? firstEmptyRung(line, latest.current.ladder) : null
      if (line && rung !== null) changeLine(row, (now) => ({ ...now, [stepKey(rung)]: proposedPrice(now.costs) }))
    },

    async chooseProduct(row, product) {
      const rung = latest.current.ladder[0]
      changeLine(row, (line) => ({
        ...line,
        productId: product.id,
        code: product.code,
        name: product.name,
        spec: product.spec,
        description: joinedName(product.name, product.spec),
        unit: product.unit,
        productPicture: product.picture,
        // a single price starts from the list price; a ladder is typed
        ...(latest.current.ladder.length === 1 && rung !== undefined && product.listPriceMicros > 0
          ? { [stepKey(rung)]: product.listPriceMicros }
          : {}),
      }))
      try {
        const { floorPriceMicros, leadDays } = await client.products.read({ id: product.id })
        changeLine(row, (line) =>
          line.productId === product.id
            ? { ...line, floorPriceMicros, leadDays: line.leadDays ?? (leadDays || null) }
            : line,
        )
      } catch (error) {
        notify(sentenceOf(error), 'bad')
      }
    },

    newLine: () => nextLine(latest.current),
    replace(next) {
      latest.current = next
      setChanged(true)
      setForm(next)
    },
  }
}
