import i18next, { type i18n } from 'i18next'
import type { locales } from './locales.ts'
import { tableOf } from './phraseTables.ts'

export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

type Tables = typeof locales
/** Every phrase of the product as `word.key`; a misspelt key does not compile. */
export type PhraseKey = { [W in keyof Tables]: `${W & string}.${keyof Tables[W] & string}` }[keyof Tables]
export type PhraseValues = Record<string, string | number>

/** English has two forms where a count decides, `{{count}} day | {{count}} days`: i18next chooses by `count`. */
const formsOf = (key: string, text: string): [string, string][] => {
  const [one, many] = text.split(' | ')
  return one !== undefined && many !== undefined
    ? [
        [key, many],
        [`${key}_one`, one],
        [`${key}_other`, many],
      ]
    : [[key, text]]
}

const formedTable = (language: Language): Record<string, Record<string, string>> | undefined => {
  const table = tableOf(language)
  if (language !== 'en') return table
  return (
    table &&
    Object.fromEntries(
      Object.entries(table).map(([word, texts]) => [
        word,
        Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => formsOf(key, text))),
      ]),
    )
  )
}

let instance: i18n | undefined
/** Laid out when the first phrase is wanted: the start of the data worker needs none. */
const phrases = (): i18n => {
  if (instance) return instance
  instance = i18next.createInstance()
  void instance.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    initAsync: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: formedTable('zh-CN') ?? {} } },
  })
  return instance
}

/** The phrase in a language, its `{{names}}` filled in. */
export const translate = (language: Language, key: PhraseKey, values: PhraseValues = {}): string => {
  const known = phrases()
  if (!known.hasResourceBundle(language, 'translation')) {
    const table = formedTable(language)
    if (table) known.addResourceBundle(language, 'translation', table)
  }
  return known.t(key, { ...values, lng: language })
}

/** A translator bound to one language. */
export type Translate = (key: PhraseKey, values?: PhraseValues) => string
export const translator =
  (language: Language): Translate =>
  (key, values) =>
    translate(language, key, values)
