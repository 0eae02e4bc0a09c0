import { type ButtonHTMLAttributes, type ReactNode, useCallback, useRef } from 'react'
import { type KeyBindings, keyName, useKeys } from '../lib/keys.ts'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> {
  onClick?: () => unknown
  /** The one main deed of the page. */
  go?: boolean
  /** A deed that takes something away. */
  danger?: boolean
  /** In a dialog: has the focus when it opens. */
  'data-first'?: true | undefined
  children: ReactNode
}

const classOf = ({
  go,
  danger,
  className,
}: {
  go?: boolean | undefined
  danger?: boolean | undefined
  className?: string | undefined
}): string => [go ? 'go' : '', danger ? 'danger' : '', className ?? ''].filter(Boolean).join(' ')

/** A deed that is on its way is not begun again by the second press of a double click. */
const useOnce = (deed: (() => unknown) | undefined): (() => unknown) => {
  const busy = useRef(false)
  const latest = useRef(deed)
  latest.current = deed
  return useCallback(() => {
    if (busy.current) return undefined
    const work = latest.current?.()
    if (!(work instanceof Promise)) return work
    busy.current = true
    return work.finally(() => {
      busy.current = false
    })
  }, [])
}

export const Button = ({ onClick, go, danger, className, children, type = 'button', ...rest }: ButtonProps) => {
  const once = useOnce(onClick)
  return (
    <button type={type} className={classOf({ go, danger, className })} onClick={() => void once()} {...rest}>
      {children}
    </button>
  )
}

export interface KeyButtonProps extends ButtonProps {
  /** `F8`, `Control+s`: works while the button is shown, is written on it and listed by F1. */
  keys: string
  /** The words in the F1 list; default: the button's own text. */
  help?: string
  /** False: another component listens for the key already, it is only shown. */
  listen?: boolean
  /** A key of the shell, listed by F1 apart from the page's. */
  everywhere?: boolean
  /** It puts the cursor where the next letters go (lib/keys.ts). */
  atOnce?: boolean
}

/** A button with its key on it. `<KeyButton keys="F8" onClick={openReceipts}>{t('…')}</KeyButton>` */
export const KeyButton = ({
  keys,
  help,
  listen = true,
  everywhere = false,
  atOnce = false,
  children,
  disabled,
  onClick,
  ...rest
}: KeyButtonProps) => {
  const once = useOnce(onClick)
  const label = help ?? (typeof children === 'string' ? children : '')
  const bindings: KeyBindings = {
    [keys]: {
      ...(label ? { label } : {}),
      run: () => {
        const work = once()
        return work instanceof Promise ? work : undefined
      },
    },
  }
  useKeys(bindings, listen, { everywhere, atOnce, off: disabled === true })
  // behind its words a bare digit would be read as a count
  const digit = /^\d$/.test(keys)
  const key = (
    <kbd aria-hidden="true" data-before={digit || undefined}>
      {keyName(keys)}
    </kbd>
  )
  return (
    <Button disabled={disabled} onClick={once} aria-keyshortcuts={keys} {...rest}>
      {digit && key}
      {children}
      {!digit && key}
    </Button>
  )
}
