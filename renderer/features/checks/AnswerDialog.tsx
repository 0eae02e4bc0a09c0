import { useState } from 'react'
import { type CheckField, checkFieldKeys, type CheckLine, type CheckMark } from '../../../shared/checks.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useT } from '../../lib/language.ts'
import { fieldText } from './CheckTable.tsx'

interface AboutProps {
  line: CheckLine
  field: CheckField
  onClose: () => void
}

/** The answer to a question: as keyed when the value stays, else changed to the value typed. */
export const AnswerDialog = ({
  line,
  field,
  mark,
  onGive,
  onClose,
}: AboutProps & { mark: CheckMark; onGive: (answer: string, newValue: string | null) => Promise<unknown> }) => {
  const t = useT()
  const now = fieldText(line, field)
  const [answer, setAnswer] = useState('')
  const [value, setValue] = useState(now)
  const give = async (): Promise<void> => {
    await onGive(answer.trim(), value.trim() === now ? null : value.trim())
    onClose()
  }
  return (
    <Dialog
      title={`${t('checks.lineAt', { line: line.sequence })} · ${t(checkFieldKeys[field])} · ${mark.question}`}
      onClose={onClose}
    >
      <Form
        label={t('checks.answerText')}
        onSubmit={give}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <TextInput
          name="answer"
          label={t('checks.answerText')}
          required
          autoFocus
          maxLength={200}
          value={answer}
          onChange={setAnswer}
        />
        <TextInput
          name="newValue"
          label={t('checks.newValue')}
          hint={value.trim() === now ? t('checks.answerOk') : t('checks.wasValue', { value: now })}
          maxLength={200}
          value={value}
          onChange={setValue}
        />
      </Form>
    </Dialog>
  )
}
