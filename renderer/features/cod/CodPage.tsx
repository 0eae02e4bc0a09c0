import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { type CodDriver, codLeft, type CodRow, type CodSettlement, codStateKeys } from '../../../shared/cod.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { CollectDialog } from './CollectDialog.tsx'
import { RepayDialog } from './RepayDialog.tsx'
import { SettleDialog } from './SettleDialog.tsx'
import { codTones, openHandover } from './words.ts'
import styles from './Cod.module.css'

const useDriverColumns = (): Column<CodDriver>[] => {
  const t = useT()
  return useMemo(
    (): Column<CodDriver>[] => [
      { key: 'driver', header: t('cod.driver'), render: ({ driver }) => <b>{driver || t('cod.noDriver')}</b> },
      { key: 'notes', header: t('cod.notes'), kind: 'integer', width: 56 },
      ...(
        [
          ['openFen', 'cod.open'],
          ['toCollectFen', 'cod.stillToCollect'],
          ['onDriverFen', 'cod.onDriver'],
          ['waitingFen', 'cod.waiting'],
          ['differenceFen', 'cod.difference'],
          ['owedFen', 'cod.owed'],
        ] as const
      ).map(([key, header]): Column<CodDriver> => ({
        key,
        header: t(header),
        kind: 'money',
        width: 112,
        value: (row) => (row[key] === 0 ? null : row[key]),
      })),
      {
        key: 'oldestDays',
        header: t('cod.days'),
        width: 76,
        align: 'right',
        value: ({ oldestDays }) => (oldestDays > 0 ? t('signBacks.days', { days: oldestDays }) : ''),
      },
    ],
    [t],
  )
}

const useNoteColumns = (): Column<CodRow>[] => {
  const t = useT()
  return useMemo(
    (): Column<CodRow>[] => [
      {
        key: 'state',
        header: t('app.state'),
        width: 104,
        render: ({ state }) => <StateBadge tone={codTones[state]}>{t(codStateKeys[state])}</StateBadge>,
      },
      { key: 'number', header: t('cod.note'), width: 118 },
      { key: 'customer', header: t('app.customer') },
      { key: 'deliveredOn', header: t('cod.deliveredOn'), kind: 'date', width: 92 },
      { key: 'days', header: t('cod.age'), kind: 'integer', width: 56 },
      { key: 'toCollectFen', header: t('cod.toCollect'), kind: 'money', width: 112 },
      {
        key: 'onDriverFen',
        header: t('cod.onDriver'),
        kind: 'money',
        width: 112,
        value: ({ onDriverFen }) => onDriverFen || null,
      },
      {
        key: 'waitingFen',
        header: t('cod.waiting'),
        kind: 'money',
        width: 112,
        value: ({ waitingFen }) => waitingFen || null,
      },
      {
        key: 'handedFen',
        header: t('cod.handed'),
        kind: 'money',
        width: 112,
        value: ({ handedFen }) => handedFen || null,
      },
      { key: 'openFen', header: t('cod.open'), kind: 'money', width: 112, value: ({ openFen }) => openFen || null },
    ],
    [t],
  )
}

const useDebtColumns = (): Column<CodSettlement>[] => {
  const t = useT()
  return useMemo(
    (): Column<CodSettlement>[] => [
      { key: 'number', header: t('cod.note'), width: 118 },
      { key: 'customer', header: t('app.customer'), width: 140 },
      { key: 'at', header: t('cod.settle'), kind: 'instant', width: 100 },
      { key: 'by', header: t('signBacks.sentBy'), width: 80 },
      { key: 'amountFen', header: t('cod.owed'), kind: 'money', width: 112 },
      { key: 'adjustmentNumber', header: t('app.number'), width: 110 },
      { key: 'reason', header: t('cod.settleWhy') },
    ],
    [t],
  )
}

