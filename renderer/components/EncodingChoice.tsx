import { useCallback, useRef, useState } from 'react'
import { type EncodingChoice as Chosen, encodingChoices, type TextEncoding } from '../../shared/sheets.ts'
import { keyName, useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { sentenceOf } from '../lib/notices.ts'
import { Choice } from './Field.tsx'

/** As Chinese offices call them: GB18030 is what GBK became. */
const names: Record<TextEncoding, string> = {
  'utf-8': 'UTF-8',
  gb18030: 'GBK',
  big5: 'Big5',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
}

export interface EncodingState {
  chosen: Chosen
  /** Why the file could not be read so; what was read before is still there. */
  error: string | null
  busy: boolean
  choose: (encoding: Chosen) => Promise<void>
  /** For another file. */
  reset: () => void
}

/** Reads a file again when an encoding is chosen; of several choices in a row the last one counts. */
export const useEncoding = <T,>(read: (encoding: Chosen) => Promise<T>, onRead: (found: T) => void): EncodingState => {
  const [chosen, setChosen] = useState<Chosen>('auto')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const latest = useRef(0)
  const begin = useCallback((encoding: Chosen): number => {
    setChosen(encoding)
    setError(null)
    return (latest.current += 1)
  }, [])
  return {
    chosen,
    error,
    busy,
    reset: useCallback(() => {
      begin('auto')
      setBusy(false)
    }, [begin]),
    async choose(encoding) {
      const number = begin(encoding)
      setBusy(true)
      try {
        const found = await read(encoding)
        if (number === latest.current) onRead(found)
      } catch (failure) {
        if (number === latest.current) setError(sentenceOf(failure))
      } finally {
        if (number === latest.current) setBusy(false)
      }
    },
  }
}

export interface EncodingChoiceProps {
  state: EncodingState
  /** How the characters stand on the screen now; null for a workbook, which offers no choice. */
  encoding: TextEncoding | null
  inline?: boolean
}

/** 编码 of a text file: Alt+E goes there, the arrows or a first letter choose. A refusal is shown by its page. */
export const EncodingChoice = ({ state, encoding, inline = false }: EncodingChoiceProps) => {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  useKeys(
    { 'Alt+e': { label: t('sheets.encoding'), run: () => box.current?.querySelector('select')?.focus() } },
    encoding !== null,
  )
  if (encoding === null) return null
  const label = (choice: Chosen): string => {
    if (choice !== 'auto') return names[choice]
    return state.chosen === 'auto' ? t('sheets.encodingFound', { encoding: names[encoding] }) : t('sheets.encodingAuto')
  }
  return (
    <div ref={box} title={t('sheets.encodingHint')}>
      <Choice<Chosen>
        inline={inline}
        label={`${t('sheets.encoding')} ${keyName('Alt+e')}`}
        value={state.chosen}
        options={encodingChoices.map((value) => ({ value, label: label(value) }))}
        onChange={(value) => void state.choose(value)}
      />
    </div>
  )
}
