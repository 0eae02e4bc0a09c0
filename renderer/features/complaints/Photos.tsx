import { useState } from 'react'
import { KeyButton } from '../../components/KeyButton.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import styles from './Complaint.module.css'

const most = 6

/** Photos of a complaint: Alt+P adds one; a click shows it large, Delete there takes it away. */
export const Photos = ({
  photos,
  onChange,
}: {
  photos: readonly string[]
  /** Without it they are only looked at. */
  onChange?: (photos: string[]) => void
}) => {
  const t = useT()
  const [open, setOpen] = useState<number | null>(null)
  const take = (sha256: string): void => {
    const at = open ?? photos.length
    const others = photos.filter((each, index) => index !== at && each !== sha256)
    onChange?.(sha256 === '' ? others : [...others.slice(0, at), sha256, ...others.slice(at)])
    setOpen(null)
  }
  const add = (): void => {
    if (photos.length >= most) notify(t('complaints.photosFull'), 'bad')
    else setOpen(photos.length)
  }
  if (!onChange && photos.length === 0) return null
  return (
    <div className={styles['photos']} role="group" aria-label={t('complaints.photos')}>
      {photos.map((sha256, index) => (
        <PictureThumb
          key={sha256}
          large
          sha256={sha256}
          label={t('complaints.photoOf', { place: index + 1 })}
          onOpen={() => setOpen(index)}
        />
      ))}
      {onChange && (
        <KeyButton keys="Alt+p" onClick={add}>
          {t('complaints.addPhoto')}
        </KeyButton>
      )}
      {open !== null && (
        <PictureDialog
          title={t('complaints.photoOf', { place: open + 1 })}
          picture={photos[open] ?? ''}
          onClose={() => setOpen(null)}
          {...(onChange ? { onPicture: take } : {})}
        />
      )}
    </div>
  )
}