/** What the driver owes of differences he bears. */
const Debts = ({ driver, table }: { driver: string; table: RefObject<DataTableHandle | null> }) => {
  const t = useT()
  const mayWrite = useMay('receipts.write')
  const maySettle = useMay('cod.settle')
  const columns = useDebtColumns()
  const { data } = useQuery(client.cod.debts, { driver })
  const [chosen, setChosen] = useState<CodSettlement | null>(null)
  const [paying, setPaying] = useState<CodSettlement | null>(null)
  const unsettle = async (debt: CodSettlement): Promise<void> => {
    await withReason(
      { title: `${debt.number} ${t('cod.unsettle')}`, action: t('cod.unsettle'), label: t('cod.unsettleReason') },
      (reason) => client.cod.unsettle({ settlementId: debt.id, version: debt.noteVersion, reason }),
    )
  }
  return (
    <Panel
      title={`${driver} · ${t('cod.debts')}`}
      actions={
        chosen && (
          <>
            {maySettle && (
              <KeyButton keys="u" onClick={() => unsettle(chosen)}>
                {t('cod.deedOf', { deed: t('cod.unsettle'), number: chosen.number })}
              </KeyButton>
            )}
            {mayWrite && (
              <KeyButton keys="r" go onClick={() => setPaying(chosen)}>
                {t('cod.deedOf', { deed: t('cod.repay'), number: chosen.number })}
              </KeyButton>
            )}
          </>
        )
      }
    >
      <DataTable
        ref={table}
        label={t('cod.debts')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ id }) => id}
        autoFocus={false}
        onSelect={setChosen}
        empty={<Empty title={t('cod.emptyNotes')} />}
      />
      {paying && <RepayDialog debt={paying} onClose={() => setPaying(null)} />}
    </Panel>
  )
}

/** The notes of the driver under the cursor: what is open, or what is closed. */
const Notes = ({
  driver,
  closed,
  table,
}: {
  driver: CodDriver
  closed: boolean
  table: RefObject<DataTableHandle | null>
}) => {
  const t = useT()
  const mayWrite = useMay('receipts.write')
  const maySettle = useMay('cod.settle')
  const columns = useNoteColumns()
  const [chosen, setChosen] = useState<CodRow | null>(null)
  const [dialog, setDialog] = useState<{ note: CodRow; show: 'collect' | 'settle' } | null>(null)
  const filter = useMemo(
    () => ({ driver: driver.driver, show: closed ? ('closed' as const) : ('open' as const) }),
    [driver.driver, closed],
  )
  const { data: deeds } = useQuery(client.cod.read, { id: chosen?.id ?? 0 }, { enabled: chosen !== null })
  const mistake =
    deeds?.id === chosen?.id
      ? deeds?.entries.findLast(
          ({ handoverId, handedFen, reversedReason }) =>
            handoverId === null && handedFen === null && reversedReason === null,
        )
      : undefined
  const settled =
    deeds?.id === chosen?.id ? deeds?.settlements.findLast(({ reversedReason }) => reversedReason === null) : undefined
  const takeBack = async (): Promise<void> => {
    if (!chosen) return
    const title = `${chosen.number} ${t(mistake ? 'cod.takeBack' : 'cod.unsettle')}`
    const { version } = chosen
    if (mistake)
      await withReason({ title, action: t('cod.takeBack'), label: t('cod.takeBackReason') }, (reason) =>
        client.cod.takeBack({ entryId: mistake.id, version, reason }),
      )
    else if (settled)
      await withReason({ title, action: t('cod.unsettle'), label: t('cod.unsettleReason') }, (reason) =>
        client.cod.unsettle({ settlementId: settled.id, version, reason }),
      )
  }
  // the keys work from the list of drivers too: each says whose note it acts on
  const of = (deed: string): string => t('cod.deedOf', { deed, number: chosen?.number ?? '' })
  return (
    <Panel
      title={`${driver.driver || t('cod.noDriver')} · ${t(closed ? 'cod.showClosed' : 'cod.showOpen')}`}
      actions={
        <>
          {chosen && ((mistake && mayWrite) || (settled && maySettle)) && (
            <KeyButton keys="u" onClick={takeBack}>
              {of(t(mistake ? 'cod.takeBack' : 'cod.unsettle'))}
            </KeyButton>
          )}
          {chosen && maySettle && chosen.state !== 'closed' && codLeft(chosen) !== 0 && (
            <KeyButton keys="d" onClick={() => setDialog({ note: chosen, show: 'settle' })}>
              {of(t('cod.settle'))}
            </KeyButton>
          )}
          {mayWrite && driver.onDriverFen > 0 && (
            <KeyButton keys="h" onClick={() => openHandover(driver.driver)}>
              {t('cod.handOver')}
            </KeyButton>
          )}
          {chosen && mayWrite && codLeft(chosen) > 0 && (
            <KeyButton keys="c" go onClick={() => setDialog({ note: chosen, show: 'collect' })}>
              {of(t('cod.collect'))}
            </KeyButton>
          )}
        </>
      }
    >
      <DataTable
        ref={table}
        label={t('cod.note')}
        columns={columns}
        list={client.cod.notes}
        filter={filter}
        rowKey={({ id }) => id}
        autoFocus={false}
        onSelect={setChosen}
        onOpen={({ deliveryNoteId, number }) => openTab({ word: 'deliveries', id: deliveryNoteId, title: number })}
        empty={<Empty title={t('cod.emptyNotes')} />}
      />
      {dialog?.show === 'collect' && <CollectDialog note={dialog.note} onClose={() => setDialog(null)} />}
      {dialog?.show === 'settle' && <SettleDialog note={dialog.note} onClose={() => setDialog(null)} />}
    </Panel>
  )
}

