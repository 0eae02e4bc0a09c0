import { useMemo, useRef, useState } from 'react'
import type { Company } from '../../../shared/settings.ts'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import type { SectionProps } from './section.ts'
import styles from './SettingsPage.module.css'

type Account = Company['bankAccounts'][number]
const emptyAccount: Account = { name: '', bank: '', account: '' }
const emptyCompany: Company = {
  name: '',
  shortName: '',
  address: '',
  phone: '',
  fax: '',
  taxNumber: '',
  bankAccounts: [],
}
const isFilled = ({ name, bank, account }: Account): boolean => [name, bank, account].some((text) => text !== '')

/** The company's head on every paper, and its bank accounts. */
export const CompanySection = ({ read }: SectionProps) => {
  const t = useT()
  const [changed, setChanged] = useState<Company | null>(null)
  const grid = useRef<LineGridHandle>(null)
  const company = changed ?? read.company ?? emptyCompany
  const change = (part: Partial<Company>): void =>
    setChanged((before) => ({ ...(before ?? read.company ?? emptyCompany), ...part }))
  const columns = useMemo(
    (): LineColumn<Account>[] => [
      { key: 'name', header: t('start.accountName'), kind: 'text' },
      { key: 'bank', header: t('start.bank'), kind: 'text' },
      { key: 'account', header: t('start.account'), kind: 'text' },
    ],
    [t],
  )
  const save = async (): Promise<void> => {
    const bankAccounts = company.bankAccounts
      .filter(isFilled)
      .map((account) => ({ ...account, name: account.name || company.name }))
    await client.settings.saveCompany({ company: { ...company, bankAccounts }, version: read.versions.company })
    setChanged(null)
    notify(t('app.saved'))
  }
  const field = (key: keyof Omit<Company, 'bankAccounts'>, most: number) => ({
    name: `company.${key}`,
    value: company[key],
    maxLength: most,
    onChange: (value: string) => change({ [key]: value }),
  })
  return (
    <Form
      label={t('settings.sectionCompany')}
      onSubmit={save}
      unsaved={changed !== null}
      foot={<SubmitButton>{t('app.save')}</SubmitButton>}
    >
      {read.company === null && <p className="dim">{t('settings.companyMissing')}</p>}
      <FieldRow width={240}>
        <TextInput label={t('start.companyName')} required {...field('name', 60)} />
        <TextInput label={t('start.shortName')} {...field('shortName', 20)} />
        <TextInput label={t('start.phone')} {...field('phone', 40)} />
        <TextInput label={t('start.fax')} {...field('fax', 40)} />
        <TextInput label={t('start.address')} {...field('address', 100)} />
        <TextInput label={t('start.taxNumber')} {...field('taxNumber', 40)} />
      </FieldRow>
      <h2>{t('start.bankAccounts')}</h2>
      <div className={styles['accounts']}>
        <LineGrid
          ref={grid}
          label={t('start.bankAccounts')}
          columns={columns}
          rows={company.bankAccounts.length > 0 ? company.bankAccounts : [emptyAccount]}
          newRow={() => emptyAccount}
          onChange={(bankAccounts) => change({ bankAccounts })}
        />
      </div>
      <small className="dim">{t('settings.accountsHint')}</small>
    </Form>
  )
}
