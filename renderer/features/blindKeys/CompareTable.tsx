import { type ReactNode, useEffect, useRef } from 'react'
import type { BlindField, Choice, ComparedField, ComparedLine } from '../../../shared/blindKeys.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { formatMicros } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { useT } from '../../lib/language.ts'
import styles from './Blind.module.css'

const choiceKeys: Record<Choice, PhraseKey> = {
  first: 'blindKeys.firstRight',
  second: 'blindKeys.secondRight',
  question: 'blindKeys.askCustomer',
}

/** What a field of a line says in the order. */
const firstOf = (line: ComparedLine, field: BlindField): string => {
  if (field === 'quantity') return line.quantity === null ? '' : formatQuantity(line.quantity)
  if (field === 'price') return line.priceMicros === null ? '' : formatMicros(line.priceMicros)
  return line[field]
}
const isUnsaid = (line: ComparedLine, field: BlindField): boolean =>
  (field === 'price' && line.unsaidPrice) || (field === 'dueOn' && line.unsaidDueOn)

export interface CompareTableProps {
  lines: readonly ComparedLine[]
  here: { line: ComparedLine; field: ComparedField } | undefined
  onPlace: (line: ComparedLine, field: ComparedField) => void
}

/** What was decided about a difference, by whom; a question with its answer. */
const Decided = ({ field }: { field: ComparedField }) => {
  const t = useT()
  if (!field.settlement) return null
  const { choice, by } = field.settlement
  const words =
    choice === 'question' && field.answer === ''
      ? `${t('blindKeys.askCustomer')}:${field.question} · ${t('blindKeys.waitsAnswer')}`
      : [t('blindKeys.settledBy', { by, choice: t(choiceKeys[choice]) }), field.answer].filter(Boolean).join(' · ')
  return (
    <small className={choice === 'question' && field.answer === '' ? styles['asked'] : styles['decided']}>
      {words}
    </small>
  )
}

/** Lines of both keyings: what agrees once and quiet, what differs twice, one over the other. */
export const CompareTable = ({ lines, here, onPlace }: CompareTableProps) => {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    frame.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [here])
  const both = (field: ComparedField): ReactNode => (
    <>
      <span className={field.settlement?.choice === 'second' ? styles['not'] : undefined}>
        <small>{t('blindKeys.first')}</small> {field.first || t('blindKeys.noLine')}
      </span>
      <span className={field.settlement?.choice === 'first' ? styles['not'] : undefined}>
        <small>{t('blindKeys.second')}</small> {field.second || t('blindKeys.noLine')}
      </span>
      <Decided field={field} />
    </>
  )
  const cell = (line: ComparedLine, name: BlindField, numeric: boolean): ReactNode => {
    const field = line.fields.find((each) => each.field === name)
    const selected = field !== undefined && here?.line === line && here.field === field
    const bad = field?.differs && !field.settled
    return (
      <td
        key={name}
        className={[numeric ? 'n' : '', selected ? styles['here'] : '', bad ? styles['bad'] : ''].join(' ')}
        aria-selected={selected}
        onClick={() => field?.differs && onPlace(line, field)}
      >
        <div className={styles['both']}>
          {field?.differs ? (
            both(field)
          ) : (
            <>
              <span>
                {firstOf(line, name)}{' '}
                {isUnsaid(line, name) ? (
                  <small className="dim">{t('blindKeys.unsaid')}</small>
                ) : line.blindLineId === null ? null : (
                  <span className={styles['same']}>✓</span>
                )}
              </span>
              {field && <Decided field={field} />}
            </>
          )}
        </div>
      </td>
    )
  }

  return (
    <div ref={frame} className={styles['frame']}>
      <table role="grid" aria-label={t('blindKeys.compareTitle')}>
        <thead>
          <tr>
            <th>#</th>
            <th>{t('checks.fieldCode')}</th>
            <th>{t('checks.fieldName')}</th>
            <th className="n">{t('checks.fieldQuantity')}</th>
            <th className="n">{t('checks.fieldPrice')}</th>
            <th>{t('checks.fieldDueOn')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const whole = line.fields.find(({ field }) => field === 'line')
            const key = `${line.orderLineId ?? ''} ${line.blindLineId ?? ''}`
            const now = here?.line === line
            return (
              <tr key={key} className={now ? styles['now'] : undefined} aria-current={now}>
                <td>{line.sequence}</td>
                {whole ? (
                  <td
                    colSpan={5}
                    className={[now ? styles['here'] : '', whole.settled ? '' : styles['bad']].join(' ')}
                    aria-selected={now}
                    onClick={() => onPlace(line, whole)}
                  >
                    <div className={styles['both']}>{both(whole)}</div>
                  </td>
                ) : (
                  <>
                    {cell(line, 'code', false)}
                    <td className={styles['name']}>{line.name}</td>
                    {cell(line, 'quantity', true)}
                    {cell(line, 'price', true)}
                    {cell(line, 'dueOn', false)}
                  </>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
