import { useMemo, useState } from 'react'
import type { OpenLine } from '../../../shared/deliveries.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'

export interface OpenLinesProps {
  title: string
  empty: string
  rows: readonly OpenLine[]
  ticked: ReadonlySet<number>
  onToggle: (line: OpenLine) => void
  onAll: () => void
  onDone: () => void
  autoFocus: boolean
}

const useColumns = (ticked: ReadonlySet<number>): Column<OpenLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'tick', header: '✓', width: 30, align: 'center', render: (row) => (ticked.has(row.orderLineId) ? <b aria-label={t('app.yes')}>✓</b> : <span className="dim">□</span>) },
      { key: 'orderNumber', header: t('deliveries.orderNumber'), width: 102 },
      { key: 'description', header: t('deliveries.description'), value: (row) => [row.description, row.colour].filter(Boolean).join(' ') },
      { key: 'remaining', header: t('deliveries.remaining'), width: 60, align: 'right', value: (row) => `${formatQuantity(row.remaining)} ${row.unit}` },
      { key: 'dueOn', header: t('orders.dueOn'), width: 58, value: (row) => row.dueOn.slice(5) },
    ],
    [t, ticked],
  )
}

/** What can be put on the note; space or Enter ticks a line, A ticks all. */
export const OpenLines = ({ title, empty, rows, ticked, onToggle, onAll, onDone, autoFocus }: OpenLinesProps) => {
  const t = useT()
  const columns = useColumns(ticked)
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
      <DataTable label={title} columns={columns} rows={rows} rowKey={({ orderLineId }) => orderLineId} onSelect={setRow} onOpen={onToggle} autoFocus={autoFocus} empty={<Empty title={empty} />} />
    </Panel>
  )
}
