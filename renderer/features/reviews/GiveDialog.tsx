import { useState } from 'react'
import { type Opinion, type Review, type Verdict, verdictKeys, verdicts } from '../../../shared/reviews.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Review.module.css'

/** What a department wrote on the sheet: its name, verdict, opinion, day, and the lines it ticked. */
export const GiveDialog = ({
  review,
  opinion: known,
  onClose,
  onSaved,
}: {
  review: Review
  opinion: Opinion
  onClose: () => void
  onSaved: (review: Review) => void
}) => {
  const t = useT()
  const { department } = known
  const [name, setName] = useState(known.name)
  const [verdict, setVerdict] = useState<Verdict>(known.verdict ?? 'yes')
  const [opinion, setOpinion] = useState(known.opinion)
  const [on, setOn] = useState<string | null>(known.on || todayHere())
  // a department that says yes has looked at all of it, unless the sheet says otherwise
  const [checks, setChecks] = useState<string[]>(known.verdict === null ? review.checklist : known.checks)
  const save = async (): Promise<void> => {
    const saved = await client.reviews.give({
      orderId: review.orderId,
      version: review.version,
      department,
      verdict,
      opinion: opinion.trim(),
      name,
      on: on ?? todayHere(),
      checks,
    })
    notify(t('reviews.given', { department, verdict: t(verdictKeys[verdict]) }))
    onSaved(saved)
    onClose()
  }
  const title = `${review.orderNumber} ${t('reviews.title')} · ${department}`
  return (
    <Dialog title={title} onClose={onClose} width={620}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        {known.verdict !== null && (
          <p role="note">
            ◆{' '}
            {t('reviews.replaces', {
              department,
              name: known.name,
              on: known.on.slice(5),
              verdict: t(verdictKeys[known.verdict]),
            })}
            {known.keyedBy !== null &&
              known.keyedBy !== known.name &&
              ` ${t('reviews.keyedBy', { name: known.keyedBy })}`}
          </p>
        )}
        <FieldRow width={150}>
          <TextInput
            name="name"
            label={t('reviews.name')}
            required
            autoFocus
            maxLength={20}
            value={name}
            onChange={setName}
          />
          <Choice
            name="verdict"
            label={t('reviews.verdict')}
            value={verdict}
            options={verdicts.map((value) => ({ value, label: t(verdictKeys[value]) }))}
            onChange={setVerdict}
          />
          <DateInput name="on" label={t('reviews.on')} value={on} onChange={setOn} />
        </FieldRow>
        <TextInput
          name="opinion"
          label={t('reviews.opinion')}
          required={verdict !== 'yes'}
          maxLength={300}
          value={opinion}
          onChange={setOpinion}
        />
        <div className={styles['checks']}>
          {review.checklist.map((line) => (
            <Check
              key={line}
              label={line}
              value={checks.includes(line)}
              onChange={(ticked) =>
                setChecks(review.checklist.filter((each) => (each === line ? ticked : checks.includes(each))))
              }
            />
          ))}
        </div>
      </Form>
    </Dialog>
  )
}
