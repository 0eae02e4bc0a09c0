import { useMemo, useState } from 'react'
import {
  noteKindKeys,
  type NoteListRow,
  type NoteState,
  noteStateKey,
  noteStateKeys,
  noteStates,
} from '../../../shared/deliveries.ts'
import { formatFen } from '../../../shared/money.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check, Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { weekdayOf } from '../../lib/values.ts'
import { noteTones, signedKeys, signedTones } from './tones.ts'
import { yuan } from '../receipts/yuan.ts'

const useColumns = (): Column<NoteListRow>[] => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(() => {
    const money: Column<NoteListRow>[] = [
      { key: 'totalFen', header: t('app.amount'), kind: 'money', width: 104 },
      {
        key: 'openFen',
        header: t('deliveries.open'),
        kind: 'money',
        width: 100,
        value: ({ openFen }) => openFen || null,
      },
    ]
    return [
      {
        key: 'state',
        header: t('app.state'),
        width: 84,
        render: (row) => <StateBadge tone={noteTones[row.state]}>{t(noteStateKey(row))}</StateBadge>,
      },
      {
        key: 'deliveryOn',
        header: t('deliveries.deliveryOn'),
        width: 122,
        render: (row) => (
          <>
            {row.deliveryOn} <small className="dim">{weekdayOf(row.deliveryOn)}</small>
          </>
        ),
      },
      { key: 'number', header: t('app.number'), width: 112 },
      {
        key: 'kind',
        header: t('deliveries.kind'),
        width: 66,
        render: (row) =>
          row.kind === 'delivery' ? (
            t(noteKindKeys[row.kind])
          ) : (
            <StateBadge tone="info" shape="">
              {t(noteKindKeys[row.kind])}
            </StateBadge>
          ),
      },
      { key: 'customer', header: t('app.customer') },
      { key: 'orderNumbers', header: t('deliveries.orders'), width: 122 },
      { key: 'totalPacks', header: t('deliveries.packs'), kind: 'integer', width: 50 },
      ...(seesPrices ? money : []),
      {
        key: 'codFen',
        header: t('deliveries.cod'),
        width: 96,
        align: 'right',
        render: (row) =>
          row.codFen === 0 ? null : row.codCollectedFen === null && row.state === 'released' ? (
            <b className="neg">{formatFen(row.codFen)}</b>
          ) : (
            formatFen(row.codFen)
          ),
      },
      { key: 'driver', header: t('deliveries.driver'), width: 64 },
      {
        key: 'signed',
        header: t('deliveries.signTitle'),
        width: 94,
        render: (row) =>
          row.signed === 'none' ? null : (
            <StateBadge tone={signedTones[row.signed]}>{t(signedKeys[row.signed])}</StateBadge>
          ),
      },
    ]
  }, [t, seesPrices])
}

const begin = (kind: string, title: string): void => {
  openTab({ word: 'deliveries', page: 'new', another: true, title, parameters: { kind } })
}

/** Delivery notes: what has to leave, what is unsigned, what cash is still with a driver. */
export const DeliveriesPage = () => {
  const t = useT()
  const columns = useColumns()
  const [mayWrite, seesPrices] = [useMay('deliveries.write'), useMay('prices.read')]
  const [state, setState] = useState<NoteState | 'all'>('all')
  const [unsigned, setUnsigned] = useState(false)
  const [cod, setCod] = useState(false)
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const filter = { state: state === 'all' ? null : state, unsigned, cod, customerId: customer?.id ?? null }
  const { data: settings } = useQuery(client.settings.read, {})
  const { data: sums } = useQuery(client.deliveries.sums, filter, { keep: true })
  return (
    <Page>
      <Panel
        title={t('deliveries.title')}
        bar={
          <>
            <Choice<NoteState | 'all'>
              inline
              label=""
              value={state}
              options={[
                { value: 'all', label: t('app.all') },
                ...noteStates.map((value) => ({ value, label: t(noteStateKeys[value]) })),
              ]}
              onChange={setState}
            />
            <CustomerPicker
              inline
              label=""
              width={130}
              placeholder={t('app.customer')}
              text={customer?.shortName ?? ''}
              onPick={setCustomer}
            />
            <Check label={t('deliveries.onlyUnsigned')} value={unsigned} onChange={setUnsigned} />
            <Check label={t('deliveries.onlyCod')} value={cod} onChange={setCod} />
          </>
        }
        actions={
          mayWrite && (
            <>
              <KeyButton keys="r" onClick={() => begin('return', t('deliveries.kindReturn'))}>
                {t('deliveries.newReturn')}
              </KeyButton>
              <KeyButton
                keys="b"
                onClick={() =>
                  settings?.office.replacementByComplaint === false
                    ? begin('replacement', t('deliveries.kindReplacement'))
                    : openTab({ word: 'replacements' })
                }
              >
                {t('deliveries.newReplacement')}
              </KeyButton>
              <KeyButton keys="h" onClick={() => begin('exchange', t('deliveries.kindExchange'))}>
                {t('deliveries.newExchange')}
              </KeyButton>
              <KeyButton keys="n" go onClick={() => begin('delivery', t('deliveries.kindDelivery'))}>
                {t('deliveries.newNote')}
              </KeyButton>
            </>
          )
        }
        foot={
          sums && (
            <>
              {seesPrices && (
                <Figure
                  label={t('deliveries.sumTotal')}
                  note={t('deliveries.sumsLine', { notes: sums.notes, packs: sums.totalPacks })}
                >
                  {yuan(sums.totalFen)}
                </Figure>
              )}
              {seesPrices && <Figure label={t('deliveries.sumOpen')}>{yuan(sums.openFen)}</Figure>}
              <Figure label={t('deliveries.sumCod')} negative={sums.codFen > 0}>
                {yuan(sums.codFen)}
              </Figure>
            </>
          )
        }
      >
        <DataTable
          label={t('deliveries.title')}
          columns={columns}
          list={client.deliveries.list}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          onOpen={(row) => openTab({ word: 'deliveries', id: row.id, title: row.number })}
          empty={<Empty title={t('deliveries.emptyList')} hint={t('deliveries.emptyListHint')} />}
        />
      </Panel>
    </Page>
  )
}
