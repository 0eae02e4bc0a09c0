import type { Change } from '../../../shared/changes.ts'
import { formatFen } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { useT } from '../../lib/language.ts'
import styles from './Change.module.css'

/** Before and after of everything the slip changes. */
export const Entries = ({ change }: { change: Change }) => {
  const t = useT()
  return (
    <table>
      <thead>
        <tr>
          <th>{t('changes.place')}</th>
          <th>{t('changes.what')}</th>
          <th>{t('changes.before')}</th>
          <th>{t('changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {change.entries.map((entry, index) => (
          <tr key={index}>
            <td>
              {entry.scope === 'head'
                ? t('changes.wholeOrder')
                : [entry.line === null ? '' : t('changes.lineNumber', { line: entry.line }), entry.goods].join(' ')}
            </td>
            <td>{entry.label}</td>
            <td className={styles['before']}>{entry.before}</td>
            <td className={styles['after']}>{entry.after || '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is made, outside, delivered and invoiced of each line that is changed, and the loss. */
export const Effects = ({ change }: { change: Change }) => {
  const t = useT()
  const { effect } = change
  const quantity = (value: number): string => (value === 0 ? '' : formatQuantity(value))
  return (
    <>
      <h2>{t('changes.effectTitle')}</h2>
      {effect.problems.map((problem) => (
        <p key={problem} className={styles['problem']}>
          ▲ {problem}
        </p>
      ))}
      {effect.notes.map((note) => (
        <p key={note} className={styles['note']}>
          {note}
        </p>
      ))}
      {effect.lines.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('changes.goods')}</th>
              <th className="n">{t('changes.before')}</th>
              <th className="n">{t('changes.after')}</th>
              <th className="n">{t('changes.released')}</th>
              <th className="n">{t('changes.started')}</th>
              <th className="n">{t('changes.made')}</th>
              <th className="n">{t('changes.outside')}</th>
              <th className="n">{t('changes.delivered')}</th>
              {effect.beforeFen !== null && <th className="n">{t('changes.invoiced')}</th>}
              <th className="n">{t('changes.loss')}</th>
            </tr>
          </thead>
          <tbody>
            {effect.lines.map((line, index) => (
              <tr key={index}>
                <td>
                  {line.goods} <span className="dim">{line.unit}</span>
                </td>
                <td className="n">{quantity(line.before)}</td>
                <td className="n">{formatQuantity(line.after)}</td>
                <td className="n">{quantity(line.released)}</td>
                <td className="n">{quantity(line.started)}</td>
                <td className="n">{quantity(line.made)}</td>
                <td className="n">{quantity(line.outside)}</td>
                <td className="n">{quantity(line.delivered)}</td>
                {effect.beforeFen !== null && (
                  <td className="n">{line.invoicedFen ? formatFen(line.invoicedFen) : ''}</td>
                )}
                <td className={line.loss > 0 ? 'n neg' : 'n'}>{quantity(line.loss)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Money change={change} />
    </>
  )
}

const Money = ({ change }: { change: Change }) => {
  const t = useT()
  const { effect } = change
  if (effect.beforeFen === null || effect.afterFen === null) return null
  return (
    <p className={styles['money']}>
      {t('changes.moneyWords', {
        before: formatFen(effect.beforeFen),
        after: formatFen(effect.afterFen),
        difference: formatFen(effect.afterFen - effect.beforeFen),
        depositBefore: formatFen(effect.beforeDepositFen ?? 0),
        depositAfter: formatFen(effect.afterDepositFen ?? 0),
      })}
      {' · '}
      {t('changes.paid')} {formatFen(effect.confirmedFen ?? 0)}
      {effect.loses && (
        <b className="neg">
          {' '}
          ▲ {t('changes.lossWords', { amount: formatFen(effect.lossFen ?? 0), reason: change.lossReason })}
        </b>
      )}
    </p>
  )
}
