import { useT } from '../lib/language.ts'
import styles from './Picture.module.css'
import { usePicture } from './usePicture.ts'

export interface PictureThumbProps {
  /** The picture's hash; '' shows an empty place of the same size. */
  sha256: string
  /** What it shows: 第 2 行的图片. */
  label: string
  onOpen: () => void
  /** Of a card: larger than a line of a list. */
  large?: boolean
}

/** A small picture in its place, which is as large without one: nothing jumps. A click shows it large. */
export const PictureThumb = ({ sha256, label, onOpen, large = false }: PictureThumbProps) => {
  const { url, error } = usePicture(sha256, true)
  const size = styles[large ? 'large' : 'small']
  if (sha256 === '') return <span className={size} />
  return (
    // no button: a card that is only read has its buttons switched off, its picture is still looked at
    <span
      role="button"
      tabIndex={-1}
      className={`${styles['thumb']} ${size}`}
      aria-label={label}
      title={error ?? label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation()
        onOpen()
      }}
    >
      {url !== null && <img src={url} alt="" />}
      {error !== null && <span aria-hidden="true">▲</span>}
    </span>
  )
}

/** The picture as large as there is room. */
export const PictureLarge = ({ sha256, label }: { sha256: string; label: string }) => {
  const t = useT()
  const { url, error } = usePicture(sha256, false)
  if (sha256 === '')
    return (
      <div className={styles['stage']}>
        <p>
          <b>{t('pictures.none')}</b>
        </p>
      </div>
    )
  return (
    <div className={styles['stage']}>
      {url !== null && <img src={url} alt={label} />}
      {error !== null && <p role="alert">{error}</p>}
    </div>
  )
}
