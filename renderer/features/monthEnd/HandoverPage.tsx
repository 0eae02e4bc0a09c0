import { useMemo } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { changeKeys, findingKeys, type LaterChange, type MonthHandover } from '../../../shared/monthEnd.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { useExporting } from '../statements/exporting.tsx'
import { SumsTable } from './SumsTable.tsx'
import styles from './MonthEnd.module.css'

const useColumns = (): Column<LaterChange>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'at', header: t('monthEnd.changedAt'), kind: 'instant', width: 104 },
      { key: 'change', header: t('monthEnd.change'), width: 76, value: ({ change }) => t(changeKeys[change]) },
      { key: 'number', header: t('app.number'), width: 116 },
      { key: 'customer', header: t('app.customer') },
      { key: 'on', header: t('app.date'), width: 92 },
      { key: 'fen', header: t('monthEnd.effect'), kind: 'money', width: 116 },
    ],
    [t],
  )
}

const openPaper = ({ word, id, number }: LaterChange): string =>
  word === 'adjustments' ? openTab({ word: 'statements', page: 'adjustments' }) : openTab({ word, id, title: number })

/** What was left open on purpose, with its reason. */
const Exceptions = ({ classes }: { classes: MonthHandover['classes'] }) => {
  const t = useT()
  const open = classes.filter(({ total }) => total > 0)
  if (open.length === 0) return <p>{t('monthEnd.noExceptions')}</p>
  return (
    <table className={styles['sums']} aria-label={t('monthEnd.sheetExceptions')}>
      <tbody>
        {open.map(({ kind, total, reason, by }) => (
          <tr key={kind}>
            <td>{t(findingKeys[kind])}</td>
            <td className="n">{total}</td>
            <td>{reason}</td>
            <td>{by}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What became of the month since, paper by paper, and what it does to the closing. */
const Changes = ({ handover }: { handover: MonthHandover }) => {
  const t = useT()
  const columns = useColumns()
  const { data } = useQuery(client.monthEnd.changes, { id: handover.id, limit: 1 }, { keep: true })
  const { data: now } = useQuery(client.monthEnd.sums, { month: handover.month }, { keep: true })
  return (
    <Panel
      title={t('monthEnd.changes')}
      foot={
        data &&
        now && (
          <StateBadge tone={data.total === 0 ? 'ok' : 'warn'}>
            {data.total === 0
              ? t('monthEnd.changesNone')
              : t('monthEnd.changesSum', {
                  count: data.total,
                  was: formatFen(handover.sums.closingFen),
                  now: formatFen(now.closingFen),
                })}
          </StateBadge>
        )
      }
    >
      <DataTable
        label={t('monthEnd.changes')}
        columns={columns}
        list={client.monthEnd.changes}
        filter={{ id: handover.id }}
        rowKey={({ word, id, change }) => `${word} ${id} ${change}`}
        onOpen={openPaper}
        empty={<Empty title={t('monthEnd.changesNone')} />}
      />
    </Panel>
  )
}

/** 月结移交单 of a month: its sums and exceptions as they were given, and what changed since. */
export const HandoverPage = ({ id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('statements.write')
  const { data: handover, error } = useQuery(client.monthEnd.handover, { id: id ?? 0 }, { enabled: id !== null })
  const exporting = useExporting()
  if (!handover)
    return (
      <Page>
        <Panel title={t('monthEnd.handoverTitle')}>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const { number, month, version } = handover
  const discard = async (): Promise<void> => {
    await withReason(
      { title: `${number} ${t('app.void')}`, action: t('app.void'), label: t('monthEnd.voidWhy'), danger: true },
      (reason) => client.monthEnd.voidHandover({ id: handover.id, version, reason }),
    )
  }
  const pack = async (): Promise<void> => {
    const made = await exporting.run('monthPack', { month }, t('monthEnd.packName', { month }))
    if (made) notify(t('monthEnd.packMade', { name: made.saved }))
  }
  const print = (): string =>
    openTab({ word: 'monthEnd', page: 'print', id: handover.id, title: `${number} ${t('app.print')}` })
  return (
    <Page layout="sides">
      <Panel
        padded
        title={`${number} · ${month}`}
        bar={handover.voided && <StateBadge tone="bad">{t('app.void')}</StateBadge>}
        actions={
          <>
            <KeyButton keys="e" onClick={pack}>
              {t('monthEnd.pack')}
            </KeyButton>
            {mayWrite && !handover.voided && (
              <KeyButton keys="Control+Delete" onClick={discard}>
                {t('app.void')}
              </KeyButton>
            )}
            <KeyButton keys="Control+p" onClick={print}>
              {t('app.print')}
            </KeyButton>
          </>
        }
        foot={
          <small className="dim">
            {[`${handover.by} → ${handover.taker} ${handover.takenOn}`, handover.remark, handover.voidReason ?? '']
              .filter(Boolean)
              .join(' · ')}
          </small>
        }
      >
        <SumsTable sums={handover.sums} />
        <h2>{t('monthEnd.sheetExceptions')}</h2>
        <Exceptions classes={handover.classes} />
      </Panel>
      <Changes handover={handover} />
      {exporting.bar}
    </Page>
  )
}
