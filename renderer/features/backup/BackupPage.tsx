import { useState } from 'react'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useNow } from '../../lib/clock.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Backup.module.css'
import { RestorePanel } from './RestorePanel.tsx'

const day = 24 * 3_600_000

const LastBackup = ({ at }: { at: string | null }) => {
  const t = useT()
  const now = useNow()
  if (at === null)
    return (
      <>
        <StateBadge tone="bad">{t('backup.never')}</StateBadge> {t('backup.neverHint')}
      </>
    )
  const old = now - Date.parse(at) > day
  return (
    <>
      <b>{formatInstant(at)}</b>{' '}
      <StateBadge tone={old ? 'bad' : 'ok'}>{t(old ? 'backup.old' : 'backup.fresh')}</StateBadge>
    </>
  )
}

/** 备份恢复: when and where the last backup went, one key makes another; restoring is beside it. */
export const BackupPage = () => {
  const t = useT()
  const mayFolder = useMay('settings.write')
  const { data, refetch } = useQuery(client.shell.status, {})
  const { data: settings } = useQuery(client.settings.read, {})
  const [busy, setBusy] = useState(false)
  const make = async (ask: boolean): Promise<void> => {
    setBusy(true)
    const made = await attempt(() => client.shell.backup({ ask }))
    setBusy(false)
    refetch()
    if (made?.fileName)
      notify(
        t('backup.made', {
          file: made.fileName,
          size: Math.max(0.1, made.byteLength / 1024 ** 2).toFixed(1),
        }),
      )
  }
  const changeFolder = async (): Promise<void> => {
    await attempt(() => client.shell.chooseFolder({ purpose: 'backup', clear: false }))
    refetch()
  }
  const hours = settings?.office.backupHours ?? 0
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel title={t('backup.now')} padded>
        <dl className={styles['facts']}>
          <dt>{t('backup.last')}</dt>
          <dd>{data && <LastBackup at={data.lastBackupAt} />}</dd>
          <dt>{t('backup.lastFolder')}</dt>
          <dd>{data?.lastBackupFolder ?? '—'}</dd>
          <dt>{t('backup.folder')}</dt>
          <dd>
            {data?.backupFolder ?? t('backup.folderDefault')}{' '}
            {mayFolder && (
              <KeyButton keys="F7" onClick={changeFolder}>
                {t('backup.changeFolder')}
              </KeyButton>
            )}
          </dd>
          <dt>{t('backup.auto')}</dt>
          <dd>{hours > 0 ? t('backup.autoEvery', { hours }) : t('backup.autoOff')}</dd>
          <dt>{t('backup.free')}</dt>
          <dd>{data && `${(data.freeBytes / 1024 ** 3).toFixed(1)} GB`}</dd>
        </dl>
        {busy ? (
          <ProgressBar label={t('backup.working')} />
        ) : (
          <div className={styles['deeds']}>
            <KeyButton keys="Control+b" go onClick={() => make(false)}>
              {t('backup.make')}
            </KeyButton>
            <KeyButton keys="F4" onClick={() => make(true)}>
              {t('backup.makeTo')}
            </KeyButton>
          </div>
        )}
      </Panel>
      <RestorePanel />
    </Page>
  )
}
