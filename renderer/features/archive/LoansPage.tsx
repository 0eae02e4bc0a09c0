import { useMemo, useState } from 'react'
import type { Loan } from '../../../shared/archive.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { GiveBackDialog } from './LoanDialogs.tsx'

/** 借出登记: what is out of its box, the longest due first (duty 119). */
export const LoansPage = () => {
  const t = useT()
  const mayWrite = useMay('archive.write')
  const [open, setOpen] = useState(true)
  const [chosen, setChosen] = useState<Loan | null>(null)
  const [back, setBack] = useState<Loan | null>(null)
  const filter = useMemo(() => ({ open }), [open])
  const columns = useMemo(
    (): Column<Loan>[] => [
      { key: 'orderNumber', header: t('papers.orderNumber'), width: 124 },
      { key: 'customer', header: t('app.customer'), width: 130 },
      { key: 'box', header: t('archive.box'), width: 130 },
      { key: 'borrower', header: t('archive.borrower'), width: 100 },
      { key: 'papers', header: t('archive.papers') },
      { key: 'purpose', header: t('archive.purpose'), width: 160 },
      { key: 'lentOn', header: t('archive.lentOn'), kind: 'date', width: 96 },
      {
        key: 'dueOn',
        header: t('archive.dueOn'),
        width: 170,
        render: ({ dueOn, lateDays }) => (
          <>
            {dueOn} {lateDays > 0 && <StateBadge tone="bad">{t('signBacks.overdue', { days: lateDays })}</StateBadge>}
          </>
        ),
      },
      { key: 'returnedOn', header: t('archive.returnedOn'), width: 96 },
    ],
    [t],
  )
  return (
    <Page>
      <Panel
        title={t('archive.loans')}
        bar={
          <Views
            views={[true, false] as const}
            shown={open}
            labelOf={(name) => t(name ? 'archive.loansOpen' : 'archive.loansAll')}
            onShow={setOpen}
          />
        }
        actions={
          mayWrite &&
          chosen?.returnedOn === null && (
            <KeyButton keys="r" go onClick={() => setBack(chosen)}>
              {t('archive.giveBack')}
            </KeyButton>
          )
        }
      >
        <DataTable
          label={t('archive.loans')}
          columns={columns}
          list={client.archive.loans}
          filter={filter}
          rowKey={({ id }) => id}
          onSelect={setChosen}
          onOpen={({ batchId, box }) => openTab({ word: 'archive', id: batchId, title: box })}
          empty={<Empty title={t('archive.emptyLoans')} />}
        />
      </Panel>
      {back && (
        <GiveBackDialog
          loanId={back.id}
          version={back.version}
          number={back.orderNumber}
          onClose={() => setBack(null)}
        />
      )}
    </Page>
  )
}
