import { useTabs } from './tabs.ts'

/** The window asks before it closes while something is not saved. */
export const guardUnload = (): void => {
  window.addEventListener('beforeunload', (event) => {
    if (Object.keys(useTabs.getState().unsaved).length > 0) event.preventDefault()
  })
}
