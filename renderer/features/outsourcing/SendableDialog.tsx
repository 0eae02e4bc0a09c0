import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Sendable } from '../../../shared/outsourcing.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Empty } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import styles from './Outsourcing.module.css'

/** Chooses processes for a slip: typing narrows, ↓ goes to the list, Enter adds one after another. */
export const SendableDialog = ({
  taken,
  first = '',
  onAdd,
  onClose,
}: {
  /** Processes on the slip already. */
  taken: ReadonlySet<number>
  /** What is typed already, and then of all processes: the number of the notice it was opened for. */
  first?: string
  onAdd: (process: Sendable) => void
  onClose: () => void
}) => {
  const t = useT()
  const [typed, setTyped] = useState(first)
  const [all, setAll] = useState(first !== '')
  const table = useRef<DataTableHandle>(null)
  /** Enter beside what was typed: the first process it means that is not on the slip yet; the next word is typed over it. */
  const addFirst = async (input: HTMLInputElement): Promise<void> => {
    const words = input.value.trim()
    const found = await attempt(() => client.outsourcing.sendable({ typed: words, all, offset: 0, limit: 50 }))
    if (!found) return
    const next = found.rows.find(({ operationId }) => !taken.has(operationId))
    if (next) {
      onAdd(next)
      notify(t('outsourcing.lineAdded', { process: next.processName, order: next.orderNumber }))
    } else notify(t(found.rows.length > 0 ? 'outsourcing.allTaken' : 'outsourcing.sendableEmpty'), 'bad')
    input.select()
  }
  const columns = useMemo(
    (): Column<Sendable>[] => [
      { key: 'on', header: '', width: 26, render: ({ operationId }) => (taken.has(operationId) ? '✓' : '') },
      { key: 'processName', header: t('operations.process'), width: 76 },
      { key: 'customer', header: t('app.customer'), width: 84 },
      { key: 'orderNumber', header: t('operations.order'), width: 112 },
      { key: 'description', header: t('operations.description') },
      { key: 'available', header: t('outsourcing.available'), kind: 'quantity', width: 70 },
      { key: 'unit', header: t('app.unit'), width: 40 },
      { key: 'plannedFinish', header: t('operations.planned'), kind: 'date', width: 92 },
    ],
    [t, taken],
  )
  return (
    <Dialog
      title={t('outsourcing.addLines')}
      onClose={onClose}
      width={900}
      foot={
        <>
          <span className="dim">{t('outsourcing.pickHint')}</span>
          <span className="spring" />
          <KeyButton keys="Alt+a" aria-pressed={all} onClick={() => setAll(!all)}>
            {t('outsourcing.allProcesses')}
          </KeyButton>
          <Button onClick={onClose}>
            {t('app.close')}
            <kbd aria-hidden="true">Esc</kbd>
          </Button>
        </>
      }
    >
      <div
        onKeyDown={(event) => {
          if (isComposing(event) || !(event.target instanceof HTMLInputElement)) return
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          event.preventDefault()
          if (event.key === 'ArrowDown' || event.target.value.trim() === '') table.current?.focus()
          else void addFirst(event.target)
        }}
      >
        <TextInput
          label={t('app.search')}
          inline
          autoFocus
          value={typed}
          placeholder={t('outsourcing.sendableHint')}
          onChange={setTyped}
        />
      </div>
      <div className={styles['choose']}>
        <DataTable
          ref={table}
          autoFocus={false}
          label={t('outsourcing.addLines')}
          columns={columns}
          list={client.outsourcing.sendable}
          filter={{ typed: useDeferredValue(typed.trim()), all }}
          rowKey={({ operationId }) => operationId}
          onOpen={(row) => onAdd(row)}
          rowClass={({ operationId }) => (taken.has(operationId) ? 'dim' : undefined)}
          empty={<Empty title={t('outsourcing.sendableEmpty')} />}
        />
      </div>
    </Dialog>
  )
}
