import { useState } from 'react'
import { languages } from '../../../shared/language.ts'
import { Choice, PasswordInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { languageNames, useLanguage, useT } from '../../lib/language.ts'
import { typeSizes, useTypeSize } from '../../lib/largeType.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import styles from './SettingsPage.module.css'

const empty = { current: '', next: '', again: '' }

const ChangePassword = () => {
  const t = useT()
  const [draft, setDraft] = useState(empty)
  const change = (part: Partial<typeof empty>): void => setDraft((before) => ({ ...before, ...part }))
  const save = async (): Promise<void> => {
    if (draft.next.length < 6) throw refuseField('next', t('users.passwordTooShort', { least: 6 }))
    if (draft.next !== draft.again) throw refuseField('again', t('start.passwordsDiffer'))
    await client.users.changePassword({ current: draft.current, next: draft.next })
    setDraft(empty)
    notify(t('users.passwordChanged'))
  }
  return (
    <Form
      label={t('users.changePassword')}
      onSubmit={save}
      enterSubmits
      foot={<SubmitButton>{t('users.changePassword')}</SubmitButton>}
    >
      <PasswordInput
        name="current"
        label={t('users.currentPassword')}
        autoComplete="current-password"
        value={draft.current}
        onChange={(current) => change({ current })}
        maxLength={100}
      />
      <PasswordInput
        name="next"
        label={t('users.newPassword')}
        value={draft.next}
        onChange={(next) => change({ next })}
        maxLength={100}
      />
      <PasswordInput
        name="again"
        label={t('start.passwordAgain')}
        value={draft.again}
        onChange={(again) => change({ again })}
        maxLength={100}
      />
      <p className="dim">{t('users.changeHint')}</p>
    </Form>
  )
}

/** What each person sets alone: password, language of this page, size of the type. */
export const MinePage = () => {
  const t = useT()
  const person = useSession((store) => store.person)
  const { language, setLanguage } = useLanguage()
  const { size, setSize } = useTypeSize()
  return (
    <Page>
      <Panel title={t('settings.mine')} note={person?.name} padded>
        <div className={styles['narrow']}>
          <Choice
            label={t('users.language')}
            value={language}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            onChange={(chosen) => {
              setLanguage(chosen)
              void attempt(() => client.users.chooseLanguage({ language: chosen }))
            }}
          />
          <Choice
            label={t('settings.typeSize')}
            value={String(size)}
            options={typeSizes.map((value) => ({
              value: String(value),
              label: value === 100 ? t('settings.normalType') : `${value} %`,
            }))}
            onChange={(value) => setSize(typeSizes.find((each) => String(each) === value) ?? 100)}
          />
          <h2>{t('users.changePassword')}</h2>
          <ChangePassword />
        </div>
      </Panel>
    </Page>
  )
}
