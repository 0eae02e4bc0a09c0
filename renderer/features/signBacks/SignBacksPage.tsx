import { useEffect, useMemo, useState } from 'react'
import type { Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import {
  mayOpenCopy,
  type SignBackKind,
  signBackKindKeys,
  signBackKinds,
  type SignBackRow,
  type SignBackState,
  signBackStateKeys,
} from '../../../shared/signBacks.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check, Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { askSettled } from './askSettled.ts'
import { attachCopy, lacksCopy } from './attachCopy.ts'
import { ChaseDialog } from './ChaseDialog.tsx'
import { CopyDialog } from './CopyDialog.tsx'
import { openSigned } from './openSigned.ts'
import { ReturnDialog } from './ReturnDialog.tsx'
import { withReason } from '../../lib/reasoned.ts'

const tones: Record<SignBackState, Tone> = { waiting: 'wait', same: 'ok', different: 'bad', cancelled: 'plain' }

/** What the list shows; differences first, as long as there are any. */
const shownNames = ['open', 'waiting', 'same', 'settled', 'escalated'] as const
type Shown = (typeof shownNames)[number]
const filters: Record<Shown, { state: SignBackState; open?: boolean; escalated?: boolean }> = {
  open: { state: 'different', open: true },
  waiting: { state: 'waiting' },
  same: { state: 'same' },
  settled: { state: 'different', open: false },
  escalated: { state: 'waiting', escalated: true },
}

/** 王小姐:明天传 → 11-28 */
export const lastSaid = ({ lastSpokenTo, lastAnswer, nextOn }: SignBackRow): string =>
  [[lastSpokenTo, lastAnswer].filter(Boolean).join(':'), nextOn === null ? '' : `→ ${nextOn.slice(5)}`]
    .filter(Boolean)
    .join(' ')

const waitingColumns = (t: Translate): Column<SignBackRow>[] => [
  { key: 'sentTo', header: t('signBacks.sentTo'), width: 120 },
  { key: 'dueOn', header: t('signBacks.dueOn'), kind: 'date', width: 92 },
  {
    key: 'chases',
    header: t('signBacks.chases'),
    width: 60,
    value: ({ chases }) => (chases > 0 ? t('signBacks.chasesCount', { count: chases }) : ''),
  },
  { key: 'lastAnswer', header: t('signBacks.chaseAnswer'), width: 150, value: lastSaid },
]

/** What differs by how much; and how it was settled. */
const Difference = ({ row }: { row: SignBackRow }) => {
  const t = useT()
  const words = [row.difference, row.differenceFen === null ? '' : formatFen(row.differenceFen)].filter(Boolean)
  const how =
    row.settledAt !== null
      ? t('signBacks.settledBy', { by: row.settledBy ?? '', at: formatInstant(row.settledAt), how: row.settledHow })
      : row.open
        ? ''
        : t('signBacks.corrected')
  const text = [words.join(' · '), how].filter(Boolean).join(' → ')
  return <span title={text}>{text}</span>
}

const useColumns = (shown: Shown): Column<SignBackRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'ageDays',
        header: t('signBacks.age'),
        width: 104,
        render: (row) =>
          row.overdueDays > 0 ? (
            <StateBadge tone="bad">{t('signBacks.overdue', { days: row.overdueDays })}</StateBadge>
          ) : (
            t('signBacks.days', { days: row.ageDays })
          ),
      },
      {
        key: 'state',
        header: t('app.state'),
        width: 92,
        render: (row) => <StateBadge tone={tones[row.state]}>{t(signBackStateKeys[row.state])}</StateBadge>,
      },
      { key: 'kind', header: t('signBacks.kind'), width: 92, value: ({ kind }) => t(signBackKindKeys[kind]) },
      { key: 'documentNumber', header: t('app.number'), width: 118 },
      {
        key: 'customerName',
        header: t('app.customer'),
        ...(shown === 'open' || shown === 'settled' ? { width: 130 } : {}),
      },
      { key: 'phone', header: t('orders.phone'), width: 130 },
      { key: 'sentAt', header: t('signBacks.sentAt'), kind: 'instant', width: 96 },
      ...(shown === 'waiting' || shown === 'same' || shown === 'escalated' ? waitingColumns(t) : []),
      ...(shown === 'open' || shown === 'settled'
        ? [
            {
              key: 'difference',
              header: t('signBacks.difference'),
              render: (row: SignBackRow) => <Difference row={row} />,
            },
          ]
        : []),
    ],
    [t, shown],
  )
}

interface RowActionsProps {
  row: SignBackRow
  onReturn: (result: 'same' | 'different') => void
  onCopy: () => void
  onChase: () => void
}

