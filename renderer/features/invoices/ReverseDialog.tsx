import { useMemo, useRef, useState } from 'react'
import { type Invoice, type InvoicePart, partKey } from '../../../shared/invoices.ts'
import { formatFen, taxContained } from '../../../shared/money.ts'
import { proposeRed } from '../../../shared/redInvoices.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Reverse.module.css'

type Row = Invoice['parts'][number] & { redFen: number | null }

const usePartColumns = (): LineColumn<Row>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('invoices.document'), kind: 'text', readOnly: true },
      { key: 'on', header: t('app.date'), kind: 'text', width: 92, readOnly: true },
      { key: 'amountFen', header: t('invoices.part'), kind: 'money', width: 110, readOnly: true },
      { key: 'leftFen', header: t('invoices.stillOn'), kind: 'money', width: 110, readOnly: true },
      { key: 'redFen', header: t('invoices.redPart'), kind: 'money', width: 110 },
    ],
    [t],
  )
}

/** What a red invoice takes: from the documents in their order until a part is typed. Fen, on the side of the first. */
const useRedParts = (invoice: Invoice) => {
  const [amountFen, setAmount] = useState<number | null>(null)
  const [taxFen, setTax] = useState<number | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<string, number> | null>(null)
  const { left } = invoice
  const open = invoice.parts.filter(({ leftFen }) => leftFen !== 0)
  const leftParts = open.map(({ deliveryNoteId, adjustmentId, leftFen }): InvoicePart => ({
    deliveryNoteId,
    adjustmentId,
    amountFen: leftFen,
  }))
  const proposed = proposeRed(amountFen ?? 0, { ...left, parts: amountFen === null ? [] : leftParts })
  const parts = chosen ?? new Map(proposed.map((part) => [partKey(part), part.amountFen]))
  const rows = open.map((part): Row => ({ ...part, redFen: parts.get(partKey(part)) ?? null }))
  const all = amountFen === left.amountFen
  return {
    amountFen,
    rows,
    taxFen: taxFen ?? (all ? left.taxFen : taxContained(amountFen ?? 0, invoice.taxBasisPoints)),
    parts: rows.flatMap(({ deliveryNoteId, adjustmentId, redFen }): InvoicePart[] =>
      redFen === null || redFen === 0 ? [] : [{ deliveryNoteId, adjustmentId, amountFen: redFen }],
    ),
    setTax,
    setAmount(fen: number | null): void {
      setAmount(fen)
      setTax(null)
      setChosen(null)
    },
    /** Where all of the invoice is on documents, the parts that are typed make its amount. */
    setPart(row: number, fen: number | null): void {
      const part = rows[row]
      if (!part) return
      const next = new Map(parts)
      if (fen === null || fen === 0) next.delete(partKey(part))
      else next.set(partKey(part), fen)
      setChosen(next)
      if (left.uncoveredFen !== 0) return
      setTax(null)
      setAmount([...next.values()].reduce((sum, each) => sum + each, 0))
    },
  }
}

/** 红冲: the number of the red invoice and why; in part, how much of it and from which documents. */
export const ReverseDialog = ({
  invoice,
  inPart,
  onClose,
}: {
  invoice: Invoice
  inPart: boolean
  onClose: () => void
}) => {
  const t = useT()
  const [number, setNumber] = useState('')
  const [code, setCode] = useState(invoice.code)
  const [issuedOn, setIssuedOn] = useState<string | null>(todayHere())
  const [reason, setReason] = useState('')
  const red = useRedParts(invoice)
  const latest = useRef(red)
  latest.current = red
  const grid = useRef<LineGridHandle>(null)
  const columns = usePartColumns()
  const reverse = async (): Promise<void> => {
    await grid.current?.settle()
    const { amountFen, taxFen, parts } = latest.current
    if (inPart && amountFen === null)
      throw refuseField('part.amountFen', t('shell.required', { field: t('invoices.redAmount') }))
    const made = await client.invoices.reverse({
      id: invoice.id,
      version: invoice.version,
      number: number.trim(),
      code: code.trim(),
      issuedOn: issuedOn ?? todayHere(),
      reason: reason.trim(),
      part: inPart ? { amountFen: amountFen ?? 0, taxFen, parts } : null,
    })
    const left = invoice.left.amountFen + made.amountFen
    notify(
      left === 0
        ? t('invoices.reversed', { number: invoice.number })
        : t('invoices.partReversed', {
            number: invoice.number,
            amount: formatFen(-made.amountFen),
            left: formatFen(left),
          }),
    )
    onClose()
    openTab({ word: 'invoices', id: made.id, title: made.number })
  }
  const deed = t(inPart ? 'invoices.reversePart' : 'invoices.reverse')
  const what = { customer: invoice.customer, amount: formatFen(invoice.left.amountFen) }
  return (
    <Dialog
      title={t(inPart ? 'invoices.reversePartTitle' : 'invoices.reverseTitle', { number: invoice.number })}
      onClose={onClose}
      width={inPart ? 720 : 460}
    >
      <Form label={deed} onSubmit={reverse} foot={<SubmitButton>{deed}</SubmitButton>}>
        <p>{t(inPart ? 'invoices.reversePartWhat' : 'invoices.reverseWhat', what)}</p>
        <div className={inPart ? styles['fields'] : styles['one']}>
          {inPart && (
            <>
              <MoneyInput
                name="part.amountFen"
                label={t('invoices.redAmount')}
                required
                autoFocus
                value={red.amountFen}
                onChange={red.setAmount}
              />
              <MoneyInput name="part.taxFen" label={t('invoices.redTax')} value={red.taxFen} onChange={red.setTax} />
            </>
          )}
          <TextInput
            name="number"
            label={t('invoices.redNumber')}
            required
            maxLength={20}
            autoFocus={!inPart}
            value={number}
            onChange={setNumber}
          />
          <TextInput
            name="code"
            label={t('invoices.code')}
            placeholder={t('invoices.codeHint')}
            maxLength={12}
            value={code}
            onChange={setCode}
          />
          <DateInput name="issuedOn" label={t('invoices.issuedOn')} required value={issuedOn} onChange={setIssuedOn} />
          <TextInput
            name="reason"
            label={t('invoices.reverseReason')}
            required
            maxLength={200}
            value={reason}
            onChange={setReason}
          />
        </div>
        {inPart && red.rows.length > 0 && (
          <LineGrid<Row>
            ref={grid}
            label={t('invoices.documents')}
            columns={columns}
            rows={red.rows}
            numbered={false}
            onChange={() => undefined}
            onCellLeave={(row, key, value) => {
              if (key === 'redFen') red.setPart(row, typeof value === 'number' ? value : null)
            }}
            mark={(row, _index, key) =>
              key === 'redFen' && row.redFen !== null && Math.abs(row.redFen) > Math.abs(row.leftFen)
                ? {
                    tone: 'bad',
                    text: t('invoices.redPartTooMuch', { number: row.number, left: formatFen(row.leftFen) }),
                  }
                : null
            }
          />
        )}
      </Form>
    </Dialog>
  )
}
