import { useEffect, useState } from 'react'
import type { FaxMediaType } from '../../../shared/faxFiles.ts'
import { client } from '../../lib/client.ts'
import { sentenceOf } from '../../lib/notices.ts'

export interface FaxBytes {
  id: number
  bytes: Uint8Array
  mediaType: FaxMediaType
}

/** The bytes of one paper of the inbox, read once: they never change under their SHA-256. */
export const useFaxBytes = (id: number | null): { fax: FaxBytes | null; error: string | null } => {
  const [state, setState] = useState<{ id: number; fax: FaxBytes | null; error: string | null } | null>(null)
  useEffect(() => {
    if (id === null) return undefined
    let hasLeft = false
    client.inbox.bytes({ id }).then(
      ({ bytes, mediaType }) => {
        if (!hasLeft) setState({ id, fax: { id, bytes, mediaType: mediaType as FaxMediaType }, error: null })
      },
      (error: unknown) => {
        if (!hasLeft) setState({ id, fax: null, error: sentenceOf(error) })
      },
    )
    return () => {
      hasLeft = true
    }
  }, [id])
  return id !== null && state?.id === id ? { fax: state.fax, error: state.error } : { fax: null, error: null }
}
