import { useRef, useState } from 'react'
import { languages } from '../../../shared/language.ts'
import { type Role, roles } from '../../../shared/permissions.ts'
import type { UserDraft, UserRow } from '../../../shared/users.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Check, Choice, PasswordInput, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useNow } from '../../lib/clock.ts'
import { languageNames, useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { roleKeys } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'

const emptyDraft: UserDraft = {
  id: null,
  name: '',
  role: 'merchandiser',
  language: 'zh-CN',
  active: true,
  password: null,
  version: 0,
}
const draftOf = ({ hasPassword: _has, ...row }: UserRow): UserDraft => ({ ...row, password: null })

interface PersonFormProps {
  first: UserDraft
  hasPassword: boolean
  onSaved: (row: UserRow) => void
}

const PersonForm = ({ first, hasPassword, onSaved }: PersonFormProps) => {
  const t = useT()
  const [draft, setDraft] = useState(first)
  const change = (part: Partial<UserDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const save = async (): Promise<void> => {
    const row = await client.users.save(draft)
    notify(t('app.saved'))
    onSaved(row)
  }
  return (
    <Form
      label={t('users.title')}
      onSubmit={save}
      unsaved={JSON.stringify(draft) !== JSON.stringify(first)}
      foot={<SubmitButton>{t('app.save')}</SubmitButton>}
    >
      <TextInput
        name="name"
        label={t('users.person')}
        required
        autoFocus={first.id === null}
        maxLength={20}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <Choice<Role>
        name="role"
        label={t('users.role')}
        value={draft.role}
        options={roles.map((value) => ({ value, label: t(roleKeys[value]) }))}
        onChange={(role) => change({ role })}
      />
      <Choice
        name="language"
        label={t('users.language')}
        value={draft.language}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChange={(language) => change({ language })}
      />
      <PasswordInput
        name="password"
        label={`${t('users.newPassword')}(${hasPassword ? t('users.passwordKept') : t('users.noPasswordYet')})`}
        maxLength={100}
        value={draft.password ?? ''}
        onChange={(password) => change({ password: password === '' ? null : password })}
      />
      <Check name="active" label={t('users.active')} value={draft.active} onChange={(active) => change({ active })} />
    </Form>
  )
}

/** The people of the office: who may do what, and their first passwords. */
export const UsersPage = () => {
  const t = useT()
  const { data } = useQuery(client.users.list, {})
  const { data: failures } = useQuery(client.users.failures, {})
  const [selected, setSelected] = useState<UserRow | null>(null)
  const [adding, setAdding] = useState(false)
  const [wanted, setWanted] = useState<{ key: number } | null>(null)
  const table = useRef<DataTableHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const rows = data ?? []
  const columns: Column<UserRow>[] = [
    { key: 'name', header: t('users.person') },
    { key: 'role', header: t('users.role'), width: 90, value: ({ role }) => t(roleKeys[role]) },
    { key: 'language', header: t('users.language'), width: 90, value: ({ language }) => languageNames[language] },
    {
      key: 'hasPassword',
      header: t('users.hasPassword'),
      width: 130,
      render: ({ hasPassword }) =>
        hasPassword ? t('users.passwordSet') : <StateBadge tone="warn">{t('users.noPasswordYet')}</StateBadge>,
    },
    {
      key: 'active',
      header: t('app.state'),
      width: 210,
      render: (row) => <PersonState row={row} failed={failures?.find(({ id }) => id === row.id)} />,
    },
  ]
  const shown = adding ? null : selected
  const toForm = (): void => form.current?.querySelector('input')?.focus()
  /** A new person begun already keeps what is typed. */
  const begin = (): void => {
    setAdding(true)
    if (shown === null) toForm()
  }
  return (
    <Page layout="list">
      <Panel
        title={t('users.title')}
        note={t('shell.rows', { count: rows.length })}
        actions={
          <KeyButton keys="F4" onClick={begin}>
            {t('users.addPerson')}
          </KeyButton>
        }
      >
        <DataTable
          ref={table}
          label={t('users.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          onSelect={(row) => {
            // the first row that arrives is no choice of the hand: a new person begun meanwhile stays
            if (selected !== null && row?.id !== selected.id) setAdding(false)
            setSelected(row)
          }}
          wanted={wanted}
          onOpen={toForm}
          empty={<Empty title={t('users.empty')} />}
        />
      </Panel>
      <Panel title={shown?.name ?? t('users.newPerson')} padded>
        <div ref={form}>
          <PersonForm
            key={shown ? `${shown.id} ${shown.version}` : 'new'}
            first={shown ? draftOf(shown) : emptyDraft}
            hasPassword={shown?.hasPassword ?? false}
            onSaved={(row) => {
              setAdding(false)
              setWanted({ key: row.id })
              table.current?.focus()
            }}
          />
        </div>
      </Panel>
    </Page>
  )
}

const PersonState = ({
  row,
  failed,
}: {
  row: UserRow
  failed: { failures: number; lockedUntil: string | null } | undefined
}) => {
  const t = useT()
  const now = useNow()
  if (!row.active) return <StateBadge>{t('users.inactive')}</StateBadge>
  const locked = failed?.lockedUntil && Date.parse(failed.lockedUntil) > now ? failed.lockedUntil : null
  if (locked) return <StateBadge tone="bad">{t('users.lockedUntil', { until: formatInstant(locked) })}</StateBadge>
  if (failed && failed.failures > 0)
    return <StateBadge tone="warn">{t('users.failures', { count: failed.failures })}</StateBadge>
  return <StateBadge tone="ok">{t('users.active')}</StateBadge>
}
