import { emptyCustomer } from '../../../shared/customers.ts'
import { promiseStateKeys } from '../../../shared/messages.ts'
import type { PromiseState } from '../../../shared/promises.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabs } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { PriceList } from '../prices/PriceList.tsx'
import { ComplaintHistory } from '../complaints/ComplaintHistory.tsx'
import { newComplaint } from '../complaints/openComplaint.ts'
import { ContactLog } from '../contacts/ContactLog.tsx'
import { answerCaller } from '../search/answer.ts'
import { CreditStrip } from './CreditStrip.tsx'
import styles from './Customer.module.css'
import { CustomerForm } from './CustomerForm.tsx'

const promiseTones: Record<PromiseState, Tone> = { open: 'wait', broken: 'bad', kept: 'ok', changed: 'plain' }

const Promises = ({ customerId }: { customerId: number }) => {
  const t = useT()
  const { data } = useQuery(client.messages.promises, { customerId })
  return (
    <Panel title={t('customers.promises')}>
      {data?.length === 0 && <Empty title={t('customers.noPromises')} />}
      <ul className={styles['promises']}>
        {data?.map(({ id, promisedOn, words, by, at, orderNumber, goods, state, changes, reason }) => (
          <li key={id}>
            <StateBadge tone={promiseTones[state]}>{t(promiseStateKeys[state])}</StateBadge>{' '}
            <b>
              {promisedOn} {words}
            </b>{' '}
            {orderNumber} {goods}
            <small>
              {t('customers.promiseRow', { by, at: formatInstant(at) })}
              {changes > 0 && ` · ${t('messages.changedTimes', { count: changes })}${reason && `:${reason}`}`}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** A new customer: keyed, saved, and its card stays open. */
export const NewCustomerPage = ({ tab }: PageProps) => {
  const t = useT()
  const { phone } = tab.parameters
  return (
    <Page>
      <Panel title={t('customers.newCustomer')} padded>
        <CustomerForm
          // the number an unknown caller was found not to be under
          first={typeof phone === 'string' ? { ...emptyCustomer, phone } : emptyCustomer}
          disabled={false}
          onSaved={({ id, shortName }) => {
            notify(t('customers.saved', { name: shortName }))
            closeTab(tab.key)
            openTab({ word: 'customers', id, title: shortName })
          }}
        />
      </Panel>
    </Page>
  )
}

/** The card of a customer, with what it owes, its prices and what it was promised. */
export const CustomerPage = ({ tab, id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('customers.write')
  const mayPrices = useMay('prices.read')
  const mayComplain = useMay('complaints.write')
  const { data, error } = useQuery(client.customers.read, { id: id ?? 0 }, { enabled: id !== null })
  if (!data || id === null)
    return (
      <Page>
        <Panel>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel
        title={data.shortName}
        note={data.code}
        bar={!data.active && <StateBadge>{t('customers.inactive')}</StateBadge>}
        actions={
          <>
            <KeyButton
              keys="Alt+k"
              onClick={() =>
                openTab({
                  word: 'invoices',
                  page: 'slip',
                  id,
                  title: `${t('customers.printInvoiceData')} ${data.shortName}`,
                })
              }
            >
              {t('customers.printInvoiceData')}
            </KeyButton>
            {mayComplain && (
              <KeyButton keys="F7" onClick={() => newComplaint({ customerId: id })}>
                {t('complaints.newComplaint')}
              </KeyButton>
            )}
            <KeyButton keys="F9" onClick={() => answerCaller(id)}>
              {t('customers.answer')}
            </KeyButton>
          </>
        }
        padded
      >
        <CustomerForm
          first={data}
          disabled={!mayWrite}
          onSaved={({ shortName }) => {
            useTabs.getState().renameTab(tab.key, { title: shortName })
            notify(t('customers.saved', { name: shortName }))
          }}
        />
      </Panel>
      <div className={styles['side']}>
        <Panel title={t('customers.creditTitle')}>
          <CreditStrip id={id} />
        </Panel>
        {mayPrices && <PriceList customerId={id} customerName={data.shortName} />}
        <Promises customerId={id} />
        <ComplaintHistory customerId={id} />
        <ContactLog customer={data} />
      </div>
    </Page>
  )
}
