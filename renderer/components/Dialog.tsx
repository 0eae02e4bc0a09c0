import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useDialogs } from '../lib/dialogs.ts'
import { type KeyBindings, useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { useSession } from '../lib/session.ts'
import { TextBlock } from './Field.tsx'
import { Button, KeyButton } from './KeyButton.tsx'
import styles from './Dialog.module.css'

export interface DialogProps {
  title: string
  onClose: () => void
  /** Buttons at the right of the foot. */
  foot?: ReactNode
  /** Width in px. */
  width?: number
  /** More keys of the window, beside those on its buttons. A layer of its own would lie under the window. */
  alsoKeys?: KeyBindings
  children?: ReactNode
}

/** A window over the page. Esc closes it; what lies under it takes no key. Mount it to open it. */
export const Dialog = ({ title, onClose, foot, width = 460, alsoKeys = {}, children }: DialogProps) => {
  const t = useT()
  const element = useRef<HTMLDialogElement>(null)
  // with the paint, not after it: who opened the window may put the cursor elsewhere once it is closed
  useLayoutEffect(() => {
    const dialog = element.current
    const held = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    const first = ['[data-autofocus]', 'input, select, textarea', 'button[data-first]', 'button.go'].map((each) =>
      dialog?.querySelector<HTMLElement>(each),
    )
    ;(first.find((each) => each != null) ?? dialog)?.focus()
    return () => {
      dialog?.close()
      if (held instanceof HTMLElement) held.focus()
    }
  }, [])
  useKeys({ Escape: { label: t('app.cancel'), run: onClose }, ...alsoKeys }, true, { modal: true })
  return (
    <dialog
      ref={element}
      tabIndex={-1}
      className={styles['dialog']}
      style={{ width }}
      aria-label={title}
      onCancel={(event) => event.preventDefault()}
    >
      <div className={styles['title']}>
        <b>{title}</b>
        <button type="button" className={styles['close']} aria-label={t('app.close')} onClick={onClose} tabIndex={-1}>
          ×
        </button>
      </div>
      <div className={styles['body']}>{children}</div>
      {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
    </dialog>
  )
}

export interface ConfirmDialogProps {
  title: string
  /** The word on the button: the deed. */
  action: string
  danger?: boolean
  /** The key of the deed; default Enter. `Control+Enter` where a second thought is worth it. */
  keys?: string
  onConfirm: () => unknown
  onCancel: () => void
  /** What will change, in numbers. */
  children?: ReactNode
}

/** Asks before a deed: Enter does it, Esc does not. `askConfirm` of lib/dialogs.ts opens the same from a handler. */
export const ConfirmDialog = ({
  title,
  action,
  danger,
  keys = 'Enter',
  onConfirm,
  onCancel,
  children,
}: ConfirmDialogProps) => {
  const t = useT()
  return (
    <Dialog
      title={title}
      onClose={onCancel}
      // what takes something away is done by its own key alone
      alsoKeys={danger ? {} : { 'Control+s': onConfirm, 'Control+Enter': onConfirm }}
      foot={
        <>
          <Button onClick={onCancel}>
            {t('app.cancel')}
            <kbd aria-hidden="true">Esc</kbd>
          </Button>
          <KeyButton
            keys={keys}
            go={!danger}
            danger={danger ?? false}
            onClick={onConfirm}
            data-first={keys === 'Enter' || undefined}
          >
            {action}
          </KeyButton>
        </>
      }
    >
      {children}
    </Dialog>
  )
}

export interface ReasonDialogProps extends Omit<ConfirmDialogProps, 'onConfirm' | 'keys'> {
  label?: string
  words?: string
  onReason: (reason: string) => unknown
}

/** Asks for the reason of a void or an override; without one the deed is not done. */
export const ReasonDialog = ({
  title,
  action,
  danger,
  label,
  words = '',
  onReason,
  onCancel,
  children,
}: ReasonDialogProps) => {
  const t = useT()
  const [reason, setReason] = useState(words)
  const [missing, setMissing] = useState(false)
  const give = (): void => {
    if (reason.trim() === '') setMissing(true)
    else onReason(reason.trim())
  }
  return (
    <Dialog
      title={title}
      onClose={onCancel}
      // a hand that saves everywhere by it is not left without an answer here
      alsoKeys={{ 'Control+s': give }}
      foot={
        <>
          <Button onClick={onCancel}>
            {t('app.cancel')}
            <kbd aria-hidden="true">Esc</kbd>
          </Button>
          <KeyButton keys="Control+Enter" go={!danger} danger={danger ?? false} onClick={give}>
            {action}
          </KeyButton>
        </>
      }
    >
      {children}
      <TextBlock
        label={label ?? t('app.reason')}
        name="reason"
        value={reason}
        onChange={setReason}
        maxLength={200}
        rows={2}
        autoFocus
        error={missing && reason.trim() === '' ? t('shell.needsReason') : null}
      />
    </Dialog>
  )
}

/** Shows what `askConfirm` and `askReason` asked for; once, in the shell. */
export const DialogHost = () => {
  const locked = useSession((store) => store.locked)
  const open = useDialogs((store) => store.open.findLast(({ overLock }) => overLock === locked))
  if (!open) return null
  const { title, action, danger = false, children, label, words, keys } = open.request
  const shared = { title, action, danger, onCancel: () => open.answer(null) }
  return open.kind === 'confirm' ? (
    <ConfirmDialog {...shared} {...(keys ? { keys } : {})} onConfirm={() => open.answer('')}>
      {children}
    </ConfirmDialog>
  ) : (
    <ReasonDialog {...shared} {...(label ? { label } : {})} {...(words ? { words } : {})} onReason={open.answer}>
      {children}
    </ReasonDialog>
  )
}
