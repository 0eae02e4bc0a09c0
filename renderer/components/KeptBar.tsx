import { useEffect, useState } from 'react'
import type { KeptForm, KeptKind } from '../lib/keptForms.ts'
import { useT } from '../lib/language.ts'
import { attempt } from '../lib/notices.ts'
import { KeyButton } from './KeyButton.tsx'

/** Over a form: something was being keyed when the window closed or the power went. F6 goes on with it, F7 drops it. */
export const KeptBar = ({ words, onResume, onDrop }: { words: string; onResume: () => void; onDrop: () => void }) => {
  const t = useT()
  return (
    <div className="kept" role="status">
      <span>{words}</span>
      <span className="spring" />
      <KeyButton keys="F6" onClick={onResume}>
        {t('orders.draftResume')}
      </KeyButton>
      <KeyButton keys="F7" onClick={onDrop}>
        {t('orders.draftDrop')}
      </KeyButton>
    </div>
  )
}

/** Offers the newest kept form of a kind; `wordsOf` says which it is. */
export const KeptForms = <T,>({
  kind,
  wordsOf,
  onResume,
}: {
  kind: Pick<KeptKind<T>, 'list' | 'drop'>
  wordsOf: (kept: KeptForm<T>) => string
  onResume: (form: T, keptKey: string) => void
}) => {
  const [found, setFound] = useState<KeptForm<T>[]>([])
  useEffect(() => {
    let shown = true
    void attempt(kind.list).then((kept) => (shown && kept ? setFound(kept) : undefined))
    return () => {
      shown = false
    }
  }, [kind])
  const kept = found.at(-1)
  if (!kept) return null
  return (
    <KeptBar
      words={wordsOf(kept)}
      onResume={() => {
        onResume(kept.form, kept.key)
        setFound([])
      }}
      onDrop={() => {
        kind.drop(kept.key)
        setFound(found.filter(({ key }) => key !== kept.key))
      }}
    />
  )
}
