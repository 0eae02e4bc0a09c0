import { useState } from 'react'
import type { Note } from '../../../shared/deliveries.ts'
import { Check } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { printPaper } from '../production/printPaper.ts'
import styles from './Note.module.css'

/** The note as it prints, copy by copy; the warehouse's and the driver's without prices. */
export const NotePreview = ({ note, onClose }: { note: Note; onClose: () => void }) => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  const [prices, setPrices] = useState(seesPrices)
  const [copies, setCopies] = useState(true)
  const input = { id: note.id, prices, copies }
  const { data: paper, error } = useQuery(client.deliveries.paper, input, { keep: true })
  const print = (to: 'printer' | 'pdf') => async (): Promise<void> => {
    await printPaper('deliveryNote', input, to)
    if (to === 'printer') onClose()
  }
  return (
    <div className={`panel ${styles['preview']}`}>
      <RefusalNote message={error?.message} />
      {paper && (
        <PrintPreview paper={paper} kind="deliveryNote" input={input} of={{ paper: 'deliveryNote', id: note.id }} />
      )}
      <div className={styles['previewFoot']}>
        {seesPrices && <Check label={t('deliveries.withPrices')} value={prices} onChange={setPrices} />}
        <Check label={t('deliveries.allCopies')} value={copies} onChange={setCopies} />
        <span className="spring" />
        <KeyButton keys="Escape" onClick={onClose}>
          {t('app.back')}
        </KeyButton>
        <KeyButton keys="Control+Shift+p" onClick={print('pdf')}>
          PDF
        </KeyButton>
        <KeyButton keys="Control+p" go onClick={print('printer')}>
          {t('app.print')}
        </KeyButton>
      </div>
    </div>
  )
}
