import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './Quality.module.css'

/** 流程及质量标准 of a process beside what is keyed of it (duty 76); nothing where the office wrote none. */
export const ProcessStandard = ({ process }: { process: string | undefined }) => {
  const t = useT()
  const { data } = useQuery(client.settings.processes, {})
  const standard = data?.find(({ name }) => name === process)?.standard ?? ''
  if (standard === '') return null
  return (
    <p className={styles['standard']} role="note">
      <b>
        {process} {t('quality.standardText')}
      </b>{' '}
      {standard}
    </p>
  )
}
