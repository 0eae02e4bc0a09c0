import type { Row } from './schemaMasters.ts'

/** How a person looks at a list; the one without a name is how the list opens for them. */
export interface ListViewsTable extends Row {
  userId: number
  list: string
  name: string
  /** ViewColumn[] as JSON. */
  columns: string
  /** The filter of the list's page as JSON; '' for none. */
  filter: string
  version: number
}
