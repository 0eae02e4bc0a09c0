import type { ReactNode } from 'react'
import { create } from 'zustand'
import { useSession } from './session.ts'

export interface ConfirmRequest {
  title: string
  /** What will change, in numbers: "3 张送货单,合计 47,376.00 元". */
  children?: ReactNode
  /** The word on the button: the deed itself, not "OK". */
  action: string
  danger?: boolean
  /** The key of the deed; default Enter. `Control+Enter` where a second thought is worth it. */
  keys?: string
}
export interface ReasonRequest extends ConfirmRequest {
  /** Shown over the text; default: "原因". */
  label?: string
  /** What stands in it already. */
  words?: string
}

interface Open {
  kind: 'confirm' | 'reason'
  request: ReasonRequest
  /** Asked on the sign-in page that lies over the papers; the others wait under it. */
  overLock: boolean
  answer(reason: string | null): void
}

interface DialogsStore {
  open: Open[]
}
/** Dialogs asked for from handlers; the shell shows the last one. */
export const useDialogs = create<DialogsStore>(() => ({ open: [] }))

const ask = (kind: Open['kind'], request: ReasonRequest): Promise<string | null> =>
  new Promise((resolve) => {
    const open: Open = {
      kind,
      request,
      overLock: useSession.getState().locked,
      answer(reason) {
        useDialogs.setState((store) => ({ open: store.open.filter((each) => each !== open) }))
        resolve(reason)
      },
    }
    useDialogs.setState((store) => ({ open: [...store.open, open] }))
  })

/** Asks before a deed. Enter does it, Esc does not. */
export const askConfirm = async (request: ConfirmRequest): Promise<boolean> => (await ask('confirm', request)) !== null
/** Asks for the compulsory reason of a void or an override; null when the person thought better of it. */
export const askReason = (request: ReasonRequest): Promise<string | null> => ask('reason', request)

// what one person was asked is not for the next one at the PC to answer
useSession.subscribe((now, before) => {
  if (before.person === null || now.person?.id === before.person.id) return
  for (const open of useDialogs.getState().open) open.answer(null)
})
