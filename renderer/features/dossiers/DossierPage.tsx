import { useMemo, useState } from 'react'
import {
  type ConflictRow,
  type Dossier,
  slotKey,
  type DossierState,
  dutyKey,
  type SlotRow,
  type SlotState,
  slotStateKeys,
} from '../../../shared/dossiers.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useTrade } from '../../lib/trade.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { AskDialog, ConflictDialog, DutiesDialog, SlotDialog } from './dialogs.tsx'
import styles from './Dossier.module.css'

const slotTones: Record<SlotState, Tone> = { there: 'ok', notNeeded: 'info', missing: 'bad' }
const stateTones: Record<DossierState, Tone> = { complete: 'ok', conflicting: 'warn', incomplete: 'bad' }
const stateKeys: Record<DossierState, PhraseKey> = {
  complete: 'dossiers.stateComplete',
  conflicting: 'dossiers.stateConflicting',
  incomplete: 'dossiers.stateIncomplete',
}

const useSlotColumns = (): Column<SlotRow>[] => {
  const t = useT()
  const trade = useTrade()
  return useMemo(
    () => [
      { key: 'slot', header: t('dossiers.slot'), width: 200, value: ({ slot }) => t(slotKey(slot, trade)) },
      {
        key: 'state',
        header: t('dossiers.state'),
        width: 90,
        render: ({ state }) => <StateBadge tone={slotTones[state]}>{t(slotStateKeys[state])}</StateBadge>,
      },
      { key: 'place', header: t('dossiers.place') },
      { key: 'by', header: t('dossiers.by'), width: 90 },
      { key: 'at', header: t('reviews.on'), kind: 'instant', width: 100 },
    ],
    [t, trade],
  )
}

const useConflictColumns = (): Column<ConflictRow>[] => {
  const t = useT()
  const trade = useTrade()
  return useMemo(
    () => [
      {
        key: 'between',
        header: t('dossiers.between'),
        width: 230,
        value: ({ slot, other }) => `${t(slotKey(slot, trade))} / ${t(slotKey(other, trade))}`,
      },
      { key: 'words', header: t('dossiers.words') },
      {
        key: 'settledHow',
        header: t('dossiers.settledHow'),
        width: 330,
        render: ({ settledAt, settledHow, settledBy }) =>
          settledAt === null ? (
            <StateBadge tone="warn">{t('dossiers.open')}</StateBadge>
          ) : (
            `${settledHow} — ${settledBy}`
          ),
      },
      { key: 'by', header: t('dossiers.notedBy'), width: 80 },
    ],
    [t, trade],
  )
}

const settle = (dossier: Dossier, { id, words }: ConflictRow, t: ReturnType<typeof useT>) =>
  withReason(
    {
      title: `${dossier.orderNumber} · ${t('dossiers.settle')}`,
      children: words,
      action: t('dossiers.settle'),
      label: t('dossiers.settledHow'),
    },
    (how) => client.dossiers.settleConflict({ id, how }),
  )

const HeadKeys = ({ dossier, onDuties }: { dossier: Dossier; onDuties: () => void }) => {
  const t = useT()
  const mayWrite = useMay('orders.write')
  const { orderId, orderNumber } = dossier
  return (
    <>
      {mayWrite && (
        <KeyButton keys="g" onClick={onDuties}>
          {t('dossiers.duties')}
        </KeyButton>
      )}
      <KeyButton keys="o" onClick={() => openTab({ word: 'orders', id: orderId, title: orderNumber })}>
        {t('changes.openOrder')}
      </KeyButton>
      <KeyButton
        keys="Control+p"
        onClick={() =>
          openTab({ word: 'dossiers', page: 'print', id: orderId, title: `${orderNumber} ${t('dossiers.title')}` })
        }
      >
        {t('app.print')}
      </KeyButton>
    </>
  )
}

/** Where the six differ: noted, settled, or asked of the customer. */
const Conflicts = ({ dossier }: { dossier: Dossier }) => {
  const t = useT()
  const columns = useConflictColumns()
  const mayWrite = useMay('orders.write')
  const mayAsk = useMay('checks.write')
  const [adding, setAdding] = useState(false)
  const [asking, setAsking] = useState<ConflictRow | null>(null)
  const [selected, setSelected] = useState<ConflictRow | null>(null)
  const row = dossier.conflicts.find(({ id }) => id === selected?.id) ?? dossier.conflicts.at(-1) ?? null
  const open = row !== null && row.settledAt === null
  const settleRow = (conflict: ConflictRow): void => {
    if (mayWrite && conflict.settledAt === null) void settle(dossier, conflict, t)
  }
  return (
    <Panel
      title={t('dossiers.conflicts')}
      actions={
        mayWrite && (
          <>
            {open && (
              <KeyButton keys="s" onClick={() => settleRow(row)}>
                {t('dossiers.settle')}
              </KeyButton>
            )}
            {open && mayAsk && dossier.lines.length > 0 && (
              <KeyButton keys="q" onClick={() => setAsking(row)}>
                {t('dossiers.ask')}
              </KeyButton>
            )}
            <KeyButton keys="n" onClick={() => setAdding(true)}>
              {t('dossiers.add')}
            </KeyButton>
          </>
        )
      }
    >
      <DataTable
        label={t('dossiers.conflicts')}
        columns={columns}
        rows={dossier.conflicts}
        rowKey={({ id }) => id}
        autoFocus={false}
        onSelect={setSelected}
        onOpen={settleRow}
        empty={<Empty title={t('dossiers.noConflict')} hint={t('dossiers.noConflictHint')} />}
      />
      {adding && <ConflictDialog dossier={dossier} onClose={() => setAdding(false)} />}
      {asking && <AskDialog dossier={dossier} words={asking.words} onClose={() => setAsking(null)} />}
    </Panel>
  )
}

/** 资料齐套 of an order (duty 128): the six papers and samples, where they differ, who follows what; `id` is the order. */
export const DossierPage = ({ id }: PageProps) => {
  const t = useT()
  const trade = useTrade()
  const columns = useSlotColumns()
  const mayWrite = useMay('orders.write')
  const { data: dossier, error } = useQuery(client.dossiers.read, { orderId: id ?? 0 }, { enabled: id !== null })
  const [changing, setChanging] = useState<SlotRow | null>(null)
  const [sharing, setSharing] = useState(false)
  if (!dossier)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page layout="rows">
      <Panel
        className={styles['slots'] ?? ''}
        title={t('dossiers.of', { number: dossier.orderNumber })}
        note={dossier.customerName}
        bar={<StateBadge tone={stateTones[dossier.state]}>{t(stateKeys[dossier.state])}</StateBadge>}
        actions={<HeadKeys dossier={dossier} onDuties={() => setSharing(true)} />}
        foot={
          <span className="dim">
            {t('dossiers.duties')}:{' '}
            {dossier.duties.map(({ kind, name }) => `${t(dutyKey(kind, trade))} ${name}`).join(' · ')}
          </span>
        }
      >
        <DataTable
          label={t('dossiers.title')}
          columns={columns}
          rows={dossier.slots}
          rowKey={({ slot }) => slot}
          {...(mayWrite ? { onOpen: setChanging } : {})}
        />
      </Panel>
      <Conflicts dossier={dossier} />
      {changing && <SlotDialog dossier={dossier} row={changing} onClose={() => setChanging(null)} />}
      {sharing && <DutiesDialog dossier={dossier} onClose={() => setSharing(false)} />}
    </Page>
  )
}
