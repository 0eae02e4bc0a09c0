import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { create } from 'zustand'
import { isNowhere } from './focus.ts'
import { answersSettled, pause } from './query.ts'
import { useTabs } from './tabs.ts'

type Run = (event: KeyboardEvent) => unknown

/** What a key does. With a label it is listed by F1. */
export interface KeyBinding {
  /** The words for the help (F1), already translated. */
  label?: string
  run: Run
}
/** `{ 'Control+s': save, F8: { label: t('receipts.title'), run: openReceipts } }`; names as KeyboardEvent.key. */
export type KeyBindings = Record<string, Run | KeyBinding>

interface Layer {
  id: string
  /** Place in the order in which layers were drawn first: what is in a dialog is drawn after it. */
  drawn: number
  bindings: KeyBindings
  /** A dialog: keys of what lies under it are dead. */
  modal: boolean
  /** Keys of the shell: listed apart from the page's. */
  everywhere: boolean
  /** Heard under a dialog too: leaving the PC cannot wait for an answer. */
  overDialogs: boolean
  /** The key only puts the cursor where the next letters go: it cannot wait for the deed before it, they would not. */
  atOnce: boolean
  /** Keys on buttons that are off: they do nothing, and mean nothing else meanwhile. */
  off: boolean
}

interface KeysStore {
  layers: Layer[]
}
export const useKeyLayers = create<KeysStore>(() => ({ layers: [] }))

/** While the input method composes, a key belongs to it: never act on it. */
export const isComposing = (event: { isComposing?: boolean; keyCode?: number; nativeEvent?: KeyboardEvent }): boolean =>
  (event.nativeEvent ?? event).isComposing === true || (event.nativeEvent ?? event).keyCode === 229

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])'))
const isPressed = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a[href], summary, input[type=checkbox], input[type=radio]') !== null

/** A key without Ctrl or Alt belongs to the text field that has the focus, Enter and space to its button. */
const belongsToFocus = (event: KeyboardEvent): boolean => {
  if (event.ctrlKey || event.altKey || event.metaKey || /^F\d+$/.test(event.key) || event.key === 'Escape') return false
  if (typesText(event.target)) return true
  return (event.key === 'Enter' || event.key === ' ') && isPressed(event.target)
}

const parsed = new Map<string, ReturnType<typeof parseKeybinding>[number]>()
const matches = (event: KeyboardEvent, name: string): boolean => {
  const press = parsed.get(name) ?? parseKeybinding(name === ' ' ? 'Space' : name)[0]!
  parsed.set(name, press)
  return matchKeybindingPress(event, press)
}

/** What hears a key first: the page before the shell, the one mounted last before the others. */
const inOrder = (layers: Layer[]): Layer[] => {
  const latest = layers.toReversed()
  return [...latest.filter(({ everywhere }) => !everywhere), ...latest.filter(({ everywhere }) => everywhere)]
}

/** The deed of the key before: the next key acts on what it leaves, not on what it found (a fast hand: 备货 验货 点数). */
let deed: Promise<unknown> | null = null
/** A deed that takes longer (an export) gives the keys back after this many milliseconds. */
const longestDeed = 1500

/** The work of that deed is done, only what it changed is on its way to the screen. */
let worked = false

/** Keys of deeds wait until this work is done and what it changed is on the screen. */
export const holdKeys = (work: Promise<unknown>): void => {
  const done = work.then(
    () => {
      if (deed === held) worked = true
      return answersSettled()
    },
    () => undefined,
  )
  const held = Promise.race([done, new Promise((resolve) => setTimeout(resolve, longestDeed))]).then(() => {
    if (deed === held) deed = null
  })
  deed = held
  worked = false
}

const painted = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

/** A page that was just opened and has no cursor yet: what is typed ahead waits for its first field or its list. */
let opening: Promise<unknown> | null = null
/** The cursor is in something that is seen: what had it before goes only when the new page is drawn. */
const hasCursor = (): boolean => !isNowhere(document.activeElement) && document.activeElement!.checkVisibility()
const isDrawn = (): boolean =>
  [...document.querySelectorAll('[role=tabpanel]')].some((page) => page.checkVisibility() && page.hasChildNodes())
