import { useState } from 'react'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { todayHere } from '../../lib/values.ts'

/** Notes a fax that stays on paper: its number, pages and date are the written proof (duty 2). */
export const NotePaperDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT()
  const [number, setNumber] = useState('')
  const [pages, setPages] = useState<number | null>(1)
  const [on, setOn] = useState<string | null>(todayHere())
  const save = async (): Promise<void> => {
    await client.inbox.note({ number, pages: pages ?? 1, on: on ?? todayHere(), customerId: null })
    onClose()
  }
  return (
    <Dialog title={t('inbox.notePaper')} onClose={onClose}>
      <Form
        label={t('inbox.notePaper')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <TextInput
          name="number"
          label={t('inbox.paperNumber')}
          required
          autoFocus
          maxLength={40}
          value={number}
          onChange={setNumber}
        />
        <FieldRow>
          <IntegerInput name="pages" label={t('inbox.pages')} value={pages} onChange={setPages} />
          <DateInput name="on" label={t('inbox.paperDate')} value={on} onChange={setOn} />
        </FieldRow>
      </Form>
    </Dialog>
  )
}
