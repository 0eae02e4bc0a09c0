import { useEffect } from 'react'
import { features } from '../features.ts'
import { client } from '../lib/client.ts'
import { useNow } from '../lib/clock.ts'
import { useT } from '../lib/language.ts'
import { useQuery } from '../lib/query.ts'
import { roleKeys, useSession } from '../lib/session.ts'
import styles from './Shell.module.css'

const minute = 60_000
const gigabyte = 1024 ** 3

const LastBackup = ({ at }: { at: string | null }) => {
  const t = useT()
  const now = useNow()
  if (at === null) return <span className={styles['alarm']}>▲ {t('start.backupNever')}</span>
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / minute))
  const age =
    minutes < 1
      ? t('start.backupNow')
      : minutes < 60
        ? t('start.backupMinutes', { count: minutes })
        : minutes < 48 * 60
          ? t('start.backupHours', { count: Math.floor(minutes / 60) })
          : t('start.backupDays', { count: Math.floor(minutes / 1440) })
  // a working day without a backup is a day that can be lost
  return minutes > 24 * 60 ? <span className={styles['alarm']}>▲ {age}</span> : <span>{age} ✓</span>
}

const Disk = ({ freeBytes }: { freeBytes: number }) => {
  const t = useT()
  const free = freeBytes / gigabyte
  const text = t('start.disk', { free: free >= 10 ? Math.floor(free) : free.toFixed(1) })
  return free < 2 ? <span className={styles['alarm']}>▲ {text}</span> : <span>{text}</span>
}

interface StatusBarProps {
  /** False: nothing is asked yet. */
  asking: boolean
  onSwitch: () => void
  onGoTo: () => void
  onHelp: () => void
}

/** Who is at the PC, how safe the data are, and the way to help. */
export const StatusBar = ({ asking, onSwitch, onGoTo, onHelp }: StatusBarProps) => {
  const t = useT()
  const person = useSession((store) => store.person)
  const { data, refetch } = useQuery(client.shell.status, {}, { enabled: asking })
  useEffect(() => {
    const timer = setInterval(refetch, 5 * minute)
    return () => clearInterval(timer)
  }, [refetch])
  return (
    <footer className={styles['footer']}>
      <button type="button" onClick={onSwitch} aria-keyshortcuts="Control+l">
        {person && `${person.name}(${t(roleKeys[person.role])})`}　Ctrl L {t('shell.switchUser')}
      </button>
      <button type="button" onClick={onGoTo} aria-keyshortcuts="Control+g">
        Ctrl G {t('shell.goTo')}
      </button>
      {data && <LastBackup at={data.lastBackupAt} />}
      {data && <Disk freeBytes={data.freeBytes} />}
      {Object.entries(features).map(([word, { status: Status }]) => Status && <Status key={word} />)}
      <span className="spring" />
      <button type="button" onClick={onHelp} aria-keyshortcuts="F1">
        F1 {t('shell.help')}
      </button>
      {data && <span>{data.version}</span>}
    </footer>
  )
}
