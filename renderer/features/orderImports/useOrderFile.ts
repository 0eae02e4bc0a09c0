import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { OrderFile } from '../../../shared/orderImports.ts'
import {
  fileDate,
  type FileLines,
  type FileReading,
  guessFile,
  mostOrderLines,
  readFile,
  type RememberedShape,
} from '../../../shared/orderSheet.ts'
import { orderFields } from '../../../shared/orderSheetHead.ts'
import type { EncodingChoice } from '../../../shared/sheets.ts'
import type { shell } from '../../../shared/shell.ts'
import { useEncoding } from '../../components/EncodingChoice.tsx'
import { client } from '../../lib/client.ts'
import { sentenceOf } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'
import { useFilePictures } from './useFilePictures.ts'

type Table = Output<typeof shell.readPaperTable>
export interface ChosenCustomer {
  id: number
  shortName: string
}
interface Open {
  inboxItemId: number
  table: Table
  customer: ChosenCustomer | null
  file: FileReading
  lines: FileLines
  leftOut: ReadonlySet<number>
  customerPo: string
  dueOn: string | null
}

/** A file as it is read now: hidden rows are not wanted until somebody says so. */
const readAs = (table: Table, file: FileReading): Pick<Open, 'file' | 'lines' | 'leftOut'> => {
  const lines = readFile(table.sheets, file)
  return { file, lines, leftOut: new Set(lines.lines.flatMap(({ hidden }, index) => (hidden ? [index] : []))) }
}

const rememberedOf = async (
  customer: ChosenCustomer | null,
  shape: string,
): Promise<{ shapes: RememberedShape[]; customers: ChosenCustomer[] }> =>
  client.orderImports.remembered({ customerId: customer?.id ?? null, shape })

/** What stands above the table. */
const headOf = ({ po, due }: FileLines): Pick<Open, 'customerPo' | 'dueOn'> => ({
  customerPo: po,
  dueOn: due === '' ? null : fileDate(due, todayHere()),
})

/** Reads the file in its process and finds out whose it is and how such a file was read before. */
const openFile = async (
  inboxItemId: number,
  encoding: EncodingChoice,
  chosen: ChosenCustomer | null,
): Promise<Open> => {
  const paper = await client.inbox.read({ id: inboxItemId })
  const table = await client.shell.readPaperTable({ id: inboxItemId, encoding, withPictures: true })
  const guessed = guessFile(table.sheets)
  const { shape } = guessed.reading
  let customer = chosen
  if (!customer && paper.customerId !== null)
    customer = { id: paper.customerId, shortName: paper.customerName ?? String(paper.customerId) }
  if (!customer) {
    const { customers } = await rememberedOf(null, shape)
    if (customers.length === 1) customer = customers[0]!
  }
  const { shapes } = await rememberedOf(customer, shape)
  const read = readAs(table, shapes.length > 0 ? guessFile(table.sheets, shapes) : guessed)
  return { inboxItemId, table, customer, ...read, ...headOf(read.lines) }
}

/** The same file read another way; what was typed over its words stays. */
const readAgain = (before: Open, again: Open): Open => {
  const head = headOf(before.lines)
  // the same words after all: whatever was chosen for them stays
  if (JSON.stringify(again.table.sheets) === JSON.stringify(before.table.sheets))
    return { ...before, table: again.table }
  return {
    ...again,
    ...(before.customerPo === head.customerPo ? {} : { customerPo: before.customerPo }),
    ...(before.dueOn === head.dueOn ? {} : { dueOn: before.dueOn }),
  }
}

const requestOf = ({ inboxItemId, customer, customerPo, dueOn, file, lines, leftOut }: Open): OrderFile | null => {
  const fields = orderFields.filter(
    (field) => file.reading.columns[field] !== null || lines.lines.some(({ cells }) => cells[field] !== undefined),
  )
  if (!customer || fields.length === 0 || lines.lines.length === 0 || lines.lines.length > mostOrderLines) return null
  return {
    customerId: customer.id,
    inboxItemId,
    customerPo,
    dueOn,
    total: lines.total.slice(0, 60),
    fields,
    lines: lines.lines.map(({ sheet, row, hidden, sumDiffers, cells }, index) => ({
      sheet: sheet.slice(0, 200),
      row,
      hidden,
      sumDiffers,
      leftOut: leftOut.has(index),
      // kept when the order is made
      picture: '',
      cells: fields.map((field) => cells[field] ?? ''),
    })),
  }
}

/** A customer's file: how it is read and what of it is wanted. A file that cannot be read leaves the one before. */
export const useOrderFile = (firstId: number | null) => {
  const [open, setOpen] = useState<Open | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const encoding = useEncoding(
    (chosen) => {
      if (!open) throw new Error('no file is open')
      return openFile(open.inboxItemId, chosen, open.customer)
    },
    (again) => setOpen((before) => before && readAgain(before, again)),
  )
  const { reset } = encoding
  const take = useCallback(
    async (inboxItemId: number): Promise<void> => {
      setBusy(true)
      try {
        const opened = await openFile(inboxItemId, 'auto', null)
        reset()
        setOpen(opened)
        setError(null)
      } catch (failure) {
        setError(sentenceOf(failure))
      } finally {
        setBusy(false)
      }
    },
    [reset],
  )
  useEffect(() => {
    if (firstId !== null) void take(firstId)
  }, [firstId, take])

  const change = (part: Partial<Open>): void => setOpen((before) => before && { ...before, ...part })
  const pictures = useFilePictures(open?.table.pictures, open?.lines ?? null)
  const request = useMemo(() => (open ? requestOf(open) : null), [open])
  return {
    open,
    error,
    busy: busy || encoding.busy,
    encoding,
    pictures,
    request,
    take,
    change,
    setReading: (file: FileReading) => setOpen((before) => before && { ...before, ...readAs(before.table, file) }),
    async chooseCustomer(customer: ChosenCustomer | null): Promise<void> {
      change({ customer })
      if (!customer || !open) return
      const { shapes } = await rememberedOf(customer, open.file.reading.shape)
      const file = guessFile(open.table.sheets, shapes)
      if (file.remembered) change(readAs(open.table, file))
    },
    leave: (indexes: readonly number[], out: boolean) =>
      setOpen((before) => {
        if (!before) return before
        const leftOut = new Set(before.leftOut)
        for (const index of indexes)
          if (out) leftOut.add(index)
          else leftOut.delete(index)
        return { ...before, leftOut }
      }),
    async pick(): Promise<void> {
      try {
        const picked = await client.shell.pickOrderFile({})
        if (picked) await take(picked.inboxItemId)
      } catch (failure) {
        setError(sentenceOf(failure))
      }
    },
  }
}
export type OrderFileStore = ReturnType<typeof useOrderFile>
