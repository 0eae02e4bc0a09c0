import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab, openTab } from '../../lib/tabs.ts'
import { DossierGapNote } from '../dossiers/DossierGapNote.tsx'
import { HeldByQuestion } from '../questions/HeldByQuestion.tsx'
import { useWorkshops } from './useWorkshops.ts'
import { ReleaseForm } from './ReleaseForm.tsx'
import { Reasons } from './Reasons.tsx'

/** The release of one order, opened from the order itself; `id` is the order. */
export const ReleasePage = ({ id, tab }: PageProps) => {
  const t = useT()
  const orderId = id ?? 0
  const waiting = useQuery(client.production.waiting, { orderId })
  const remaining = useQuery(client.production.remaining, { orderId })
  const workshops = useWorkshops()
  const order = waiting.data?.rows[0]
  const lines = remaining.data?.filter((line) => line.remaining > 0)
  const there = waiting.data !== undefined && lines !== undefined
  return (
    <Page>
      <Panel
        padded
        title={
          order
            ? t('production.releaseTitle', { number: order.number, customer: order.customer })
            : t('production.release')
        }
        bar={order && <Reasons order={order} />}
      >
        <RefusalNote message={waiting.error?.message ?? remaining.error?.message} />
        {order && <HeldByQuestion orderId={orderId} number={order.number} />}
        {order && <DossierGapNote order={{ id: orderId, number: order.number }} />}
        {there && workshops && order && lines.length > 0 && (
          <ReleaseForm order={order} lines={lines} workshops={workshops} onClose={() => closeTab(tab.key)} />
        )}
        {there && (!order || lines.length === 0) && (
          <Empty title={t('production.nothingToRelease')}>
            <KeyButton keys="F7" onClick={() => openTab({ word: 'production' })}>
              {t('production.waiting')}
            </KeyButton>
          </Empty>
        )}
      </Panel>
    </Page>
  )
}
