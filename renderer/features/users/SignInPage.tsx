import { type KeyboardEvent, useEffect, useState } from 'react'
import { PasswordInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { askToday } from '../today/mine.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { isComposing } from '../../lib/keys.ts'
import { say, useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { remember, remembered } from '../../lib/remembered.ts'
import { roleKeys, useSession } from '../../lib/session.ts'
import { useTabs } from '../../lib/tabs.ts'
import styles from './SignInPage.module.css'

/** Somebody else signs in over papers that are not saved: they are asked first. */
const mayDiscard = async (userId: number): Promise<boolean> => {
  const before = useSession.getState().person
  const count = Object.keys(useTabs.getState().unsaved).length
  if (before === null || before.id === userId || count === 0) return true
  return askConfirm({
    title: say('shell.unsavedTitle'),
    children: say('shell.unsavedSwitch', { count, name: before.name }),
    action: say('users.signIn'),
    danger: true,
    keys: 'Control+Enter',
  })
}

/** Names on the left, the password on the right: ↑↓ choose, Enter signs in. */
export const SignInPage = ({ company, note, onAsked }: { company: string; note: string; onAsked: () => void }) => {
  const t = useT()
  const { person, locked, signedIn } = useSession()
  const tabsOpen = useTabs(({ tabs }) => tabs.length > 0)
  const { data: names } = useQuery(client.users.names, {})
  const [chosen, setChosen] = useState<number | null>(null)
  const [password, setPassword] = useState('')
  const last = person?.id ?? Number(remembered('person') ?? '0')
  const selected = chosen ?? (names?.find(({ id }) => id === last) ?? names?.[0])?.id ?? null

  useEffect(() => setPassword(''), [selected])
  useEffect(() => {
    document.getElementById(`person-${selected}`)?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  const move = (event: KeyboardEvent): void => {
    if (isComposing(event) || !names || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    const index = names.findIndex(({ id }) => id === selected) + (event.key === 'ArrowDown' ? 1 : -1)
    setChosen(names[Math.max(0, Math.min(names.length - 1, index))]?.id ?? null)
  }
  const signIn = async (): Promise<void> => {
    if (selected === null || !(await mayDiscard(selected))) return
    // nothing typed is no try
    if (password === '') throw refuseField('password', t('shell.required', { field: t('users.password') }))
    const asked = client.users.signIn({ userId: selected, password })
    onAsked()
    const result = await asked
    if (result.person === null) {
      setPassword('')
      throw refuseField('password', result.message ?? '')
    }
    remember('person', String(result.person.id))
    signedIn(result.person)
    void askToday()
  }

  return (
    <div className={styles['page']} onKeyDown={move}>
      <section className={`panel ${styles['card']}`} aria-label={t('users.signIn')}>
        <div className={styles['head']}>
          <b>{t('app.name')}</b>
          <span>{company}</span>
        </div>
        <div className={styles['columns']}>
          {/* a mouse on a name leaves the hand where the password is typed */}
          <div
            className={styles['names']}
            role="listbox"
            aria-label={t('users.chooseName')}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
          >
            {names?.map(({ id, name, role }) => (
              <div
                key={id}
                id={`person-${id}`}
                role="option"
                aria-selected={id === selected}
                className={id === selected ? styles['chosen'] : ''}
                onClick={() => setChosen(id)}
              >
                <span>{name}</span>
                <small>{t(roleKeys[role])}</small>
              </div>
            ))}
          </div>
          <Form
            label={t('users.signIn')}
            onSubmit={signIn}
            keys={null}
            enterSubmits
            foot={<SubmitButton keys="Enter">{t('users.signIn')}</SubmitButton>}
          >
            <div className={styles['who']}>
              {names?.find(({ id }) => id === selected)?.name ?? t('users.chooseName')}
            </div>
            <PasswordInput
              key={selected}
              name="password"
              label={t('users.password')}
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              autoFocus
              maxLength={100}
            />
            <p className="dim">{t('start.signInHint')}</p>
            {note !== '' && <p>{note}</p>}
            {locked && person && tabsOpen && <p>{t('start.resume', { name: person.name })}</p>}
          </Form>
        </div>
      </section>
    </div>
  )
}
