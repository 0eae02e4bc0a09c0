import { priceColumns } from '../../../shared/priceImport.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/useImport.ts'

type Fields = Parameters<typeof client.prices.import>[0]['fields']

const kind: ImportKind = {
  columns: priceColumns,
  preview: ({ fields, rows }) => client.prices.importPreview({ fields: fields as Fields, rows }),
  run: ({ fields, headings: _headings, said: _said, ...rest }) =>
    client.prices.import({ fields: fields as Fields, ...rest }),
}

export const ImportPricesPage = () => <ImportPage title={useT()('imports.titlePrices')} kind={kind} />
