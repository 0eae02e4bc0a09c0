import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import {
  type LayoutContent,
  type LayoutPaper,
  layoutPaperKeys,
  type LayoutRow,
  layoutPapers,
  type layouts,
  officeOnly,
  type Whose,
} from '../../../shared/layouts.ts'
import { CustomerPicker, type FoundCustomer } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { Empty } from '../../components/Page.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Layouts.module.css'
import { openLayout } from './openLayout.ts'

/** Which paper of which customer gets a layout of its own. */
export const ForCustomerDialog = ({ paper: first, onClose }: { paper: LayoutPaper; onClose: () => void }) => {
  const t = useT()
  const papers = layoutPapers.filter((paper) => !officeOnly.includes(paper))
  const [paper, setPaper] = useState<LayoutPaper>(papers.includes(first) ? first : 'deliveryNote')
  const [customer, setCustomer] = useState<FoundCustomer | null>(null)
  const open = async (): Promise<void> => {
    if (!customer) throw refuseField('customerId', t('shell.required', { field: t('app.customer') }))
    openLayout(t, { paper, customerId: customer.id }, customer.shortName || customer.name)
    onClose()
  }
  return (
    <Dialog title={t('layouts.forCustomer')} onClose={onClose} width={420}>
      <Form
        label={t('layouts.forCustomer')}
        onSubmit={open}
        enterSubmits
        foot={<SubmitButton>{t('layouts.open')}</SubmitButton>}
      >
        <CustomerPicker
          name="customerId"
          label={t('app.customer')}
          required
          autoFocus
          text={customer?.shortName ?? ''}
          onPick={setCustomer}
        />
        <Choice
          name="paper"
          label={t('layouts.paper')}
          value={paper}
          options={papers.map((value) => ({ value, label: t(layoutPaperKeys[value]) }))}
          onChange={setPaper}
        />
        <small className="dim">{t('layouts.forCustomerHint')}</small>
      </Form>
    </Dialog>
  )
}

/** Another layout of the same paper, to begin from. */
export const CopyDialog = ({
  whose,
  onTake,
  onClose,
}: {
  whose: Whose
  onTake: (row: LayoutRow) => void
  onClose: () => void
}) => {
  const t = useT()
  const { data = [] } = useQuery(client.layouts.list, {})
  const others = data.filter((row) => row.paper === whose.paper && row.own && row.customerId !== whose.customerId)
  const columns: Column<LayoutRow>[] = [
    { key: 'customer', header: t('layouts.whose'), value: (row) => row.customer || t('layouts.office') },
    { key: 'name', header: t('layouts.name'), width: 120 },
  ]
  return (
    <Dialog title={t('layouts.copyFromTitle')} onClose={onClose} width={420}>
      <div className={styles['versions']}>
        <DataTable
          label={t('layouts.copyFrom')}
          columns={columns}
          rows={others}
          rowKey={(row) => row.customerId ?? 0}
          onOpen={onTake}
          empty={<Empty title={t('layouts.copyFromNone')} />}
        />
      </div>
    </Dialog>
  )
}

type Version = Output<typeof layouts.history>[number]

/** What the layout was before; Enter takes one back into the hand. */
export const EarlierDialog = ({
  whose,
  factory,
  onTake,
  onClose,
}: {
  whose: Whose
  factory: LayoutContent
  onTake: (content: LayoutContent) => void
  onClose: () => void
}) => {
  const t = useT()
  const { data = [] } = useQuery(client.layouts.history, whose)
  const columns: Column<Version>[] = [
    {
      key: 'version',
      header: t('layouts.state'),
      value: ({ version, own }) => (own ? t('layouts.ownVersion', { version }) : t('layouts.factory')),
    },
    { key: 'by', header: t('layouts.by'), width: 90 },
    { key: 'at', header: t('layouts.at'), width: 130, value: ({ at }) => formatInstant(at) },
  ]
  return (
    <Dialog title={t('layouts.earlierTitle')} onClose={onClose} width={480}>
      <div className={styles['versions']}>
        <DataTable
          label={t('layouts.earlier')}
          columns={columns}
          rows={data}
          rowKey={({ version }) => version}
          onOpen={({ content }) => onTake(content ?? factory)}
          empty={<Empty title={t('layouts.earlierNone')} />}
        />
      </div>
    </Dialog>
  )
}
