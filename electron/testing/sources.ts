import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '../..')
const endings = /\.(ts|tsx|mjs|cjs)$/

/** One file of the repository as the architecture test reads it. `path` has forward slashes, from the root. */
export interface SourceFile {
  path: string
  text: string
  lines: number
  imports: Import[]
}

export interface Import {
  /** As written: `kysely`, `../shared/money.ts`. */
  from: string
  /** The file of the repository it names, or null for a package. */
  path: string | null
  /** Gone after compiling: `import type`, or nothing but `type` names in the braces. */
  typeOnly: boolean
  /** `import('…')`: loaded when it is needed. */
  lazy: boolean
}

const statement = /^\s*(?:import|export)\s+(type\s+)?((?:[^'"`;()=]*?)\sfrom\s+)?'([^'\n]+)'/gm
const dynamic = /\bimport\(\s*'([^'\n]+)'/g

const onlyTypes = (clause: string): boolean => {
  const names = /^\s*\{([^}]*)\}\s*from\s*$/.exec(clause)?.[1]
  return (
    names !== undefined &&
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .every((name) => name.startsWith('type '))
  )
}

const resolved = (path: string, from: string): string | null => {
  if (!from.startsWith('.')) return null
  const target = join(root, dirname(path), from.replace(/\?.*$/, ''))
  return relative(root, target).replaceAll('\\', '/')
}

/** The modules a text imports, exports from, or loads when needed. */
export const importsOf = (path: string, text: string): Import[] => {
  const found: Import[] = []
  for (const [, type, clause = '', from] of text.matchAll(statement)) {
    found.push({
      from: from!,
      path: resolved(path, from!),
      typeOnly: type !== undefined || onlyTypes(clause),
      lazy: false,
    })
  }
  for (const [, from] of text.matchAll(dynamic))
    found.push({ from: from!, path: resolved(path, from!), typeOnly: false, lazy: true })
  return found
}

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path)
    return endings.test(entry.name) ? [path] : []
  })

/** Every source file under the named folders of the repository. */
export const readSources = (...folders: string[]): SourceFile[] =>
  folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap(walk)
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, lines: text.split('\n').length - 1, imports: importsOf(path, text) }
    })

/**
 * The rings of files that import each other, each once, as `a.ts → b.ts → a.ts`. What is gone after compiling does not
 * count, nor does what is loaded when needed: a page may ask the registry that opens it for its label.
 */
export const importRings = (sources: readonly SourceFile[]): string[] => {
  const edges = new Map(
    sources.map((file) => [
      file.path,
      file.imports.filter((one) => one.path !== null && !one.typeOnly && !one.lazy).map((one) => one.path!),
    ]),
  )
  const done = new Set<string>()
  const trail: string[] = []
  const rings: string[] = []
  const visit = (path: string): void => {
    const met = trail.indexOf(path)
    if (met >= 0) {
      rings.push([...trail.slice(met), path].join(' → '))
      return
    }
    if (done.has(path)) return
    trail.push(path)
    for (const next of edges.get(path) ?? []) visit(next)
    trail.pop()
    done.add(path)
  }
  for (const path of edges.keys()) visit(path)
  return rings
}
