import { create } from 'zustand'

/** Signals from the shell to the search box: Ctrl+K puts the cursor in, F2 opens the phone panel. */
interface PhoneStore {
  focusCount: number
  phoneCount: number
}
export const usePhone = create<PhoneStore>(() => ({ focusCount: 0, phoneCount: 0 }))
export const focusSearch = (): void => usePhone.setState(({ focusCount }) => ({ focusCount: focusCount + 1 }))
export const openPhone = (): void => usePhone.setState(({ phoneCount }) => ({ phoneCount: phoneCount + 1 }))
