import { useRef, useState } from 'react'
import type { NewQuotation, Quotation } from '../../../shared/quotations.ts'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeptForms } from '../../components/KeptBar.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { quotationDrafts } from './drafts.ts'
import styles from './Quotation.module.css'
import { draftOf, filledLines, formOf, freshForm, type QuotationForm, stepsOf } from './quotationForm.ts'
import { QuotationHead, QuotationTerms } from './QuotationHead.tsx'
import { QuotationLines } from './QuotationLines.tsx'
import { useQuotationForm } from './useQuotationForm.ts'

/** The first line that lacks something, and which cell. */
const missingIn = (
  form: QuotationForm,
): { row: number; key: string; word: 'orders.description' | 'app.unit' | 'quotations.anyPrice' } | null => {
  for (const [row, line] of form.lines.entries()) {
    if (line.code === '' && line.description === '') continue
    if (line.description === '') return { row, key: 'description', word: 'orders.description' }
    if (line.unit === '') return { row, key: 'unit', word: 'app.unit' }
    if (stepsOf(line, form.ladder).length === 0) return { row, key: `q${form.ladder[0]}`, word: 'quotations.anyPrice' }
  }
  return null
}

const Editor = ({ first }: { first: QuotationForm }) => {
  const t = useT()
  const tab = useTabKey()
  const store = useQuotationForm(first)
  const { form } = store
  const kept = quotationDrafts.useInHand(form)
  const grid = useRef<LineGridHandle>(null)
  const terms = useRef<HTMLDivElement>(null)

  const refuseLocally = (now: QuotationForm): void => {
    if (now.head.customerId === null && now.head.prospect.trim() === '')
      throw refuseField('customerId', t('quotations.customerNeeded'))
    if (filledLines(now.lines).length === 0) throw refuseField('lines', t('quotations.linesNeeded'))
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('lines', wrong.sentence)
    }
    const missing = missingIn(now)
    if (missing) {
      grid.current?.focusCell(missing.row, missing.key)
      throw refuseField('lines', t('quotations.lineIncomplete', { line: missing.row + 1, field: t(missing.word) }))
    }
  }
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const now = store.current()
    refuseLocally(now)
    const saved = await client.quotations.save(draftOf(now))
    kept.done()
    notify(t('quotations.saved', { number: saved.number, version: saved.sequence }))
    openTab({ word: 'quotations', id: saved.id, title: saved.number })
    closeTab(tab)
  }
  return (
    <Page>
      <Form label={t('quotations.quotation')} onSubmit={save} unsaved={store.changed} className={styles['form'] ?? ''}>
        <Panel
          title={form.number ?? t('quotations.newQuotation')}
          note={t('quotations.keysHelp')}
          bar={
            form.sent ? (
              <StateBadge tone="warn">
                {t('quotations.nextVersion', { old: form.sequence, next: form.sequence + 1 })}
              </StateBadge>
            ) : undefined
          }
          foot={
            <>
              <span className="spring" />
              <SubmitButton>{t('quotations.save')}</SubmitButton>
            </>
          }
        >
          {form.id === null && (
            <KeptForms
              kind={quotationDrafts}
              wordsOf={({ at, form: found }) =>
                t('quotations.draftFound', {
                  customer: found.head.customerName || found.head.prospect || '—',
                  lines: filledLines(found.lines).length,
                  time: formatInstant(at),
                })
              }
              onResume={(next, keptKey) => {
                kept.takeOver(keptKey)
                store.replace(next)
              }}
            />
          )}
          <QuotationHead store={store} onLines={() => grid.current?.focusCell(0)} />
          <QuotationLines store={store} grid={grid} onEnd={() => terms.current?.querySelector('input')?.focus()} />
          <div ref={terms}>
            <QuotationTerms store={store} />
          </div>
        </Panel>
      </Form>
    </Page>
  )
}

const Refused = ({ message }: { message: string }) => (
  <Page>
    <Panel padded>
      <RefusalNote message={message} />
    </Panel>
  </Page>
)

/** A new quotation: from nothing, a customer, a paper of the inbox, a phone message, or a copy of an older one. */
export const NewQuotationPage = ({ tab }: PageProps) => {
  const { customerId, inboxItemId, messageId, copyOf, orderId } = tab.parameters
  const ask = Object.fromEntries(
    Object.entries({ customerId, inboxItemId, messageId, copyOf, orderId }).filter(
      ([, value]) => typeof value === 'number',
    ),
  )
  const { data, error } = useQuery(client.quotations.newDraft, ask)
  const [first, setFirst] = useState<NewQuotation | null>(null)
  if (data && !first) setFirst(data)
  if (error && !first) return <Refused message={error.message} />
  return first ? <Editor first={freshForm(first)} /> : null
}

/** A quotation that is there already: saving over a version that was sent makes the next one. */
export const EditQuotationPage = ({ id }: PageProps) => {
  const { data, error } = useQuery(client.quotations.read, { id: id ?? 0 }, { enabled: id !== null })
  const [quotation, setQuotation] = useState<Quotation | null>(null)
  if (data && !quotation) setQuotation(data)
  if (error && !quotation) return <Refused message={error.message} />
  return quotation ? <Editor first={formOf(quotation)} /> : null
}
