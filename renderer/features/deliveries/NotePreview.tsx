import { useRef, useState } from 'react'
import type { Note } from '../../../shared/deliveries.ts'
import { Check, TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { sureOfSerial } from '../layouts/askSerial.ts'
import { SerialHint } from '../layouts/SerialHint.tsx'
import { printPaper } from '../production/printPaper.ts'
import styles from './Note.module.css'

/** The red serial where the note is printed on numbered forms: `ready` writes it down, or says that it is missing. */
const useSerial = (note: Note) => {
  const t = useT()
  const mayWrite = useMay('deliveries.write')
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const { data } = useQuery(client.layouts.serial, { serial: '', noteId: note.id, customerId: note.customerId })
  const wanted = (data?.wanted ?? false) && mayWrite
  const serial = typed ?? note.serial
  const ready = async (): Promise<boolean> => {
    const now = serial.trim()
    if (!wanted) return true
    if (now === '') {
      notify(t('layouts.serialMissing', { number: note.number }), 'bad')
      field.current?.focus()
      return false
    }
    if (now === note.serial) return true
    const sure = await attempt(() => sureOfSerial(now, { noteId: note.id, customerId: note.customerId }))
    if (sure !== true) {
      field.current?.focus()
      return false
    }
    const saved = await attempt(() => client.deliveries.setSerial({ id: note.id, version: note.version, serial: now }))
    return saved !== null
  }
  return { wanted, serial, setTyped, field, ready }
}

/** The note as it prints, copy by copy; the warehouse's and the driver's without prices. */
export const NotePreview = ({ note, onClose }: { note: Note; onClose: () => void }) => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  const [prices, setPrices] = useState(seesPrices)
  const [copies, setCopies] = useState(true)
  const input = { id: note.id, prices, copies }
  const { data: paper, error } = useQuery(client.deliveries.paper, input, { keep: true })
  const { wanted, serial, setTyped, field, ready } = useSerial(note)
  const print = (to: 'printer' | 'pdf') => async (): Promise<void> => {
    if (!(await ready())) return
    if (await printPaper('deliveryNote', input, to)) onClose()
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
        {wanted && (
          <>
            <TextInput
              ref={field}
              inline
              label={t('deliveries.serial')}
              width={110}
              maxLength={20}
              value={serial}
              onChange={setTyped}
            />
            <SerialHint serial={serial} noteId={note.id} customerId={note.customerId} />
          </>
        )}
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
