import type { ComplaintRow } from '../../../shared/complaints.ts'
import { complaintKindKeys, complaintStateKeys, complaintWantKeys, gapWords } from '../../../shared/complaintStates.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Column } from '../../components/DataTable.tsx'
import { joined } from '../../components/Picker.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { formatInstant } from '../../lib/values.ts'
import { complaintTones } from './tones.ts'

const quantityText = ({ quantity, badQuantity }: ComplaintRow): string =>
  [quantity, badQuantity]
    .map((each) => (each === null ? '' : formatQuantity(each)))
    .join(' / ')
    .replace(/^ \/ $/, '')

const GoodsCell = ({ row, t }: { row: ComplaintRow; t: Translate }) => {
  const words = [row.code, row.description].filter(Boolean).join(' ')
  return (
    <span title={words}>
      {row.repeats > 0 && <b className="neg">{t('complaints.repeatMark')} </b>}
      {words}
    </span>
  )
}

/** Columns of complaints in a list; `narrow`: beside a card, where the customer or the product is known. */
export const complaintColumns = (t: Translate, narrow = false): Column<ComplaintRow>[] => {
  const number: Column<ComplaintRow> = { key: 'number', header: t('app.number'), width: 108 }
  const state: Column<ComplaintRow> = {
    key: 'state',
    header: t('complaints.state'),
    width: 84,
    render: ({ state: at, late }) => (
      <StateBadge tone={late ? 'bad' : complaintTones[at]}>{t(complaintStateKeys[at])}</StateBadge>
    ),
  }
  const kind: Column<ComplaintRow> = {
    key: 'kind',
    header: t('complaints.kind'),
    width: 48,
    value: (row) => t(complaintKindKeys[row.kind]),
  }
  const what: Column<ComplaintRow> = {
    key: 'what',
    header: t('complaints.what'),
    render: (row) => <span title={row.what}>{row.what}</span>,
  }
  if (narrow)
    return [
      number,
      state,
      { key: 'receivedOn', header: t('complaints.receivedOn'), width: 66, value: (row) => row.receivedOn.slice(5) },
      kind,
      what,
    ]
  return [
    number,
    state,
    {
      key: 'receivedAt',
      header: t('complaints.receivedAt'),
      width: 88,
      value: (row) => formatInstant(row.receivedAt),
    },
    {
      key: 'gap',
      header: t('complaints.gap'),
      width: 102,
      render: (row) => {
        const words = row.state === 'void' ? '' : gapWords(t, row.gapMinutes)
        return row.late ? <b className="neg">{words}</b> : words
      },
    },
    { key: 'customer', header: t('app.customer'), width: 92 },
    { key: 'goods', header: t('complaints.goods'), render: (row) => <GoodsCell row={row} t={t} /> },
    { key: 'quantities', header: t('complaints.quantities'), width: 82, align: 'right', value: quantityText },
    kind,
    what,
    { key: 'wants', header: t('complaints.wants'), width: 72, value: (row) => t(complaintWantKeys[row.wants]) },
    {
      key: 'remedies',
      header: t('complaints.remedies'),
      width: 110,
      render: (row) => (
        <span title={joined(row.remedies, row.result)} className={row.overdue ? 'neg' : ''}>
          {row.remedies || row.result}
        </span>
      ),
    },
    { key: 'openDays', header: t('complaints.age'), kind: 'integer', width: 42 },
  ]
}
