import { useEffect, useMemo, useRef, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import {
  type ClassState,
  classStateOf,
  type Finding,
  findingKeys,
  type FindingKind,
  isSettledClass,
  type MonthClass,
} from '../../../shared/monthEnd.ts'
import type { Translate } from '../../../shared/language.ts'
import { orderStateKeys, orderStates } from '../../../shared/orderStates.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { lastMonth, MonthChoice } from '../statements/MonthChoice.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import { openPlace } from './places.ts'
import styles from './MonthEnd.module.css'

const tones: Record<ClassState, 'ok' | 'warn' | 'bad'> = { clean: 'ok', signedOff: 'warn', more: 'bad', open: 'bad' }

/** `3`, `3 已签注`, `5 签注后多了 2`. */
const countWords = (row: MonthClass, t: Translate): string => {
  const state = classStateOf(row)
  if (state === 'signedOff') return `${row.total} ${t('monthEnd.signedOff')}`
  if (state === 'more') return `${row.total} ${t('monthEnd.more')} ${row.total - (row.signedOff?.total ?? 0)}`
  return String(row.total)
}

const useClassColumns = (): Column<MonthClass>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'kind', header: t('monthEnd.class'), value: (row) => t(findingKeys[row.kind]) },
      {
        key: 'total',
        header: t('monthEnd.found'),
        width: 134,
        align: 'right',
        render: (row) => <StateBadge tone={tones[classStateOf(row)]}>{countWords(row, t)}</StateBadge>,
      },
      {
        key: 'before',
        header: t('monthEnd.before'),
        width: 78,
        align: 'right',
        render: ({ before }) => <span className="dim">{before === 0 ? '' : before}</span>,
      },
    ],
    [t],
  )
}

const useRowColumns = (kind: FindingKind): Column<Finding>[] => {
  const t = useT()
  return useMemo(() => {
    const detail = (text: string): string => {
      if (kind === 'numberGap' || kind === 'serialGap') return t('monthEnd.gapHint')
      if (kind === 'faxWithoutOrder') return text === 'folder' ? t('monthEnd.sourceFolder') : ''
      const state = orderStates.find((each) => each === text)
      return state ? t(orderStateKeys[state]) : text
    }
    return [
      { key: 'on', header: t('app.date'), width: 92 },
      { key: 'number', header: t('app.number'), width: kind === 'faxWithoutOrder' ? 220 : 122 },
      { key: 'customer', header: t('app.customer'), width: 130 },
      { key: 'text', header: t('app.remark'), value: (row) => detail(row.text) },
      {
        key: 'fen',
        header: t('app.amount'),
        width: 110,
        align: 'right',
        render: (row) =>
          row.fen === 0 ? null : <span className={row.fen < 0 ? 'neg' : ''}>{formatFen(row.fen)}</span>,
      },
    ]
  }, [t, kind])
}

/** What of a class is open, and the keys that let it go along or take that back. */
const Rows = ({
  group,
  month,
  table,
  onBack,
}: {
  group: MonthClass
  month: string
  table: React.Ref<DataTableHandle>
  onBack: () => void
}) => {
  const t = useT()
  const mayWrite = useMay('statements.write')
  const columns = useRowColumns(group.kind)
  const { kind, total, signedOff } = group
  const name = t(findingKeys[kind])
  useKeys({ ArrowLeft: { label: t('app.back'), run: onBack } })
  const signOff = async (): Promise<void> => {
    await withReason(
      {
        title: t('monthEnd.signOffTitle', { kind: name, count: total }),
        action: t('monthEnd.signOff'),
        label: t('monthEnd.signOffWhy'),
      },
      (reason) => client.monthEnd.signOff({ month, kind, total, reason }),
      t('monthEnd.signOffDone', { kind: name }),
    )
  }
  const takeBack = async (id: number): Promise<void> => {
    await withReason(
      {
        title: `${name} · ${t('monthEnd.takeBack')}`,
        action: t('monthEnd.takeBack'),
        label: t('monthEnd.takeBackWhy'),
      },
      (reason) => client.monthEnd.takeBack({ id, reason }),
    )
  }
  return (
    <Panel
      title={name}
      note={t('shell.rows', { count: total })}
      actions={
        mayWrite && (
          <>
            {signedOff && (
              <KeyButton keys="u" onClick={() => takeBack(signedOff.id)}>
                {t('monthEnd.takeBack')}
              </KeyButton>
            )}
            <KeyButton keys="s" disabled={isSettledClass(group)} onClick={signOff}>
              {t('monthEnd.signOff')}
            </KeyButton>
          </>
        )
      }
      foot={<small className="dim">{t('monthEnd.rowsHint')}</small>}
    >
      {signedOff && (
        <div className={styles['reason']} role="note">
          {t('monthEnd.signedOffBy', {
            by: signedOff.by,
            at: formatInstant(signedOff.at),
            total: signedOff.total,
            reason: signedOff.reason,
          })}
        </div>
      )}
      <DataTable
        key={kind}
        ref={table}
        autoFocus={false}
        label={name}
        columns={columns}
        list={client.monthEnd.rows}
        filter={{ month, kind }}
        rowKey={(row) => `${row.id} ${row.number} ${row.text}`}
        onOpen={(row) => openPlace(kind, row, month)}
        empty={<Empty title={t('monthEnd.nothing')} />}
      />
    </Panel>
  )
}

