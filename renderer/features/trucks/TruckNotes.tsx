import { useMemo } from 'react'
import { journeyStateKeys } from '../../../shared/journeys.ts'
import { noteStateKeys } from '../../../shared/deliveries.ts'
import type { TruckNote } from '../../../shared/trucks.ts'
import type { Column } from '../../components/DataTable.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { briefText, knownText } from './LoadBars.tsx'

/** Columns of notes, waiting for a truck or on one; `day`: the day of the page, to tell what is late. */
export const useNoteColumns = (day: string, stops: boolean): Column<TruckNote>[] => {
  const t = useT()
  return useMemo(() => {
    const load: Column<TruckNote>[] = [
      { key: 'packs', header: t('deliveries.packs'), width: 42, align: 'right', value: ({ load: { packs } }) => packs },
      ...(['volume', 'weight'] as const).map((measure) => ({
        key: measure,
        header: t(measure === 'volume' ? 'trucks.volume' : 'trucks.weight'),
        width: 60,
        align: 'right' as const,
        render: ({ load: own }: TruckNote) => {
          const unknown = measure === 'volume' ? own.unknownVolume : own.unknownWeight
          return (
            <span className={unknown > 0 ? 'dim' : ''} title={knownText(t, own, measure)}>
              {briefText(t, own, measure)}
            </span>
          )
        },
      })),
    ]
    const state: Column<TruckNote> = {
      key: 'state',
      header: t('app.state'),
      width: 88,
      render: ({ released, journeyState }) =>
        released ? (
          <StateBadge tone={journeyState === 'underWay' || journeyState === 'arrived' ? 'ok' : 'info'}>
            {t(journeyState === 'preparing' ? noteStateKeys.released : journeyStateKeys[journeyState])}
          </StateBadge>
        ) : (
          <StateBadge tone="wait">{t('journeys.statePreparing')}</StateBadge>
        ),
    }
    const customer: Column<TruckNote> = {
      key: 'customer',
      header: t('app.customer'),
      ...(stops ? { width: 84 } : {}),
      render: (row) => (
        <span title={[row.address, row.contact, row.phone].filter(Boolean).join(' ')}>{row.customer}</span>
      ),
    }
    if (stops)
      return [
        customer,
        { key: 'number', header: t('app.number'), width: 100 },
        { key: 'address', header: t('deliveries.address') },
        ...load,
        state,
      ]
    return [
      { key: 'region', header: t('shipments.region'), width: 46 },
      {
        key: 'deliveryOn',
        header: t('app.date'),
        width: 50,
        render: (row) => (
          <span className={row.deliveryOn < day ? 'neg' : ''} title={row.deliveryOn < day ? t('trucks.later') : ''}>
            {row.deliveryOn.slice(5)}
          </span>
        ),
      },
      customer,
      { key: 'number', header: t('app.number'), width: 100 },
      ...load,
      state,
    ]
  }, [t, day, stops])
}
