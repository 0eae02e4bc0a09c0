import { useState } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import type { BoardRow, BoardStep } from '../../../shared/operations.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { ExceptionDialog } from '../exceptions/ExceptionDialog.tsx'
import type { Place } from '../../lib/gridPlace.ts'
import { currentColumn, stepAt } from './board.ts'
import { BoardGrid } from './BoardGrid.tsx'
import { type BoardFilter, noFilter, useBoardPages } from './boardPages.ts'
import { WallBoard } from './WallBoard.tsx'
import styles from './Board.module.css'

const openReport = (row: BoardRow, step: BoardStep | undefined): void => {
  const operation = step ?? row.steps.find((each) => each.finishedOn === null)
  openTab({
    word: 'dailyReports',
    parameters: operation ? { workshop: operation.workshop, operationId: operation.operationId } : {},
  })
}

/** The open 异常单 of a cell, or a new one. */
const openTrouble = ({ troubles, operationId }: BoardStep, onNew: (operationId: number) => void): void => {
  const [trouble] = troubles
  if (trouble) openTab({ word: 'exceptions', id: trouble.id, title: trouble.number })
  else onNew(operationId)
}

const emptyKey = (filter: BoardFilter, filtered: boolean): PhraseKey => {
  if (filter.early) return 'operations.emptyEarly'
  return filtered ? 'operations.emptyFiltered' : 'operations.emptyBoard'
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
  const { board: data, error, total, rowAt, show, processes } = useBoardPages(filter)
  const [place, setPlace] = useState<Place | null>(null)
  const [wall, setWall] = useState(false)
  const [opening, setOpening] = useState<number | null>(null)
  const mayReport = useMay('operations.write')
  const workshops = data?.workshops ?? []
  const first = rowAt(0)
  const here = place
    ? { row: Math.min(place.row, Math.max(0, total - 1)), column: place.column }
    : { row: 0, column: first ? currentColumn(first, processes) : 0 }
  const current = rowAt(here.row)
  const step = stepAt(current, processes[here.column]) ?? current?.steps.find((each) => each.finishedOn === null)
  const mayWrite = useMay('outsourcing.write')
  const outsideStep = step?.finishedOn === null ? step : undefined

  const change = (part: Partial<BoardFilter>): void => {
    setFilter((before) => ({ ...before, ...part }))
    setPlace(null)
  }
  const nextWorkshop = (): void =>
    change({ workshop: ['', ...workshops][(workshops.indexOf(filter.workshop) + 2) % (workshops.length + 1)] ?? '' })
  const filtered = JSON.stringify(filter) !== JSON.stringify(noFilter)
  const only = [
    filter.workshop,
    filter.customerId !== null && current ? current.customer : '',
    filter.merchandiserId !== null && current ? current.merchandiser : '',
    filter.mine ? t('operations.mine') : '',
    filter.late ? t('operations.late') : '',
    filter.soon ? t('operations.soon') : '',
    filter.early ? t('operations.early') : '',
  ].filter(Boolean)
  const chip = (on: boolean, tone = '') => ({
    className: ['chip', tone && styles[tone]].filter(Boolean).join(' '),
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
        onClick={() => change({ late: !filter.late, early: false })}
      >{`▲ ${t('operations.late')} ${data?.late ?? 0}`}</KeyButton>
      <KeyButton
        keys="s"
        {...chip(filter.soon, 'warn')}
        help={t('operations.soon')}
        onClick={() => change({ soon: !filter.soon, early: false })}
      >{`◆ ${t('operations.soon')} ${data?.soon ?? 0}`}</KeyButton>
      <KeyButton
        keys="e"
        {...chip(filter.early, 'warn')}
        help={t('operations.early')}
        onClick={() => change({ early: !filter.early, late: false, soon: false })}
      >{`◇ ${t('operations.early')} ${data?.early ?? 0}`}</KeyButton>
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
        <KeyButton keys="0" className="chip" onClick={() => change(noFilter)}>
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
      {mayReport && (
        <KeyButton keys="F8" disabled={!step} onClick={() => step && openTrouble(step, setOpening)}>
          {t('exceptions.open')}
        </KeyButton>
      )}
      <KeyButton keys="F9" onClick={() => setWall(true)}>
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
      <span className={`dim ${styles['legend']}`}>{t('operations.legend')}</span>
      <span className="spring" />
      {total > 0 && <span>{t('operations.place', { row: here.row + 1, total })}</span>}
    </>
  )
  return (
    <Page>
      <Panel title={t('operations.board')} bar={bar} actions={actions} foot={foot}>
        <RefusalNote message={error?.message} />
        {data && total === 0 ? (
          <Empty title={t(emptyKey(filter, filtered))}>
            {!filtered && (
              <KeyButton keys="F7" onClick={() => openTab({ word: 'production' })}>
                {t('production.waiting')}
              </KeyButton>
            )}
          </Empty>
        ) : (
          <BoardGrid
            total={total}
            rowAt={rowAt}
            show={show}
            processes={processes}
            place={here}
            onMove={setPlace}
            onOpen={openReport}
          />
        )}
      </Panel>
      {wall && <WallBoard filter={filter} only={only} onLeave={() => setWall(false)} />}
      {opening !== null && <ExceptionDialog operationId={opening} onClose={() => setOpening(null)} />}
    </Page>
  )
}
