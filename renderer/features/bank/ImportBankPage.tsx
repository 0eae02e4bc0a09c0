import { useMemo, useState } from 'react'
import { type BankField, bankColumns, findDirection, needsDirection } from '../../../shared/bankImport.ts'
import { cellsOf } from '../../../shared/imports.ts'
import { Choice } from '../../components/Field.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { ImportPage } from '../imports/ImportPage.tsx'
import type { ImportKind } from '../imports/useImport.ts'

const allIncome = 'allIncome'

/** The column of directions is known by its words where its heading says nothing. */
const refine: NonNullable<ImportKind['refine']> = (table, reading) => {
  const { columns } = reading
  if (columns['amount'] == null || ['direction', 'income', 'outgo'].some((field) => columns[field] != null))
    return reading
  const used = new Set(Object.values(columns).filter((column) => column !== null))
  const column = findDirection(table.sheets[reading.sheet]?.rows ?? [], reading.header, used)
  return column === null
    ? reading
    : { ...reading, columns: { ...columns, direction: column }, guessed: [...reading.guessed, 'direction'] }
}

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
      heads: { code: 'bank.amount', name: 'receipts.payer', same: 'bank.notNeeded', money: true },
      known: known ?? {},
      refine,
      ask: ({ fields, rows }, headings) =>
        needsDirection(cellsOf(fields as BankField[], rows))
          ? {
              title: t('bank.askTitle'),
              why: t('bank.askWhy', { column: headings['amount'] ?? t('bank.amount') }),
              answer: { said: allIncome, label: t('bank.askAllIncome'), afterwards: t('bank.saidAllIncome') },
              field: 'direction',
              fieldLabel: t('bank.askColumn'),
              leaveLabel: t('bank.askLeave'),
              takeBackLabel: t('bank.takeBack'),
            }
          : null,
      preview: ({ fields, rows, said }) =>
        client.bank.importPreview({
          account: account ?? '',
          allIncome: said === allIncome,
          fields: fields as Fields,
          rows,
        }),
      run: ({ fields, said, ...rest }) =>
        client.bank.import({
          account: account ?? '',
          allIncome: said === allIncome,
          fields: fields as Fields,
          ...rest,
        }),
    }),
    [account, known, t],
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
