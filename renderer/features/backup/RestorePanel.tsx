import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { shell } from '../../../shared/shell.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { useTabs } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Backup.module.css'
import { RestoreDialog } from './RestoreDialog.tsx'
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
  const [asking, setAsking] = useState(false)
  const pick = async (): Promise<void> => {
    const found = await attempt(() => client.shell.pickRestore({}))
    if (found) setCandidate(found)
  }
  const lost = candidate ? lostWords(t, candidate.here, candidate.there) : ''
  const losing = lost === '' ? '' : t('backup.losing', { words: lost })
  const restore = async (password: string): Promise<void> => {
    if (!candidate) return
    setBusy(true)
    try {
      const done = await client.shell.restore({ token: candidate.token, password })
      setAsking(false)
      setCandidate(null)
      // what is open belongs to the data that were replaced
      useTabs.getState().closeAll()
      notify(t('backup.restored', { file: done.keptAs }), 'info')
    } finally {
      setBusy(false)
    }
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
      {candidate && asking && (
        <RestoreDialog
          fileName={candidate.fileName}
          losing={losing}
          onRestore={restore}
          onClose={() => setAsking(false)}
        />
      )}
      {candidate && (
        <div className={styles['restore']}>
          <b>{t('backup.chosen', { file: candidate.fileName, at: formatInstant(candidate.madeAt) })}</b>
          <Comparison candidate={candidate} />
          {losing && <p className={styles['losing']}>▼ {losing}</p>}
          <p>{t('backup.keeps')}</p>
          <div>
            <KeyButton keys="F9" danger disabled={busy} onClick={() => setAsking(true)}>
              {t(busy ? 'backup.restoring' : 'backup.doRestore')}
            </KeyButton>
          </div>
        </div>
      )}
    </Panel>
  )
}
