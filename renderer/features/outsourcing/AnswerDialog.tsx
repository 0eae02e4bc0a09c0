import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

interface Typed {
  spokenTo: string
  words: string
  promisedOn: string | null
}

/** What a factory said: who, in which words, for which day (duty 70). Kept while it is typed. */
export const AnswerDialog = ({
  factory,
  contact,
  lineIds,
  about,
  onClose,
}: {
  factory: string
  contact: string
  lineIds: number[]
  /** What the answer is for. */
  about: string
  onClose: () => void
}) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(`outside-answer/${lineIds.join(',')}`, {
    spokenTo: contact,
    words: '',
    promisedOn: null,
  })
  const save = async (): Promise<void> => {
    for (const [field, label] of [
      ['spokenTo', t('outsourcing.spokenTo')],
      ['words', t('outsourcing.words')],
    ] as const)
      if (fields[field].trim() === '') throw refuseField(field, t('shell.required', { field: label }))
    await client.outsourcing.answer({ lineIds, ...fields })
    done()
    notify(t('outsourcing.answerSaved', { factory }))
    onClose()
  }
  const title = t('outsourcing.answerTitle', { factory })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        label={title}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('outsourcing.recordAnswer')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <p className="dim">{about}</p>
        <TextInput
          name="spokenTo"
          label={t('outsourcing.spokenTo')}
          required
          maxLength={20}
          value={fields.spokenTo}
          onChange={(spokenTo) => change({ spokenTo })}
        />
        <TextInput
          name="words"
          label={t('outsourcing.words')}
          required
          autoFocus
          maxLength={200}
          value={fields.words}
          onChange={(words) => change({ words })}
        />
        <DateInput
          name="promisedOn"
          label={t('outsourcing.promisedOn')}
          value={fields.promisedOn}
          onChange={(promisedOn) => change({ promisedOn })}
        />
      </Form>
    </Dialog>
  )
}
