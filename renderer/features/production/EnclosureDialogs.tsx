import { type Enclosure, type EnclosureKind, enclosureKindKeys, kitOf } from '../../../shared/noticeDesk.ts'
import type { Trade } from '../../../shared/settings.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { todayHere } from '../../lib/values.ts'
import { kindsOf, thingWords } from './enclosureWords.ts'

/** One thing that goes with the notice: what it is, its number, how many. */
export const EnclosureDialog = ({
  noticeId,
  trade,
  thing,
  onSaved,
  onClose,
}: {
  noticeId: number
  trade: Trade
  thing: Enclosure | null
  onSaved: (id: number) => void
  onClose: () => void
}) => {
  const t = useT()
  const kinds = kindsOf(trade, thing?.kind ?? null)
  const { fields, change, done, kept, clear } = useKeptFields(`enclosure/${noticeId}/${thing?.id ?? 'new'}`, {
    kind: thing?.kind ?? kinds[0]!,
    label: thing?.label ?? '',
    pieces: thing?.pieces ?? 1,
    remark: thing?.remark ?? '',
  })
  const save = async (): Promise<void> => {
    // a paper of the kit is what its kind says; of the others nobody would know which one was handed over
    if (fields.label.trim() === '' && !kitOf[trade].includes(fields.kind))
      throw refuseField('label', t('notices.enclosureNameless'))
    const saved = await client.production.saveEnclosure({
      id: thing?.id ?? null,
      noticeId,
      version: thing?.version ?? 0,
      ...fields,
    })
    done()
    onSaved(saved.id)
    onClose()
  }
  const title = t(thing ? 'notices.editEnclosure' : 'notices.addEnclosure')
  return (
    <Dialog title={`${t('notices.enclosures')} · ${title}`} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <Choice<EnclosureKind>
            name="kind"
            label={t('notices.kind')}
            value={fields.kind}
            autoFocus
            options={kinds.map((value) => ({ value, label: t(enclosureKindKeys[value]) }))}
            onChange={(kind) => change({ kind })}
          />
          <TextInput
            name="label"
            label={t('notices.label')}
            maxLength={60}
            value={fields.label}
            onChange={(label) => change({ label })}
          />
          <IntegerInput
            name="pieces"
            label={t('notices.pieces')}
            value={fields.pieces}
            onChange={(pieces) => change({ pieces: Math.max(1, pieces ?? 1) })}
          />
        </FieldRow>
        <TextInput
          name="remark"
          label={t('app.remark')}
          maxLength={200}
          value={fields.remark}
          onChange={(remark) => change({ remark })}
        />
      </Form>
    </Dialog>
  )
}

/** Who takes a thing, or brings it back, and on which day. */
export const HandDialog = ({
  thing,
  way,
  suggested,
  onClose,
}: {
  thing: Enclosure
  way: 'out' | 'back'
  /** Who is likely to: the one who has it, the one who took the last thing. */
  suggested: string
  onClose: () => void
}) => {
  const t = useT()
  const out = way === 'out'
  const { fields, change, done, kept, clear } = useKeptFields(`hand/${way}/${thing.id}/${thing.version}`, {
    who: suggested,
    on: todayHere() as string | null,
    remark: '',
  })
  const label = t(out ? 'notices.handedTo' : 'notices.returnedBy')
  const save = async (): Promise<void> => {
    const { id, version } = thing
    if (fields.who.trim() === '')
      throw refuseField(out ? 'handedTo' : 'returnedBy', t('shell.required', { field: label }))
    const on = fields.on ?? todayHere()
    if (out) await client.production.handEnclosure({ id, version, handedTo: fields.who, handedOn: on })
    else
      await client.production.returnEnclosure({
        id,
        version,
        returnedBy: fields.who,
        returnedOn: on,
        remark: fields.remark,
      })
    done()
    onClose()
  }
  const title = `${t(out ? 'notices.handOver' : 'notices.takeBack')}:${thingWords(t, thing)}`
  return (
    <Dialog title={title} onClose={onClose} width={480}>
      <Form
        label={title}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t(out ? 'notices.handOver' : 'notices.takeBack')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={180}>
          <TextInput
            name={out ? 'handedTo' : 'returnedBy'}
            label={label}
            required
            autoFocus
            maxLength={40}
            value={fields.who}
            onChange={(who) => change({ who })}
          />
          <DateInput
            name={out ? 'handedOn' : 'returnedOn'}
            label={t(out ? 'notices.handedOn' : 'notices.returnedOn')}
            value={fields.on}
            onChange={(on) => change({ on })}
          />
        </FieldRow>
        {!out && (
          <TextInput
            name="remark"
            label={t('app.remark')}
            maxLength={200}
            value={fields.remark}
            onChange={(remark) => change({ remark })}
          />
        )}
      </Form>
    </Dialog>
  )
}
