import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'

/** Says which question holds an order back, with the key to where it is answered; nothing where none does. */
export const HeldByQuestion = ({ orderId, number }: { orderId: number; number: string }) => {
  const t = useT()
  const mayCheck = useMay('checks.write')
  const { data } = useQuery(client.questions.list, { orderId, state: 'open', limit: 1 }, { enabled: mayCheck })
  const asked = data?.rows[0]
  if (!asked) return null
  return (
    <RefusalNote
      message={t('questions.holds', { number, line: asked.line, question: asked.question })}
      action={{
        label: t('questions.toOrder'),
        keys: 'F9',
        run: () => openTab({ word: 'orders', page: 'check', id: orderId, title: `${number} ${t('checks.title')}` }),
      }}
    />
  )
}
