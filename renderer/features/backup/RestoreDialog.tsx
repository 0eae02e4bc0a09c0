import { useState } from 'react'
import { Dialog } from '../../components/Dialog.tsx'
import { PasswordInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useT } from '../../lib/language.ts'

export interface RestoreDialogProps {
  fileName: string
  /** What would be lost, in numbers; empty when nothing is. */
  losing: string
  onRestore: (password: string) => Promise<void>
  onClose: () => void
}

/** The last question before the present data are replaced: what goes, and the owner's password once more. */
export const RestoreDialog = ({ fileName, losing, onRestore, onClose }: RestoreDialogProps) => {
  const t = useT()
  const [password, setPassword] = useState('')
  return (
    <Dialog title={t('backup.confirmTitle')} onClose={onClose}>
      <Form
        label={t('backup.confirmTitle')}
        onSubmit={() => onRestore(password)}
        foot={<SubmitButton>{t('backup.confirmAction')}</SubmitButton>}
      >
        <p>
          <b>{fileName}</b>
        </p>
        {losing && <p>{losing}</p>}
        <p>{t('backup.keeps')}</p>
        <PasswordInput
          name="password"
          label={t('backup.ownPassword')}
          required
          autoFocus
          autoComplete="current-password"
          maxLength={100}
          value={password}
          onChange={setPassword}
        />
      </Form>
    </Dialog>
  )
}
