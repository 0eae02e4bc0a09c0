import type { ReactNode } from 'react'
import { keyName } from '../lib/keys.ts'

/** The button that saves its form. The form listens for the key; here it is only shown. */
export const SubmitButton = ({
  keys = 'Control+s',
  disabled,
  form,
  children,
}: {
  keys?: string | null
  disabled?: boolean
  /** Id of its form, where the button stands outside it: after what belongs to the form beside it. */
  form?: string
  children: ReactNode
}) => (
  <button type="submit" className="go" disabled={disabled} form={form} {...(keys ? { 'aria-keyshortcuts': keys } : {})}>
    {children}
    {keys && <kbd aria-hidden="true">{keyName(keys)}</kbd>}
  </button>
)
