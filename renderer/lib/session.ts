import { create } from 'zustand'
import type { PhraseKey } from '../../shared/language.ts'
import type { Language } from '../../shared/language.ts'
import { may, type Permission, type Role } from '../../shared/permissions.ts'
import { useLanguage } from './language.ts'
import { forgetNotices } from './notices.ts'
import { forgetAnswers } from './query.ts'
import { useTabs } from './tabs.ts'

export interface Person {
  id: number
  name: string
  role: Role
  language: Language
}

interface SessionStore {
  person: Person | null
  /** True while the sign-in page lies over the open papers (Ctrl+L). */
  locked: boolean
  signedIn(person: Person): void
  lock(): void
}

/**
 * Who is at the PC, for showing only: main keeps the session that counts. The same person finds the papers as
 * they were, after another one was there too; who was not there starts with none.
 */
export const useSession = create<SessionStore>((set, get) => ({
  person: null,
  locked: false,
  signedIn(person) {
    const before = get().person
    if (before?.id !== person.id) {
      useTabs.getState().changeHands(before?.id ?? null, person.id)
      forgetAnswers()
      forgetNotices()
    }
    useLanguage.getState().setLanguage(person.language)
    useTabs.setState({ covered: false })
    set({ person, locked: false })
  },
  lock: () => {
    if (get().person === null) return
    forgetNotices()
    useTabs.setState({ covered: true })
    set({ locked: true })
  },
}))

/** Whether the person at the PC has a permission: to show or hide a button, never to protect anything. */
export const useMay = (permission: Permission): boolean =>
  may(
    useSession(({ person }) => person?.role ?? null),
    permission,
  )

export const roleKeys: Record<Role, PhraseKey> = {
  owner: 'app.roleOwner',
  manager: 'app.roleManager',
  merchandiser: 'app.roleMerchandiser',
  clerk: 'app.roleClerk',
  cashier: 'app.roleCashier',
  warehouse: 'app.roleWarehouse',
  workshop: 'app.roleWorkshop',
}
