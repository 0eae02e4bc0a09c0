import { useMemo } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import type { LineVerdict, PlannedRow } from '../../../shared/orderImports.ts'
import type { OrderField } from '../../../shared/orderSheetHead.ts'
import type { Column } from '../../components/DataTable.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { fieldKeys } from './FilePanel.tsx'
import styles from './OrderImport.module.css'

/** A line of the preview with its place in the file. */
export type ShownLine = PlannedRow & { index: number; row: number }

const verdictKeys: Record<LineVerdict, PhraseKey> = {
  right: 'orderImports.right',
  look: 'orderImports.look',
  wrong: 'orderImports.wrong',
  leftOut: 'orderImports.leftOut',
}
const tones: Record<LineVerdict, Tone> = { right: 'ok', look: 'warn', wrong: 'bad', leftOut: 'plain' }

const What = ({ line }: { line: ShownLine }) => {
  const t = useT()
  const words = line.problems
    .toSorted((a, b) => Number(b.wrong) - Number(a.wrong))
    .map(({ field, sentence }) => `${field === null ? '' : t(fieldKeys[field as OrderField])} ${sentence}`.trim())
    .join(';')
  return (
    <span className={line.verdict === 'wrong' ? 'neg' : ''} title={words}>
      {words}
    </span>
  )
}

export const useLineColumns = (): Column<ShownLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'row', header: t('orderImports.row'), kind: 'integer', width: 40 },
      {
        key: 'verdict',
        header: t('orderImports.verdict'),
        width: 76,
        render: ({ verdict }) => <StateBadge tone={tones[verdict]}>{t(verdictKeys[verdict])}</StateBadge>,
      },
      {
        key: 'item',
        header: t('orderImports.theirItem'),
        width: 130,
        render: ({ itemCode, itemName }) => {
          const words = [itemCode, itemName].filter(Boolean).join(' ')
          return (
            <span className={styles['two']} title={words}>
              {words}
            </span>
          )
        },
      },
      {
        key: 'product',
        header: t('orderImports.ourProduct'),
        width: 150,
        render: ({ code, name, spec }) => {
          const words = [code, name, code === '' ? '' : spec].filter(Boolean).join(' ')
          return (
            <span className={styles['two']} title={words}>
              {words}
            </span>
          )
        },
      },
      { key: 'colour', header: t('orderImports.fieldColour'), width: 60 },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 60 },
      { key: 'unit', header: t('app.unit'), width: 40 },
      { key: 'priceMicros', header: t('orders.price'), kind: 'price', width: 78 },
      { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 92 },
      { key: 'dueOn', header: t('orders.dueOn'), kind: 'date', width: 88 },
      { key: 'what', header: t('orderImports.what'), render: (line) => <What line={line} /> },
    ],
    [t],
  )
}
