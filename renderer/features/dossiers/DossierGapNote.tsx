import { slotKey } from '../../../shared/dossiers.ts'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useTrade } from '../../lib/trade.ts'
import { openDossier } from './openDossier.ts'

/** Says which papers and samples of an order are missing, with the key to them; nothing where the office does not ask. */
export const DossierGapNote = ({ order }: { order: { id: number; number: string } }) => {
  const t = useT()
  const trade = useTrade()
  const { data } = useQuery(client.dossiers.gap, { orderId: order.id })
  if (!data?.asked || data.missing.length + data.conflicts === 0) return null
  const what = [
    data.missing.length > 0 &&
      t('dossiers.gapMissing', { slots: data.missing.map((slot) => t(slotKey(slot, trade))).join('、') }),
    data.conflicts > 0 && t('dossiers.gapConflicts', { count: data.conflicts }),
  ].filter(Boolean)
  return (
    <RefusalNote
      message={t('dossiers.gap', { what: what.join('、') })}
      action={{ label: t('dossiers.title'), keys: 'Alt+z', run: () => openDossier(order) }}
    />
  )
}
