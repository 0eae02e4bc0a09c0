import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { askedFirst } from '../../lib/askedFirst.ts'
import { client, Refused } from '../../lib/client.ts'
import { isComposing, useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { remember, remembered } from '../../lib/remembered.ts'
import { openTab, type TabParameters } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { ProcessStandard } from '../quality/ProcessStandard.tsx'
import { ExceptionDialog } from '../exceptions/ExceptionDialog.tsx'
import { ReportedList } from './ReportedList.tsx'
import { tellReopened } from './reopened.ts'
import { reportColumns, reportMark } from './reportColumns.ts'
import { type GridRow, isFilled, likeLast, reportRow, subTyped } from './reportRows.ts'
import { useReportRows } from './useReportRows.ts'
import styles from './DailyReport.module.css'

interface Asked {
  operationId: number
  causeSub: string
  causeNote: string
}

/** Where a refused part of a row stands in the grid. */
const cellOf: Record<string, string> = {
  causeCode: 'cause',
  causeSub: 'cause',
  bad: 'bad',
  rework: 'rework',
  scrap: 'scrap',
  hours: 'hours',
  people: 'people',
  machine: 'machine',
}

const shifts: { value: string; label: PhraseKey }[] = [
  { value: 'none', label: 'operations.anyShift' },
  { value: '白班', label: 'operations.dayShift' },
  { value: '中班', label: 'operations.middleShift' },
  { value: '夜班', label: 'operations.nightShift' },
]

const sum = (rows: readonly GridRow[], of: 'good' | 'bad'): number =>
  rows.reduce((total, row) => total + (row[of] ?? 0), 0)

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

const operationOf = (row: GridRow): number => row.operationId

/** 生产日报: one workshop, one day, its open processes filled in beforehand; keyboard only (duties 51, 52, 60). */
export const DailyReportPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const grid = useRef<LineGridHandle>(null)
  const [workshop, setWorkshop] = useState(String(parameters['workshop'] ?? remembered('workshop') ?? ''))
  const { data: processes } = useQuery(client.settings.processes, {})
  const { data: subs } = useQuery(client.exceptions.subCodes, {})
  const report = useReportRows(workshop)
  const { rows, filled, loading, asking, change, day, shift } = report
  const [here, setHere] = useState(0)
  const [asks, setAsks] = useState<Asked[]>([])
  // what was saved is not brought back by Ctrl+Z as if it had not been
  const [saves, setSaves] = useState(0)
  useEffect(() => {
    if (typeof parameters['workshop'] === 'string') setWorkshop(parameters['workshop'])
  }, [parameters])
  const { keptWorkshop } = report
  useEffect(() => {
    // after a power cut: what was typed comes back in the workshop it was typed for
    if (keptWorkshop !== '') setWorkshop((before) => before || keptWorkshop)
  }, [keptWorkshop])
  const chooseWorkshop = (chosen: string): void => {
    remember('workshop', chosen)
    setWorkshop(chosen)
  }
  const asked = parameters['workshop']
  useWanted(parameters, { rows, asking, here: typeof asked !== 'string' || asked === workshop }, grid)
  const empty = rows.length === 0 && !loading
  const choice = useRef<HTMLDivElement>(null)
  useKeys({
    'Alt+w': { label: t('operations.workshop'), run: () => choice.current?.querySelector('select')?.focus() },
  })
  const { data: reported } = useQuery(
    client.operations.reports,
    { from: day, to: day, workshop, offset: 0, limit: 1 },
    { enabled: empty },
  )
  const columns = useMemo(() => reportColumns(t, subs ?? []), [t, subs])
  const workshops = [
    ...new Set([
      ...(processes ?? [])
        .filter((process) => process.active && process.workshop !== '')
        .map((process) => process.workshop),
      ...(workshop === '' ? [] : [workshop]),
    ]),
  ]

  const cellSentence = (row: number, key: string, sentence: string): string =>
    t('shell.wrongCell', { row: row + 1, column: columns.find((each) => each.key === key)?.header ?? '', sentence })
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('rows', cellSentence(wrong.row, wrong.key, wrong.sentence))
    }
    const sent = latest.current.filter(isFilled)
    // pressed once more after saving: nothing is wrong with it, and nothing is left to be red about
    if (sent.length === 0) return notify(t('operations.nothingFilled'), 'info')
    try {
      const done = await askedFirst(
        { codes: ['operations.rejectedGoods'], title: t('operations.dailyReport'), action: t('app.save') },
        (sure) => client.operations.report({ reportedOn: day, workshop, shift, rows: sent.map(reportRow), sure }),
      )
      if (done === null) return
      setAsks(done.asks)
      tellReopened(done.reopened)
    } catch (error) {
      const place = error instanceof Refused ? /^rows\.(\d+)(?:\.(\w+))?/.exec(error.field ?? '') : null
      const at = place ? sent[Number(place[1])] : undefined
      if (!at) throw error
      const key = cellOf[place?.[2] ?? ''] ?? 'good'
      const row = latest.current.indexOf(at)
      grid.current?.focusCell(row, key)
      // the rows sent are not those of the screen: a sentence that counts them would name another one
      if (error instanceof Refused && error.code.startsWith('app.badInput'))
        throw refuseField('rows', cellSentence(row, key, t('operations.cellWrong')))
      throw error
    }
    report.saved()
    setSaves((before) => before + 1)
    notify(
      t('operations.reportSaved', {
        rows: sent.length,
        good: formatQuantity(sum(sent, 'good')),
        bad: formatQuantity(sum(sent, 'bad')),
      }),
    )
  }
  const takeLast = async (): Promise<void> => {
    await grid.current?.settle()
    const { rows: next, shared } = likeLast(latest.current)
    const took = next.some((row, index) => row !== latest.current[index])
    if (took) {
      grid.current?.remember()
      change(next)
    }
    notify(
      t(!took ? 'operations.tookNothing' : shared ? 'operations.tookShared' : 'operations.tookLast'),
      took ? 'ok' : 'bad',
    )
  }
  // the grid is read when Ctrl+S settles it, after this render
  const latest = useRef(rows)
  latest.current = rows

  const head = (
    <div
      ref={choice}
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
        value={workshop === '' ? 'all' : workshop}
        options={[
          { value: 'all', label: t('operations.allWorkshops') },
          ...workshops.map((value) => ({ value, label: value })),
        ]}
        onChange={(chosen) => chooseWorkshop(chosen === 'all' ? '' : chosen)}
      />
      <DateInput name="reportedOn" inline label={t('operations.dayOfReport')} value={day} onChange={report.setDay} />
      <Choice
        name="shift"
        inline
        label={t('operations.shift')}
        value={shift === '' ? 'none' : shift}
        options={shifts.map(({ value, label }) => ({ value, label: t(label) }))}
        onChange={(chosen) => report.setShift(chosen === 'none' ? '' : chosen)}
      />
      <KeyButton keys="Alt+g" className="plain" tabIndex={-1} onClick={() => grid.current?.focusCell(here, 'good')}>
        {t('operations.toGrid')}
      </KeyButton>
      <KeyButton keys="F8" tabIndex={-1} onClick={takeLast}>
        {t('operations.likeLast')}
      </KeyButton>
      <KeyButton
        keys="F9"
        tabIndex={-1}
        disabled={rows[here] === undefined}
        onClick={() => {
          const row = rows[here]
          if (row) setAsks([{ operationId: row.operationId, causeSub: subTyped(row.cause), causeNote: '' }])
        }}
      >
        {t('exceptions.open')}
      </KeyButton>
      <span className={`dim ${styles['hint']}`}>
        {day === todayHere() || filled.length === 0
          ? t('operations.reportHint')
          : t('operations.keptReport', { day: day.slice(5) })}
      </span>
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
          unsaved={filled.length + report.elsewhere > 0}
          onSubmit={save}
          foot={
            <>
              <span className="dim">
                {report.elsewhere > 0 && t('operations.elsewhere', { rows: report.elsewhere })}
              </span>
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
              onEnterRow={setHere}
              rowKey={operationOf}
              undoSince={`${workshop} ${day} ${saves}`}
              mark={(row, _index, key) => reportMark(row, key, t)}
            />
          )}
          <ProcessStandard process={rows[here]?.processName} />
        </Form>
      </Panel>
      <ReportedList day={day} workshop={workshop} />
      {asks[0] && (
        <ExceptionDialog
          key={asks[0].operationId}
          operationId={asks[0].operationId}
          causeSub={asks[0].causeSub}
          what={asks[0].causeNote}
          onClose={() => setAsks((all) => all.slice(1))}
        />
      )}
    </Page>
  )
}
