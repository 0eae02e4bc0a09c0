import { type KeyboardEvent, useId, useState } from 'react'
import type { ListView } from '../../shared/views.ts'
import { isComposing } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { Dialog } from './Dialog.tsx'
import { TextInput } from './Field.tsx'
import { KeyButton } from './KeyButton.tsx'
import styles from './ColumnsDialog.module.css'

export interface ViewsDialogProps {
  views: readonly ListView[]
  onUse: (view: ListView) => unknown
  onKeep: (name: string) => unknown
  onRemove: (view: ListView) => unknown
  onClose: () => void
}

/** The named filters of a list: ↑↓ and Enter use one, Del removes it, a name keeps what is on the screen now. */
export const ViewsDialog = ({ views, onUse, onKeep, onRemove, onClose }: ViewsDialogProps) => {
  const t = useT()
  const id = useId()
  const [at, setAt] = useState(0)
  const [name, setName] = useState('')
  const marked = views[Math.min(at, views.length - 1)]
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    if (event.key === 'ArrowDown') setAt(Math.min(views.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'Enter' && marked) onUse(marked)
    else if (event.key === 'Delete' && marked) onRemove(marked)
    else return
    event.preventDefault()
  }
  const keep = (): unknown => (name.trim() === '' ? undefined : onKeep(name.trim()))
  return (
    <Dialog
      title={t('views.views')}
      width={440}
      onClose={onClose}
      foot={
        <>
          <KeyButton keys="Escape" listen={false} onClick={onClose}>
            {t('app.close')}
          </KeyButton>
          <KeyButton keys="Control+s" go disabled={name.trim() === ''} onClick={keep}>
            {t('views.keep')}
          </KeyButton>
        </>
      }
    >
      {views.length === 0 ? (
        <p className="dim">{t('views.noViews')}</p>
      ) : (
        <>
          <small className="dim">{t('views.viewsHelp')}</small>
          <div
            className={styles['columns']}
            role="listbox"
            tabIndex={0}
            data-autofocus
            aria-label={t('views.views')}
            aria-activedescendant={`${id}-${at}`}
            onKeyDown={onKeyDown}
          >
            {views.map((view, index) => (
              <div
                key={view.name}
                id={`${id}-${index}`}
                role="option"
                aria-selected={view === marked}
                className={styles['column']}
                onMouseDown={() => setAt(index)}
                onDoubleClick={() => onUse(view)}
              >
                {view.name}
              </div>
            ))}
          </div>
        </>
      )}
      <TextInput label={t('views.newName')} value={name} maxLength={30} onChange={setName} />
    </Dialog>
  )
}
