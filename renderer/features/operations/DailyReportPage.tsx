import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../features.ts'
import { client, Refused } from '../../lib/client.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { remember, remembered } from '../../lib/remembered.ts'
import { openTab, type TabParameters } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { ProcessStandard } from '../quality/ProcessStandard.tsx'
import { ReportedList } from './ReportedList.tsx'
import { reportColumns, reportMark } from './reportColumns.ts'
import { type GridRow, gridRows, isFilled, reportRow, type Typed, typedOf } from './reportRows.ts'
import styles from './DailyReport.module.css'

const sum = (rows: readonly GridRow[], of: 'good' | 'bad'): number =>
  rows.reduce((total, row) => total + (row[of] ?? 0), 0)

/** What was typed, by operation: it survives that the rows are asked anew. */
const useRows = (workshop: string, day: string) => {
  const t = useT()
  const { data, loading } = useQuery(client.operations.openForReport, { workshop, day }, { keep: true })
  const [typed, setTyped] = useState<ReadonlyMap<number, Typed>>(new Map())
  const rows = useMemo(() => gridRows(data ?? [], typed, t), [data, typed, t])
  return {
    rows,
    loading: loading && data === undefined,
    asking: loading,
    filled: rows.filter(isFilled),
    // a row nobody touched is the same object still: it goes on showing what others report
    change: (changed: readonly GridRow[]) =>
      setTyped(
        (before) =>
          new Map([
            ...before,
            ...changed.filter((row) => !rows.includes(row)).map((row) => [row.operationId, typedOf(row)] as const),
          ]),
      ),
    clear: () => setTyped(new Map()),
  }
}

/**
 * Puts the cursor on the operation the page was opened for, each time it is opened for one, once its row is there:
 * into its cause where that is what lacks.
 */
const useWanted = (
  parameters: TabParameters,
  { rows, asking, here }: { rows: readonly GridRow[]; asking: boolean; here: boolean },
  grid: RefObject<LineGridHandle | null>,
) => {
  const done = useRef<TabParameters | null>(null)
  useEffect(() => {
    // rows of the workshop before are still shown
    if (asking || !here || rows.length === 0 || done.current === parameters) return
    // a page that was hidden asks anew in this very turn: what it still holds may be rows of before, at other places
    const soon = setTimeout(() => {
      done.current = parameters
      const index = rows.findIndex((row) => row.operationId === parameters['operationId'])
      const cell = index >= 0 && parameters['cell'] === 'cause' && rows[index]?.late ? 'cause' : 'good'
      grid.current?.focusCell(Math.max(0, index), cell)
    })
    return () => clearTimeout(soon)
  }, [parameters, rows, asking, here, grid])
}

/** 生产日报: one workshop, one day, its open processes filled in beforehand; keyboard only (duties 51, 52, 60). */
export const DailyReportPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const grid = useRef<LineGridHandle>(null)
  const [workshop, setWorkshop] = useState(String(parameters['workshop'] ?? remembered('workshop') ?? ''))
  const [day, setDay] = useState(todayHere())
  const [here, setHere] = useState(0)
  const { data: processes } = useQuery(client.settings.processes, {})
  const { rows, filled, loading, asking, change, clear } = useRows(workshop, day)
  useEffect(() => {
    if (typeof parameters['workshop'] === 'string') setWorkshop(parameters['workshop'])
  }, [parameters])
  const chooseWorkshop = (chosen: string): void => {
    remember('workshop', chosen)
    setWorkshop(chosen)
  }
  const asked = parameters['workshop']
  useWanted(parameters, { rows, asking, here: typeof asked !== 'string' || asked === workshop }, grid)
  const empty = rows.length === 0 && !loading
  const { data: reported } = useQuery(
    client.operations.reports,
    { from: day, to: day, workshop, offset: 0, limit: 1 },
    { enabled: empty },
  )
  const columns = useMemo(() => reportColumns(t), [t])
  const workshops = [
    ...new Set([
      ...(processes ?? [])
        .filter((process) => process.active && process.workshop !== '')
        .map((process) => process.workshop),
      ...(workshop === '' ? [] : [workshop]),
    ]),
  ]

  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('rows', wrong.sentence)
    }
    const sent = latest.current.filter(isFilled)
    if (sent.length === 0) throw refuseField('rows', t('operations.nothingFilled'))
    try {
      await client.operations.report({ reportedOn: day, workshop, rows: sent.map(reportRow) })
    } catch (error) {
      const place = error instanceof Refused ? /^rows\.(\d+)(?:\.(\w+))?/.exec(error.field ?? '') : null
      const at = place ? sent[Number(place[1])] : undefined
      if (at) grid.current?.focusCell(latest.current.indexOf(at), place?.[2] === 'causeCode' ? 'cause' : 'good')
      throw error
    }
    clear()
    notify(
      t('operations.reportSaved', {
        rows: sent.length,
        good: formatQuantity(sum(sent, 'good')),
        bad: formatQuantity(sum(sent, 'bad')),
      }),
    )
  }
  // the grid is read when Ctrl+S settles it, after this render
  const latest = useRef(rows)
  latest.current = rows

  const head = (
    <div
      className={styles['head']}
      onKeyDown={(event) =>
        event.key === 'Enter' &&
        !isComposing(event) &&
        event.target instanceof HTMLInputElement &&
        grid.current?.focusCell(0, 'good')
      }
    >
      <Choice
        name="workshop"
        inline
        label={t('operations.workshop')}
        value={workshop}
        empty
        options={workshops.map((value) => ({ value, label: value }))}
        onChange={chooseWorkshop}
      />
      <DateInput
        name="reportedOn"
        inline
        label={t('operations.dayOfReport')}
        value={day}
        onChange={(value) => setDay(value ?? todayHere())}
      />
      <span className="dim">{t('operations.reportHint')}</span>
    </div>
  )
  const actions = (
    <>
      <KeyButton keys="F6" onClick={() => openTab({ word: 'operations' })}>
        {t('operations.board')}
      </KeyButton>
      <KeyButton
        keys="Control+p"
        onClick={() =>
          openTab({
            word: 'dailyReports',
            page: 'print',
            title: t('papers.dailyReport'),
            parameters: { day, workshop },
          })
        }
      >
        {t('app.print')}
      </KeyButton>
    </>
  )
  return (
    <Page className={styles['page']!}>
      <Panel title={t('operations.dailyReport')} actions={actions}>
        <Form
          label={t('operations.dailyReport')}
          className={styles['form']!}
          unsaved={filled.length > 0}
          onSubmit={save}
          foot={
            <>
              <span className="spring" />
              <span>
                {t('operations.filled', {
                  rows: filled.length,
                  good: formatQuantity(sum(filled, 'good')),
                  bad: formatQuantity(sum(filled, 'bad')),
                })}
              </span>
              <SubmitButton>{t('app.save')}</SubmitButton>
            </>
          }
        >
          {head}
          {empty ? (
            <Empty title={t(reported?.total ? 'operations.allReported' : 'operations.nothingToReport')} />
          ) : (
            <LineGrid
              ref={grid}
              label={t('operations.dailyReport')}
              columns={columns}
              rows={rows}
              onChange={change}
              mark={(row, _index, key) => reportMark(row, key, t)}
              onEnterRow={setHere}
            />
          )}
          <ProcessStandard process={rows[here]?.processName} />
        </Form>
      </Panel>
      <ReportedList day={day} workshop={workshop} />
    </Page>
  )
}
