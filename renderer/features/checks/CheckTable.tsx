import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  type Check,
  type CheckField,
  checkFieldKeys,
  checkFields,
  type CheckLine,
  type CheckMark,
  usualCheckFields,
} from '../../../shared/checks.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatFen, formatMicros } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import styles from './Check.module.css'
import { FaxDifference, FaxSame } from './FaxHintBar.tsx'
import { type Cursor, markOf } from './useCheck.ts'
import { type FaxHints, hintAt } from './useFaxReading.ts'

const signs: Record<CheckMark['mark'], { sign: string; style: string }> = {
  ok: { sign: '✓', style: 'y' },
  changed: { sign: '改', style: 'c' },
  question: { sign: '问', style: 'q' },
}

/** What a field of a line says now, as it is typed when it is changed. */
export const fieldText = (line: CheckLine, field: CheckField): string => {
  // asked for its 规格 by itself, the name is the name alone
  if (field === 'name' && line.fields.includes('spec')) return line.name
  if (field === 'name') return [line.name, line.spec].filter(Boolean).join(' ')
  if (field === 'quantity') return formatQuantity(line.quantity)
  if (field === 'price') return formatMicros(line.priceMicros)
  if (field === 'packs') return String(line.packs)
  return line[field]
}

/** What to ask about a line, field by field, as it is said on the phone. */
export const talkOf = (t: Translate, line: CheckLine): string[] =>
  line.fields.map((field) =>
    t('checks.askField', { field: t(checkFieldKeys[field]), value: spokenText(t, line, field) || '—' }),
  )

/** A price of more than fen came out of a total: what was agreed is the total. */
const spokenText = (t: Translate, line: CheckLine, field: CheckField): string =>
  field === 'price' && line.priceMicros % 10_000 !== 0
    ? `${shownText(line, field)}(${t('app.amount')} ${formatFen(line.amountFen)})`
    : shownText(line, field)

const shownText = (line: CheckLine, field: CheckField): string => {
  const text = fieldText(line, field)
  if (field === 'quantity') return `${text} ${line.unit}`
  return field === 'dueOn' ? text.slice(5) : text
}

/** The cell while it is changed: the new value is typed over the old one, Enter keeps both. */
const ChangeInput = ({
  label,
  first,
  refused,
  onGive,
  onCancel,
}: {
  label: string
  first: string
  refused: string | null
  onGive: (value: string) => void
  onCancel: () => void
}) => {
  const [typed, setTyped] = useState(refused ?? first)
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.select(), [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape' || typed.trim() === first) onCancel()
    else onGive(typed.trim())
  }
  return (
    <input
      ref={input}
      autoFocus
      className={styles['change']}
      aria-label={label}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={onCancel}
    />
  )
}

const MarkSign = ({ mark }: { mark: CheckMark | undefined }) => {
  const t = useT()
  if (!mark)
    return (
      <span className={styles['open']} aria-hidden="true">
        ·
      </span>
    )
  const { sign, style } = signs[mark.mark]
  const words = [mark.by, mark.question, mark.answer].filter(Boolean).join(' · ')
  return (
    <span className={styles[style]} title={words} role="img" aria-label={t(`checks.${mark.mark}`)}>
      {mark.mark === 'ok' ? sign : t(`checks.${mark.mark}`)}
    </span>
  )
}

const numericFields: readonly CheckField[] = ['quantity', 'packs', 'price']
/** Words that may take two rows where more columns are asked than stand beside a fax. */
const goodsFields: readonly CheckField[] = ['name', 'spec', 'material', 'remark']

export interface CheckTableProps {
  check: Check
  cursor: Cursor
  /** The cell under the cursor is being changed. */
  changing: boolean
  /** What was typed there before and refused; null = nothing. */
  refused: string | null
  /** What the fax seems to say, where it was read. */
  hints: FaxHints
  onPlace: (cursor: Cursor) => void
  onChange: (value: string) => void
  onCancel: () => void
}

/** The lines with their marks: ✓ / 改 / 问 in every field; the line being checked is blue here and on the fax. */
export const CheckTable = ({
  check,
  cursor,
  changing,
  refused,
  hints,
  onPlace,
  onChange,
  onCancel,
}: CheckTableProps) => {
  const t = useT()
  // what the goods are stands there for the eye, asked or not
  const columns = checkFields.filter((field) => field === 'name' || check.fields.includes(field))
  const wide = columns.length > usualCheckFields.length
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const now =
      frame.current?.querySelector('[aria-selected=true]') ?? frame.current?.querySelector('[aria-current=true]')
    now?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [cursor.line, cursor.field])

  const cell = (line: CheckLine, index: number, field: CheckField): ReactNode => {
    if (!line.fields.includes(field)) return <td>{field === 'name' && shownText(line, field)}</td>
    const numeric = numericFields.includes(field)
    const mark = markOf(check, index, field)
    const here = cursor.line === index && check.fields[cursor.field] === field
    const hint = hintAt(hints, index, field)
    const last =
      field === 'price' && line.lastPriceMicros !== null && line.lastPriceMicros !== line.priceMicros
        ? line.lastPriceMicros
        : null
    return (
      <td
        className={[
          numeric ? 'n' : '',
          wide && goodsFields.includes(field) ? styles['long'] : '',
          here ? styles['here'] : '',
          mark?.mark === 'question' ? styles['asked'] : '',
        ].join(' ')}
        aria-selected={here}
        data-line={index}
        data-field={field}
        title={mark?.question || (last === null ? undefined : t('orders.lastPrice', { price: formatMicros(last) }))}
        onClick={() => onPlace({ line: index, field: check.fields.indexOf(field) })}
      >
        <div className={numeric ? styles['number'] : styles['cell']}>
          {here && changing ? (
            <ChangeInput
              label={`${t('checks.newValue')} ${t(checkFieldKeys[field])}`}
              first={fieldText(line, field)}
              refused={refused}
              onGive={onChange}
              onCancel={onCancel}
            />
          ) : (
            <span className={last === null ? undefined : styles['c']}>
              {mark?.mark === 'changed' && <s className="dim">{mark.oldValue}</s>}{' '}
              <FaxSame hint={hint}>{shownText(line, field)}</FaxSame>
            </span>
          )}
          <MarkSign mark={mark} />
        </div>
        <FaxDifference hint={hint} />
      </td>
    )
  }

  return (
    <div ref={frame} className={styles['frame']}>
      <table role="grid" aria-label={t('orders.lines')}>
        <thead>
          <tr>
            <th>#</th>
            {columns.map((field) => (
              <Fragment key={field}>
                <th className={numericFields.includes(field) ? 'n' : undefined}>{t(checkFieldKeys[field])}</th>
                {field === 'quantity' && !columns.includes('packs') && <th className="n">{t('orders.packs')}</th>}
                {field === 'price' && <th className="n">{t('app.amount')}</th>}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {check.lines.map((line, index) => (
            <tr
              key={line.id}
              className={index === cursor.line ? styles['now'] : undefined}
              aria-current={index === cursor.line}
            >
              <td>{line.sequence}</td>
              {columns.map((field) => (
                <Fragment key={field}>
                  {cell(line, index, field)}
                  {field === 'quantity' && !columns.includes('packs') && <td className="n">{line.packs}</td>}
                  {field === 'price' && <td className="n">{formatFen(line.amountFen)}</td>}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
