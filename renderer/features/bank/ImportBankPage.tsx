import { useMemo, useState } from 'react'
import { bankColumns } from '../../../shared/bankImport.ts'
import { Choice } from '../../components/Field.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/useImport.ts'

type Fields = Parameters<typeof client.bank.import>[0]['fields']

/** The statement of one account from the bank: its columns are read as they were the last time. */
export const ImportBankPage = () => {
  const t = useT()
  const { data: accounts } = useQuery(client.bank.accounts, {})
  const [chosen, setChosen] = useState<string | null>(null)
  const account = chosen ?? accounts?.[0]?.account ?? null
  const known = accounts?.find((each) => each.account === account)?.headings
  const kind = useMemo(
    (): ImportKind => ({
      columns: bankColumns,
      known: known ?? {},
      preview: ({ fields, rows }) =>
        client.bank.importPreview({ account: account ?? '', fields: fields as Fields, rows }),
      run: ({ fields, rows, fileName, expected, headings }) =>
        client.bank.import({ account: account ?? '', headings, fields: fields as Fields, rows, fileName, expected }),
    }),
    [account, known],
  )
  if (!accounts) return null
  if (account === null)
    return (
      <Page>
        <Panel title={t('bank.importTitle')}>
          <Empty title={t('bank.noAccount')} hint={t('bank.noAccountHint')} />
        </Panel>
      </Page>
    )
  return (
    <ImportPage
      title={t('bank.importTitle')}
      kind={kind}
      bar={
        <Choice
          inline
          label={t('bank.account')}
          value={account}
          options={accounts.map((each) => ({ value: each.account, label: each.name }))}
          onChange={setChosen}
        />
      }
    />
  )
}
