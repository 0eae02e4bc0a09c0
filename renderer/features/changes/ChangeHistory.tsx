import { changeStateKeys } from '../../../shared/changes.ts'
import { Button } from '../../components/KeyButton.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Change.module.css'
import { changeTones } from './tones.ts'

/** What the change slips of an order changed, before and after, newest first. Nothing where there is none. */
export const ChangeHistory = ({ orderId, papers }: { orderId: number; papers: number }) => {
  const t = useT()
  const { data } = useQuery(client.changes.ofOrder, { orderId }, { enabled: papers > 0 })
  if (!data || data.length === 0) return null
  return (
    <>
      <h2>{t('changes.history')}</h2>
      {data.map((slip) => (
        <div key={slip.id} className={styles['history']}>
          <Button onClick={() => openTab({ word: 'changes', id: slip.id, title: slip.number })}>
            {slip.number} <StateBadge tone={changeTones[slip.state]}>{t(changeStateKeys[slip.state])}</StateBadge>{' '}
            {slip.state === 'done' && t('changes.edition', { edition: slip.edition })}
          </Button>
          <p className="dim">{slip.reason}</p>
          {slip.entries.slice(0, 12).map((entry, index) => (
            <p key={index}>
              {[entry.line === null ? '' : t('changes.lineNumber', { line: entry.line }), entry.label]
                .filter(Boolean)
                .join(' ')}
              : <span className={styles['before']}>{entry.before}</span> →{' '}
              <span className={styles['after']}>{entry.after || '—'}</span>
            </p>
          ))}
        </div>
      ))}
    </>
  )
}
