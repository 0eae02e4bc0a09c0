import { customerColumns } from '../../../shared/customerImport.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/useImport.ts'

type Fields = Parameters<typeof client.customers.import>[0]['fields']

const kind: ImportKind = {
  columns: customerColumns,
  preview: ({ fields, rows }) => client.customers.importPreview({ fields: fields as Fields, rows }),
  run: ({ fields, headings: _headings, said: _said, ...rest }) =>
    client.customers.import({ fields: fields as Fields, ...rest }),
}

export const ImportCustomersPage = () => <ImportPage title={useT()('imports.titleCustomers')} kind={kind} />
