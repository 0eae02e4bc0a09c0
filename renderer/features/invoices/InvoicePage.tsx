import { useEffect, useMemo, useRef, useState } from 'react'
import { type Invoice, paperKindKeys, shownInvoiceState, shownInvoiceStateKeys } from '../../../shared/invoices.ts'
import { formatFen } from '../../../shared/money.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from '../receipts/Receipt.module.css'
import { yuan } from '../receipts/yuan.ts'
import { useCovering } from './covering.ts'
import { CoverPanel } from './CoverPanel.tsx'
import { ReverseDialog } from './ReverseDialog.tsx'
import { invoiceTones } from './tones.ts'

type Part = Invoice['parts'][number]

const Facts = ({ invoice }: { invoice: Invoice }) => {
  const t = useT()
  const facts: [string, string][] = [
    [t('app.customer'), invoice.customer],
    [t('invoices.invoiceTitle'), invoice.title],
    [t('invoices.issuedOn'), invoice.issuedOn],
    [t('invoices.kind'), t(paperKindKeys[invoice.kind])],
    [t('invoices.code'), invoice.code],
    [t('invoices.rate'), `${invoice.taxBasisPoints / 100} %`],
    [t('invoices.tax'), formatFen(invoice.taxFen)],
    [t('invoices.net'), formatFen(invoice.amountFen - invoice.taxFen)],
    [t('invoices.statement'), invoice.statementNumber ?? ''],
    [t(invoice.state === 'red' ? 'invoices.takesBack' : 'invoices.takenBackBy'), invoice.otherNumber ?? ''],
    [t('invoices.by'), `${invoice.by} ${formatInstant(invoice.at)}`],
    [t('app.remark'), invoice.remark],
  ]
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** 预开 that is set against what has left since. */
const CoverForm = ({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) => {
  const t = useT()
  const grid = useRef<LineGridHandle>(null)
  const covering = useCovering(invoice.customerId, invoice.amountFen, null, invoice)
  const latest = useRef(covering)
  latest.current = covering
  const ready = covering.rows.length > 0
  useEffect(() => {
    if (ready) grid.current?.focusCell(0, 'partFen')
  }, [ready])
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    await client.invoices.cover({ id: invoice.id, version: invoice.version, parts: latest.current.parts })
    onDone()
  }
  return (
    <Form label={t('invoices.cover')} onSubmit={save} className={styles['form'] ?? ''}>
      <CoverPanel
        covering={covering}
        amountFen={invoice.amountFen}
        chosen
        grid={grid}
        buttons={
          <>
            <KeyButton keys="Escape" onClick={onDone}>
              {t('app.cancel')}
            </KeyButton>
            <SubmitButton>{t('invoices.saveCover')}</SubmitButton>
          </>
        }
      />
    </Form>
  )
}

const Parts = ({ invoice }: { invoice: Invoice }) => {
  const t = useT()
  // of one taken back in part, what is left of it
  const now = invoice.state === 'standing' ? invoice.left : invoice
  const columns = useMemo(
    (): Column<Part>[] => [
      { key: 'number', header: t('invoices.document') },
      { key: 'on', header: t('app.date'), kind: 'date', width: 100 },
      { key: 'totalFen', header: t('invoices.total'), kind: 'money', width: 130 },
      { key: 'amountFen', header: t('invoices.part'), kind: 'money', width: 130 },
      ...(invoice.takenBackFen === 0
        ? []
        : [{ key: 'leftFen', header: t('invoices.stillOn'), kind: 'money', width: 130 } as const]),
    ],
    [t, invoice.takenBackFen],
  )
  return (
    <Panel
      title={t('invoices.documents')}
      foot={
        <>
          <Figure label={t('invoices.covered')}>{yuan(now.amountFen - now.uncoveredFen)}</Figure>
          <Figure label={t('invoices.uncovered')}>{yuan(now.uncoveredFen)}</Figure>
        </>
      }
    >
      <DataTable
        label={t('invoices.documents')}
        columns={columns}
        rows={invoice.parts}
        rowKey={({ number }) => number}
        onOpen={(part) =>
          part.deliveryNoteId !== null
            ? openTab({ word: 'deliveries', id: part.deliveryNoteId, title: part.number })
            : openTab({
                word: 'statements',
                page: 'adjustments',
                title: t('statements.adjustments'),
                parameters: { customerId: invoice.customerId, customer: invoice.customer },
              })
        }
        empty={<Empty title={t('invoices.uncovered')} hint={t('invoices.nothingOpenHint')} />}
      />
    </Panel>
  )
}

/** The red invoices of one, each a tab of its own. */
const Reds = ({ invoice }: { invoice: Invoice }) => {
  const t = useT()
  const columns = useMemo(
    (): Column<Invoice['reds'][number]>[] => [
      { key: 'number', header: t('invoices.number') },
      { key: 'issuedOn', header: t('invoices.issuedOn'), kind: 'date', width: 100 },
      { key: 'amountFen', header: t('invoices.amount'), kind: 'money', width: 120 },
      { key: 'remark', header: t('invoices.reverseReason'), width: 180 },
    ],
    [t],
  )
  return (
    <Panel
      title={t('invoices.reds')}
      note={t('invoices.redsCount', { count: invoice.reds.length })}
      foot={<Figure label={t('invoices.takenBack')}>{yuan(invoice.takenBackFen)}</Figure>}
    >
      <DataTable
        label={t('invoices.reds')}
        columns={columns}
        rows={invoice.reds}
        rowKey={({ id }) => id}
        onOpen={(red) => openTab({ word: 'invoices', id: red.id, title: red.number })}
      />
    </Panel>
  )
}

const voidInvoice = (invoice: Invoice, t: ReturnType<typeof useT>) =>
  withReason(
    {
      title: `${t('invoices.voidTitle')} ${invoice.number}`,
      children: t('invoices.voidWhat', { customer: invoice.customer, amount: formatFen(invoice.amountFen) }),
      action: t('app.void'),
      danger: true,
    },
    (reason) => client.invoices.void({ id: invoice.id, version: invoice.version, reason }),
  )

/** One invoice: what its paper says, and what it is for. */
export const InvoicePage = ({ id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('statements.write')
  const [covering, setCovering] = useState(false)
  const [reversing, setReversing] = useState<'all' | 'part' | null>(null)
  const { data: invoice, error } = useQuery(client.invoices.read, { id: id ?? 0 }, { enabled: id !== null })
  if (!invoice)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const stands = mayWrite && invoice.state === 'standing'
  const shown = shownInvoiceState(invoice)
  return (
    <Page layout="sides">
      <Panel
        title={invoice.number}
        bar={<StateBadge tone={invoiceTones[shown]}>{t(shownInvoiceStateKeys[shown])}</StateBadge>}
        foot={
          <>
            <Figure label={t('invoices.amount')} negative={invoice.amountFen < 0}>
              {yuan(invoice.amountFen)}
            </Figure>
            {shown === 'partly' && <Figure label={t('invoices.leftOfIt')}>{yuan(invoice.left.amountFen)}</Figure>}
            <span className={styles['deeds']}>
              {mayWrite && ((stands && shown !== 'partly') || invoice.state === 'red') && (
                <KeyButton keys="Control+Delete" onClick={() => voidInvoice(invoice, t)}>
                  {t('app.void')}
                </KeyButton>
              )}
              {stands && (
                <>
                  <KeyButton keys="p" onClick={() => setReversing('part')}>
                    {t('invoices.reversePart')}
                  </KeyButton>
                  <KeyButton keys="r" onClick={() => setReversing('all')}>
                    {t(shown === 'partly' ? 'invoices.reverseRest' : 'invoices.reverse')}
                  </KeyButton>
                </>
              )}
              {stands && !covering && (
                <KeyButton keys="a" go={invoice.uncoveredFen !== 0} onClick={() => setCovering(true)}>
                  {t('invoices.cover')}
                </KeyButton>
              )}
            </span>
          </>
        }
      >
        {invoice.voidReason !== null && <RefusalNote message={`${t('invoices.stateVoid')}:${invoice.voidReason}`} />}
        <Facts invoice={invoice} />
      </Panel>
      {covering && stands ? (
        <CoverForm key={invoice.version} invoice={invoice} onDone={() => setCovering(false)} />
      ) : (
        <div className={styles['form']}>
          <Parts invoice={invoice} />
          {invoice.reds.length > 0 && <Reds invoice={invoice} />}
        </div>
      )}
      {reversing && (
        <ReverseDialog invoice={invoice} inPart={reversing === 'part'} onClose={() => setReversing(null)} />
      )}
    </Page>
  )
}
