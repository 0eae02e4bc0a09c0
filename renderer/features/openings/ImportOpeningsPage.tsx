import { openingColumns } from '../../../shared/openings.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/useImport.ts'

type Fields = Parameters<typeof client.openings.import>[0]['fields']

const kind: ImportKind = {
  columns: openingColumns,
  preview: ({ fields, rows }) => client.openings.importPreview({ fields: fields as Fields, rows }),
  run: ({ fields, rows, fileName, expected }) =>
    client.openings.import({ fields: fields as Fields, rows, fileName, expected }),
}

/** Open notes of the old books from Excel, into the book that is not locked. */
export const ImportOpeningsPage = () => <ImportPage title={useT()('openings.importTitle')} kind={kind} />
