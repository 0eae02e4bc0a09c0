import {
  type RegisterDirection,
  registerDirectionKeys,
  registerDirections,
  type RegisterEntry,
} from '../../../shared/register.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { withReason } from '../../lib/reasoned.ts'
import { todayHere } from '../../lib/values.ts'

interface Typed {
  direction: RegisterDirection
  on: string | null
  theirs: string
  party: string
  subject: string
  copies: number | null
  wanted: boolean
  backOn: string | null
  backBy: string
  remark: string
}

const typedOf = (entry: RegisterEntry | null): Typed =>
  entry
    ? {
        direction: entry.direction,
        on: entry.on,
        theirs: entry.theirs,
        party: entry.party,
        subject: entry.subject,
        copies: entry.copies,
        wanted: entry.wanted,
        backOn: entry.backOn,
        backBy: entry.backBy,
        remark: entry.remark,
      }
    : {
        direction: 'in',
        on: todayHere(),
        theirs: '',
        party: '',
        subject: '',
        copies: 1,
        wanted: false,
        backOn: null,
        backBy: '',
        remark: '',
      }

interface PartProps {
  fields: Typed
  change: (part: Partial<Typed>) => void
  disabled: boolean
}

const What = ({ fields, change, disabled, entry }: PartProps & { entry: RegisterEntry | null }) => {
  const t = useT()
  return (
    <>
      <FieldRow width={130}>
        <Choice
          name="direction"
          label={t('register.direction')}
          autoFocus={entry === null}
          disabled={disabled || entry !== null}
          value={fields.direction}
          options={registerDirections.map((value) => ({ value, label: t(registerDirectionKeys[value]) }))}
          onChange={(direction) => change({ direction, wanted: direction === 'out' })}
        />
        <DateInput
          name="on"
          label={t('register.on')}
          disabled={disabled}
          value={fields.on}
          onChange={(on) => change({ on })}
        />
        <TextInput
          name="theirs"
          label={t('register.theirs')}
          maxLength={60}
          disabled={disabled}
          value={fields.theirs}
          onChange={(theirs) => change({ theirs })}
        />
      </FieldRow>
      <TextInput
        name="party"
        label={t('register.party')}
        required
        maxLength={80}
        disabled={disabled}
        value={fields.party}
        onChange={(party) => change({ party })}
      />
      <TextInput
        name="subject"
        label={t('register.subject')}
        required
        maxLength={200}
        disabled={disabled}
        value={fields.subject}
        onChange={(subject) => change({ subject })}
      />
    </>
  )
}

const Signing = ({ fields, change, disabled, signing }: PartProps & { signing: boolean }) => {
  const t = useT()
  return (
    <>
      <FieldRow width={130}>
        <IntegerInput
          name="copies"
          label={t('register.copies')}
          disabled={disabled}
          value={fields.copies}
          onChange={(copies) => change({ copies })}
        />
        <DateInput
          name="backOn"
          label={t('register.backOn')}
          autoFocus={signing}
          disabled={disabled}
          value={fields.backOn}
          onChange={(backOn) => change({ backOn })}
        />
        <TextInput
          name="backBy"
          label={t('register.backBy')}
          maxLength={40}
          disabled={disabled}
          value={fields.backBy}
          onChange={(backBy) => change({ backBy })}
        />
      </FieldRow>
      <Check
        name="wanted"
        label={t('register.wanted')}
        disabled={disabled}
        value={fields.wanted}
        onChange={(wanted) => change({ wanted })}
      />
      <TextInput
        name="remark"
        label={t('register.remark')}
        maxLength={200}
        disabled={disabled}
        value={fields.remark}
        onChange={(remark) => change({ remark })}
      />
    </>
  )
}

/** A line written by hand: a new one, one that is changed, or one that was signed for. */
export const EntryDialog = ({
  entry,
  signing = false,
  mayWrite,
  onClose,
}: {
  entry: RegisterEntry | null
  signing?: boolean
  mayWrite: boolean
  onClose: () => void
}) => {
  const t = useT()
  const first = signing ? { ...typedOf(entry), backOn: todayHere() } : typedOf(entry)
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(
    entry === null ? 'register' : `register/${entry.id}/${entry.version}${signing ? '/sign' : ''}`,
    first,
  )
  const disabled = !mayWrite || (entry !== null && entry.voidedAt !== null)
  const save = async (): Promise<void> => {
    const { on, copies } = fields
    if (on === null) throw refuseField('on', t('shell.required', { field: t('register.on') }))
    if (fields.party.trim() === '') throw refuseField('party', t('shell.required', { field: t('register.party') }))
    if (fields.subject.trim() === '')
      throw refuseField('subject', t('shell.required', { field: t('register.subject') }))
    const kept = { ...fields, on, copies: copies ?? 1 }
    const { number } = await client.register.save({ id: entry?.id ?? null, version: entry?.version ?? 0, ...kept })
    done()
    notify(t(entry === null ? 'register.added' : 'register.changed', { number }))
    onClose()
  }
  const strike = async (): Promise<void> => {
    if (!entry) return
    const { id, version, number } = entry
    const request = {
      title: t('register.voidTitle', { number }),
      children: t('register.voidWords'),
      action: t('app.void'),
      danger: true,
    }
    const gone = await withReason(
      request,
      (reason) => client.register.void({ id, version, reason }),
      t('register.voided', { number }),
    )
    if (gone) onClose()
  }
  const title = entry === null ? t('register.addTitle') : t('register.editTitle', { number: entry.number })
  const parts = { fields, change, disabled }
  const foot = disabled ? undefined : (
    <>
      {entry && (
        <KeyButton keys="Alt+x" danger onClick={strike}>
          {t('app.void')}
        </KeyButton>
      )}
      <SubmitButton>{t(signing ? 'register.sign' : 'app.save')}</SubmitButton>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} enterSubmits foot={foot}>
        <KeptNote kept={kept} onClear={clear} />
        {entry?.voidReason && <RefusalNote message={t('register.voidFor', { reason: entry.voidReason })} />}
        <What {...parts} entry={entry} />
        <Signing {...parts} signing={signing} />
      </Form>
    </Dialog>
  )
}
