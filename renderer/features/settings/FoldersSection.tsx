import { Form } from '../../components/Form.tsx'
import { Button } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import type { SectionProps } from './section.ts'
import { useOfficeDraft } from './useOfficeDraft.ts'
import styles from './SettingsPage.module.css'

const Folder = ({
  label,
  hint,
  purpose,
  path,
  onChosen,
}: {
  label: string
  hint: string
  purpose: 'watched' | 'backup'
  path: string | null
  onChosen: () => void
}) => {
  const t = useT()
  const choose = async (clear: boolean): Promise<void> => {
    if (await attempt(() => client.shell.chooseFolder({ purpose, clear }))) onChosen()
  }
  return (
    <div>
      <h2>{label}</h2>
      <div className={styles['folder']}>
        <output aria-label={label}>{path ?? <span className="dim">{t('settings.noFolder')}</span>}</output>
        <Button onClick={() => choose(false)} aria-label={`${label} ${t('shell.chooseFile')}`}>
          {t('shell.chooseFile')}
        </Button>
        <Button onClick={() => choose(true)} disabled={path === null} aria-label={`${label} ${t('shell.clear')}`}>
          {t('shell.clear')}
        </Button>
      </div>
      <small className="dim">{hint}</small>
    </div>
  )
}

/** Where faxes come from and where backups go on this PC. */
export const FoldersSection = ({ read }: SectionProps) => {
  const t = useT()
  const { data, refetch } = useQuery(client.shell.status, {})
  const { office, unsaved, change, save } = useOfficeDraft(read)
  return (
    <>
      <Folder
        label={t('settings.watchedFolder')}
        hint={t('settings.watchedHint')}
        purpose="watched"
        path={data?.watchedFolder ?? null}
        onChosen={refetch}
      />
      <Folder
        label={t('settings.backupFolder')}
        hint={t('settings.backupFolderHint')}
        purpose="backup"
        path={data?.backupFolder ?? null}
        onChosen={refetch}
      />
      <Form
        label={t('settings.sectionFolders')}
        onSubmit={save}
        unsaved={unsaved}
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <IntegerInput
          name="office.backupHours"
          label={t('settings.backupHours')}
          width={120}
          hint={t('settings.backupHoursHint')}
          value={office.backupHours}
          onChange={(value) => change({ backupHours: value ?? 0 })}
        />
      </Form>
    </>
  )
}
