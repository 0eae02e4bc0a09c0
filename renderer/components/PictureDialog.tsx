import { useEffect, useRef, useState } from 'react'
import { client } from '../lib/client.ts'
import { useKeys } from '../lib/keys.ts'
import { say, useT } from '../lib/language.ts'
import { notify, sentenceOf } from '../lib/notices.ts'
import { preparePicture } from '../lib/pictureFile.ts'
import { Dialog } from './Dialog.tsx'
import { Button, KeyButton } from './KeyButton.tsx'
import { PictureLarge } from './Picture.tsx'
import styles from './Picture.module.css'
import { RefusalNote } from './RefusalNote.tsx'

export interface PictureDialogProps {
  /** Whose picture it is: 第 2 行的图片. */
  title: string
  /** The hash of the own picture; '' for none. */
  picture: string
  /** The product's, shown where there is no own one. */
  productPicture?: string
  onClose: () => void
  /** Takes another picture, or '' for none. Without it the picture is only looked at. */
  onPicture?: (sha256: string) => void
}

/** Puts a picture away and gives its hash; a file that is none is told in one sentence. */
const keep = async (file: Uint8Array<ArrayBuffer>): Promise<{ sha256: string } | { sentence: string }> => {
  const prepared = await preparePicture(file)
  return 'problem' in prepared ? { sentence: say(prepared.problem) } : client.pictures.keep(prepared)
}

/** A picture large, to be chosen (F4), pasted (Ctrl+V) or taken away (Delete). */
export const PictureDialog = ({ title, picture, productPicture = '', onClose, onPicture }: PictureDialogProps) => {
  const t = useT()
  const [refusal, setRefusal] = useState<string | null>(null)
  const busy = useRef(false)
  const [working, setWorking] = useState(false)
  const shown = picture || productPicture
  // left by Esc while a picture is read: it is not put anywhere behind the person's back
  const left = useRef(false)
  const close = (): void => {
    if (busy.current && !left.current) notify(say('pictures.dropped'), 'info')
    left.current = true
    onClose()
  }

  const take = async (file: () => Promise<Uint8Array | null>): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setWorking(true)
    setRefusal(null)
    try {
      const bytes = await file()
      if (!bytes) return
      const kept = await keep(bytes as Uint8Array<ArrayBuffer>)
      if (left.current) return
      if ('sentence' in kept) setRefusal(kept.sentence)
      else onPicture?.(kept.sha256)
    } catch (error) {
      setRefusal(sentenceOf(error))
    } finally {
      busy.current = false
      setWorking(false)
    }
  }
  const latest = useRef(take)
  latest.current = take
  const writes = onPicture !== undefined
  useEffect(() => {
    if (!writes) return undefined
    const paste = (event: ClipboardEvent): void => {
      event.preventDefault()
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      if (file) void latest.current(async () => new Uint8Array(await file.arrayBuffer()))
      else setRefusal(say('pictures.nothingPasted'))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [writes])
  // heard as a paste: the key itself is passed on
  useKeys(writes ? { 'Control+v': { label: t('pictures.paste'), run: () => false } } : {})

  return (
    <Dialog
      title={title}
      width={620}
      onClose={close}
      foot={
        <>
          {onPicture && picture !== '' && (
            <KeyButton keys="Delete" danger onClick={() => onPicture('')}>
              {t('pictures.remove')}
            </KeyButton>
          )}
          {onPicture && (
            <KeyButton keys="F4" onClick={() => take(async () => (await client.shell.pickPicture({}))?.bytes ?? null)}>
              {t('pictures.choose')}
            </KeyButton>
          )}
          <Button onClick={close} data-first>
            {t('app.close')}
            <kbd aria-hidden="true">Esc</kbd>
          </Button>
        </>
      }
    >
      <PictureLarge sha256={shown} label={title} />
      {onPicture && (
        <div className={styles['note']}>
          <RefusalNote message={refusal} />
          {refusal === null &&
            t(
              working
                ? 'pictures.working'
                : picture === '' && productPicture !== ''
                  ? 'pictures.fromProduct'
                  : 'pictures.hint',
            )}
        </div>
      )}
    </Dialog>
  )
}
