import { expect, test } from 'vitest'
import { type Language, languages } from '../shared/language.ts'
import { wholeTable } from '../shared/phraseTables.ts'
import { phraseTables, tableScript } from './phraseTables.ts'

test('each language of the page is a file of its own with every phrase', async () => {
  for (const language of languages) {
    const url = `data:text/javascript,${encodeURIComponent(tableScript(language))}`
    const { default: table } = (await import(/* @vite-ignore */ url)) as { default: unknown }
    expect(table).toEqual(wholeTable(language))
  }
})

test('the page begins with simplified Chinese and reads the others when somebody wants them', () => {
  const load = phraseTables('page').load as (id: string) => string | undefined
  const script = load('/anywhere/shared/phraseTables.ts')!
  expect(script.match(/^import .*$/gm)).toEqual([`import first from 'gendan-phrases/zh-CN'`])
  expect([...script.matchAll(/import\('gendan-phrases\/(.*?)'\)/g)].map(([, language]) => language)).toEqual([
    'zh-TW',
    'en',
  ])
  expect(load('/anywhere/shared/language.ts')).toBeUndefined()
})

test('the main program has every phrase of every language at once', async () => {
  const load = phraseTables('main').load as (id: string) => string | undefined
  const url = `data:text/javascript,${encodeURIComponent(load('/anywhere/shared/phraseTables.ts')!)}`
  const { tableOf } = (await import(/* @vite-ignore */ url)) as { tableOf: (language: Language) => unknown }
  for (const language of languages) expect(tableOf(language)).toEqual(wholeTable(language))
})
