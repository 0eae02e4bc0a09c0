import { describe, expect, it } from 'vitest'
import { contracts } from '../shared/contracts.ts'
import { permissions } from '../shared/permissions.ts'
import { owners } from './db/owners.ts'
import { findProcedure } from './handlers.ts'
import { importRings, importsOf, readSources, type SourceFile } from './testing/sources.ts'

/** The rules of the house that a compiler does not know (architecture rules 7 and 13, the layout). */

const sources = readSources('shared', 'electron', 'renderer', 'build', 'e2e')
const isTest = ({ path }: SourceFile): boolean =>
  /\.(test|spec)\.tsx?$/.test(path) || path.startsWith('electron/testing/')
const within = (path: string, ...places: string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))

/** Files that import one of the packages, as `file ← package`. */
const importers = (wanted: (from: string) => boolean, allowed: (path: string) => boolean): string[] =>
  sources
    .filter(({ path }) => !allowed(path))
    .flatMap(({ path, imports }) => imports.filter(({ from }) => wanted(from)).map(({ from }) => `${path} ← ${from}`))

const isPackage = (name: string) => (from: string) => from === name || from.startsWith(`${name}/`)

describe('who may import what', () => {
  it('finds every form of import', () => {
    const text = `import type { A } from './a.ts'\nimport { type B } from './b.ts'\nimport C, { d } from 'c'\nimport './e.css'\nexport { f } from '../f.ts'\nconst g = () => import('./g.ts')\nimport {\n  type H,\n  i,\n} from './h.ts'\n`
    expect(importsOf('x/y.ts', text).map(({ from, path, typeOnly }) => [from, path, typeOnly])).toEqual([
      ['./a.ts', 'x/a.ts', true],
      ['./b.ts', 'x/b.ts', true],
      ['c', null, false],
      ['./e.css', 'x/e.css', false],
      ['../f.ts', 'f.ts', false],
      ['./h.ts', 'x/h.ts', false],
      ['./g.ts', 'x/g.ts', false],
    ])
  })

  it('only the shell, main, preload and the journeys know Electron', () => {
    const allowed = (path: string): boolean =>
      within(path, 'electron/main.ts', 'electron/preload.ts', 'electron/shell/', 'e2e/', 'build/bench/empty/')
    expect(importers(isPackage('electron'), allowed)).toEqual([])
  })

  it('only electron/db opens a database; the benchmark and the fault tests may compare with it', () => {
    const allowed = (path: string): boolean =>
      within(path, 'electron/db/', 'build/bench/', 'build/faults/', 'e2e/stand-in/fixture/')
    expect(importers(isPackage('better-sqlite3'), allowed)).toEqual([])
    const opening = sources.filter(
      ({ path, text }) =>
        /new Database(Constructor)?\(/.test(text) &&
        !within(path, 'electron/db/sqlite.ts', 'electron/architecture.test.ts', 'e2e/stand-in/fixture/'),
    )
    expect(opening.map(({ path }) => path)).toEqual([])
  })

  it('the page imports nothing of electron/ and no Node module', () => {
    const strangers = sources
      .filter((file) => file.path.startsWith('renderer/') && !isTest(file))
      .flatMap(({ path, imports }) =>
        imports
          .filter((one) => one.path?.startsWith('electron/') || one.from.startsWith('node:'))
          .map(({ from }) => `${path} ← ${from}`),
      )
    expect(strangers).toEqual([])
  })

  it('the page reads nothing with a schema: what stands there for zod cannot (build/pageSchemas.ts)', () => {
    const reading = /\b(?!JSON\.|Date\.)\w+\.(parse|safeParse)(Async)?\(|\bimport \{ z/
    const found = sources.filter(({ path, text }) => path.startsWith('renderer/') && reading.test(text))
    expect(found.map(({ path }) => path)).toEqual([])
  })

  it('shared imports neither side, no React and no Node module', () => {
    const strangers = sources
      .filter((file) => file.path.startsWith('shared/') && !isTest(file))
      .flatMap(({ path, imports }) =>
        imports
          .filter(
            (one) =>
              one.from.startsWith('node:') ||
              /^(react|@mantine|kysely|electron)\b/.test(one.from) ||
              (one.path !== null && !one.path.startsWith('shared/')),
          )
          .map(({ from }) => `${path} ← ${from}`),
      )
    expect(strangers).toEqual([])
  })

  it('electron/ imports nothing of the page', () => {
    const strangers = sources
      .filter(({ path }) => path.startsWith('electron/'))
      .flatMap(({ path, imports }) =>
        imports.filter((one) => one.path?.startsWith('renderer/')).map(({ from }) => `${path} ← ${from}`),
      )
    expect(strangers).toEqual([])
  })

  it('what runs does not import tests and their helpers', () => {
    const strangers = sources
      .filter((file) => !isTest(file) && within(file.path, 'electron/', 'shared/', 'renderer/'))
      .flatMap(({ path, imports }) =>
        imports
          .filter(
            (one) => one.path !== null && (/\.test\.tsx?$/.test(one.path) || one.path.startsWith('electron/testing/')),
          )
          .map(({ from }) => `${path} ← ${from}`),
      )
      .filter((line) => !/orTests\.tsx? ← /.test(line)) // …ForTests.ts beside what it helps to test
    expect(strangers).toEqual([])
  })

  it('has no import rings', () => {
    expect(importRings(sources.filter(({ path }) => !path.startsWith('e2e/stand-in/')))).toEqual([])
  })
})

describe('who may write a table', () => {
  const writes = /\b(insertInto|updateTable|deleteFrom|replaceInto|mergeInto|insertMany)\((?:[\w.]+,)?\s*'(\w+)'/g
  const rawWrites = /\b(?:insert\s+into|update|delete\s+from)\s+"(\w+)"/gi
  const places = (word: string): string[] => {
    if (word === 'numbering' || word === 'search' || word === 'audit') return [`electron/db/${word}.ts`]
    return [`electron/features/${word}.ts`, `electron/features/${word}/`]
  }

  it('only the owner word writes its tables', () => {
    const strangers = sources
      .filter((file) => file.path.startsWith('electron/') && !isTest(file))
      .flatMap(({ path, text }) => [
        ...[...text.matchAll(writes)].map((match) => [path, match[2]!] as const),
        ...(path.startsWith('electron/db/')
          ? []
          : [...text.matchAll(rawWrites)].map((match) => [path, match[1]!] as const)),
      ])
      .filter(([path, table]) => {
        if (!Object.hasOwn(owners, table)) return false
        // the road of a command keeps its request ids itself
        if (table === 'requests' && path === 'electron/app.ts') return false
        return !within(path, ...places(owners[table as keyof typeof owners]))
      })
      .map(([path, table]) => `${path} writes ${table} of ${owners[table as keyof typeof owners]}`)
    expect([...new Set(strangers)]).toEqual([])
  })

  it('every owner that is a word has its files', () => {
    const missing = [...new Set(Object.values(owners))].filter(
      (word) => !sources.some(({ path }) => places(word).some((place) => within(path, place))),
    )
    expect(missing).toEqual([])
  })
})

describe('the registries are complete', () => {
  it('every word and procedure of the contract has its handler', async () => {
    const channels = Object.entries(contracts)
      .filter(([word]) => word !== 'shell')
      .flatMap(([word, contract]) => Object.keys(contract).map((name) => `${word}.${name}`))
    const found = await Promise.all(channels.map(findProcedure))
    expect(channels.filter((_, i) => typeof found[i]?.handler !== 'function')).toEqual([])
    const shellText = sources.find(({ path }) => path === 'electron/shell/procedures.ts')?.text ?? ''
    expect(
      Object.keys(contracts.shell).filter((name) => !new RegExp(`^  (async )?${name}[(:]`, 'm').test(shellText)),
    ).toEqual([])
  })

  it('every contract has its line, spelled as its file', () => {
    const registry = sources.find(({ path }) => path === 'shared/contracts.ts')!
    for (const word of Object.keys(contracts)) expect(registry.text).toContain(`import { ${word} } from './${word}.ts'`)
    const forgotten = sources
      .filter(
        ({ path, text }) =>
          /^shared\/[^/]+\.ts$/.test(path) && /^export const \w+ = \{\n(?:.*\n)*?\s+\w+: (query|command)\(/m.test(text),
      )
      .filter(({ path }) => !registry.imports.some((one) => one.path === path))
    expect(forgotten.map(({ path }) => path)).toEqual([])
  })

  it('every page names a permission that exists', () => {
    const registry = sources.filter(({ path }) => /^renderer\/features\w*\.ts$/.test(path))
    const named = registry.flatMap(({ text }) => [...text.matchAll(/permission: '([^']+)'/g)].map((match) => match[1]!))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((permission) => !Object.hasOwn(permissions, permission))).toEqual([])
  })

  it('every file of phrases is in the registry, and every word of phrases is used', () => {
    const registry = sources.find(({ path }) => path === 'shared/locales.ts')!
    const all = sources.filter(
      ({ path, text }) => path.startsWith('shared/locales/') && /export const \w+ = phrases\(/.test(text),
    )
    // phrases that fill another word's file stand under that word
    const parts = new Set(all.flatMap(({ imports }) => imports.map(({ path }) => path)))
    const files = all.filter(({ path }) => !parts.has(path))
    expect(
      files.filter(({ path }) => !registry.imports.some((one) => one.path === path)).map(({ path }) => path),
    ).toEqual([])
    const texts = sources.filter((file) => !file.path.startsWith('shared/locales')).map(({ text }) => text)
    const unused = files
      .map(({ path }) => path.slice('shared/locales/'.length, -'.ts'.length))
      .filter((word) => !texts.some((text) => text.includes(`'${word}.`) || text.includes(`\`${word}.`)))
    expect(unused).toEqual([])
  })
})

describe('style', () => {
  it('no file is over 400 lines', () => {
    const long = sources.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines}`)
    expect(long).toEqual([])
  })

  it('has no default export outside the configuration of a tool', () => {
    const found = sources.filter(({ path, text }) => /^export default\b/m.test(text) && !path.endsWith('.config.ts'))
    expect(found.map(({ path }) => path)).toEqual([])
  })

  it('has no barrel, no utils file and no any', () => {
    const barrels = sources
      .filter(({ path }) => /(^|\/)(index|utils|helpers|common|misc)\.(ts|tsx)$/.test(path))
      .map(({ path }) => path)
    const loose = sources
      .filter(
        ({ path, text }) =>
          /\.tsx?$/.test(path) && /(: any\b|<any>|as any\b)/.test(text) && path !== 'electron/architecture.test.ts',
      )
      .map(({ path }) => path)
    expect({ barrels, loose }).toEqual({ barrels: [], loose: [] })
  })

  it('names nothing `of` in a for: Node, which reads the benches and tools as they stand, cannot', () => {
    const unread = sources
      .filter(({ path, text }) => path.endsWith('.ts') && /\((const|let) of of\b/.test(text))
      .map(({ path }) => path)
    expect(unread.filter((path) => path !== 'electron/architecture.test.ts')).toEqual([])
  })

  it('imports the files of the house with their ending', () => {
    const bare = sources.flatMap(({ path, imports }) =>
      imports.filter((one) => one.path !== null && !/\.\w+$/.test(one.path)).map(({ from }) => `${path} ← ${from}`),
    )
    expect(bare).toEqual([])
  })

  it('leaves nothing to be done later', () => {
    const found = sources
      .filter(({ path, text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text) && path !== 'electron/architecture.test.ts')
      .map(({ path }) => path)
    expect(found).toEqual([])
  })
})
