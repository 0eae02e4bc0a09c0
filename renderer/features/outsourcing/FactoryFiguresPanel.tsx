import { useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { lastDayOfMonth, plusDays } from '../../../shared/dates.ts'
import { formatFen } from '../../../shared/money.ts'
import { causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import { defectRateOf, lateRateOf, percentText } from '../../../shared/outsideFactories.ts'
import type { outsourcing } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useOutsideColumns } from './OutsourcingPage.tsx'
import styles from './Outsourcing.module.css'

type Returned = Output<typeof outsourcing.returned>['rows'][number]

/** The three months up to the end of this one: what is told without being asked. */
const usualPeriod = (): { from: string; to: string } => {
  const month = todayHere().slice(0, 7)
  const before = plusDays(`${month}-01`, -40).slice(0, 7)
  return { from: `${before}-01`, to: lastDayOfMonth(month) }
}

const useReturnedColumns = (): Column<Returned>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'returnedOn', header: t('outsourcing.returnedOn'), kind: 'date', width: 92 },
      { key: 'number', header: t('app.number'), width: 112 },
      { key: 'processName', header: t('operations.process'), width: 74 },
      { key: 'description', header: t('operations.description') },
      { key: 'good', header: t('outsourcing.good'), kind: 'quantity', width: 58 },
      { key: 'bad', header: t('outsourcing.bad'), kind: 'quantity', width: 52, value: ({ bad }) => bad || null },
      {
        key: 'scrap',
        header: t('outsourcing.scrap'),
        kind: 'quantity',
        width: 52,
        value: ({ scrap }) => scrap || null,
      },
      { key: 'unit', header: t('app.unit'), width: 40 },
      {
        key: 'note',
        header: t('operations.note'),
        width: 150,
        value: ({ kind, causeCode, note }) =>
          [
            kind === 'lost' ? t('outsourcing.lost') : '',
            causeCode ? `${causeSigns[causeCode]} ${t(causeShortKeys[causeCode])}` : '',
            note,
          ]
            .filter(Boolean)
            .join(' · '),
      },
    ],
    [t],
  )
}

const Rates = ({ factoryId, from, to }: { factoryId: number; from: string; to: string }) => {
  const t = useT()
  const { data } = useQuery(client.outsourcing.figures, { factoryId, from, to }, { keep: true })
  if (!data) return null
  const { due, late, lateDays, good, bad, scrap, lost, amountFen, payableFen } = data
  return (
    <div className={styles['rates']}>
      <Figure
        label={t('outsourcing.lateRate')}
        negative={late > 0}
        note={t('outsourcing.lateParts', { late, due, days: lateDays })}
      >
        {percentText(lateRateOf(data))}
      </Figure>
      <Figure
        label={t('outsourcing.defectRate')}
        negative={bad > 0}
        note={t('outsourcing.defectParts', {
          bad: formatQuantity(bad),
          back: formatQuantity(good + bad),
          scrap: formatQuantity(scrap),
        })}
      >
        {percentText(defectRateOf(data))}
      </Figure>
      <Figure label={t('outsourcing.lostParts')} negative={lost > 0}>
        {formatQuantity(lost)}
      </Figure>
      {amountFen !== null && <Figure label={t('outsourcing.amount')}>{formatFen(amountFen)}</Figure>}
      {payableFen !== null && <Figure label={t('outsourcing.payable')}>{formatFen(payableFen)}</Figure>}
    </div>
  )
}

/** How late and how good a factory is in a period, and the rows behind both rates. `[` `]` go a month back and on. */
export const FactoryFiguresPanel = ({ factoryId }: { factoryId: number }) => {
  const t = useT()
  const [{ from, to }, setPeriod] = useState(usualPeriod)
  const [shown, setShown] = useState<'due' | 'returned'>('due')
  const dueColumns = useOutsideColumns(true)
  const returnedColumns = useReturnedColumns()
  const go = (months: 1 | -1) => (): void => {
    const month = plusDays(`${to.slice(0, 7)}-15`, months * 30).slice(0, 7)
    setPeriod({ from: `${month}-01`, to: lastDayOfMonth(month) })
  }
  const filter = { factoryId, from, to }
  return (
    <Panel
      title={t('outsourcing.period')}
      bar={
        <div className={styles['filters']}>
          <DateInput
            inline
            label=""
            hint=""
            width={92}
            value={from}
            onChange={(value) => value && setPeriod({ from: value, to: value > to ? value : to })}
          />
          <DateInput
            inline
            label="—"
            hint=""
            width={92}
            value={to}
            onChange={(value) => value && setPeriod({ from: value < from ? value : from, to: value })}
          />
          <KeyButton keys="," onClick={go(-1)}>
            {t('outsourcing.previousPeriod')}
          </KeyButton>
          <KeyButton keys="." onClick={go(1)}>
            {t('outsourcing.nextPeriod')}
          </KeyButton>
        </div>
      }
      actions={
        <>
          <KeyButton keys="1" aria-pressed={shown === 'due'} onClick={() => setShown('due')}>
            {t('outsourcing.dueLines')}
          </KeyButton>
          <KeyButton keys="2" aria-pressed={shown === 'returned'} onClick={() => setShown('returned')}>
            {t('outsourcing.returned')}
          </KeyButton>
        </>
      }
    >
      <Rates {...filter} />
      {shown === 'due' ? (
        <DataTable
          label={t('outsourcing.dueLines')}
          columns={dueColumns}
          list={client.outsourcing.dueLines}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={(row) => openTab({ word: 'outsourcing', id: row.slipId, title: row.number })}
          empty={<Empty title={t('outsourcing.dueEmpty')} />}
        />
      ) : (
        <DataTable
          label={t('outsourcing.returned')}
          columns={returnedColumns}
          list={client.outsourcing.returned}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={(row) => openTab({ word: 'outsourcing', id: row.slipId, title: row.number })}
          empty={<Empty title={t('outsourcing.returnedEmpty')} />}
        />
      )}
    </Panel>
  )
}
