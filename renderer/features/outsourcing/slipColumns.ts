import type { Translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { LineColumn } from '../../components/LineGrid.tsx'
import type { SlipFormLine } from './slipForm.ts'

/** Columns of a slip that is keyed: what is known of the process, then quantity, day, price and requirements. */
export const slipColumns = (t: Translate, priced: boolean): LineColumn<SlipFormLine>[] => [
  { key: 'processName', header: t('operations.process'), kind: 'text', width: 78, readOnly: true },
  {
    key: 'description',
    header: t('operations.description'),
    kind: 'text',
    readOnly: true,
    text: ({ customer, description }) => [customer, description].join(' '),
  },
  { key: 'orderNumber', header: t('operations.order'), kind: 'text', width: 112, readOnly: true },
  {
    key: 'available',
    header: t('outsourcing.available'),
    kind: 'quantity',
    width: 72,
    readOnly: true,
    text: ({ available }) => formatQuantity(available),
  },
  { key: 'quantity', header: t('outsourcing.sent'), kind: 'quantity', width: 78 },
  { key: 'unit', header: t('app.unit'), kind: 'text', width: 40, readOnly: true },
  { key: 'wantedOn', header: t('outsourcing.wantedOn'), kind: 'date', width: 96 },
  ...(priced ? ([{ key: 'priceMicros', header: t('outsourcing.price'), kind: 'price', width: 78 }] as const) : []),
  { key: 'requirement', header: t('outsourcing.requirement'), kind: 'text', width: 210 },
]
