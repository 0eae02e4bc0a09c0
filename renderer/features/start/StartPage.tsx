import { useRef, useState } from 'react'
import { type Language, languages } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import type { Trade } from '../../../shared/settings.ts'
import { Choice, FieldRow, PasswordInput, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { languageNames, useLanguage, useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import type { Person } from '../../lib/session.ts'
import { checkStart, emptyStart, leastPassword, setUpOffice, type StartDraft } from './startDraft.ts'
import styles from './StartPage.module.css'

const tradeNames = ['furniture', 'printing', 'garment', 'hardware'] as const satisfies readonly Trade[]

const CompanyFields = ({ draft, change }: { draft: StartDraft; change: (part: Partial<StartDraft>) => void }) => {
  const t = useT()
  const { company, account } = draft
  const set = (part: Partial<StartDraft['company']>) => change({ company: { ...company, ...part } })
  const setAccount = (part: Partial<StartDraft['account']>) => change({ account: { ...account, ...part } })
  return (
    <fieldset>
      <legend>{t('start.company')}</legend>
      <FieldRow width={190}>
        <TextInput
          name="name"
          label={t('start.companyName')}
          required
          autoFocus
          maxLength={60}
          value={company.name}
          onChange={(name) => set({ name })}
        />
        <TextInput
          name="shortName"
          label={t('start.shortName')}
          maxLength={20}
          value={company.shortName}
          onChange={(shortName) => set({ shortName })}
        />
        <TextInput
          name="phone"
          label={t('start.phone')}
          maxLength={40}
          value={company.phone}
          onChange={(phone) => set({ phone })}
        />
        <TextInput
          name="fax"
          label={t('start.fax')}
          maxLength={40}
          value={company.fax}
          onChange={(fax) => set({ fax })}
        />
        <TextInput
          name="address"
          label={t('start.address')}
          maxLength={100}
          value={company.address}
          onChange={(address) => set({ address })}
        />
        <TextInput
          name="taxNumber"
          label={t('start.taxNumber')}
          maxLength={40}
          value={company.taxNumber}
          onChange={(taxNumber) => set({ taxNumber })}
        />
        <TextInput
          name="bank"
          label={t('start.bank')}
          maxLength={60}
          value={account.bank}
          onChange={(bank) => setAccount({ bank })}
        />
        <TextInput
          name="account"
          label={t('start.account')}
          maxLength={40}
          value={account.account}
          onChange={(number) => setAccount({ account: number })}
        />
      </FieldRow>
    </fieldset>
  )
}

const OwnerFields = ({
  draft,
  change,
  made,
}: {
  draft: StartDraft
  change: (part: Partial<StartDraft>) => void
  made: boolean
}) => {
  const t = useT()
  return (
    <fieldset disabled={made}>
      <legend>{t('start.owner')}</legend>
      <FieldRow width={190}>
        <TextInput
          name="ownerName"
          label={t('start.ownerName')}
          required
          maxLength={20}
          value={draft.ownerName}
          onChange={(ownerName) => change({ ownerName })}
        />
        <PasswordInput
          name="password"
          label={`${t('start.password')}(${t('start.passwordHint', { least: leastPassword })})`}
          required
          maxLength={100}
          value={draft.password}
          onChange={(password) => change({ password })}
        />
        <PasswordInput
          name="passwordAgain"
          label={t('start.passwordAgain')}
          required
          maxLength={100}
          value={draft.passwordAgain}
          onChange={(passwordAgain) => change({ passwordAgain })}
        />
      </FieldRow>
    </fieldset>
  )
}

/** The demo office of each trade by a key of its own; F4 is the furniture factory. */
const demoKeys: Record<Trade, string> = { furniture: 'F4', printing: 'F6', garment: 'F7', hardware: 'F8' }

const DemoOffices = ({ begin, disabled }: { begin: (trade: Trade) => Promise<void>; disabled: boolean }) => {
  const t = useT()
  return (
    <div className={styles['demos']} role="group" aria-label={t('start.demo')}>
      <b>{t('start.demo')}</b>
      {tradeNames.map((trade) => (
        <KeyButton
          key={trade}
          keys={demoKeys[trade]}
          help={`${t('start.demo')}:${t(`start.${trade}`)}`}
          onClick={() => begin(trade)}
          disabled={disabled}
        >
          {t(`start.${trade}`)}
        </KeyButton>
      ))}
      <small className="dim">{t('start.demoHint')}</small>
    </div>
  )
}

const LanguageButtons = () => {
  const { language, setLanguage } = useLanguage()
  return (
    <span className={styles['languages']}>
      {languages.map((each: Language) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === language}
          onClick={() => setLanguage(each)}
          tabIndex={-1}
        >
          {languageNames[each]}
        </button>
      ))}
    </span>
  )
}

/** A new office: company head, owner, trade on one page; or the demo office. */
export const StartPage = ({ onBegun }: { onBegun: (person: Person | null) => void }) => {
  const t = useT()
  const language = useLanguage((store) => store.language)
  const [draft, setDraft] = useState(emptyStart)
  const [owner, setOwner] = useState<Person | null>(null)
  const [building, setBuilding] = useState(false)
  const begunDemo = useRef(false)
  const change = (part: Partial<StartDraft>): void => setDraft((before) => ({ ...before, ...part }))

  const begin = async (): Promise<void> => {
    checkStart(draft)
    onBegun(await setUpOffice(draft, language, owner, setOwner))
  }
  const demo = async (trade: Trade): Promise<void> => {
    if (begunDemo.current) return
    begunDemo.current = true
    setBuilding(true)
    const result = await attempt(() => client.shell.beginDemo({ trade }))
    setBuilding(false)
    begunDemo.current = false
    if (!result) return
    notify(t('start.demoReady', { orders: result.orders, amount: formatFen(result.totalFen) }), 'info')
    onBegun(null)
  }

  return (
    <div className={styles['page']}>
      <section className={`panel ${styles['card']}`} aria-label={t('start.title')}>
        <div className={styles['head']}>
          <h1>{t('start.title')}</h1>
          <span className="spring" />
          <LanguageButtons />
        </div>
        {building ? (
          <div className={styles['building']}>
            <ProgressBar label={t('start.demoBuilding')} />
          </div>
        ) : (
          <Form
            label={t('start.title')}
            onSubmit={begin}
            className={styles['form'] ?? ''}
            enterSubmits
            foot={<SubmitButton>{t('start.begin')}</SubmitButton>}
          >
            <p className="dim">{t('start.welcome')}</p>
            <CompanyFields draft={draft} change={change} />
            <OwnerFields draft={draft} change={change} made={owner !== null} />
            <fieldset>
              <legend>{t('start.trade')}</legend>
              <FieldRow width={190}>
                <Choice
                  name="trade"
                  label={t('start.tradeName')}
                  value={draft.trade}
                  options={tradeNames.map((value) => ({ value, label: t(`start.${value}`) }))}
                  onChange={(trade) => change({ trade })}
                />
              </FieldRow>
            </fieldset>
          </Form>
        )}
        {!building && <DemoOffices begin={demo} disabled={owner !== null} />}
      </section>
    </div>
  )
}
