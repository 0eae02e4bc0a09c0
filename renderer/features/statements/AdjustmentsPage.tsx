import { useMemo, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { adjustmentKindKeys, adjustmentKinds, type AdjustmentRow } from '../../../shared/statements.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'
import { StandsIn } from './StandsIn.tsx'
import styles from './Statement.module.css'
import { withReason } from '../../lib/reasoned.ts'

interface Chosen {
  id: number
  shortName: string
}

const useColumns = (): Column<AdjustmentRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'stated',
        header: t('app.state'),
        width: 92,
        render: (row) => (
          <StateBadge tone={row.voided ? 'plain' : row.stated ? 'ok' : 'wait'}>
            {t(
              row.voided
                ? 'statements.stateVoid'
                : row.stated
                  ? 'statements.adjustmentStatedYes'
                  : 'statements.adjustmentStatedNo',
            )}
          </StateBadge>
        ),
      },
      { key: 'adjustedOn', header: t('statements.adjustedOn'), width: 92 },
      { key: 'number', header: t('app.number'), width: 112 },
      { key: 'customer', header: t('app.customer'), width: 180 },
      {
        key: 'kind',
        header: t('statements.adjustmentKind'),
        width: 82,
        value: (row) => t(row.ofPrice ? 'statements.correctPrice' : adjustmentKindKeys[row.kind]),
      },
      { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 116 },
      { key: 'reason', header: t('statements.adjustmentReason') },
      { key: 'by', header: t('app.by'), width: 76 },
    ],
    [t],
  )
}

const NewAdjustment = ({ first, onClose }: { first: Chosen | null; onClose: () => void }) => {
  const t = useT()
  const [customer, setCustomer] = useState(first)
  const [adjustedOn, setAdjustedOn] = useState<string | null>(todayHere())
  const maySettle = useMay('statements.settle')
  const [kind, setKind] = useState<(typeof adjustmentKinds)[number]>(maySettle ? 'deduction' : 'freight')
  const [amountFen, setAmount] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const save = async (): Promise<void> => {
    if (!customer) throw refuseField('customerId', t('statements.chooseCustomer'))
    if (amountFen === null || amountFen === 0)
      throw refuseField('amountFen', t('shell.required', { field: t('app.amount') }))
    const made = await client.statements.adjust({
      customerId: customer.id,
      adjustedOn: adjustedOn ?? todayHere(),
      kind,
      amountFen,
      reason: reason.trim(),
    })
    notify(t('statements.adjustmentSaved', { number: made.number, amount: formatFen(made.amountFen) }))
    onClose()
  }
  return (
    <Dialog title={t('statements.newAdjustment')} width={520} onClose={onClose}>
      <Form
        label={t('statements.newAdjustment')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <div className={styles['form']}>
          <CustomerPicker
            name="customerId"
            label={t('app.customer')}
            required
            autoFocus={first === null}
            text={customer?.shortName ?? ''}
            onPick={setCustomer}
          />
          <Choice
            name="kind"
            label={t('statements.adjustmentKind')}
            autoFocus={first !== null}
            value={kind}
            options={adjustmentKinds
              // the old books come in by 期初余额, with their notes and a check total
              .filter((value) => value !== 'opening' && (maySettle || value === 'freight' || value === 'sample'))
              .map((value) => ({ value, label: t(adjustmentKindKeys[value]) }))}
            onChange={setKind}
          />
          <MoneyInput
            name="amountFen"
            label={t('statements.adjustmentAmount')}
            required
            value={amountFen}
            onChange={setAmount}
          />
          <DateInput
            name="adjustedOn"
            label={t('statements.adjustedOn')}
            required
            value={adjustedOn}
            onChange={setAdjustedOn}
          />
          <TextInput
            name="reason"
            label={t('statements.adjustmentReason')}
            required
            maxLength={100}
            value={reason}
            onChange={setReason}
          />
        </div>
        <StandsIn customerId={customer?.id ?? null} on={adjustedOn} />
      </Form>
    </Dialog>
  )
}

/** 扣款, 运费, 样品费, 期初: what changes an account without goods or money (papers.md 4.6). */
export const AdjustmentsPage = ({ tab }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('statements.write')
  const maySettle = useMay('statements.settle')
  const { customerId, customer: name } = tab.parameters
  const [customer, setCustomer] = useState<Chosen | null>(
    typeof customerId === 'number' ? { id: customerId, shortName: typeof name === 'string' ? name : '' } : null,
  )
  const [adding, setAdding] = useState(false)
  const [row, setRow] = useState<AdjustmentRow | null>(null)
  const voidRow = async (): Promise<void> => {
    if (!row) return
    await withReason(
      {
        title: `${t('statements.voidAdjustment')} ${row.number}`,
        children: `${row.customer} ${t(adjustmentKindKeys[row.kind])} ${formatFen(row.amountFen)}`,
        action: t('app.void'),
        danger: true,
      },
      (reason) => client.statements.voidAdjustment({ id: row.id, version: row.version, reason }),
    )
  }
  return (
    <Page>
      <Panel
        title={t('statements.adjustments')}
        bar={
          <CustomerPicker
            inline
            label=""
            width={140}
            placeholder={t('app.customer')}
            text={customer?.shortName ?? ''}
            onPick={setCustomer}
          />
        }
        actions={
          mayWrite && (
            <>
              {row && !row.voided && !row.stated && (maySettle || (row.amountFen > 0 && row.kind !== 'other')) && (
                <KeyButton keys="Control+Delete" onClick={voidRow}>
                  {t('app.void')}
                </KeyButton>
              )}
              <KeyButton keys="n" go onClick={() => setAdding(true)}>
                {t('statements.newAdjustment')}
              </KeyButton>
            </>
          )
        }
      >
        <DataTable
          label={t('statements.adjustments')}
          columns={columns}
          list={client.statements.adjustments}
          filter={{ customerId: customer?.id ?? null }}
          rowKey={({ id }) => id}
          onSelect={setRow}
          rowClass={(each) => (each.voided ? 'dim' : undefined)}
          empty={<Empty title={t('statements.adjustmentEmpty')} hint={t('statements.adjustmentEmptyHint')} />}
        />
      </Panel>
      {adding && <NewAdjustment first={customer} onClose={() => setAdding(false)} />}
    </Page>
  )
}
