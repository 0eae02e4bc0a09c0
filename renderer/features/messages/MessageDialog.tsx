import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { roleKeys, useSession } from '../../lib/session.ts'

interface Caller {
  customerId?: number
  name?: string
  factory?: string
  phone?: string
}

/** 留言条 (duty 115): the person is not there; name, company and number are taken for the call back. */
export const MessageDialog = ({ caller = {}, onClose }: { caller?: Caller; onClose: () => void }) => {
  const t = useT()
  const me = useSession(({ person }) => person?.id)
  const { data } = useQuery(client.users.names, {})
  const people = (data ?? []).filter(({ id }) => id !== me)
  const {
    fields: { forUserId, ...slip },
    change,
    done,
  } = useKeptFields(`slip/${caller.customerId ?? caller.phone ?? ''}`, {
    forUserId: '',
    name: caller.name ?? '',
    factory: caller.factory ?? '',
    phone: caller.phone ?? '',
    matter: '',
  })
  const save = async (): Promise<void> => {
    const missing = (field: string, label: string): Error => refuseField(field, t('shell.required', { field: label }))
    if (forUserId === '') throw missing('forUserId', t('messages.slipFor'))
    if (slip.name.trim() === '') throw missing('name', t('messages.slipName'))
    if (slip.matter.trim() === '') throw missing('matter', t('messages.slipMatter'))
    await client.messages.leave({
      ...slip,
      forUserId: Number(forUserId),
      customerId: caller.customerId ?? null,
    })
    done()
    notify(t('messages.slipSaved', { name: people.find(({ id }) => String(id) === forUserId)?.name ?? '' }))
    onClose()
  }
  return (
    <Dialog title={t('messages.slipTitle')} onClose={onClose}>
      <Form
        label={t('messages.slipTitle')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('messages.slipSave')}</SubmitButton>}
      >
        <Choice
          name="forUserId"
          label={t('messages.slipFor')}
          required
          autoFocus
          empty
          value={forUserId}
          options={people.map(({ id, name, role }) => ({
            value: String(id),
            label: `${name} · ${t(roleKeys[role])}`,
          }))}
          onChange={(value) => change({ forUserId: value })}
        />
        <TextInput
          name="name"
          label={t('messages.slipName')}
          required
          maxLength={30}
          value={slip.name}
          onChange={(name) => change({ name })}
        />
        <TextInput
          name="factory"
          label={t('messages.slipFactory')}
          maxLength={60}
          value={slip.factory}
          onChange={(factory) => change({ factory })}
        />
        <TextInput
          name="phone"
          label={t('messages.slipPhone')}
          maxLength={40}
          value={slip.phone}
          onChange={(phone) => change({ phone })}
        />
        <TextInput
          name="matter"
          label={t('messages.slipMatter')}
          required
          maxLength={200}
          value={slip.matter}
          onChange={(matter) => change({ matter })}
        />
      </Form>
    </Dialog>
  )
}
