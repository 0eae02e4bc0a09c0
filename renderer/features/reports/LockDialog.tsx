import { useState } from 'react'
import { Dialog } from '../../components/Dialog.tsx'
import { PasswordInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useT } from '../../lib/language.ts'

/** Asks for the password a sheet is locked with, and says what that does and what it does not. */
export const LockDialog = ({
  onClose,
  onLock,
}: {
  onClose: () => void
  onLock: (password: string) => Promise<void>
}) => {
  const t = useT()
  const [password, setPassword] = useState('')
  const lock = async (): Promise<void> => {
    if (password === '') throw refuseField('password', t('reports.passwordMissing'))
    onClose()
    await onLock(password)
  }
  return (
    <Dialog title={t('reports.lockTitle')} onClose={onClose}>
      <p>{t('reports.lockWords')}</p>
      <Form
        label={t('reports.lockTitle')}
        onSubmit={lock}
        enterSubmits
        foot={<SubmitButton>{t('app.export')}</SubmitButton>}
      >
        <PasswordInput
          name="password"
          label={t('reports.password')}
          required
          autoFocus
          maxLength={60}
          value={password}
          onChange={setPassword}
        />
      </Form>
    </Dialog>
  )
}
