import { useEffect, useRef, useState } from 'react'
import type { BoardRow, BoardStep } from '../../../shared/operations.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { currentColumn, type Place, stepAt } from './board.ts'
import { BoardGrid } from './BoardGrid.tsx'
import styles from './Board.module.css'

const pageRows = 100

interface Filter {
  workshop: string
  customerId: number | null
  merchandiserId: number | null
  late: boolean
  soon: boolean
  mine: boolean
}
const noFilter: Filter = { workshop: '', customerId: null, merchandiserId: null, late: false, soon: false, mine: false }

/** The shop floor looks at it from afar: Esc leaves, and it is asked anew every minute. */
const useBigScreen = (refetch: () => void) => {
  const [big, setBig] = useState(false)
  const t = useT()
  useKeys(big ? { Escape: { label: t('operations.leaveBigScreen'), run: () => setBig(false) } } : {}, big)
  const latest = useRef(refetch)
  latest.current = refetch
  useEffect(() => {
    if (!big) return undefined
    const timer = setInterval(() => latest.current(), 60_000)
    return () => clearInterval(timer)
  }, [big])
  return { big, toggle: () => setBig((before) => !before) }
}

const openReport = (row: BoardRow, step: BoardStep | undefined): void => {
  const operation = step ?? row.steps.find((each) => each.finishedOn === null)
  openTab({
    word: 'dailyReports',
    parameters: operation ? { workshop: operation.workshop, operationId: operation.operationId } : {},
  })
}

/** The slip its goods went out on, or a new one for the process. */
const openOutside = (step: BoardStep, title: string): void => {
  if (step.at) openTab({ word: 'outsourcing', id: step.at.slipId, title: step.at.number })
  else
    openTab({
      word: 'outsourcing',
      page: 'new',
      title,
      another: true,
      parameters: { operationId: step.operationId },
    })
}