const pageDrawn = async (): Promise<void> => {
  const last = Date.now() + longestDeed
  await painted()
  while (!isDrawn() && Date.now() < last) await pause(15)
  // one without a list or a field has no cursor: its keys act when it has its answers
  let answered = false
  void answersSettled().then(() => (answered = true))
  while (!hasCursor() && !answered && Date.now() < last) await pause(15)
}
const holdForPage = (): void => {
  const held = pageDrawn().finally(() => {
    if (opening === held) opening = null
  })
  opening = held
}

useTabs.subscribe((now, before) => {
  if (now.active === before.active) return
  // whoever goes to another page has left that deed behind; the page a deed opens itself is part of it
  if (worked) deed = null
  if (now.active !== null && !before.tabs.some(({ key }) => key === now.active)) holdForPage()
})

const isPlain = ({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean => !ctrlKey && !altKey && !metaKey

/** A key that names a deed: a letter, F2…, Del. Not one that moves, types or leaves. */
const namesDeed = (event: KeyboardEvent): boolean => isPlain(event) && /^([a-z]|F\d+|Delete)$/i.test(event.key)

/** A key that would be lost, or mean something else, before what the key ahead of it opens is there. Esc and Tab never wait. */
const typesOrMoves = (event: KeyboardEvent): boolean =>
  isPlain(event) && (event.key.length === 1 || /^(Enter|Arrow\w+|Page\w+|Home|End)$/.test(event.key))

/** Keys that wait for the deed before them, in the order of the hand: a window, then the words for it. */
const waiting: KeyboardEvent[] = []
/** A window is being saved: what is typed now is for what comes after it, a row of the list or the next note. */
const isSaving = (): boolean =>
  deed !== null && document.activeElement?.closest('dialog')?.querySelector('form[aria-busy]') != null
const isAsking = (): boolean => useKeyLayers.getState().layers.some(({ modal }) => modal) && !isSaving()

/** The hand writes in a window or in the box of the header: a page that opens under it is not waited for. */
const typesElsewhere = (): boolean =>
  isAsking() || (typesText(document.activeElement) && document.activeElement!.closest('[role=tabpanel]') === null)

/** Keys pressed again: they do not wait a second time. */
const again = new WeakSet<Event>()

/** The key as if it were pressed now, on what has the focus meanwhile; what the browser does with one itself is done here. */
const pressAgain = (event: KeyboardEvent): void => {
  const held = document.activeElement ?? document.body
  const copy = new KeyboardEvent('keydown', event)
  again.add(copy)
  if (!flushSync(() => held.dispatchEvent(copy)) || !isPlain(event)) return
  const isEnter = event.key === 'Enter'
  if (typesText(held)) {
    if (event.key.length === 1) document.execCommand('insertText', false, event.key)
    else if (isEnter && held.matches('textarea')) document.execCommand('insertText', false, '\n')
  } else if ((isEnter || event.key === ' ') && isPressed(held)) (held as HTMLElement).click()
}

const wait = async (event: KeyboardEvent): Promise<void> => {
  event.preventDefault()
  if (waiting.push(event) > 1) return
  for (let next = waiting[0]; next; next = waiting[0]) {
    // a deed that asks is answered in its window
    if (deed && !isAsking()) await deed
    if (opening && !typesElsewhere()) await opening
    try {
      pressAgain(next)
    } catch (error) {
      // the next keys are heard all the same
      console.error(`the key ${next.key}`, error)
    }
    await painted()
    waiting.shift()
  }
}

const act = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || isComposing(event)) return
  const isAgain = again.has(event)
  const inField = belongsToFocus(event)
  const { layers } = useKeyLayers.getState()
  let covered = false
  let isOff = false
  for (const { bindings, modal, everywhere, overDialogs, atOnce, off } of inOrder(layers)) {
    if ((covered && !overDialogs) || (isOff && everywhere)) continue
    for (const [name, binding] of Object.entries(bindings)) {
      if (inField || !matches(event, name)) continue
      isOff ||= off
      if (off) continue
      if (!isAgain && !atOnce && (waiting.length > 0 || (deed && !isAsking()))) return void wait(event)
      const run = typeof binding === 'function' ? binding : binding.run
      const result = run(event)
      if (result === false) continue
      if (result instanceof Promise) holdKeys(result)
      event.preventDefault()
      return
    }
    covered ||= modal
  }
  // its button may be there, or be on, only after the deed before
  if (deed && !isAgain && !inField && namesDeed(event)) void wait(event)
}

