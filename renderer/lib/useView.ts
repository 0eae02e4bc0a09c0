import { useMemo } from 'react'
import { arrangeColumns, type ViewColumn } from '../../shared/viewColumns.ts'
import type { ListView } from '../../shared/views.ts'
import { client } from './client.ts'
import { attempt } from './notices.ts'
import { useQuery } from './query.ts'

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
  const own = data?.find(({ name }) => name === '')
  const columns = useMemo(() => arrangeColumns(all, own?.columns), [all, own])
  const shown = useMemo(() => columns.filter((column) => column.shown), [columns])
  const versionOf = (name: string): number => data?.find((view) => view.name === name)?.version ?? 0
  const save = async (name: string, kept: ViewColumn[], filter: string): Promise<boolean> =>
    (await attempt(() => client.views.save({ list, name, columns: kept, filter, version: versionOf(name) }))) !== null
  return {
    ready: data !== undefined || error !== null,
    columns,
    shown,
    named: data?.filter(({ name }) => name !== '') ?? [],
    keep: (kept) => save('', kept, ''),
    keepNamed: (name, filter) => save(name, columns, filter),
    remove: async ({ name, version }) => (await attempt(() => client.views.remove({ list, name, version }))) !== null,
  }
}
