import { useMemo, useState } from 'react'
import { purchaseKindKeys, type PurchaseRow, type PurchaseView, purchaseViews } from '../../../shared/purchases.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { NewPurchaseDialog } from './NewPurchaseDialog.tsx'
import { ArriveDialog, ChaseDialog } from './PurchaseDialogs.tsx'
import { PurchaseStateBadge } from './states.tsx'

const viewKeys: Record<PurchaseView, PhraseKey> = {
  open: 'purchases.viewOpen',
  late: 'purchases.viewOverdue',
  arrived: 'purchases.viewArrived',
  all: 'app.all',
}

/** What is still on its way comes after the process that needs it begins. */
const isAfterStart = ({ state, startOn, promisedOn }: PurchaseRow): boolean =>
  state === 'open' && startOn !== null && (promisedOn === null ? startOn <= todayHere() : promisedOn > startOn)

const useColumns = (): Column<PurchaseRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'promisedOn',
        header: t('purchases.promised'),
        width: 112,
        render: (row) =>
          row.kind === 'stock' ? (
            <span className="dim">{t(purchaseKindKeys.stock)}</span>
          ) : row.promisedOn === null ? (
            <span className="neg">{t('purchases.noPromise')}</span>
          ) : (
            <>
              <span className={row.lateDays > 0 ? 'neg' : ''}>{row.promisedOn.slice(5)}</span>
              {row.firstPromisedOn !== null && row.firstPromisedOn !== row.promisedOn && (
                <small className="dim"> {t('purchases.firstPromise', { day: row.firstPromisedOn.slice(5) })}</small>
              )}
            </>
          ),
      },
      { key: 'number', header: t('app.number'), width: 106 },
      { key: 'supplier', header: t('purchases.supplier'), width: 112 },
      {
        key: 'name',
        header: t('materials.name'),
        value: (row) => [row.code, row.name, row.spec].filter(Boolean).join(' '),
      },
      { key: 'quantity', header: t('purchases.quantity'), kind: 'quantity', width: 62 },
      { key: 'arrived', header: t('purchases.arrived'), kind: 'quantity', width: 62 },
      { key: 'inTransit', header: t('purchases.inTransit'), kind: 'quantity', width: 62 },
      { key: 'unit', header: t('app.unit'), width: 42 },
      { key: 'orderNumber', header: t('purchases.forOrder'), width: 106 },
      {
        key: 'startOn',
        header: t('materials.start'),
        width: 92,
        render: (row) =>
          row.startOn !== null && (
            <span className={isAfterStart(row) ? 'neg' : ''}>{`${row.startOn.slice(5)} ${row.process}`}</span>
          ),
      },
      {
        key: 'state',
        header: t('app.state'),
        width: 92,
        render: (row) => <PurchaseStateBadge state={row.state} late={row.lateDays} />,
      },
      {
        key: 'lastChase',
        header: t('purchases.lastChase'),
        width: 120,
        value: (row) => (row.lastChasedOn === null ? '' : `${row.lastChasedOn.slice(5)} ${row.lastChase}`),
      },
    ],
    [t],
  )
}

/** 采购与在途: what is on its way by the day it was promised; 到货 is posted against it (duty 67). */
export const PurchasesPage = () => {
  const t = useT()
  const columns = useColumns()
  const [mayWrite, mayMove] = [useMay('materials.write'), useMay('materials.move')]
  const [view, setView] = useState<PurchaseView>('open')
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<PurchaseRow | null>(null)
  const [deed, setDeed] = useState<{ kind: 'arrive' | 'chase'; row: PurchaseRow } | 'new' | null>(null)
  const filter = useMemo(
    () => ({ view: text.trim() === '' ? view : ('all' as const), orderId: null, materialId: null, text: text.trim() }),
    [view, text],
  )
  const { data } = useQuery(client.purchases.list, { ...filter, offset: 0, limit: 1 }, { keep: true })
  const waits = selected?.state === 'open' && selected.kind !== 'stock'
  const bar = (
    <>
      {purchaseViews.map((each, index) => (
        <KeyButton
          key={each}
          keys={each === 'all' ? '0' : String(index + 1)}
          className="chip"
          aria-pressed={view === each}
          help={t(viewKeys[each])}
          onClick={() => setView(each)}
        >
          {each === 'late' ? `${t(viewKeys[each])}(${data?.late ?? 0})` : t(viewKeys[each])}
        </KeyButton>
      ))}
      <TextInput
        name="find"
        inline
        width={170}
        label={t('purchases.find')}
        value={text}
        maxLength={40}
        onChange={setText}
      />
    </>
  )
  const actions = (
    <>
      <KeyButton keys="F7" onClick={() => openTab({ word: 'shortages' })}>
        {t('purchases.shortageTitle')}
      </KeyButton>
      {mayWrite && (
        <>
          <KeyButton keys="F4" onClick={() => setDeed('new')}>
            {t('purchases.new')}
          </KeyButton>
          <KeyButton keys="c" disabled={!waits} onClick={() => selected && setDeed({ kind: 'chase', row: selected })}>
            {t('purchases.chase')}
          </KeyButton>
        </>
      )}
      {mayMove && (
        <KeyButton
          keys="F8"
          go
          disabled={!waits}
          onClick={() => selected && setDeed({ kind: 'arrive', row: selected })}
        >
          {t('purchases.arrive')}
        </KeyButton>
      )}
    </>
  )
  return (
    <Page>
      <Panel
        title={t('purchases.title')}
        note={t('shell.rows', { count: data?.total ?? 0 })}
        bar={bar}
        actions={actions}
      >
        <DataTable
          label={t('purchases.title')}
          columns={columns}
          list={client.purchases.list}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={({ state }) => (state === 'void' ? 'dim' : undefined)}
          onOpen={({ id, number }) => openTab({ word: 'purchases', id, title: number })}
          onSelect={setSelected}
          empty={<Empty title={t('purchases.emptyTitle')} hint={t('purchases.emptyHint')} />}
        />
      </Panel>
      {deed === 'new' && <NewPurchaseDialog onClose={() => setDeed(null)} />}
      {deed !== null && deed !== 'new' && deed.kind === 'arrive' && (
        <ArriveDialog purchase={deed.row} onClose={() => setDeed(null)} />
      )}
      {deed !== null && deed !== 'new' && deed.kind === 'chase' && (
        <ChaseDialog purchase={deed.row} onClose={() => setDeed(null)} />
      )}
    </Page>
  )
}