/** How far the month is, in one badge. */
const Verdict = ({ month, classes }: { month: string; classes: MonthClass[] }) => {
  const t = useT()
  const open = classes.filter((row) => !isSettledClass(row))
  const known = classes.filter((row) => classStateOf(row) === 'signedOff')
  const sum = (rows: MonthClass[]): number => rows.reduce((all, { total }) => all + total, 0)
  if (open.length > 0)
    return <StateBadge tone="bad">{t('monthEnd.stillOpen', { classes: open.length, count: sum(open) })}</StateBadge>
  return known.length > 0 ? (
    <StateBadge tone="warn">{t('monthEnd.allSettled', { month, count: sum(known) })}</StateBadge>
  ) : (
    <StateBadge tone="ok">{t('monthEnd.allClean', { month })}</StateBadge>
  )
}

/** 月结检查: what a month still lacks before it goes to accounting, class by class (duty 103). */
export const MonthEndPage = ({ tab }: PageProps) => {
  const t = useT()
  const columns = useClassColumns()
  const mayWrite = useMay('statements.write')
  const wanted = tab.parameters['month']
  const [month, setMonth] = useState(typeof wanted === 'string' ? wanted : lastMonth())
  useEffect(() => {
    if (typeof wanted === 'string') setMonth(wanted)
  }, [wanted])
  const [kind, setKind] = useState<FindingKind>('numberGap')
  const [giving, setGiving] = useState(false)
  const groups = useRef<DataTableHandle>(null)
  const rows = useRef<DataTableHandle>(null)
  const { data, error } = useQuery(client.monthEnd.check, { month }, { keep: true })
  const exporting = useExporting()
  const classes = data?.classes ?? []
  const group = classes.find((each) => each.kind === kind)
  const known = classes.filter((row) => classStateOf(row) === 'signedOff').reduce((sum, { total }) => sum + total, 0)
  const handover = data?.month === month ? data.handover : null
  const pack = async (): Promise<void> => {
    const made = await exporting.run('monthPack', { month }, t('monthEnd.packName', { month }))
    if (made) notify(t('monthEnd.packMade', { name: made.saved }))
  }
  return (
    <Page layout="sides">
      <Panel
        title={t('monthEnd.title')}
        bar={<MonthChoice month={month} onChange={setMonth} />}
        actions={
          <>
            <KeyButton keys="e" onClick={pack}>
              {t('monthEnd.pack')}
            </KeyButton>
            {handover ? (
              <KeyButton
                keys="h"
                onClick={() => openTab({ word: 'monthEnd', id: handover.id, title: handover.number })}
              >
                {t('monthEnd.openHandover')}
              </KeyButton>
            ) : (
              mayWrite && (
                <KeyButton keys="h" go onClick={() => setGiving(true)}>
                  {t('monthEnd.handOver')}
                </KeyButton>
              )
            )}
          </>
        }
        foot={
          <>
            {data && <Verdict month={data.month} classes={classes} />}
            {handover && (
              <small className="dim">
                {t('monthEnd.handedNote', {
                  number: handover.number,
                  by: handover.by,
                  taker: handover.taker,
                  on: handover.takenOn,
                })}
              </small>
            )}
          </>
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          ref={groups}
          label={t('monthEnd.title')}
          columns={columns}
          rows={classes}
          rowKey={(each) => each.kind}
          onSelect={(each) => each && setKind(each.kind)}
          onOpen={() => rows.current?.focus()}
        />
      </Panel>
      {group ? (
        <Rows group={group} month={month} table={rows} onBack={() => groups.current?.focus()} />
      ) : (
        <Panel>{null}</Panel>
      )}
      {giving && <HandOverDialog month={month} exceptions={known} onClose={() => setGiving(false)} />}
      {exporting.bar}
    </Page>
  )
}
