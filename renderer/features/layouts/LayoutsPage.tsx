import { useState } from 'react'
import { layoutPaperKeys, type LayoutRow } from '../../../shared/layouts.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'
import { ForCustomerDialog } from './LayoutDialogs.tsx'
import { openLayout } from './openLayout.ts'

/** The papers of the office, and whose layout each is printed in. */
export const LayoutsPage = () => {
  const t = useT()
  const { data = [], error } = useQuery(client.layouts.list, {}, { keep: true })
  const [here, setHere] = useState<LayoutRow | null>(null)
  const [asking, setAsking] = useState(false)
  const columns: Column<LayoutRow>[] = [
    {
      key: 'paper',
      header: t('layouts.paper'),
      width: 170,
      value: ({ paper, customerId }) => (customerId === null ? t(layoutPaperKeys[paper]) : ''),
    },
    { key: 'customer', header: t('layouts.whose'), value: ({ customer }) => customer || t('layouts.office') },
    { key: 'name', header: t('layouts.name'), width: 150 },
    {
      key: 'state',
      header: t('layouts.state'),
      width: 160,
      render: ({ own, version }) =>
        own ? (
          <StateBadge tone="info">{t('layouts.ownVersion', { version })}</StateBadge>
        ) : (
          <StateBadge>{t('layouts.factory')}</StateBadge>
        ),
    },
    {
      key: 'template',
      header: t('templates.title'),
      width: 190,
      render: ({ template }) =>
        template === '' ? null : (
          <span title={template}>
            <StateBadge tone="ok">{template}</StateBadge>
          </span>
        ),
    },
    { key: 'by', header: t('layouts.by'), width: 100 },
    { key: 'at', header: t('layouts.at'), width: 140, value: ({ at }) => (at === '' ? '' : formatInstant(at)) },
  ]
  return (
    <Page>
      <Panel
        title={t('layouts.title')}
        note={t('layouts.listHint')}
        foot={
          <>
            <span className="spring" />
            <KeyButton keys="F4" onClick={() => setAsking(true)}>
              {t('layouts.forCustomer')}
            </KeyButton>
            <KeyButton
              keys="Enter"
              listen={false}
              go
              disabled={here === null}
              onClick={() => here && openLayout(t, here, here.customer)}
            >
              {t('layouts.open')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('layouts.title')}
          columns={columns}
          rows={data}
          rowKey={({ paper, customerId }) => `${paper} ${customerId ?? 0}`}
          onOpen={(row) => openLayout(t, row, row.customer)}
          onSelect={setHere}
        />
      </Panel>
      {asking && <ForCustomerDialog paper={here?.paper ?? 'deliveryNote'} onClose={() => setAsking(false)} />}
    </Page>
  )
}
