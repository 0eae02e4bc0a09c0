import { useEffect, useMemo, useRef, useState } from 'react'
import type { CauseCode } from '../../../shared/operations.ts'
import type { Translate } from '../../../shared/language.ts'
import type { BackRow, Slip, SlipLine } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { type CellMark, type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client, Refused } from '../../lib/client.ts'
import { askedFirst } from '../../lib/askedFirst.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { tellReopened } from '../operations/reopened.ts'
import { causeOptions, causeTyped } from '../operations/reportRows.ts'
import styles from './Outsourcing.module.css'
import { TooMany } from './slipTables.tsx'

const parts = ['good', 'bad', 'rework', 'scrap', 'undone'] as const
type Part = (typeof parts)[number]

interface Row extends Pick<
  SlipLine,
  'id' | 'processName' | 'description' | 'unit' | 'open' | 'wantedOn' | 'plannedFinish'
> {
  good: number | null
  bad: number | null
  rework: number | null
  scrap: number | null
  undone: number | null
  cause: string
  note: string
}

const rowsOf = (slip: Slip): Row[] =>
  slip.lines
    .filter(({ open }) => open > 0)
    .map(({ id, processName, description, unit, open, wantedOn, plannedFinish }) => ({
      id,
      processName,
      description,
      unit,
      open,
      wantedOn,
      plannedFinish,
      good: null,
      bad: null,
      rework: null,
      scrap: null,
      undone: null,
      cause: '',
      note: '',
    }))

const isFilled = (row: Row): boolean => parts.some((part) => row[part] !== null)
const isLate = ({ wantedOn, plannedFinish }: Row, day: string): boolean => day > wantedOn || day > plannedFinish
const backIn = ({ good, bad, undone }: Row): number => (good ?? 0) + (bad ?? 0) + (undone ?? 0)

const columnsOf = (t: Translate, day: string): LineColumn<Row>[] => [
  { key: 'processName', header: t('operations.process'), kind: 'text', width: 80, readOnly: true },
  { key: 'description', header: t('operations.description'), kind: 'text', readOnly: true },
  {
    key: 'wantedOn',
    header: t('outsourcing.wantedOn'),
    kind: 'date',
    width: 92,
    readOnly: true,
    text: ({ wantedOn }) => wantedOn,
  },
  {
    key: 'open',
    header: t('outsourcing.open'),
    kind: 'quantity',
    width: 86,
    readOnly: true,
    text: (row) => `${formatQuantity(row.open - backIn(row))} ${row.unit}`,
  },
  ...parts.map((part): LineColumn<Row> => ({
    key: part,
    header: t(`outsourcing.${part}`),
    kind: 'quantity',
    width: part === 'undone' ? 92 : 66,
  })),
  {
    key: 'cause',
    header: t('operations.cause'),
    kind: 'code',
    width: 120,
    readOnly: (row) => !isLate(row, day),
    complete: async (typed) => causeOptions(typed, t),
  },
  { key: 'note', header: t('operations.note'), kind: 'text', width: 120 },
]

const markOf = (row: Row, key: string, day: string, t: Translate): CellMark | null => {
  if (key === 'good' && backIn(row) > row.open)
    return { tone: 'bad', text: t('operations.aboveAvailable', { available: formatQuantity(row.open) }) }
  if (key === 'cause' && isLate(row, day) && isFilled(row) && causeTyped(row.cause) === null)
    return { tone: 'bad', text: t('outsourcing.cause') }
  return null
}

const backRow = (row: Row): BackRow => ({
  lineId: row.id,
  good: row.good ?? 0,
  bad: row.bad ?? 0,
  rework: row.rework ?? 0,
  scrap: row.scrap ?? 0,
  undone: row.undone ?? 0,
  causeCode: row.cause === '' ? null : (causeTyped(row.cause) as CauseCode | null),
  note: row.note,
})