const shows = ['open', 'closed', 'debts'] as const
const showKeys = { open: 'cod.showOpen', closed: 'cod.showClosed', debts: 'cod.debts' } as const

/** 代收款: each driver with what he has to account for, the longest waiting first; under him his notes (duty 90). */
export const CodPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const columns = useDriverColumns()
  const { data, error } = useQuery(client.cod.drivers, {}, { keep: true })
  const { data: counts } = useQuery(client.cod.counts, {})
  const [chosen, setChosen] = useState<CodDriver | null>(null)
  const [show, setShow] = useState<(typeof shows)[number]>('open')
  const [wanted, setWanted] = useState<{ key: string } | null>(null)
  useEffect(() => {
    const { driver } = parameters
    setWanted(typeof driver === 'string' ? { key: driver } : null)
  }, [parameters])
  const below = useRef<DataTableHandle>(null)
  const driver = data?.find((row) => row.driver === chosen?.driver) ?? data?.[0]
  return (
    <Page className={styles['cod'] ?? ''}>
      <Panel
        title={t('cod.title')}
        bar={<Views views={shows} shown={show} labelOf={(each) => t(showKeys[each])} onShow={setShow} />}
        actions={
          <KeyButton keys="l" onClick={() => openTab({ word: 'cod', page: 'handovers', title: t('cod.handovers') })}>
            {`${t('cod.handovers')}${counts && counts.waiting > 0 ? `(${t('cod.waiting')} ${counts.waiting})` : ''}`}
          </KeyButton>
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('cod.drivers')}
          columns={columns}
          rows={data ?? []}
          rowKey={({ driver: name }) => name}
          onSelect={setChosen}
          wanted={wanted}
          onOpen={() => below.current?.focus()}
          empty={<Empty title={t('cod.emptyDrivers')} hint={t('cod.emptyDriversHint')} />}
        />
      </Panel>
      {driver && show === 'debts' && <Debts key={driver.driver} driver={driver.driver} table={below} />}
      {driver && show !== 'debts' && (
        <Notes key={`${driver.driver} ${show}`} driver={driver} closed={show === 'closed'} table={below} />
      )}
      {!driver && <Panel label={t('cod.note')} />}
    </Page>
  )
}
