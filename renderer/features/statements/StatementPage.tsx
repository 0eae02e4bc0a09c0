import { useState } from 'react'
import { amountInWords } from '../../../shared/amountInWords.ts'
import { formatFen } from '../../../shared/money.ts'
import {
  type Statement,
  statementFileName,
  type StatementLine,
  statementStateKeys,
} from '../../../shared/statements.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { askedFirst } from '../../lib/askedFirst.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { printPaper } from '../production/printPaper.ts'
import { SignedCopy } from '../signBacks/SignedCopy.tsx'
import { CorrectPrice } from './CorrectPrice.tsx'
import { useExporting } from './exporting.tsx'
import { hasPo, shownLines, useLineColumns } from './lineColumns.tsx'
import { SettleDispute } from './SettleDispute.tsx'
import styles from './Statement.module.css'
import { statementTones } from './tones.ts'
import { yuan } from '../receipts/yuan.ts'
import { withReason } from '../../lib/reasoned.ts'

const Preview = ({ id, onClose }: { id: number; onClose: () => void }) => {
  const t = useT()
  const { data: paper, error } = useQuery(client.statements.paper, { id }, { keep: true })
  const print = (to: 'printer' | 'pdf') => async (): Promise<void> => {
    await printPaper('statement', { id }, to)
    if (to === 'printer') onClose()
  }
  return (
    <div className={`panel ${styles['preview']}`}>
      <RefusalNote message={error?.message} />
      {paper && <PrintPreview paper={paper} kind="statement" input={{ id }} of={{ paper: 'statement', id }} />}
      <div className={styles['previewFoot']}>
        <span className="spring" />
        <KeyButton keys="Escape" onClick={onClose}>
          {t('app.back')}
        </KeyButton>
        <KeyButton keys="Control+Shift+p" onClick={print('pdf')}>
          PDF
        </KeyButton>
        <KeyButton keys="Control+p" go onClick={print('printer')}>
          {t('app.print')}
        </KeyButton>
      </div>
    </div>
  )
}

const Sums = ({ statement }: { statement: Statement }) => {
  const t = useT()
  const { openingFen, chargesFen, returnsFen, deductionsFen, receiptsFen } = statement
  // 本期发生 as the list and the paper have it: with what came back and what was deducted, told below it
  const sums: [string, number][] = [
    [t('statements.opening'), openingFen],
    [t('statements.charges'), chargesFen + returnsFen + deductionsFen],
    [t('statements.ofReturns'), returnsFen],
    [t('statements.ofDeductions'), deductionsFen],
    [t('statements.received'), -receiptsFen],
  ]
  return (
    <>
      <dl className={styles['sums']}>
        {sums
          .filter(([, fen], index) => fen !== 0 || index < 2)
          .map(([label, fen]) => [
            <dt key={label}>{label}</dt>,
            <dd key={`${label} fen`} className={fen < 0 ? 'neg' : ''}>
              {formatFen(fen)}
            </dd>,
          ])}
        <dt className={styles['closing']}>{t('statements.closing')}</dt>
        <dd className={`${styles['closing']} ${statement.closingFen < 0 ? 'neg' : ''}`}>
          {yuan(statement.closingFen)}
        </dd>
      </dl>
      <p className={styles['words']}>{t('checks.words', { words: amountInWords(statement.closingFen) })}</p>
    </>
  )
}

/** Sent to whom, back or not, agreed or disputed with the difference (duty 101). */
const Signing = ({ statement }: { statement: Statement }) => {
  const t = useT()
  const maySettle = useMay('statements.write')
  const [settling, setSettling] = useState(false)
  const mayWrite = useMay('signBacks.write')
  const { data: customer } = useQuery(client.customers.read, { id: statement.customerId })
  const [typed, setTyped] = useState<string | null>(null)
  const sentTo = typed ?? (customer?.fax || customer?.contact) ?? ''
  const send = (): Promise<unknown> =>
    attempt(() =>
      askedFirst(
        { codes: ['statements.outdated'], title: t('statements.title'), action: t('statements.sendAnyway') },
        (sure) =>
          client.signBacks.markSent({
            kind: 'statement',
            documentId: statement.id,
            sentTo: sentTo.trim(),
            sure,
          }),
      ),
    )
  return (
    <>
      <SignedCopy kind="statement" documentId={statement.id} className={styles['box']} />
      {maySettle && statement.state === 'disputed' && (
        <div className={styles['box']}>
          <KeyButton keys="F4" go onClick={() => setSettling(true)}>
            {t('statements.settleDispute')}
          </KeyButton>
        </div>
      )}
      {settling && <SettleDispute statement={statement} onClose={() => setSettling(false)} />}
      {mayWrite && (statement.state === 'draft' || statement.state === 'disputed') && (
        <div className={styles['box']}>
          <TextInput
            inline
            width={190}
            label={t('statements.sentTo')}
            maxLength={60}
            value={sentTo}
            onChange={setTyped}
          />
          <KeyButton keys="s" go onClick={send}>
            {t('statements.send')}
          </KeyButton>
        </div>
      )}
    </>
  )
}

