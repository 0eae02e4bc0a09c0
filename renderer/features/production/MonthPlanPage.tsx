import { useMemo, useRef, useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import type { PlanLine, PlanRow, PlanSum } from '../../../shared/noticeProcedures.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { PlanRowDialog } from './PlanRowDialog.tsx'
import styles from './Production.module.css'

/** A sum of a workshop, or a row written by hand under it: one list, so that the arrows walk through all of it. */
type SumRow = (PlanSum & { row: null }) | { row: PlanRow; workshop: string; unit: string }

const useSumColumns = (): Column<SumRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'workshop',
        header: t('production.workshop'),
        render: ({ row, workshop }) =>
          row ? (
            <span className="dim">
              　✎ {row.description} {row.remark && `(${row.remark})`}
            </span>
          ) : (
            workshop || t('notices.noWorkshop')
          ),
      },
      { key: 'notices', header: t('notices.noticesCount'), kind: 'integer', width: 56 },
      {
        key: 'quantity',
        header: t('notices.planQuantity'),
        kind: 'quantity',
        width: 88,
        value: (each) => (each.row ? null : each.quantity),
      },
      {
        key: 'byHand',
        header: t('notices.planByHand'),
        kind: 'quantity',
        width: 70,
        value: (each) => (each.row ? each.row.quantity : each.byHand || null),
      },
      { key: 'good', header: t('production.finished'), kind: 'quantity', width: 74 },
      { key: 'unit', header: t('app.unit'), width: 44 },
    ],
    [t],
  )
}

const useLineColumns = (): Column<PlanLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'workshop', header: t('production.workshop'), width: 84 },
      { key: 'plannedFinish', header: t('papers.plannedTo'), kind: 'date', width: 92 },
      { key: 'noticeNumber', header: t('notices.noticeNumber'), width: 108 },
      { key: 'customer', header: t('app.customer'), width: 86 },
      {
        key: 'description',
        header: t('production.description'),
        value: ({ code, description }) => `${code} ${description}`.trim(),
      },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 64 },
      { key: 'good', header: t('production.finished'), kind: 'quantity', width: 64 },
      { key: 'unit', header: t('app.unit'), width: 40 },
    ],
    [t],
  )
}

const sumRows = (sums: readonly PlanSum[], rows: readonly PlanRow[]): SumRow[] =>
  sums.flatMap((sum): SumRow[] => [
    { ...sum, row: null },
    ...rows
      .filter(({ workshop, unit }) => workshop === sum.workshop && unit === sum.unit)
      .map((row) => ({ row, workshop: row.workshop, unit: row.unit })),
  ])

const monthBeside = (month: string, step: 1 | -1): string => plusDays(`${month}-01`, step === 1 ? 31 : -1).slice(0, 7)

/** 月生产计划 (duty 36): what each workshop is to finish, from the notices and from rows written by hand. */
export const MonthPlanPage = () => {
  const t = useT()
  const sumColumns = useSumColumns()
  const lineColumns = useLineColumns()
  const mayWrite = useMay('production.write')
  const [month, setMonth] = useState(todayHere().slice(0, 7))
  const [workshop, setWorkshop] = useState<string | null>(null)
  const [selected, setSelected] = useState<SumRow | null>(null)
  const [editing, setEditing] = useState<{ row: PlanRow | null } | null>(null)
  const lines = useRef<DataTableHandle>(null)
  const filter = useMemo(() => ({ month, workshop }), [month, workshop])
  const { data, error } = useQuery(client.production.planSums, { month, workshop: null }, { keep: true })
  const shown = useMemo(() => sumRows(data?.sums ?? [], data?.rows ?? []), [data])
  const workshops = [...new Set((data?.sums ?? []).map((sum) => sum.workshop).filter(Boolean))]
  const exporting = useExporting()
  const excel = async (): Promise<void> => {
    const made = await exporting.run('monthPlan', filter, `${t('notices.monthPlan')} ${month}`)
    if (made) notify(t('notices.planExported', { name: made.saved }))
  }
  const remove = async (row: PlanRow): Promise<void> => {
    const words = t('notices.planRemoveWords', { what: row.description, month })
    if (
      await askConfirm({
        title: t('notices.planRemove'),
        action: t('notices.planRemove'),
        danger: true,
        children: words,
      })
    )
      await attempt(() => client.production.removePlanRow({ id: row.id, version: row.version }))
  }
  const open = (each: SumRow): void => {
    if (each.row) {
      if (mayWrite) setEditing({ row: each.row })
      return
    }
    setWorkshop(workshop === each.workshop ? null : each.workshop)
    lines.current?.focus()
  }
  const hand = selected?.row ?? null
  return (
    <Page className={styles['plan']!}>
      <Panel
        title={t('notices.monthPlan')}
        note={month}
        bar={
          <>
            <KeyButton keys="," className="chip" onClick={() => setMonth(monthBeside(month, -1))}>
              {t('notices.monthBefore')}
            </KeyButton>
            <KeyButton keys="." className="chip" onClick={() => setMonth(monthBeside(month, 1))}>
              {t('notices.monthAfter')}
            </KeyButton>
          </>
        }
        actions={
          mayWrite && (
            <>
              {hand && (
                <KeyButton keys="Delete" onClick={() => remove(hand)}>
                  {t('notices.planRemove')}
                </KeyButton>
              )}
              <KeyButton keys="F4" onClick={() => setEditing({ row: null })}>
                {t('notices.planAdd')}
              </KeyButton>
            </>
          )
        }
        foot={<span className="dim">{t('notices.planHint')}</span>}
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('notices.monthPlan')}
          columns={sumColumns}
          rows={shown}
          rowKey={(each) => (each.row ? `row ${each.row.id}` : `${each.workshop} ${each.unit}`)}
          onSelect={setSelected}
          onOpen={open}
          empty={<Empty title={t('notices.planEmpty', { month })} />}
        />
      </Panel>
      <Panel
        title={t('notices.planLines')}
        note={workshop === null ? '' : workshop || t('notices.noWorkshop')}
        actions={
          <>
            <KeyButton keys="0" disabled={workshop === null} onClick={() => setWorkshop(null)}>
              {t('app.all')}
            </KeyButton>
            <KeyButton keys="e" onClick={excel}>
              {t('app.export')}
            </KeyButton>
            <KeyButton
              keys="Control+p"
              onClick={() =>
                openTab({
                  word: 'notices',
                  page: 'planPrint',
                  title: `${t('notices.monthPlan')} ${month}`,
                  parameters: { ...filter },
                })
              }
            >
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <DataTable
          ref={lines}
          label={t('notices.planLines')}
          columns={lineColumns}
          list={client.production.planLines}
          filter={filter}
          rowKey={(line) => `${line.noticeLineId} ${line.workshop}`}
          onOpen={({ noticeId, noticeNumber }) => openTab({ word: 'production', id: noticeId, title: noticeNumber })}
          autoFocus={false}
        />
      </Panel>
      {exporting.bar}
      {editing && (
        <PlanRowDialog
          month={month}
          row={editing.row}
          workshop={selected?.workshop ?? ''}
          workshops={workshops}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}
