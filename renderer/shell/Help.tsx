import { useMemo } from 'react'
import { Dialog } from '../components/Dialog.tsx'
import { keyName, useKeyLayers } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import styles from './Shell.module.css'

interface Listed {
  keys: string
  label: string
}

/** Keys with a label, each once: the one that acts. */
const listed = (everywhere: boolean): Listed[] => {
  const found = new Map<string, string>()
  for (const layer of useKeyLayers.getState().layers.toReversed()) {
    if (layer.everywhere !== everywhere || layer.modal || layer.off) continue
    for (const [keys, binding] of Object.entries(layer.bindings)) {
      if (typeof binding !== 'function' && binding.label && !found.has(keys)) found.set(keys, binding.label)
    }
  }
  return [...found].map(([keys, label]) => ({ keys, label }))
}

const KeyList = ({ title, keys }: { title: string; keys: Listed[] }) =>
  keys.length > 0 && (
    <section className={styles['keys']}>
      <h2>{title}</h2>
      <dl>
        {keys.map(({ keys: name, label }) => (
          <div key={name + label}>
            <dt>
              <kbd>{keyName(name)}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  )

/** F1: every key of the page that is open, as its buttons and tables told. */
export const Help = ({ onClose }: { onClose: () => void }) => {
  const t = useT()
  // what was registered when the help opened: its own Esc is not of the page
  const lists = useMemo(
    () => ({
      page: listed(false),
      // what the page has another meaning for is the page's
      everywhere: listed(true).filter(({ keys }) => !listed(false).some((own) => own.keys === keys)),
      areas: document.querySelectorAll('nav [aria-keyshortcuts]').length,
      grid: [...document.querySelectorAll<HTMLElement>('main [data-grid=""]')].some(
        (grid) => grid.offsetParent !== null,
      ),
    }),
    [],
  )
  const grid: Listed[] = [
    { keys: 'Enter', label: t('shell.keyNextCell') },
    { keys: 'Shift+Enter', label: t('shell.keyPreviousCell') },
    { keys: 'ArrowUp+ArrowDown', label: t('shell.keyRows') },
    { keys: 'Control+d', label: t('shell.keyCopyAbove') },
    { keys: 'Control+Insert', label: t('shell.keyInsertLine') },
    { keys: 'Control+Delete', label: t('shell.keyDeleteLine') },
    { keys: 'Control+ArrowUp', label: t('shell.keyMoveUp') },
    { keys: 'Control+ArrowDown', label: t('shell.keyMoveDown') },
    { keys: 'Control+z', label: t('shell.keyUndo') },
    { keys: 'Control+y', label: t('shell.keyRedo') },
    { keys: 'Escape', label: t('shell.keyUndoCell') },
    { keys: 'Control+v', label: t('shell.keyPaste') },
  ]
  return (
    <Dialog title={t('shell.helpTitle')} onClose={onClose} width={760}>
      <div className={styles['help']}>
        <div>
          <KeyList title={t('shell.helpPage')} keys={lists.page} />
          {lists.grid && <KeyList title={t('shell.helpLines')} keys={grid} />}
        </div>
        <KeyList
          title={t('shell.helpEverywhere')}
          keys={[
            ...lists.everywhere.map((each) =>
              each.keys === 'Alt+1' ? { ...each, keys: `Alt+1…${lists.areas % 10}` } : each,
            ),
            { keys: 'Escape', label: t('app.close') },
          ]}
        />
      </div>
    </Dialog>
  )
}
