import type { SignBackRow } from '../../../shared/signBacks.ts'
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
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './SignBacks.module.css'

interface Typed {
  spokenTo: string
  answer: string
  nextOn: string | null
}

/** How one paper was chased so far, the last time first. */
const Chased = ({ id }: { id: number }) => {
  const t = useT()
  const { data } = useQuery(client.signBacks.chaseRows, { id })
  if (!data || data.length === 0) return null
  return (
    <ol className={styles['chased']} aria-label={t('signBacks.chasedRows')}>
      {data.toReversed().map((row) => (
        <li key={row.id}>
          <span>{formatInstant(row.at)}</span> {row.by} → {row.spokenTo}
          {row.answer && `:${row.answer}`}
          {row.nextOn !== null && ` → ${row.nextOn.slice(5)}`}
        </li>
      ))}
    </ol>
  )
}

/** One chase for one paper or for several at once: who was asked, what was answered, when to ask again. Kept while it is typed. */
export const ChaseDialog = ({
  papers,
  name = papers[0]?.customerName ?? '',
  onClose,
  onDone,
}: {
  papers: SignBackRow[]
  /** Whose papers they are. */
  name?: string
  onClose: () => void
  onDone?: () => void
}) => {
  const t = useT()
  const [first] = papers
  // several papers: the last one asked only where it was the same person for all of them
  const asked = new Set(papers.map(({ lastSpokenTo }) => lastSpokenTo))
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(
    `sign-chase/${papers
      .map(({ id }) => id)
      .join(',')
      .slice(0, 200)}`,
    {
      spokenTo: asked.size === 1 ? [...asked][0]! : '',
      answer: '',
      nextOn: null,
    },
  )
  const save = async (): Promise<void> => {
    if (fields.spokenTo.trim() === '')
      throw refuseField('spokenTo', t('shell.required', { field: t('signBacks.chaseWhom') }))
    const { chased } = await client.signBacks.chaseMany({
      papers: papers.map(({ id, version }) => ({ id, version })),
      ...fields,
    })
    done()
    notify(t('signBacks.chased', { count: chased }))
    onDone?.()
    onClose()
  }
  const title =
    papers.length === 1
      ? `${t('signBacks.chase')} ${first?.documentNumber ?? ''}`
      : t('signBacks.chaseAbout', { count: papers.length, name })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('signBacks.chase')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        {papers.length > 1 && (
          <p className="dim">
            {papers
              .slice(0, 6)
              .map(({ documentNumber }) => documentNumber)
              .join('、')}
            {papers.length > 6 && '…'}
          </p>
        )}
        <TextInput
          name="spokenTo"
          label={t('signBacks.chaseWhom')}
          required
          autoFocus
          maxLength={60}
          value={fields.spokenTo}
          onChange={(spokenTo) => change({ spokenTo })}
        />
        <TextInput
          name="answer"
          label={t('signBacks.chaseAnswer')}
          maxLength={200}
          value={fields.answer}
          onChange={(answer) => change({ answer })}
        />
        <DateInput
          name="nextOn"
          label={t('signBacks.chaseNext')}
          value={fields.nextOn}
          onChange={(nextOn) => change({ nextOn })}
        />
        {papers.length === 1 && first && <Chased id={first.id} />}
      </Form>
    </Dialog>
  )
}
