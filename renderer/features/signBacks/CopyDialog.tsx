import { useEffect, useState } from 'react'
import type { FaxMediaType } from '../../../shared/faxFiles.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FaxViewer } from '../../components/FaxViewer.tsx'
import { client } from '../../lib/client.ts'
import { attempt } from '../../lib/notices.ts'
import styles from './SignBacks.module.css'

/** The signed copy as it came back. */
export const CopyDialog = ({ id, number, onClose }: { id: number; number: string; onClose: () => void }) => {
  const [copy, setCopy] = useState<{ bytes: Uint8Array; mediaType: string } | null>(null)
  useEffect(() => {
    let hasLeft = false
    void attempt(() => client.signBacks.copy({ id })).then((found) => {
      if (!hasLeft && found && found.bytes.length > 0) setCopy(found)
    })
    return () => {
      hasLeft = true
    }
  }, [id])
  return (
    <Dialog title={number} width={720} onClose={onClose}>
      <div className={styles['copy']}>
        {copy && <FaxViewer bytes={copy.bytes} mediaType={copy.mediaType as FaxMediaType} title={number} />}
      </div>
    </Dialog>
  )
}
