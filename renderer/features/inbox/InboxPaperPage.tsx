import { Page } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { FaxPanel } from './FaxPanel.tsx'

/** One paper from outside, to read: opened from an order's history or the contact log. */
export const InboxPaperPage = ({ id }: PageProps) => {
  const t = useT()
  const { data, error } = useQuery(client.inbox.read, { id: id ?? 0 }, { enabled: id !== null })
  return (
    <Page>
      {error && <RefusalNote message={error.message} />}
      {data && <FaxPanel papers={[data]} none={t('inbox.chooseRow')} />}
    </Page>
  )
}
