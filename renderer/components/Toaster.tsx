import { useT } from '../lib/language.ts'
import { dismissNotice, useNotices } from '../lib/notices.ts'
import styles from './Toaster.module.css'

const shapes = { ok: '✓', bad: '▲', info: '○' }

/** What was saved, what was refused: sentences in the corner. */
export const Toaster = () => {
  const t = useT()
  const notices = useNotices((store) => store.notices)
  return (
    <div className={styles['toaster']} role="status" aria-live="polite">
      {notices.map(({ id, text, tone }) => (
        <div key={id} className={`${styles['notice']} ${tone === 'ok' ? 'ok' : tone === 'bad' ? 'bad' : 'info'}`}>
          <span aria-hidden="true">{shapes[tone]}</span>
          <span>{text}</span>
          <button
            type="button"
            className="plain"
            aria-label={t('app.close')}
            tabIndex={-1}
            onClick={() => dismissNotice(id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
