import { useMemo } from 'react'
import { create } from 'zustand'
import { type Language, languages, type Translate, translate, translator } from '../../shared/language.ts'
import { loadTable } from '../../shared/phraseTables.ts'
import { remember, remembered } from './remembered.ts'

interface LanguageStore {
  language: Language
  setLanguage(language: Language): void
}

const isLanguage = (text: string | null): text is Language => (languages as readonly (string | null)[]).includes(text)
const first = remembered('language')
let wanted = first

/** The language of the page: the person's own once somebody has signed in. */
export const useLanguage = create<LanguageStore>((set) => ({
  language: isLanguage(first) ? first : 'zh-CN',
  setLanguage(language) {
    remember('language', language)
    wanted = language
    // its phrases may still have to be read; who chose twice gets the second
    void loadTable(language).then(() => {
      if (wanted !== language) return
      document.documentElement.lang = language
      set({ language })
    })
  },
}))

/** `const t = useT(); t('app.save')` */
export const useT = (): Translate => {
  const language = useLanguage((store) => store.language)
  return useMemo(() => translator(language), [language])
}

/** A sentence outside of a component: in a handler, a toast. */
export const say: Translate = (key, values) => translate(useLanguage.getState().language, key, values)

/** How each language calls itself. */
export const languageNames: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' }
