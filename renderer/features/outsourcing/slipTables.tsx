import { useMemo } from 'react'
import { causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import type { OutsideReturn, Slip, SlipLine } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Column } from '../../components/DataTable.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { OutsideBadge } from './OutsideBadge.tsx'
import styles from './Outsourcing.module.css'

const orNothing = (quantity: number): number | null => (quantity === 0 ? null : quantity)

/** The lines of a slip: what went, what is back, what is still outside and since when late. */
export const useLineColumns = (sent: boolean): Column<SlipLine>[] => {
  const t = useT()
  const priced = useMay('prices.read')
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 104,
        render: ({ state }) => <OutsideBadge of={{ state, sent }} />,
      },
      { key: 'processName', header: t('operations.process'), width: 62 },
      {
        key: 'description',
        header: t('operations.description'),
        value: ({ customer, description, requirement }) =>
          [customer, description, requirement].filter(Boolean).join(' '),
      },
      { key: 'quantity', header: t('outsourcing.sent'), kind: 'quantity', width: 60 },
      { key: 'good', header: t('outsourcing.good'), kind: 'quantity', width: 56 },
      { key: 'bad', header: t('outsourcing.bad'), kind: 'quantity', width: 48, value: ({ bad }) => orNothing(bad) },
      { key: 'open', header: t('outsourcing.open'), kind: 'quantity', width: 56, value: ({ open }) => orNothing(open) },
      { key: 'unit', header: t('app.unit'), width: 44 },
      { key: 'wantedOn', header: t('outsourcing.wantedOn'), kind: 'date', width: 90 },
      {
        key: 'lateDays',
        header: t('outsourcing.late'),
        width: 88,
        render: ({ lateDays }) =>
          lateDays > 0 && <StateBadge tone="bad">{t('operations.lateBy', { days: lateDays })}</StateBadge>,
      },
      ...(priced
        ? [
            { key: 'priceMicros', header: t('outsourcing.price'), kind: 'price' as const, width: 64 },
            { key: 'amountFen', header: t('app.amount'), kind: 'money' as const, width: 78 },
          ]
        : []),
    ],
    [t, priced, sent],
  )
}

/** Goods a change slip wants no more while they are at the factory: they come back all the same. */
export const TooMany = ({ slip }: { slip: Slip }) => {
  const t = useT()
  const lines = slip.lines.filter(({ tooMany }) => tooMany > 0)
  if (lines.length === 0) return null
  return (
    <div className={styles['tooMany']}>
      {lines.map(({ id, processName, description, unit, wanted, tooMany }) => (
        <p key={id}>
          {t('outsourcing.tooMany', {
            process: processName,
            goods: description,
            wanted: formatQuantity(wanted),
            many: formatQuantity(tooMany),
            unit,
          })}
        </p>
      ))}
    </div>
  )
}

/** What came back of a slip, day by day. */
export const useReturnColumns = (slip: Slip | undefined): Column<OutsideReturn>[] => {
  const t = useT()
  return useMemo(() => {
    const processes = new Map(slip?.lines.map(({ id, processName, description }) => [id, { processName, description }]))
    return [
      { key: 'returnedOn', header: t('outsourcing.returnedOn'), kind: 'date', width: 92 },
      {
        key: 'process',
        header: t('operations.process'),
        width: 74,
        value: ({ lineId }) => processes.get(lineId)?.processName,
      },
      { key: 'good', header: t('outsourcing.good'), kind: 'quantity', width: 58 },
      { key: 'bad', header: t('outsourcing.bad'), kind: 'quantity', width: 52, value: ({ bad }) => orNothing(bad) },
      {
        key: 'rework',
        header: t('outsourcing.rework'),
        kind: 'quantity',
        width: 52,
        value: ({ rework }) => orNothing(rework),
      },
      {
        key: 'scrap',
        header: t('outsourcing.scrap'),
        kind: 'quantity',
        width: 52,
        value: ({ scrap }) => orNothing(scrap),
      },
      {
        key: 'undone',
        header: t('outsourcing.undone'),
        kind: 'quantity',
        width: 82,
        value: ({ undone }) => orNothing(undone),
      },
      {
        key: 'note',
        header: t('operations.note'),
        value: ({ kind, causeCode, note, takenBackAt, takenBackReason }) =>
          [
            takenBackAt === null ? '' : `${t('outsourcing.takenBack')}: ${takenBackReason}`,
            kind === 'lost' ? t('outsourcing.lost') : '',
            causeCode ? `${causeSigns[causeCode]} ${t(causeShortKeys[causeCode])}` : '',
            note,
          ]
            .filter(Boolean)
            .join(' · '),
      },
      { key: 'by', header: t('outsourcing.enteredBy'), width: 68 },
    ]
  }, [t, slip])
}
