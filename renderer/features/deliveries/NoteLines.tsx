import { type Ref, useMemo } from 'react'
import type { NoteKind } from '../../../shared/deliveries.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { LineGrid, type LineGridHandle, type LineColumn } from '../../components/LineGrid.tsx'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import type { Value } from '../../lib/values.ts'
import styles from './Note.module.css'
import { type FormLine, partLine } from './noteForm.ts'

/** `stored`: something of the goods lies in the store of finished goods. */
const useColumns = (kind: NoteKind, stored: boolean): LineColumn<FormLine>[] => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(() => {
    const ofOrder = (line: FormLine): boolean => line.orderLineId !== null
    const part: LineColumn<FormLine>[] =
      kind === 'replacement'
        ? [
            {
              key: 'code',
              header: t('deliveries.code'),
              kind: 'text',
              width: 74,
              readOnly: ofOrder,
              passed: true,
            },
          ]
        : []
    const columns: LineColumn<FormLine>[] = [
      { key: 'orderNumber', header: t('deliveries.orderNumber'), kind: 'text', width: 102, readOnly: true },
      ...part,
      {
        key: 'description',
        header: t('deliveries.description'),
        kind: 'text',
        readOnly: ofOrder,
        text: (line) =>
          kind === 'replacement' ? line.description : [line.code, line.description].filter(Boolean).join(' '),
      },
      { key: 'colour', header: t('deliveries.colour'), kind: 'text', width: 50, readOnly: ofOrder },
      {
        key: 'remaining',
        header: t(kind === 'return' || kind === 'exchange' ? 'deliveries.returnable' : 'deliveries.remaining'),
        kind: 'quantity',
        width: 50,
        readOnly: true,
      },
      ...(stored
        ? [
            {
              key: 'stored',
              header: t('shipments.noteStored'),
              kind: 'quantity',
              width: 50,
              readOnly: true,
            } as const,
          ]
        : []),
      {
        key: 'quantity',
        header: t('app.quantity'),
        kind: 'quantity',
        width: 60,
        refuse: (value) => (typeof value === 'number' && value < 0 ? t('deliveries.negative') : null),
      },
      { key: 'unit', header: t('app.unit'), kind: 'text', width: 40, readOnly: ofOrder, passed: true },
      { key: 'packs', header: t('deliveries.packs'), kind: 'integer', width: 50, passed: true },
      { key: 'remark', header: t('app.remark'), kind: 'text', width: 78, passed: true },
    ]
    if (kind === 'exchange') {
      const directions = [
        { value: 'in', label: t('deliveries.exchangeIn') },
        { value: 'out', label: t('deliveries.goesOut') },
      ]
      columns.unshift({
        key: 'direction',
        header: t('deliveries.direction'),
        kind: 'choice',
        width: 70,
        options: directions,
        passed: true,
      })
    }
    if (seesPrices && kind !== 'replacement') {
      const money: LineColumn<FormLine>[] = [
        { key: 'priceMicros', header: t('deliveries.price'), kind: 'price', width: 72, readOnly: true },
        { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 88, readOnly: true },
      ]
      columns.splice(-1, 0, ...money)
    }
    return columns
  }, [t, kind, seesPrices, stored])
}

/** What splits gave to the customer of the lines on the note. */
const Shares = ({ lines }: { lines: readonly FormLine[] }) => {
  const t = useT()
  const said = lines.flatMap(({ key, share, description, colour, unit }) =>
    share === null
      ? []
      : [
          {
            key,
            text: t('allocations.byShare', {
              goods: [description, colour].filter(Boolean).join(' '),
              number: share.number,
              given: formatQuantity(share.given),
              unit,
            }),
          },
        ],
  )
  if (said.length === 0) return null
  return (
    <div className={styles['shares']}>
      {said.map(({ key, text }) => (
        <span key={key}>{text}</span>
      ))}
    </div>
  )
}

/** Goods of the note nobody reported finished, or that went to rework or scrap since: a manager will have to say why. */
const NotMade = ({ lines }: { lines: readonly FormLine[] }) => {
  const t = useT()
  const short = lines.flatMap(({ key, ready, remaining, quantity, description, colour, unit }) => {
    // what is over the order has its own rule
    const asked = Math.min(quantity ?? 0, remaining ?? 0)
    return ready === null || asked <= ready
      ? []
      : [{ key, ready, asked, unit, goods: `${description} ${colour}`.trim() }]
  })
  if (short.length === 0) return null
  return (
    <div className={styles['notMade']} role="note">
      {short.map(({ key, ready, asked, unit, goods }) => (
        <span key={key}>
          ▲{' '}
          {t('deliveries.notMade', {
            goods,
            unit,
            made: formatQuantity(ready),
            missing: formatQuantity(asked - ready),
          })}
        </span>
      ))}
    </div>
  )
}

export interface NoteLinesProps {
  kind: NoteKind
  lines: FormLine[]
  onChange: (lines: FormLine[]) => void
  /** A cell was left with another value: packs and amount follow. */
  onCell: (row: number, key: string, value: Value) => void
  onEnd: () => void
  grid: Ref<LineGridHandle>
}

/** The lines of the note: quantity, packs and remark are typed, the rest is the order's. */
export const NoteLines = ({ kind, lines, onChange, onCell, onEnd, grid }: NoteLinesProps) => {
  const t = useT()
  const columns = useColumns(
    kind,
    lines.some((line) => line.stored !== null),
  )
  return (
    <>
      <Shares lines={lines} />
      <NotMade lines={lines} />
      <LineGrid
        ref={grid}
        label={t('deliveries.lines')}
        columns={columns}
        rows={lines}
        onChange={onChange}
        onCellLeave={onCell}
        onEnd={onEnd}
        {...(kind === 'replacement' ? { newRow: partLine } : {})}
        // an exchange takes a line back and gives it out: both go by its tick
        removable={kind !== 'exchange'}
        mark={(line, _index, key) => {
          if (key !== 'quantity' || line.quantity === null) return null
          const left =
            kind !== 'replacement' && !(kind === 'exchange' && line.direction === 'out') ? line.remaining : null
          if (left !== null && line.quantity > left)
            return {
              // within what the customer takes it may leave, with a mark
              tone: line.quantity <= left + line.tolerance ? 'warn' : 'bad',
              text: [
                `${t(kind === 'delivery' ? 'deliveries.remaining' : 'deliveries.returnable')} ${formatQuantity(left)} ${line.unit}`,
                line.tolerance > 0 ? t('deliveries.takesMore', { more: formatQuantity(line.tolerance) }) : '',
              ]
                .filter(Boolean)
                .join(' · '),
            }
          if (line.share !== null && line.quantity > line.share.most)
            return {
              tone: 'warn',
              text: t('allocations.otherCustomers', { share: formatQuantity(line.share.most), unit: line.unit }),
            }
          if (line.stored !== null && line.quantity > line.stored)
            return {
              tone: 'warn',
              text: t('shipments.notePlanned', { there: formatQuantity(line.stored), unit: line.unit }),
            }
          if (line.ready !== null && line.quantity > line.ready)
            return {
              tone: 'warn',
              text: t('deliveries.moreThanFinished', {
                finished: formatQuantity(Math.max(0, line.ready)),
                unit: line.unit,
              }),
            }
          return null
        }}
      />
    </>
  )
}
