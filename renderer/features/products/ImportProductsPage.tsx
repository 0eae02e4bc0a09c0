import { productColumns } from '../../../shared/productImport.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/useImport.ts'

type Fields = Parameters<typeof client.products.import>[0]['fields']

const kind: ImportKind = {
  columns: productColumns,
  preview: ({ fields, rows }) => client.products.importPreview({ fields: fields as Fields, rows }),
  run: ({ fields, headings: _headings, said: _said, ...rest }) =>
    client.products.import({ fields: fields as Fields, ...rest }),
}

export const ImportProductsPage = () => <ImportPage title={useT()('imports.titleProducts')} kind={kind} />
