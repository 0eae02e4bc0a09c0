import { createContext, useContext, useEffect, useId } from 'react'
import { create } from 'zustand'

/** Further facts of an open page: which fax, which filter. Plain values only. */
export type TabParameters = Record<string, string | number | boolean | null>

export interface Tab {
  /** One tab for one thing: `orders`, `orders/paper/12`. */
  key: string
  word: string
  /** Name of the page in the word's `pages` of renderer/features.ts. */
  page: string
  id: number | null
  title: string
  parameters: TabParameters
  /** The tab that was open before: leaving goes back there. */
  openedFrom: string | null
}

export interface TabRequest {
  word: string
  /** Default: `list` without an id, `paper` with one. */
  page?: string
  id?: number | null
  /** Shown on the tab; default: the word's label. */
  title?: string
  parameters?: TabParameters
  /** Another tab of the same page beside it: a second new order, a new note of another order. */
  another?: boolean
}

interface TabsStore {
  tabs: Tab[]
  active: string | null
  /** Tab → its forms with something not saved yet. */
  unsaved: Record<string, string[]>
  /** The sign-in page lies over all tabs: what is not saved is still there under it. */
  covered: boolean
  /** Keys in the order of use, the one looked at last at the end. */
  used: string[]
  /** Pages that were closed because one more opened: the bar says so. A new array each time. */
  madeRoom: Tab[]
  openTab(request: TabRequest): string
  /** Closes without asking; the shell asks first through `closeTabAsking`. */
  closeTab(key: string): void
  closeAll(): void
  /** The pages of one person are put away and those of another laid out, as they were left. */
  changeHands(from: number | null, to: number): void
  activate(key: string): void
  /** New title or id once a draft has its number; the page stays as it is. */
  renameTab(key: string, change: { title?: string; id?: number | null }): void
  setUnsaved(key: string, form: string, unsaved: boolean): void
}

/** What a person left open when another signed in, until the window is closed. */
type LeftOpen = Pick<TabsStore, 'tabs' | 'active' | 'used'>
const leftOpen = new Map<number, LeftOpen>()

let made = 0
const keyOf = ({ word, page, id, another }: TabRequest & { page: string }): string => {
  const base = page === 'list' ? word : `${word}/${page}`
  if (id != null) return `${base}/${id}`
  return another ? `${base}/+${++made}` : base
}

const without = <T>(record: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key))

/** The same paper, or a new one begun from the same thing (`{ orderId: 12 }`); one begun from nothing is never the same. */
const isSame = (tab: Tab, { id, parameters }: TabRequest): boolean => {
  if (id != null) return true
  const begunFrom = Object.keys(parameters ?? {}).some((name) => name.endsWith('Id'))
  return begunFrom && JSON.stringify(parameters) === JSON.stringify(tab.parameters)
}

/** So many pages are kept open; the bar of their titles moves with the one that is looked at. */
const keptTabs = 14

/**
 * One more page opens: the page not looked at for the longest makes room, whatever it is, for each is a key or a search
 * away. Never 今日, never the page it is opened from, never one with something not saved.
 */
const roomFor = (tabs: Tab[], { active, unsaved, used }: Pick<TabsStore, 'active' | 'unsaved' | 'used'>): Tab[] => {
  const spare = tabs
    .filter(({ key, word }) => word !== 'today' && key !== active && !unsaved[key])
    .toSorted((one, other) => used.indexOf(one.key) - used.indexOf(other.key))
  const closed = new Set(spare.slice(0, Math.max(0, tabs.length + 1 - keptTabs)))
  return tabs.filter((tab) => !closed.has(tab))
}

const lastUsed = (used: string[], key: string): string[] => [...used.filter((each) => each !== key), key]

