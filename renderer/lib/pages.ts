import { type ComponentType, createElement, lazy, useState } from 'react'
import type { PhraseKey } from '../../shared/language.ts'
import type { Permission, Role } from '../../shared/permissions.ts'
import type { Tab } from './tabs.ts'

/** What every page gets. Its tab is also in `useTabKey()`. */
export interface PageProps {
  tab: Tab
  /** The id of the paper that is open; null on a list or a new paper. */
  id: number | null
}
/** A page that is loaded when it is first opened, or before by `preload`: then it is there without a blank moment. */
export type LazyPage = ComponentType<PageProps> & { preload(): Promise<void> }

/** The areas of the left nav, in the order of the day. An area without a page is not shown. */
export const areas = [
  'today',
  'inbox',
  'orders',
  'production',
  'deliveries',
  'money',
  'complaints',
  'masters',
  'reports',
  'settings',
] as const
export type Area = (typeof areas)[number]

export interface Badge {
  count: number
  /** Red instead of grey: somebody waits. */
  urgent?: boolean
}

/** One word in the nav and its pages. The first feature of an area is what the area's key opens. */
export interface Feature {
  label: PhraseKey
  area: Area
  /** Who sees it. */
  permission: Permission
  /**
   * `list` is opened from the nav; `paper` is one document (`openTab({ word, id })`); others by name:
   * `openTab({ word, page: 'check', id })`. `new` of `orders` is what F3 opens.
   */
  pages: Record<string, LazyPage>
  /** Parts of its list page that have a name of their own: Ctrl+G opens each, as `parameters.section`, for who may see it. */
  parts?: readonly { name: string; label: PhraseKey; sees?: (role: Role | null) => boolean }[]
  /** Pages that belong to another word's list in the nav: the notice to 生产通知单, not to 待下生产单. */
  under?: Record<string, string>
  /** The counter beside the label; a hook, null shows nothing. Keep it out of heavy modules. */
  useBadge?: () => Badge | null
  /** A short item of the status bar: the last backup's age, the state of the disk. */
  status?: ComponentType
}

/** `page(() => import('./features/orders/OrdersPage.tsx'), 'OrdersPage')`: loaded when it is first opened. */
export const page = <K extends string>(load: () => Promise<Record<K, ComponentType<PageProps>>>, name: K): LazyPage => {
  const Waiting = lazy<ComponentType<PageProps>>(async () => ({ default: (await load())[name] }))
  let loaded: ComponentType<PageProps> | null = null
  const Page = (props: PageProps) => {
    // as it was when the tab was opened: another component in its place would lose what was typed
    const [Content] = useState<ComponentType<PageProps>>(() => loaded ?? Waiting)
    return createElement(Content, props)
  }
  const preload = async (): Promise<void> => {
    loaded = (await load())[name]
  }
  return Object.assign(Page, { preload })
}
