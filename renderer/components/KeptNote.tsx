import { useT } from '../lib/language.ts'
import { KeyButton } from './KeyButton.tsx'

/** Over the fields of a window that were typed before and never saved (`useKeptFields`): said, and begun anew by F6. */
export const KeptNote = ({ kept, onClear }: { kept: boolean; onClear: () => void }) => {
  const t = useT()
  return kept ? (
    <p className="dim">
      {t('app.keptFields')}{' '}
      <KeyButton keys="F6" onClick={onClear}>
        {t('app.beginAnew')}
      </KeyButton>
    </p>
  ) : null
}
