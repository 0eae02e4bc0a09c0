import { type RefObject, useEffect } from 'react'

/** The focus is on nothing a hand chose: the body, or a page as a whole. */
export const isNowhere = (element: Element | null): boolean =>
  element === null || element === document.body || element.matches('[role=tabpanel]')

/**
 * Puts the cursor into a field that is about to be drawn: the first one of a row just added. An old PC may need more than
 * one frame for it; a letter typed meanwhile must not fall into the field the hand came from.
 */
export const focusNamed = (name: string, frames = 20): void => {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
    if (field) field.focus()
    else if (frames > 0) focusNamed(name, frames - 1)
  })
}

const canHold = (element: HTMLElement | undefined): element is HTMLElement =>
  element !== undefined && element.isConnected && element.checkVisibility() && !element.matches(':disabled')

/** Where the cursor of a page belongs when nothing else says so: its list, its sheet, else its first field. */
const placeIn = (page: HTMLElement): HTMLElement => {
  const first = (selector: string): HTMLElement | undefined =>
    [...page.querySelectorAll<HTMLElement>(selector)].find(canHold)
  const chosen = first('[data-autofocus]') ?? first('[role=grid][tabindex="0"], [data-paper]')
  if (chosen) return chosen
  // plain letters are keys of this page: a field would swallow them
  const letters = [...page.querySelectorAll('[aria-keyshortcuts]')].some(
    (button) => button.getAttribute('aria-keyshortcuts')?.length === 1,
  )
  return (letters ? undefined : first('form input, form select, form textarea')) ?? page
}

/**
 * Keeps the focus on the open page: when what held it goes (a form saved, a button gone, a page just opened), the
 * page gets it, at the place it was before if that is still there. Dialogs keep their own.
 */
export const useKeptFocus = (
  frame: RefObject<HTMLElement | null>,
  heldBefore: () => HTMLElement | undefined,
  active: string | null,
): void => {
  useEffect(() => {
    let asked = 0
    const give = (): void => {
      asked = 0
      if (!isNowhere(document.activeElement) || document.querySelector('dialog[open]')) return
      const page = [...(frame.current?.querySelectorAll<HTMLElement>('[role=tabpanel]') ?? [])].find((each) =>
        each.checkVisibility(),
      )
      if (!page) return
      const before = heldBefore()
      const place = canHold(before) ? before : placeIn(page)
      if (place !== document.activeElement) place.focus({ preventScroll: true })
    }
    const ask = (): void => {
      asked ||= requestAnimationFrame(give)
    }
    const watch = new MutationObserver(ask)
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled', 'style', 'open'] })
    document.addEventListener('focusout', ask)
    ask()
    return () => {
      watch.disconnect()
      document.removeEventListener('focusout', ask)
      cancelAnimationFrame(asked)
    }
  }, [frame, heldBefore, active])
}