const RowActions = ({ row, onReturn, onCopy, onChase }: RowActionsProps) => {
  const t = useT()
  const mayPick = useMay('inbox.write')
  const mayOpen = useSession(({ person }) => mayOpenCopy(person?.role ?? null, row.kind))
  const same = (): Promise<unknown> =>
    attempt(
      () =>
        client.signBacks.markReturned({
          id: row.id,
          version: row.version,
          result: 'same',
          difference: '',
          differenceFen: null,
          copy: null,
        }),
      t('signBacks.marked', { number: row.documentNumber }),
    )
  const undo = async (): Promise<void> => {
    await withReason(
      {
        title: `${t('signBacks.undo')} ${row.documentNumber}`,
        action: t('signBacks.undo'),
        label: t('signBacks.undoReason'),
      },
      (reason) => client.signBacks.undo({ id: row.id, version: row.version, reason }),
    )
  }
  const settle = (): Promise<void> => askSettled(row)
  if (row.state === 'same' || row.state === 'different') {
    return (
      <>
        {row.open && (
          <KeyButton keys="F4" go onClick={settle}>
            {t('signBacks.settle')}
          </KeyButton>
        )}
        {row.sha256 !== null && mayOpen && (
          <KeyButton keys="v" onClick={onCopy}>
            {t('signBacks.viewCopy')}
          </KeyButton>
        )}
        {mayPick && lacksCopy(row) && (
          <KeyButton keys="a" onClick={() => attachCopy(row, row.documentNumber)}>
            {t('signBacks.attachCopy')}
          </KeyButton>
        )}
        <KeyButton keys="u" onClick={undo}>
          {t('signBacks.undo')}
        </KeyButton>
      </>
    )
  }
  if (row.state !== 'waiting') return null
  return (
    <>
      <KeyButton keys="c" onClick={onChase}>
        {t('signBacks.chase')}
      </KeyButton>
      <KeyButton keys="a" onClick={() => onReturn('same')}>
        {t('signBacks.attachCopy')}
      </KeyButton>
      <KeyButton keys="n" onClick={() => onReturn('different')}>
        {t('signBacks.markDifferent')}
      </KeyButton>
      <KeyButton keys="y" go onClick={same}>
        {t('signBacks.markSame')}
      </KeyButton>
    </>
  )
}

/** Papers sent out whose signed copy is awaited, the oldest first: confirmations, delivery notes, statements. */
export const SignBacksPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('signBacks.write')
  const [kind, setKind] = useState<SignBackKind | 'all'>('all')
  const { data: counts } = useQuery(client.signBacks.counts, {})
  const [chosen, setShown] = useState<Shown | null>(null)
  // the page was opened for something: that is shown, whatever was chosen before
  useEffect(
    () => setShown(parameters['show'] === 'open' || parameters['show'] === 'escalated' ? parameters['show'] : null),
    [parameters],
  )
  const shown = chosen ?? ((counts?.different ?? 0) > 0 ? 'open' : 'waiting')
  const columns = useColumns(shown)
  const wanted = useMemo(
    () => (typeof parameters['copyId'] === 'number' ? { key: parameters['copyId'] } : null),
    [parameters],
  )
  const [overdueOnly, setOverdueOnly] = useState(false)
  const [selected, setSelected] = useState<SignBackRow | null>(null)
  // the row as it is now: its version moves with every chase
  const { data: now } = useQuery(client.signBacks.read, { id: selected?.id ?? 0 }, { enabled: selected !== null })
  const row = selected !== null && now?.id === selected.id ? now : selected
  const [dialog, setDialog] = useState<{ row: SignBackRow; show: 'same' | 'different' | 'copy' | 'chase' } | null>(null)
  const filter = {
    ...filters[shown],
    overdueOnly: overdueOnly && shown === 'waiting',
    ...(kind === 'all' ? {} : { kind }),
  }
  const words = (name: Shown): string =>
    name === 'open'
      ? t('signBacks.differentCount', { count: counts?.different ?? 0 })
      : name === 'escalated'
        ? `${t('signBacks.escalated')}(${counts?.escalated ?? 0})`
        : t(name === 'settled' ? 'signBacks.stateSettled' : signBackStateKeys[name])
  return (
    <Page>
      <Panel
        title={t('signBacks.title')}
        bar={
          <>
            <Choice<SignBackKind | 'all'>
              inline
              label=""
              value={kind}
              options={[
                { value: 'all', label: t('app.all') },
                ...signBackKinds.map((value) => ({ value, label: t(signBackKindKeys[value]) })),
              ]}
              onChange={setKind}
            />
            <Views
              views={shownNames.filter((name) => name !== 'escalated' || (counts?.escalated ?? 0) > 0)}
              shown={shown}
              labelOf={words}
              onShow={setShown}
            />
            {shown === 'waiting' && (
              <Check label={t('signBacks.overdueOnly')} value={overdueOnly} onChange={setOverdueOnly} />
            )}
          </>
        }
        actions={
          mayWrite &&
          row && (
            <RowActions
              row={row}
              onReturn={(show) => setDialog({ row, show })}
              onCopy={() => setDialog({ row, show: 'copy' })}
              onChase={() => setDialog({ row, show: 'chase' })}
            />
          )
        }
        foot={
          mayWrite && (
            <>
              <KeyButton
                keys="b"
                onClick={() => openTab({ word: 'signBacks', page: 'bulk', title: t('signBacks.bulk') })}
              >
                {t('signBacks.bulk')}
              </KeyButton>
              <KeyButton keys="g" onClick={() => openTab({ word: 'signChases' })}>
                {t('signBacks.chasing')}
              </KeyButton>
            </>
          )
        }
      >
        <DataTable
          label={t('signBacks.title')}
          columns={columns}
          list={client.signBacks.list}
          filter={filter}
          rowKey={({ id }) => id}
          onSelect={setSelected}
          wanted={wanted}
          onOpen={openSigned}
          empty={<Empty title={t(shown === 'open' ? 'signBacks.emptyDifferent' : 'signBacks.emptyWaiting')} />}
        />
      </Panel>
      {dialog?.show === 'copy' && (
        <CopyDialog id={dialog.row.id} number={dialog.row.documentNumber} onClose={() => setDialog(null)} />
      )}
      {dialog?.show === 'chase' && <ChaseDialog papers={[dialog.row]} onClose={() => setDialog(null)} />}
      {dialog && (dialog.show === 'same' || dialog.show === 'different') && (
        <ReturnDialog
          id={dialog.row.id}
          version={dialog.row.version}
          kind={dialog.row.kind}
          number={dialog.row.documentNumber}
          result={dialog.show}
          onClose={() => setDialog(null)}
        />
      )}
    </Page>
  )
}
