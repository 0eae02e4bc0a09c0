import { useState } from 'react'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 订单变更通知单 as it prints: the customer's copy for the seal, the house's copy for the departments' pens. */
export const ChangePrintPage = ({ id, tab }: PageProps) => {
  const t = useT()
  const [copy, setCopy] = useState<'house' | 'customer'>(tab.parameters['copy'] === 'customer' ? 'customer' : 'house')
  const input = { id: id ?? 0, copy }
  const { data: paper, error } = useQuery(client.changes.paper, input, { enabled: id !== null, keep: true })
  return (
    <PaperPage
      title={t('changes.paperTitle')}
      bar={
        <>
          <KeyButton keys="1" aria-pressed={copy === 'house'} onClick={() => setCopy('house')}>
            {t('changes.copyHouse')}
          </KeyButton>
          <KeyButton keys="2" aria-pressed={copy === 'customer'} onClick={() => setCopy('customer')}>
            {t('changes.copyCustomer')}
          </KeyButton>
        </>
      }
      kind="changeSlip"
      input={input}
      paper={paper}
      error={error}
    />
  )
}
