import type { Plugin } from 'vite'
import { type Language, languages } from '../shared/language.ts'
import { wholeTable } from '../shared/phraseTables.ts'

const replaced = /[\\/]shared[\\/]phraseTables\.ts$/
const ofLanguage = 'gendan-phrases/'
/** What every office reads: the page begins with it. */
const first: Language = 'zh-CN'

/** A table as a script: read as JSON, which is faster than as JavaScript. */
export const tableScript = (language: Language): string =>
  `export default JSON.parse(${JSON.stringify(JSON.stringify(wholeTable(language)))})`

/** What stands in the page for shared/phraseTables.ts: one language at once, the others when somebody wants them. */
const pageScript = `
import first from '${ofLanguage}${first}'
const tables = { '${first}': first }
const loaders = {
${languages
  .filter((language) => language !== first)
  .map((language) => `  '${language}': () => import('${ofLanguage}${language}'),`)
  .join('\n')}
}
export const tableOf = (language) => tables[language]
export const loadTable = async (language) => {
  tables[language] ??= (await loaders[language]()).default
}
`

/** What stands in the main program for it: the texts of all languages, each read as JSON when its first phrase is wanted. */
const mainScript = (): string => `
const texts = {
${languages.map((language) => `  '${language}': ${JSON.stringify(JSON.stringify(wholeTable(language)))},`).join('\n')}
}
const tables = {}
export const tableOf = (language) => (tables[language] ??= JSON.parse(texts[language]))
export const loadTable = async () => undefined
`

/**
 * The phrases of the page in one file for each language: who reads Chinese does not wait for English. Those of the main
 * program as text: its start, and that of each of its workers, needs hardly any.
 */
export function phraseTables(side: 'page' | 'main'): Plugin {
  return {
    name: 'phrase-tables',
    resolveId: (id) => (id.startsWith(ofLanguage) ? `\0${id}` : undefined),
    load(id) {
      if (replaced.test(id)) return side === 'page' ? pageScript : mainScript()
      return id.startsWith(`\0${ofLanguage}`) ? tableScript(id.slice(ofLanguage.length + 1) as Language) : undefined
    },
  }
}
