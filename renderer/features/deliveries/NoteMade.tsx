import type { Note } from '../../../shared/deliveries.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Note.module.css'

/** Goods of a note that nobody reported finished, and the manager's key to say why they leave; what he let go stays. */
export const NoteMade = ({ note }: { note: Note }) => {
  const t = useT()
  const mayAllow = useMay('gates.override')
  const open = note.released === null && note.state !== 'void'
  const short = open ? note.lines.filter(({ missing, unmade }) => missing > unmade) : []
  const allowed = note.lines.filter(({ unmade }) => unmade > 0)
  const unknown = open ? note.lines.filter(({ unnoticed }) => unnoticed) : []
  if (short.length + allowed.length + unknown.length === 0) return null
  const allow = (): Promise<unknown> =>
    withReason(
      {
        title: `${note.number} ${t('deliveries.allowUnmade')}`,
        action: t('app.save'),
        children: t('deliveries.allowUnmadeWhat', { number: note.number, lines: short.length }),
      },
      (reason) => client.deliveries.allowUnmade({ id: note.id, version: note.version, reason }),
    )
  return (
    <>
      <h2>{t('deliveries.madeTitle')}</h2>
      <div className={styles['box']}>
        {short.map(({ id, description, colour, unit, made, quantity, missing }) => (
          <small key={id} className={styles['failed']}>
            ▲{' '}
            {t('deliveries.madeShort', {
              goods: [description, colour].filter(Boolean).join(' '),
              unit,
              made: formatQuantity(made ?? 0),
              asked: formatQuantity(quantity),
              missing: formatQuantity(missing),
            })}
          </small>
        ))}
        {unknown.map(({ id, description }) => (
          <small key={id}>{t('deliveries.madeUnknown', { goods: description })}</small>
        ))}
        {allowed.map(({ id, description, unit, unmade }) => (
          <small key={id}>
            {t('deliveries.unmadeLet', { goods: description, unit, unmade: formatQuantity(unmade) })}
          </small>
        ))}
        {note.unmade && (
          <small>
            {t('deliveries.unmadeBy', {
              by: note.unmade.by,
              at: formatInstant(note.unmade.at),
              why: note.unmadeReason,
            })}
          </small>
        )}
        {short.length > 0 && mayAllow && (
          <KeyButton keys="z" onClick={allow}>
            {t('deliveries.allowUnmade')}
          </KeyButton>
        )}
      </div>
    </>
  )
}