const sumOf = (rows: readonly Row[], part: Part): string =>
  formatQuantity(rows.reduce((sum, row) => sum + (row[part] ?? 0), 0))

const Editor = ({ slip }: { slip: Slip }) => {
  const t = useT()
  const tab = useTabKey()
  const grid = useRef<LineGridHandle>(null)
  const [day, setDay] = useState(todayHere())
  const [rows, setRows] = useState(() => rowsOf(slip))
  const latest = useRef(rows)
  latest.current = rows
  const columns = useMemo(() => columnsOf(t, day), [t, day])
  // the hand begins at the first quantity
  useEffect(() => grid.current?.focusCell(0, 'good'), [])
  const filled = rows.filter(isFilled)
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('rows', wrong.sentence)
    }
    const sent = latest.current.filter(isFilled)
    if (sent.length === 0) throw refuseField('rows', t('outsourcing.nothingFilled'))
    const asked = {
      codes: ['outsourcing.backOfUnsent'],
      title: `${slip.number} ${t('outsourcing.enterBack')}`,
      action: t('app.save'),
    }
    const input = { id: slip.id, version: slip.version, returnedOn: day, rows: sent.map(backRow) }
    try {
      const done = await askedFirst(asked, (sure) => client.outsourcing.back({ ...input, sure }))
      if (!done) return
      tellReopened(done.reopened)
    } catch (error) {
      const place = error instanceof Refused ? /^rows\.(\d+)\.(\w+)/.exec(error.field ?? '') : null
      const at = place ? sent[Number(place[1])] : undefined
      if (at) grid.current?.focusCell(latest.current.indexOf(at), place?.[2] === 'causeCode' ? 'cause' : place?.[2])
      throw error
    }
    notify(t('outsourcing.backSaved', { number: slip.number, good: sumOf(sent, 'good'), bad: sumOf(sent, 'bad') }))
    openTab({ word: 'outsourcing', id: slip.id, title: slip.number })
    closeTab(tab)
  }
  return (
    <Page>
      <Form
        label={t('outsourcing.enterBack')}
        onSubmit={save}
        unsaved={filled.length > 0}
        className={styles['form'] ?? ''}
      >
        <Panel
          title={t('outsourcing.enterBackOf', { number: slip.number })}
          note={slip.factory}
          foot={
            <>
              <span className="dim">{t('outsourcing.backHint')}</span>
              <span className="spring" />
              <span>
                {t('outsourcing.backFilled', {
                  rows: filled.length,
                  good: sumOf(filled, 'good'),
                  bad: sumOf(filled, 'bad'),
                })}
              </span>
              <SubmitButton>{t('app.save')}</SubmitButton>
            </>
          }
        >
          <div className={styles['day']}>
            <DateInput
              name="returnedOn"
              inline
              label={t('outsourcing.returnedOn')}
              value={day}
              onChange={(value) => setDay(value ?? todayHere())}
            />
          </div>
          <TooMany slip={slip} />
          {rows.length === 0 ? (
            <Empty title={t('outsourcing.allBack')} />
          ) : (
            <LineGrid
              ref={grid}
              label={t('outsourcing.enterBack')}
              columns={columns}
              rows={rows}
              onChange={setRows}
              mark={(row, _index, key) => markOf(row, key, day, t)}
            />
          )}
        </Panel>
      </Form>
    </Page>
  )
}

/** Goods of one slip came back: good, rejects and what became of them, for each open line; keyboard only (duty 69). */
export const BackPage = ({ id }: PageProps) => {
  const { data, error } = useQuery(client.outsourcing.read, { id: id ?? 0 }, { enabled: id !== null })
  const [slip, setSlip] = useState<Slip | null>(null)
  if (data && slip === null) setSlip(data)
  if (slip) return <Editor slip={slip} />
  return (
    <Page>
      <Panel padded>
        <RefusalNote message={error?.message} />
      </Panel>
    </Page>
  )
}
