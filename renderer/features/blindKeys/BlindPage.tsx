import { useState } from 'react'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { ComparePanel } from './ComparePanel.tsx'
import { BeginPanel, KeyingPanel } from './KeyingPanel.tsx'

const Note = ({ message }: { message: string | null | undefined }) => (
  <Page>
    <Panel padded>
      <RefusalNote message={message} />
    </Panel>
  </Page>
)

const Compare = ({ orderId, onCall }: { orderId: number; onCall: () => void }) => {
  const { data, error } = useQuery(client.blindKeys.compare, { orderId })
  return data ? <ComparePanel comparison={data} onCall={onCall} /> : <Note message={error?.message} />
}

/** 二次录入: before it begins, while it is keyed, and both keyings side by side once it is handed in. */
export const BlindPage = ({ id, onCall }: PageProps & { onCall?: () => void }) => {
  const t = useT()
  const orderId = id ?? 0
  const { data: sheet, error, refetch } = useQuery(client.blindKeys.sheet, { orderId })
  const [keying, setKeying] = useState(false)
  if (!sheet) return <Note message={error?.message} />
  const toCheck =
    onCall ??
    (() => void openTab({ word: 'orders', page: 'check', id: orderId, title: `${sheet.number} ${t('checks.title')}` }))
  const begin = async (): Promise<void> => {
    const begun = await attempt(() => client.blindKeys.begin({ orderId }))
    if (begun) setKeying(true)
    refetch()
  }
  if (sheet.blind && sheet.blind.submittedAt !== null) return <Compare orderId={orderId} onCall={toCheck} />
  if (keying && sheet.blind?.mine) return <KeyingPanel sheet={sheet} onDone={refetch} />
  return <BeginPanel sheet={sheet} onBegin={begin} onCall={sheet.way === 'blind' ? null : toCheck} />
}
