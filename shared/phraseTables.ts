import { locales } from './locales.ts'
import type { Language } from './language.ts'

/** Word → key → text of one language. */
export type PhraseTable = Record<string, Record<string, string>>

const places: Record<Language, 0 | 1 | 2> = { 'zh-CN': 0, 'zh-TW': 1, en: 2 }

/** All phrases in one language. */
export const wholeTable = (language: Language): PhraseTable =>
  Object.fromEntries(
    Object.entries(locales).map(([word, table]) => [
      word,
      Object.fromEntries(Object.entries(table).map(([key, phrase]) => [key, phrase[places[language]]])),
    ]),
  )

/**
 * The phrases of a language that is there: all of them in the main program; in the page only those it was built with
 * and those that `loadTable` has brought (build/phraseTables.ts puts another module in this one's place).
 */
export const tableOf = (language: Language): PhraseTable | undefined => wholeTable(language)
export const loadTable = async (_language: Language): Promise<void> => undefined
