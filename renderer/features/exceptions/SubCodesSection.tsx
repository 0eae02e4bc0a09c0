import { useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { type exceptions, type SubCode, subLabel } from '../../../shared/exceptions.ts'
import { causeCodes, causeKeys, causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import styles from '../settings/SettingsPage.module.css'

type Draft = Input<typeof exceptions.saveSubCode>

const draftOf = ({ code, ...sub }: SubCode): Draft => ({ ...sub, letters: code.slice(1) })

const SubCodeDialog = ({ first, onClose }: { first: Draft; onClose: () => void }) => {
  const t = useT()
  const [draft, setDraft] = useState(first)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const save = async (): Promise<void> => {
    await client.exceptions.saveSubCode({ ...draft, letters: draft.letters.toLowerCase() })
    notify(t('app.saved'))
    onClose()
  }
  const title = draft.id === null ? t('exceptions.addSubCode') : draft.name
  return (
    <Dialog title={title} onClose={onClose} width={460}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <FieldRow width={120}>
          <Choice
            name="causeCode"
            label={t('exceptions.subOf')}
            value={draft.causeCode}
            disabled={draft.id !== null}
            options={causeCodes.map((value) => ({ value, label: `${causeSigns[value]} ${t(causeShortKeys[value])}` }))}
            onChange={(causeCode) => change({ causeCode })}
          />
          <TextInput
            name="letters"
            label={t('exceptions.letters')}
            hint={t('exceptions.lettersHint')}
            required
            disabled={draft.id !== null}
            autoFocus={draft.id === null}
            maxLength={3}
            value={draft.letters}
            onChange={(letters) => change({ letters })}
          />
        </FieldRow>
        <TextInput
          name="name"
          label={t('exceptions.subName')}
          required
          autoFocus={draft.id !== null}
          maxLength={20}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <Check
          name="opensException"
          label={t('exceptions.opensException')}
          value={draft.opensException}
          onChange={(opensException) => change({ opensException })}
        />
        <Check
          name="active"
          label={t('exceptions.subActive')}
          value={draft.active}
          onChange={(active) => change({ active })}
        />
      </Form>
    </Dialog>
  )
}

/** The company's own sub-codes of the seven causes (duty 61). */
export const SubCodesSection = () => {
  const t = useT()
  const { data = [] } = useQuery(client.exceptions.subCodes, {})
  const [open, setOpen] = useState<Draft | null>(null)
  const columns: Column<SubCode>[] = [
    { key: 'code', header: t('exceptions.subCode'), width: 90, value: ({ code }) => subLabel(code, '') },
    { key: 'name', header: t('exceptions.subName'), width: 220 },
    {
      key: 'causeCode',
      header: t('exceptions.subOf'),
      value: ({ causeCode }) => `${causeSigns[causeCode]} ${t(causeKeys[causeCode])}`,
    },
    { key: 'opensException', header: t('exceptions.opensShort'), kind: 'flag', width: 110, align: 'center' },
    {
      key: 'active',
      header: t('app.state'),
      width: 100,
      render: ({ active }) =>
        active ? (
          <StateBadge tone="ok">{t('exceptions.subActive')}</StateBadge>
        ) : (
          <StateBadge>{t('exceptions.subGone')}</StateBadge>
        ),
    },
  ]
  return (
    <>
      <div>
        <KeyButton
          keys="F4"
          onClick={() =>
            setOpen({
              id: null,
              causeCode: 'machine',
              letters: '',
              name: '',
              opensException: true,
              active: true,
              version: 0,
            })
          }
        >
          {t('exceptions.addSubCode')}
        </KeyButton>
      </div>
      <div className={styles['table']}>
        <DataTable
          label={t('exceptions.sectionSubCodes')}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
          onOpen={(sub) => setOpen(draftOf(sub))}
          empty={<Empty title={t('exceptions.subEmpty')} />}
        />
      </div>
      {open && <SubCodeDialog first={open} onClose={() => setOpen(null)} />}
    </>
  )
}