/** The open papers. `useTabs.getState().openTab({ word: 'orders', id: 12, title: 'DH261122-03' })` */
export const useTabs = create<TabsStore>((set, get) => ({
  tabs: [],
  active: null,
  unsaved: {},
  covered: false,
  used: [],
  madeRoom: [],
  openTab(request) {
    const page = request.page ?? (request.id == null ? 'list' : 'paper')
    const key = keyOf({ ...request, page })
    const { tabs, active, used } = get()
    const same = tabs.find(
      (tab) =>
        tab.key === key ||
        (tab.word === request.word && tab.page === page && tab.id === (request.id ?? null) && isSame(tab, request)),
    )
    if (same) {
      const parameters = request.parameters ?? same.parameters
      set({
        active: same.key,
        used: lastUsed(used, same.key),
        tabs: tabs.map((tab) => (tab === same ? { ...tab, parameters, title: request.title ?? tab.title } : tab)),
      })
      return same.key
    }
    const tab: Tab = {
      key,
      word: request.word,
      page,
      id: request.id ?? null,
      title: request.title ?? '',
      parameters: request.parameters ?? {},
      openedFrom: active,
    }
    const kept = roomFor(tabs, get())
    const closed = tabs.filter((each) => !kept.includes(each))
    const looked = lastUsed(used, key).filter((each) => !closed.some((tab) => tab.key === each))
    set({ tabs: [...kept, tab], active: key, used: looked, ...(closed.length > 0 ? { madeRoom: closed } : {}) })
    return key
  },
  closeTab(key) {
    const { tabs, active, unsaved, used } = get()
    const index = tabs.findIndex((tab) => tab.key === key)
    const left = tabs.filter((tab) => tab.key !== key)
    const before = left.find((tab) => tab.key === tabs[index]?.openedFrom) ?? left[Math.min(index, left.length - 1)]
    const next = active === key ? (before?.key ?? null) : active
    const looked = used.filter((each) => each !== key)
    set({
      tabs: left,
      active: next,
      used: next === null ? looked : lastUsed(looked, next),
      unsaved: without(unsaved, key),
    })
  },
  closeAll() {
    leftOpen.clear()
    set({ tabs: [], active: null, unsaved: {}, used: [], madeRoom: [] })
  },
  changeHands(from, to) {
    const { tabs, active, used } = get()
    if (from !== null) leftOpen.set(from, { tabs, active, used })
    const before = leftOpen.get(to) ?? { tabs: [], active: null, used: [] }
    leftOpen.delete(to)
    set({ ...before, unsaved: {}, madeRoom: [] })
  },
  activate: (key) => set(({ used }) => ({ active: key, used: lastUsed(used, key) })),
  renameTab: (key, change) =>
    set(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.key === key ? { ...tab, ...change } : tab)) })),
  setUnsaved(key, form, isUnsaved) {
    const { unsaved } = get()
    const forms = (unsaved[key] ?? []).filter((each) => each !== form)
    if (isUnsaved) forms.push(form)
    if (forms.length === (unsaved[key] ?? []).length && isUnsaved) return
    set({ unsaved: forms.length > 0 ? { ...unsaved, [key]: forms } : without(unsaved, key) })
  },
}))

export const openTab = (request: TabRequest): string => useTabs.getState().openTab(request)
export const closeTab = (key: string): void => useTabs.getState().closeTab(key)

/** Whether the page a tab was opened from is still there and is such a one: closing the tab goes back to it. */
export const openedFrom = (key: string, isSuch: (tab: Tab) => boolean): boolean => {
  const { tabs } = useTabs.getState()
  const from = tabs.find((tab) => tab.key === key)?.openedFrom
  return tabs.some((tab) => tab.key === from && isSuch(tab))
}

/** The key of the tab a component lives in; empty outside of a tab. */
export const TabContext = createContext('')
export const useTabKey = (): string => useContext(TabContext)

/**
 * Says that this page holds something not saved: its tab is marked, closing it or the window asks first.
 * Nothing is forgotten while the tab is hidden (a hidden tab's effects end, its state stays).
 */
export const useUnsaved = (unsaved: boolean): void => {
  const tab = useTabKey()
  const form = useId()
  useEffect(() => {
    if (tab === '') return undefined
    useTabs.getState().setUnsaved(tab, form, unsaved)
    return () => {
      const { active, covered, tabs, setUnsaved } = useTabs.getState()
      const hidden = (covered || active !== tab) && tabs.some(({ key }) => key === tab)
      if (!hidden) setUnsaved(tab, form, false)
    }
  }, [tab, form, unsaved])
}

/** The page that opens takes the keyboard, not the button that was clicked or the box the hand came from. */
export const giveFocusToPage = (): void => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
