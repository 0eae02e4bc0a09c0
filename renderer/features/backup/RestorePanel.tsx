import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { shell } from '../../../shared/shell.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { useTabs } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Backup.module.css'
import { compareTotals, lostWords } from './totals.ts'

type Candidate = NonNullable<Output<typeof shell.pickRestore>>

const Comparison = ({ candidate: { here, there } }: { candidate: Candidate }) => {
  const t = useT()
  return (
    <table className={styles['totals']}>
      <thead>
        <tr>
          <th>{t('backup.item')}</th>
          <th className="n">{t('backup.here')}</th>
          <th className="n">{t('backup.there')}</th>
          <th className="n">{t('backup.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {compareTotals(t, here, there).map((row) => (
          <tr key={row.key}>
            <td>{row.label}</td>
            <td className="n">{row.here}</td>
            <td className="n">{row.there}</td>
            <td className="n">
              {row.difference === 0 ? (
                <span className="dim">{row.words}</span>
              ) : (
                <span className={row.difference < 0 ? 'tag bad' : 'tag warn'}>
                  {row.difference < 0 ? '▼' : '▲'} {row.words}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A backup takes the place of the present data: both sides in numbers first, the replaced file is kept. */
export const RestorePanel = () => {
  const t = useT()
  const mayRestore = useMay('backup.restore')
  const [candidate, setCandidate] = useState<Candidate | null>(null)
  const [busy, setBusy] = useState(false)
  const pick = async (): Promise<void> => {
    const found = await attempt(() => client.shell.pickRestore({}))
    if (found) setCandidate(found)
  }
  const lost = candidate ? lostWords(t, candidate.here, candidate.there) : ''
  const losing = lost === '' ? '' : t('backup.losing', { words: lost })
  const restore = async (): Promise<void> => {
    if (!candidate) return
    const sure = await askConfirm({
      title: t('backup.confirmTitle'),
      children: (
        <>
          <p>
            <b>{candidate.fileName}</b>
          </p>
          {losing && <p>{losing}</p>}
          <p>{t('backup.keeps')}</p>
        </>
      ),
      action: t('backup.confirmAction'),
      danger: true,
    })
    if (!sure) return
    setBusy(true)
    const done = await attempt(() => client.shell.restore({ token: candidate.token }))
    setBusy(false)
    setCandidate(null)
    if (!done) return
    // what is open belongs to the data that were replaced
    useTabs.getState().closeAll()
    notify(t('backup.restored', { file: done.keptAs }), 'info')
  }
  if (!mayRestore)
    return (
      <Panel title={t('backup.restore')}>
        <Empty title={t('backup.restoreOwner')} />
      </Panel>
    )
  return (
    <Panel
      title={t('backup.restore')}
      actions={
        <KeyButton keys="F6" onClick={pick}>
          {t('backup.pick')}
        </KeyButton>
      }
      padded
    >
      {!candidate && <p className="dim">{t('backup.restoreHint')}</p>}
      {candidate && (
        <div className={styles['restore']}>
          <b>{t('backup.chosen', { file: candidate.fileName, at: formatInstant(candidate.madeAt) })}</b>
          <Comparison candidate={candidate} />
          {losing && <p className={styles['losing']}>▼ {losing}</p>}
          <p>{t('backup.keeps')}</p>
          <div>
            <KeyButton keys="F8" danger disabled={busy} onClick={restore}>
              {t(busy ? 'backup.restoring' : 'backup.doRestore')}
            </KeyButton>
          </div>
        </div>
      )}
    </Panel>
  )
}