const voidStatement = async (statement: Statement, t: ReturnType<typeof useT>): Promise<void> => {
  const words = t('statements.voidWhat', {
    number: statement.number,
    customer: statement.customer,
    lines: statement.lines.length,
    closing: formatFen(statement.closingFen),
  })
  await withReason(
    {
      title: t('statements.voidTitle'),
      children: words,
      action: t('app.void'),
      danger: true,
    },
    (reason) => client.statements.void({ id: statement.id, version: statement.version, reason }),
  )
}

const Actions = ({
  statement,
  line,
  onPreview,
}: {
  statement: Statement
  line: StatementLine | null
  onPreview: () => void
}) => {
  const [pricing, setPricing] = useState<StatementLine | null>(null)
  const t = useT()
  const mayWrite = useMay('statements.write')
  const exporting = useExporting()
  const { state } = statement
  const toExcel = async (): Promise<void> => {
    const name = statementFileName(t, statement.customer, statement.periodTo).replace(/\.xlsx$/, '')
    const result = await exporting.run('statement', { id: statement.id }, name)
    if (result) notify(t('statements.exportedOne', { name: result.saved }))
  }
  return (
    <>
      {mayWrite && state !== 'void' && state !== 'signed' && state !== 'settled' && (
        <KeyButton keys="Control+Delete" onClick={() => voidStatement(statement, t)}>
          {t('app.void')}
        </KeyButton>
      )}
      {mayWrite && state !== 'void' && line?.deliveryLineId != null && line.priceMicros !== null && (
        <KeyButton keys="g" onClick={() => setPricing(line)}>
          {t('statements.correctPrice')}
        </KeyButton>
      )}
      {mayWrite && (
        <KeyButton
          keys="j"
          onClick={() =>
            openTab({
              word: 'statements',
              page: 'adjustments',
              title: t('statements.adjustments'),
              parameters: { customerId: statement.customerId, customer: statement.customer },
            })
          }
        >
          {t('statements.toAdjust')}
        </KeyButton>
      )}
      {mayWrite && state !== 'void' && (
        <KeyButton
          keys="i"
          onClick={() =>
            openTab({
              word: 'invoices',
              page: 'new',
              another: true,
              title: t('invoices.newInvoice'),
              parameters: { customerId: statement.customerId, statementId: statement.id },
            })
          }
        >
          {t('invoices.newInvoice')}
        </KeyButton>
      )}
      <KeyButton keys="e" onClick={toExcel}>
        {t('app.export')}
      </KeyButton>
      <KeyButton keys="Control+p" go onClick={onPreview}>
        {t('app.print')}
      </KeyButton>
      {exporting.bar}
      {pricing && <CorrectPrice line={pricing} onClose={() => setPricing(null)} />}
    </>
  )
}

/** One statement: its rows, its closing in words, and its way to the customer and back. */
export const StatementPage = ({ id }: PageProps) => {
  const t = useT()
  const [preview, setPreview] = useState(false)
  const [line, setLine] = useState<StatementLine | null>(null)
  const { data: statement, error } = useQuery(client.statements.read, { id: id ?? 0 }, { enabled: id !== null })
  const columns = useLineColumns(hasPo(statement?.lines ?? []))
  if (!statement)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  if (preview)
    return (
      <Page>
        <Preview id={statement.id} onClose={() => setPreview(false)} />
      </Page>
    )
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel
        title={`${statement.customer} ${statement.periodTo.slice(0, 7)}`}
        note={`${statement.number} · ${statement.periodFrom} ~ ${statement.periodTo}`}
        bar={<StateBadge tone={statementTones[statement.state]}>{t(statementStateKeys[statement.state])}</StateBadge>}
        foot={
          <>
            <small className="dim">{`${t('statements.madeBy', { by: statement.madeBy, at: formatInstant(statement.madeAt) })}${statement.lines.some(({ unsigned }) => unsigned) ? ` · ${t('statements.unsignedMark')}` : ''}`}</small>
            <span className="spring" />
            <Actions statement={statement} line={line} onPreview={() => setPreview(true)} />
          </>
        }
      >
        {statement.voidReason !== null && (
          <RefusalNote message={`${t('statements.stateVoid')}:${statement.voidReason}`} />
        )}
        {statement.lockedAt !== null && (
          <p className={styles['locked']}>{t('statements.periodLocked', { at: formatInstant(statement.lockedAt) })}</p>
        )}
        <DataTable
          label={t('statements.title')}
          columns={columns}
          rows={shownLines(statement.lines)}
          rowKey={({ key }) => key}
          onSelect={setLine}
          empty={<Empty title={t('statements.noMovement')} />}
        />
      </Panel>
      <Panel label={t('statements.closing')}>
        <div className={styles['side']}>
          <h2>{t('app.total')}</h2>
          <Sums statement={statement} />
          {statement.state !== 'void' && (
            <>
              <h2>{t('statements.tone')}</h2>
              <Signing key={statement.state} statement={statement} />
            </>
          )}
        </div>
      </Panel>
    </Page>
  )
}
