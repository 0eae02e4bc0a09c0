import { useEffect, useState } from 'react'
import { largestFaxBytes } from '../../../shared/faxFiles.ts'
import type { Received } from '../../../shared/inbox.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { may } from '../../../shared/permissions.ts'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { receivedText } from './receivedText.ts'

/** Takes files into the inbox one after the other; each refusal says which file it is about. */
export const receiveFiles = async (
  files: readonly { name: string; bytes: () => Promise<Uint8Array> }[],
  source: 'drop' | 'pick',
): Promise<Received[]> => {
  const received: Received[] = []
  for (const file of files) {
    try {
      const bytes = (await file.bytes()) as Uint8Array<ArrayBuffer>
      if (bytes.length > largestFaxBytes) notify(`${file.name}:${say('inbox.problemTooLarge')}`, 'bad')
      else received.push(await client.inbox.receive({ bytes, fileName: file.name, source }))
    } catch (error) {
      notify(`${file.name}:${sentenceOf(error)}`, 'bad')
    }
  }
  const fresh = received.filter((paper) => !paper.known)
  if (fresh.length > 0) notify(say('inbox.receivedNow', { count: fresh.length }))
  for (const paper of received.filter(({ known }) => known))
    notify(say('inbox.knownAlready', { file: paper.fileName, at: receivedText(paper.receivedAt) }), 'info')
  return received
}

/** Says it when a file of the fax folder is no fax, to those who take faxes in. */
export const followStrangeFiles = (): (() => void) =>
  window.gendan.on('strange', (value) => {
    const { name, why } = value as { name: string; why: PhraseKey }
    if (may(useSession.getState().person?.role ?? null, 'inbox.write'))
      notify(
        say(why === 'inbox.problemStuck' ? 'inbox.stuck' : 'inbox.movedAside', { file: name, why: say(why) }),
        'bad',
      )
  })

/** Opens the file dialog and takes in what was picked. */
export const pickFaxes = async (): Promise<Received[]> => {
  const picked = await client.shell.pickFaxes({})
  return receiveFiles(
    picked.map(({ name, bytes }) => ({ name, bytes: () => Promise.resolve(bytes) })),
    'pick',
  )
}

/** Files dropped anywhere on the window go into the inbox while this page is shown. True while one hovers over it. */
export const useFaxDrop = (onReceived: (papers: Received[]) => void): boolean => {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const hover = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void receiveFiles(
        files.map((file) => ({ name: file.name, bytes: async () => new Uint8Array(await file.arrayBuffer()) })),
        'drop',
      ).then(onReceived)
    }
    window.addEventListener('dragover', hover)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', hover)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [onReceived])
  return over
}
