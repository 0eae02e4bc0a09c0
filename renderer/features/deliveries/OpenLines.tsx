import { useMemo, useState } from 'react'
import type { NoteKind, OpenLine } from '../../../shared/deliveries.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'

export interface OpenLinesProps {
  kind: NoteKind
  title: string
  empty: string
  rows: readonly OpenLine[]
  ticked: ReadonlySet<number>
  onToggle: (line: OpenLine) => void
  onAll: () => void
  onDone: () => void
  autoFocus: boolean
}

const described = ({ description, colour }: OpenLine): string => [description, colour].filter(Boolean).join(' ')

const useColumns = (kind: NoteKind, ticked: ReadonlySet<number>): Column<OpenLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'tick',
        header: '✓',
        width: 30,
        align: 'center',
        render: (row) =>
          ticked.has(row.orderLineId) ? <b aria-label={t('app.yes')}>✓</b> : <span className="dim">□</span>,
      },
      {
        key: 'orderNumber',
        header: t('deliveries.orderNumber'),
        width: 64,
        render: (row) => <span title={row.orderNumber}>{row.orderNumber.slice(4)}</span>,
      },
      {
        key: 'description',
        header: t('deliveries.description'),
        render: (row) => <span title={described(row)}>{described(row)}</span>,
      },
      {
        key: 'remaining',
        header: t(kind === 'delivery' ? 'deliveries.remaining' : 'deliveries.returnable'),
        width: 56,
        align: 'right',
        value: (row) => `${formatQuantity(row.remaining)} ${row.unit}`,
      },
      ...(kind === 'delivery'
        ? [
            {
              key: 'dueOn',
              header: t('orders.dueOn'),
              width: 54,
              value: (row: OpenLine) => row.dueOn.slice(5),
            },
          ]
        : []),
    ],
    [t, kind, ticked],
  )
}

/** What can be put on the note; space or Enter ticks a line, A ticks all. */
export const OpenLines = ({ kind, title, empty, rows, ticked, onToggle, onAll, onDone, autoFocus }: OpenLinesProps) => {
  const t = useT()
  const columns = useColumns(kind, ticked)
  const [row, setRow] = useState<OpenLine | null>(null)
  useKeys({ ' ': { label: t('deliveries.tick'), run: () => (row ? onToggle(row) : false) } })
  return (
    <Panel
      title={title}
      note={t('shell.rows', { count: rows.length })}
      actions={
        <>
          <KeyButton keys="a" disabled={rows.length === 0} onClick={onAll}>
            {t('deliveries.tickAll')}
          </KeyButton>
          <KeyButton keys="q" disabled={ticked.size === 0} onClick={onDone}>
            {t('deliveries.toGrid')}
          </KeyButton>
        </>
      }
    >
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowKey={({ orderLineId }) => orderLineId}
        onSelect={setRow}
        onOpen={onToggle}
        autoFocus={autoFocus}
        empty={<Empty title={empty} />}
      />
    </Panel>
  )
}
