import { useState } from 'react'
import type { MessageRow } from '../../../shared/messages.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

/** 已复电: what was said goes with it, so that the next one knows (duty 115). */
export const AnswerDialog = ({ slip, onClose }: { slip: MessageRow; onClose: () => void }) => {
  const t = useT()
  const [answer, setAnswer] = useState('')
  const name = [slip.factory, slip.name].filter(Boolean).join(' ')
  const save = async (): Promise<void> => {
    if (answer.trim() === '') throw refuseField('answer', t('shell.required', { field: t('messages.answer') }))
    await client.messages.calledBack({ id: slip.id, version: slip.version, answer })
    notify(t('messages.answerSaved', { name }))
    onClose()
  }
  const title = t('messages.answerTitle', { name })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('messages.answerSave')}</SubmitButton>}>
        <p>
          {slip.matter} <b>{slip.phone}</b>
        </p>
        <TextInput
          name="answer"
          label={t('messages.answer')}
          required
          autoFocus
          maxLength={200}
          placeholder={t('messages.answerHint')}
          value={answer}
          onChange={setAnswer}
        />
      </Form>
    </Dialog>
  )
}
