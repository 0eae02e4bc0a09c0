import { useState } from 'react'
import type { Check, CheckLine } from '../../../shared/checks.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Check.module.css'

/** 图片 of the line in hand, under the lines; its room is kept for a line without one, and not taken where no line has one. */
export const CheckPicture = ({ check, line }: { check: Check; line: CheckLine | undefined }) => {
  const t = useT()
  const [open, setOpen] = useState(false)
  if (!line || check.lines.every(({ picture }) => picture === '')) return null
  const title = t('pictures.ofLine', { line: line.sequence })
  return (
    <div className={styles['picture']}>
      <PictureThumb large sha256={line.picture} label={title} onOpen={() => setOpen(true)} />
      <KeyButton keys="Alt+p" disabled={line.picture === ''} onClick={() => setOpen(true)}>
        {t('pictures.title')}
      </KeyButton>
      <span className="dim">{[line.code, line.name, line.spec, line.colour].filter(Boolean).join(' ')}</span>
      {open && <PictureDialog title={title} picture={line.picture} onClose={() => setOpen(false)} />}
    </div>
  )
}
