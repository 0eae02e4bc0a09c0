import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react'
import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { create } from 'zustand'

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
  bindings: KeyBindings
  /** A dialog: keys of what lies under it are dead. */
  modal: boolean
  /** Keys of the shell: listed apart from the page's. */
  everywhere: boolean
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
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])'))
const isPressed = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('button, a[href], summary, input[type=checkbox], input[type=radio]') !== null

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

const act = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || isComposing(event)) return
  const inField = belongsToFocus(event)
  for (const { bindings, modal } of useKeyLayers.getState().layers.toReversed()) {
    for (const [name, binding] of Object.entries(bindings)) {
      if (inField || !matches(event, name)) continue
      const run = typeof binding === 'function' ? binding : binding.run
      if (run(event) === false) continue
      event.preventDefault()
      return
    }
    if (modal) return
  }
}

/** Begins to listen for keys; once, in main.tsx. */
export const followKeys = (): (() => void) => {
  window.addEventListener('keydown', act)
  return () => window.removeEventListener('keydown', act)
}

/** Puts a layer on top and gives its end. */
const addLayer = (layer: Layer): (() => void) => {
  useKeyLayers.setState(({ layers }) => ({ layers: [...layers, layer] }))
  return () => useKeyLayers.setState(({ layers }) => ({ layers: layers.filter((each) => each !== layer) }))
}

/**
 * Keys of a page or dialog while it is shown. The one mounted last goes first; `return false` passes the key on.
 * Letters without Ctrl or Alt act only outside of text fields. Never acts while the input method composes.
 */
export const useKeys = (bindings: KeyBindings, active = true, { modal = false, everywhere = false }: { modal?: boolean; everywhere?: boolean } = {}): void => {
  const id = useId()
  const latest = useRef(bindings)
  latest.current = bindings
  const signature = Object.entries(bindings).map(([name, binding]) => `${name}\t${typeof binding === 'function' ? '' : (binding.label ?? '')}`).join('\n')
  const layer = useMemo((): Layer => {
    const through = signature === '' ? [] : signature.split('\n').map((line): [string, KeyBinding] => {
      const [name = '', label = ''] = line.split('\t')
      const run: Run = (event) => {
        const binding = latest.current[name]
        return typeof binding === 'function' ? binding(event) : binding?.run(event)
      }
      return [name, label ? { label, run } : { run }]
    })
    return { id, modal, everywhere, bindings: Object.fromEntries(through) }
  }, [id, modal, everywhere, signature])
  // effects of children run before those of their parent: a dialog's layer comes first, so that what is in it lies above
  useLayoutEffect(() => (active && modal ? addLayer(layer) : undefined), [active, modal, layer])
  useEffect(() => (active && !modal ? addLayer(layer) : undefined), [active, modal, layer])
}

const names: Record<string, string> = { Control: 'Ctrl', Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', Delete: 'Del', Insert: 'Ins', ' ': '␣', Space: '␣' }
/** `Control+s` as it is shown on a button: `Ctrl S`. */
export const keyName = (keys: string): string =>
  keys
    .split('+')
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