/** Begins to listen for keys; once, in main.tsx. */
export const followKeys = (): (() => void) => {
  const hear = (event: KeyboardEvent): void => {
    act(event)
    // outside a field it would mark every word of the window
    if (matches(event, 'Control+a') && !typesText(event.target)) event.preventDefault()
  }
  // before the field or the list that has the focus hears it
  const keepBack = (event: KeyboardEvent): void => {
    if (again.has(event) || isComposing(event) || !typesOrMoves(event)) return
    if (waiting.length === 0 && !isSaving() && (opening === null || typesElsewhere())) return
    event.stopImmediatePropagation()
    void wait(event)
  }
  window.addEventListener('keydown', keepBack, true)
  window.addEventListener('keydown', hear)
  return () => {
    window.removeEventListener('keydown', keepBack, true)
    window.removeEventListener('keydown', hear)
  }
}

let layersDrawn = 0
const nextDrawn = (): number => (layersDrawn += 1)

/** Puts a layer on top, but never over a dialog that was drawn after it nor a dialog over what is in it; gives its end. */
const addLayer = (layer: Layer): (() => void) => {
  useKeyLayers.setState(({ layers }) => {
    const inside = layers.findIndex((each) => each.drawn > layer.drawn && (each.modal || layer.modal))
    return { layers: layers.toSpliced(inside < 0 ? layers.length : inside, 0, layer) }
  })
  return () => useKeyLayers.setState(({ layers }) => ({ layers: layers.filter((each) => each !== layer) }))
}

/**
 * Keys of a page or dialog while it is shown. The one mounted last goes first; `return false` passes the key on.
 * Letters without Ctrl or Alt act only outside of text fields. Never acts while the input method composes.
 */
export const useKeys = (
  bindings: KeyBindings,
  active = true,
  {
    modal = false,
    everywhere = false,
    overDialogs = false,
    atOnce = false,
    off = false,
  }: { modal?: boolean; everywhere?: boolean; overDialogs?: boolean; atOnce?: boolean; off?: boolean } = {},
): void => {
  const id = useId()
  const latest = useRef(bindings)
  latest.current = bindings
  const signature = Object.entries(bindings)
    .map(([name, binding]) => `${name}\t${typeof binding === 'function' ? '' : (binding.label ?? '')}`)
    .join('\n')
  const [drawn] = useState(nextDrawn)
  const layer = useMemo((): Layer => {
    const through =
      signature === ''
        ? []
        : signature.split('\n').map((line): [string, KeyBinding] => {
            const [name = '', label = ''] = line.split('\t')
            const run: Run = (event) => {
              const binding = latest.current[name]
              return typeof binding === 'function' ? binding(event) : binding?.run(event)
            }
            return [name, label ? { label, run } : { run }]
          })
    return { id, drawn, modal, everywhere, overDialogs, atOnce, off, bindings: Object.fromEntries(through) }
  }, [id, drawn, modal, everywhere, overDialogs, atOnce, off, signature])
  // before the page is painted: a key pressed at the sight of its button is heard
  useLayoutEffect(() => (active ? addLayer(layer) : undefined), [active, layer])
}

const passOn: Run = () => false
/** Keys that a list hears itself: F1 tells them, nothing else. `{ Space: t('…') }` */
export const useToldKeys = (keys: Record<string, string>, active = true): void =>
  useKeys(Object.fromEntries(Object.entries(keys).map(([name, label]) => [name, { label, run: passOn }])), active)

const names: Record<string, string> = {
  Control: 'Ctrl',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Insert: 'Ins',
  ' ': '␣',
  Space: '␣',
  '=': '+',
  '-': '−',
}
/** `Control+s` as it is shown on a button: `Ctrl S`. */
export const keyName = (keys: string): string =>
  keys
    .split('+')
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
