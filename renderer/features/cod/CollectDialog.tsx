import { codLeft, type CodMethod, codMethodKeys, codMethods, type CodRow } from '../../../shared/cod.ts'
import { formatFen } from '../../../shared/money.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'

interface Typed {
  collectedFen: number | null
  driver: string
  method: CodMethod
  collectedOn: string | null
  reason: string
}

/** What the driver says he collected of one note (duty 90). Kept while it is typed. */
export const CollectDialog = ({ note, onClose }: { note: CodRow; onClose: () => void }) => {
  const t = useT()
  const left = codLeft(note)
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(`cod-collect/${note.id}/${left}`, {
    collectedFen: Math.max(0, left),
    driver: note.driver,
    method: 'cash',
    collectedOn: todayHere(),
    reason: '',
  })
  const save = async (): Promise<void> => {
    if (fields.collectedFen === null)
      throw refuseField('collectedFen', t('shell.required', { field: t('cod.collectAmount') }))
    if (fields.collectedOn === null)
      throw refuseField('collectedOn', t('shell.required', { field: t('cod.collectedOn') }))
    const { collectedFen, collectedOn } = fields
    await client.cod.collect({ id: note.id, version: note.version, ...fields, collectedFen, collectedOn })
    done()
    notify(t('cod.collectDone', { number: note.number, amount: formatFen(collectedFen) }))
    onClose()
  }
  const title = `${note.number} ${t('cod.collect')}`
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('cod.collect')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <MoneyInput
          name="collectedFen"
          label={t('cod.collectAmount')}
          hint={`${note.customer} · ${t('cod.leftHint', { left: formatFen(left) })}`}
          required
          autoFocus
          value={fields.collectedFen}
          onChange={(collectedFen) => change({ collectedFen })}
        />
        <Choice<CodMethod>
          name="method"
          label={t('cod.method')}
          value={fields.method}
          options={codMethods.map((value) => ({ value, label: t(codMethodKeys[value]) }))}
          onChange={(method) => change({ method })}
        />
        <TextInput
          name="driver"
          label={t('cod.driver')}
          required
          maxLength={60}
          value={fields.driver}
          onChange={(driver) => change({ driver })}
        />
        <DateInput
          name="collectedOn"
          label={t('cod.collectedOn')}
          required
          value={fields.collectedOn}
          onChange={(collectedOn) => change({ collectedOn })}
        />
        <TextInput
          name="reason"
          label={t('cod.reason')}
          maxLength={200}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
        />
      </Form>
    </Dialog>
  )
}
