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
  /** Keeps the columns; true when they are kept. */
  keep(columns: ViewColumn[]): Promise<boolean>
  keepNamed(name: string, filter: string): Promise<boolean>
  remove(view: ListView): Promise<boolean>
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
  const columns = useMemo(() => arrangeColumns(all, own?.columns), [all, own])
  const shown = useMemo(() => columns.filter((column) => column.shown), [columns])
  const versionOf = (name: string): number => data?.find((view) => view.name === name)?.version ?? 0
  const save = (name: string, kept: ViewColumn[], filter: string, version: number): Promise<ListView | null> =>
    attempt(() => client.views.save({ list, name, columns: kept, filter, version }))
  return {
    ready: data !== undefined || error !== null,
    columns,
    shown,
    named: data?.filter(({ name }) => name !== '') ?? [],
    async keep(wanted) {
      const view = await save('', wanted, '', own?.version ?? 0)
      if (view) setJustKept({ personId, view })
      return view !== null
    },
    keepNamed: async (name, filter) => (await save(name, columns, filter, versionOf(name))) !== null,
    remove: async ({ name, version }) => (await attempt(() => client.views.remove({ list, name, version }))) !== null,
  }
}
