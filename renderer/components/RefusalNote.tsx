import { KeyButton } from './KeyButton.tsx'

export interface RefusalAction {
  /** The way out: "去收款". */
  label: string
  keys: string
  run: () => unknown
}

/** Says no beside the form, with the key to what is missing. Nothing typed is lost. */
export const RefusalNote = ({
  message,
  action,
}: {
  message: string | null | undefined
  action?: RefusalAction | null
}) => {
  if (!message) return null
  return (
    <div className="refusal" role="alert">
      <span aria-hidden="true">▲</span>
      <span>{message}</span>
      {action && (
        <KeyButton keys={action.keys} onClick={action.run}>
          {action.label}
        </KeyButton>
      )}
    </div>
  )
}
