import { useState } from 'react'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useT } from '../../lib/language.ts'

interface AskQuestionProps {
  title: string
  /** What the field says, under the question. */
  first: string
  /** Who is on the phone. */
  whom?: string
  onGive: (question: string, askedWhom: string) => Promise<boolean>
  onClose: () => void
}

/** What is asked, and whom: it stays open until the answer is written down (duty 15). */
export const AskQuestion = ({ title, first, whom = '', onGive, onClose }: AskQuestionProps) => {
  const t = useT()
  const [question, setQuestion] = useState('')
  const [askedWhom, setAskedWhom] = useState(whom)
  const give = async (): Promise<void> => {
    if (await onGive(question.trim(), askedWhom.trim())) onClose()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        label={t('questions.question')}
        onSubmit={give}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <TextInput
          name="question"
          label={t('questions.question')}
          hint={first}
          required
          autoFocus
          maxLength={200}
          value={question}
          onChange={setQuestion}
        />
        <TextInput
          name="askedWhom"
          label={t('questions.askedWhom')}
          maxLength={40}
          value={askedWhom}
          onChange={setAskedWhom}
        />
      </Form>
    </Dialog>
  )
}
