import type { Translate } from './language.ts'
import { formOf, type PrintMode } from './printers.ts'
import type { PhraseKey } from './language.ts'

/** `二等分 241×139.7`, or the size in millimetres of an own form. */
export const formLabel = (t: Translate, size: { widthMicrons: number; heightMicrons: number }): string => {
  const form = formOf(size)
  if (form) return t(`printers.${form}`)
  return t('printers.ownSize', { width: size.widthMicrons / 1000, height: size.heightMicrons / 1000 })
}

export const modeKeys: Record<PrintMode, PhraseKey> = {
  form: 'printers.modeForm',
  exact: 'printers.modeExact',
  dialog: 'printers.modeDialog',
  text: 'printers.modeText',
}
