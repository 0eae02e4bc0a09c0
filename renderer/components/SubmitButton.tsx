import type { ReactNode } from 'react'
import { keyName } from '../lib/keys.ts'

/** The button that saves its form. The form listens for the key; here it is only shown. */
export const SubmitButton = ({
  keys = 'Control+s',
  disabled,
  children,
}: {
  keys?: string | null
  disabled?: boolean
  children: ReactNode
}) => (
  <button type="submit" className="go" disabled={disabled} {...(keys ? { 'aria-keyshortcuts': keys } : {})}>
    {children}
    {keys && <kbd aria-hidden="true">{keyName(keys)}</kbd>}
  </button>
)
