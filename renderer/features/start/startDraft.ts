import type { Language } from '../../../shared/language.ts'
import type { Company, Trade } from '../../../shared/settings.ts'
import { client } from '../../lib/client.ts'
import { refuseField } from '../../components/Form.tsx'
import { say } from '../../lib/language.ts'
import type { Person } from '../../lib/session.ts'

/** Shortest password, as the contract has it; repeated here so that the first page needs no schema. */
export const leastPassword = 6

export interface StartDraft {
  company: Omit<Company, 'bankAccounts'>
  account: { name: string; bank: string; account: string }
  ownerName: string
  password: string
  passwordAgain: string
  trade: Trade
}

export const emptyStart: StartDraft = {
  company: { name: '', shortName: '', address: '', phone: '', fax: '', taxNumber: '' },
  account: { name: '', bank: '', account: '' },
  ownerName: '',
  password: '',
  passwordAgain: '',
  trade: 'furniture',
}

/** Throws the first thing that is missing, at its field. */
export const checkStart = (draft: StartDraft): void => {
  const missing = (field: string, label: string) => refuseField(field, say('shell.required', { field: label }))
  if (draft.company.name.trim() === '') throw missing('name', say('start.companyName'))
  const { bank, account } = draft.account
  if (bank.trim() !== '' && account.trim() === '') throw missing('account', say('start.account'))
  if (account.trim() !== '' && bank.trim() === '') throw missing('bank', say('start.bank'))
  if (draft.ownerName.trim() === '') throw missing('ownerName', say('start.ownerName'))
  if (draft.password.length < leastPassword)
    throw refuseField('password', say('users.passwordTooShort', { least: leastPassword }))
  if (draft.password !== draft.passwordAgain) throw refuseField('passwordAgain', say('start.passwordsDiffer'))
}

const companyOf = ({ company, account }: StartDraft): Company => ({
  ...company,
  shortName: company.shortName.trim() || company.name.trim().slice(0, 20),
  bankAccounts: account.account.trim() === '' ? [] : [{ ...account, name: account.name.trim() || company.name }],
})

/**
 * Sets the office up: owner, company head, trade. `owner` is the one made by a try before that stopped half-way,
 * so that a second try goes on from there.
 */
export const setUpOffice = async (
  draft: StartDraft,
  language: Language,
  owner: Person | null,
  made: (owner: Person) => void,
): Promise<Person> => {
  let person = owner
  if (person === null) {
    const result = await client.users.createOwner({ name: draft.ownerName, password: draft.password, language })
    if (result.person === null) throw refuseField('ownerName', result.message ?? '')
    person = result.person
    made(person)
  }
  const { versions } = await client.settings.read({})
  await client.settings.saveCompany({ company: companyOf(draft), version: versions.company })
  await client.settings.chooseTrade({ trade: draft.trade })
  return person
}
