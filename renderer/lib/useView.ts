import { useMemo, useState } from 'react'
import { arrangeColumns, type ViewColumn } from '../../shared/viewColumns.ts'
import type { ListView } from '../../shared/views.ts'
import { client } from './client.ts'
import { attempt } from './notices.ts'
import { useQuery } from './query.ts'
import { useSession } from './session.ts'

export interface View {
  /** False until it is known how this person wants the list: nothing is shown that would jump. */
  ready: boolean
  /** All columns there are, in the person's order and width; those not shown among them. */
  columns: ViewColumn[]
  /** The columns that are shown. */
  shown: ViewColumn[]
  /** Ways to look at the list that were given a name. */
  named: ListView[]
  /** The named view that is in use: its columns are shown, the person's own wait. Null: the own ones. */
  used: ListView | null
  /** Shows a named view's columns; null gives the person's own back. */
  use(view: ListView | null): void
  /** Keeps the columns, of the named view while one is in use; true when they are kept. */
  keep(columns: ViewColumn[]): Promise<boolean>
  keepNamed(name: string, filter: string): Promise<boolean>
  remove(view: ListView): Promise<boolean>
}

/** A named view as it is kept now, or as it was just changed; undefined when it was removed. */
const newest = (view: ListView, kept: readonly ListView[] | undefined): ListView | undefined => {
  if (!kept) return view
  const found = kept.find(({ name }) => name === view.name)
  return found && found.version < view.version ? view : found
}

/** How the person at the PC looks at a list. `all` are its columns as they begin; it keeps its identity. */
export const useView = (list: string, all: ViewColumn[]): View => {
  const { data, error } = useQuery(client.views.list, { list })
  // what was just kept counts at once, before it is read again: the next key may export it
  const personId = useSession((store) => store.person?.id ?? 0)
  const [justKept, setJustKept] = useState<{ personId: number; view: ListView } | null>(null)
  const read = data?.find(({ name }) => name === '')
  const kept = justKept?.personId === personId ? justKept.view : undefined
  const own = kept && kept.version > (read?.version ?? 0) ? kept : read
  const [used, setUsed] = useState<{ personId: number; view: ListView } | null>(null)
  // as it is kept now: its columns may have been changed since it was taken
  const borrowed = used?.personId === personId ? (newest(used.view, data) ?? null) : null
  const columns = useMemo(() => arrangeColumns(all, (borrowed ?? own)?.columns), [all, own, borrowed])
  const shown = useMemo(() => columns.filter((column) => column.shown), [columns])
  const versionOf = (name: string): number => data?.find((view) => view.name === name)?.version ?? 0
  const save = (name: string, kept: ViewColumn[], filter: string, version: number): Promise<ListView | null> =>
    attempt(() => client.views.save({ list, name, columns: kept, filter, version }))
  return {
    ready: data !== undefined || error !== null,
    columns,
    shown,
    named: data?.filter(({ name }) => name !== '') ?? [],
    used: borrowed,
    use: (view) => setUsed(view && { personId, view }),
    async keep(wanted) {
      if (borrowed) {
        const view = await save(borrowed.name, wanted, borrowed.filter, borrowed.version)
        if (view) setUsed({ personId, view })
        return view !== null
      }
      const view = await save('', wanted, '', own?.version ?? 0)
      if (view) setJustKept({ personId, view })
      return view !== null
    },
    keepNamed: async (name, filter) => (await save(name, columns, filter, versionOf(name))) !== null,
    remove: async ({ name, version }) => (await attempt(() => client.views.remove({ list, name, version }))) !== null,
  }
}
