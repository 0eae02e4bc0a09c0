import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Figure, plainFigure } from './measure.ts'

const folder = join(import.meta.dirname, '../../out/renderer')

/** Chunks a built script loads at once: `import{a}from"./b.js"`, `import"./c.js"`, `export…from"./d.js"`. */
const staticImports = (file: string): string[] => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)].map(([, path]) =>
    join(dirname(file), path!),
  )
}

/** Minified JavaScript the page loads before it shows anything, and what it loads when a page is first opened. */
export const rendererScripts = (): Figure[] => {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) throw new Error('the page is not built: run `npm run build` first')
  const loaded = new Set<string>()
  const open = [
    ...readFileSync(page, 'utf8').matchAll(/<(?:script[^>]*src|link[^>]*rel="modulepreload"[^>]*href)="([^"]+\.js)"/g),
  ].map(([, path]) => join(folder, path!))
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (loaded.has(file)) continue
    loaded.add(file)
    open.push(...staticImports(file))
  }
  if (loaded.size === 0) throw new Error(`no script in ${relative(process.cwd(), page)}`)
  const kilobytes = (files: Iterable<string>): number =>
    [...files].reduce((sum, file) => sum + statSync(file).size, 0) / 1000
  const lazy = globSync('**/*.{js,mjs}', { cwd: folder })
    .map((file) => join(folder, file))
    .filter((file) => !loaded.has(file))
  return [
    plainFigure('renderer-js-kb', `${loaded.size} scripts at the start`, 900, kilobytes(loaded), 'kB'),
    plainFigure('renderer-js-lazy-kb', `${lazy.length} scripts when a page needs them`, null, kilobytes(lazy), 'kB'),
  ]
}