/** 生产进度: orders × processes by due date, rush first; filters by key, Enter opens the daily report at the cell. */
export const BoardPage = () => {
  const t = useT()
  const [filter, setFilter] = useState(noFilter)
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useQuery(
    client.operations.board,
    { ...filter, offset, limit: pageRows },
    { keep: true },
  )
  const [place, setPlace] = useState<Place | null>(null)
  const { big, toggle } = useBigScreen(refetch)
  const rows = data?.rows ?? []
  const processes = data?.processes ?? []
  const workshops = data?.workshops ?? []
  const first = rows[0]
  const here = place
    ? { row: Math.min(place.row, Math.max(0, rows.length - 1)), column: place.column }
    : { row: 0, column: first ? currentColumn(first, processes) : 0 }
  const current = rows[here.row]
  const mayWrite = useMay('outsourcing.write')
  const cell = stepAt(current, processes[here.column])
  const outsideStep = cell?.finishedOn === null ? cell : undefined

  const change = (part: Partial<Filter>): void => {
    setFilter((before) => ({ ...before, ...part }))
    setOffset(0)
    setPlace(null)
  }
  const nextWorkshop = (): void =>
    change({ workshop: ['', ...workshops][(workshops.indexOf(filter.workshop) + 2) % (workshops.length + 1)] ?? '' })
  const filtered = JSON.stringify(filter) !== JSON.stringify(noFilter)
  const chip = (on: boolean, tone = '') => ({
    className: [styles['chip'], tone && styles[tone]].filter(Boolean).join(' '),
    'aria-pressed': on,
  })

  const bar = (
    <>
      <KeyButton keys="w" {...chip(true)} help={t('operations.workshop')} onClick={nextWorkshop}>
        {filter.workshop || t('operations.allWorkshops')}
      </KeyButton>
      <KeyButton keys="m" {...chip(filter.mine)} onClick={() => change({ mine: !filter.mine })}>
        {t('operations.mine')}
      </KeyButton>
      <KeyButton
        keys="l"
        {...chip(filter.late, 'bad')}
        help={t('operations.late')}
        onClick={() => change({ late: !filter.late })}
      >{`▲ ${t('operations.late')} ${data?.late ?? 0}`}</KeyButton>
      <KeyButton
        keys="s"
        {...chip(filter.soon, 'warn')}
        help={t('operations.soon')}
        onClick={() => change({ soon: !filter.soon })}
      >{`◆ ${t('operations.soon')} ${data?.soon ?? 0}`}</KeyButton>
      <KeyButton
        keys="c"
        {...chip(filter.customerId !== null)}
        help={t('operations.onlyCustomer')}
        disabled={!current && filter.customerId === null}
        onClick={() => change({ customerId: filter.customerId === null ? (current?.customerId ?? null) : null })}
      >
        {filter.customerId !== null && current ? current.customer : t('operations.onlyCustomer')}
      </KeyButton>
      <KeyButton
        keys="g"
        {...chip(filter.merchandiserId !== null)}
        help={t('operations.onlyMerchandiser')}
        disabled={!current && filter.merchandiserId === null}
        onClick={() =>
          change({ merchandiserId: filter.merchandiserId === null ? (current?.merchandiserId ?? null) : null })
        }
      >
        {filter.merchandiserId !== null && current ? current.merchandiser : t('operations.onlyMerchandiser')}
      </KeyButton>
      {filtered && (
        <KeyButton keys="0" className={styles['chip']} onClick={() => change(noFilter)}>
          {t('operations.clearFilter')}
        </KeyButton>
      )}
    </>
  )
  const actions = (
    <>
      <small className={styles['summary']}>
        {t('operations.summary', { orders: data?.orders ?? 0, lines: data?.total ?? 0 })}
        {data?.filledBy ? ` · ${t('operations.filledBy', { name: data.filledBy })}` : ''}
      </small>
      {outsideStep && (outsideStep.at || mayWrite) && (
        <KeyButton keys="x" onClick={() => openOutside(outsideStep, t('outsourcing.newSlip'))}>
          {outsideStep.at ? `${t('outsourcing.onBoard')} ${outsideStep.at.factory}` : t('outsourcing.newSlip')}
        </KeyButton>
      )}
      <KeyButton
        keys="F6"
        onClick={() => (current ? openReport(current, undefined) : openTab({ word: 'dailyReports' }))}
      >
        {t('operations.report')}
      </KeyButton>
      <KeyButton keys="F9" aria-pressed={big} onClick={toggle}>
        {t('operations.bigScreen')}
      </KeyButton>
      <KeyButton
        keys="Control+p"
        onClick={() =>
          openTab({ word: 'operations', page: 'print', title: t('papers.progressTable'), parameters: { ...filter } })
        }
      >
        {t('app.print')}
      </KeyButton>
    </>
  )
  const foot = (
    <>
      <span className="dim">{t('operations.legend')}</span>
      <span className="spring" />
      {(data?.total ?? 0) > pageRows && (
        <>
          <span>{t('operations.place', { from: offset + 1, to: offset + rows.length, total: data?.total ?? 0 })}</span>
          <KeyButton
            keys="Alt+PageUp"
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - pageRows))}
          >
            {t('operations.previousRows')}
          </KeyButton>
          <KeyButton
            keys="Alt+PageDown"
            disabled={offset + rows.length >= (data?.total ?? 0)}
            onClick={() => setOffset(offset + pageRows)}
          >
            {t('operations.nextRows')}
          </KeyButton>
        </>
      )}
    </>
  )
  return (
    <Page>
      <Panel
        title={t('operations.board')}
        bar={bar}
        actions={actions}
        foot={foot}
        {...(big ? { className: styles['big']! } : {})}
      >
        <RefusalNote message={error?.message} />
        {data && rows.length === 0 ? (
          <Empty title={filtered ? t('operations.emptyFiltered') : t('operations.emptyBoard')}>
            {!filtered && (
              <KeyButton keys="F7" onClick={() => openTab({ word: 'production' })}>
                {t('production.waiting')}
              </KeyButton>
            )}
          </Empty>
        ) : (
          <BoardGrid rows={rows} processes={processes} place={here} onMove={setPlace} onOpen={openReport} />
        )}
      </Panel>
    </Page>
  )
}
