import { useState } from 'react'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'

interface AnswerQuestionProps {
  id: number
  title: string
  question: string
  /** What the field says now; null where the answer changes no field. */
  now: string | null
  onClose: () => void
}

/** The customer's answer: as keyed while the value stays, else 改 to the value typed, both kept. */
export const AnswerQuestion = ({ id, title, question, now, onClose }: AnswerQuestionProps) => {
  const t = useT()
  const [answer, setAnswer] = useState('')
  const [value, setValue] = useState(now ?? '')
  const [answeredOn, setAnsweredOn] = useState<string | null>(todayHere())
  const same = now === null || value.trim() === now
  const give = async (): Promise<void> => {
    await client.questions.answer({
      id,
      answer: answer.trim(),
      ...(answeredOn === null ? {} : { answeredOn }),
      newValue: same ? null : value.trim(),
    })
    notify(t('questions.answered'))
    onClose()
  }
  return (
    <Dialog title={title} width={520} onClose={onClose}>
      <Form
        label={t('questions.answer')}
        onSubmit={give}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <b>{question}</b>
        <TextInput
          name="answer"
          label={t('questions.answer')}
          required
          autoFocus
          maxLength={200}
          value={answer}
          onChange={setAnswer}
        />
        {now !== null && (
          <TextInput
            name="newValue"
            label={t('checks.newValue')}
            hint={same ? t('checks.answerOk') : t('checks.wasValue', { value: now })}
            maxLength={120}
            value={value}
            onChange={setValue}
          />
        )}
        <DateInput name="answeredOn" label={t('questions.answeredOn')} value={answeredOn} onChange={setAnsweredOn} />
      </Form>
    </Dialog>
  )
}
