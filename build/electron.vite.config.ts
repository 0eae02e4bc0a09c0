import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { UserConfig } from 'electron-vite'
import { pdfjsFiles } from './pdfjsFiles.ts'
import { pageSchemas } from './pageSchemas.ts'
import { phraseTables } from './phraseTables.ts'

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** The programs of the main side, each a script of its own: name of the script in out/main → its source. */
const mainInputs = {
  main: inRepository('electron/main.ts'),
  worker: inRepository('electron/worker.ts'),
  reader: inRepository('electron/reader.ts'),
  importer: inRepository('electron/importer.ts'),
  faxReader: inRepository('electron/faxReader.ts'),
}
const preloadInput = inRepository('electron/preload.ts')
const rendererInput = inRepository('renderer/index.html')

/** Dependencies of hundreds of small files: read one by one they cost the start 0.3 s (kysely) to 3 s (date-fns). */
const bundledDependencies = ['date-fns', 'i18next', 'kysely', 'zod']

// What package.json names in `dependencies` stays outside (better-sqlite3, pinyin-pro, exceljs …) and is shipped
// as it is, but for those above; everything else is bundled. Chunks lie flat beside the programs, so
// `import.meta.dirname` is out/main wherever the bundler puts a module.
const main: UserConfig['main'] = {
  plugins: [phraseTables('main')],
  build: {
    outDir: inRepository('out/main'),
    emptyOutDir: true,
    externalizeDeps: { exclude: bundledDependencies },
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(mainInputs).filter(([, source]) => existsSync(source))),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

// A sandboxed preload may require nothing but `electron`: one file, everything inside it.
const preload: UserConfig['preload'] = {
  build: {
    outDir: inRepository('out/preload'),
    emptyOutDir: true,
    minify: true,
    externalizeDeps: false,
    rolldownOptions: {
      input: { preload: preloadInput },
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
}

// The content security policy allows no inline script and no data: font, so nothing is inlined.
const renderer: UserConfig['renderer'] = {
  root: inRepository('renderer'),
  base: './',
  plugins: [react(), pdfjsFiles(), phraseTables('page'), pageSchemas()],
  build: {
    outDir: inRepository('out/renderer'),
    emptyOutDir: true,
    minify: true,
    cssMinify: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: rendererInput,
      output: {
        // what everybody waits for comes in three pieces, not in thirty: the phrases (by themselves, for a script with
        // Chinese in it takes twice the memory), the sign-in page with the shell, and today's list
        codeSplitting: {
          groups: [
            { name: 'phrases', test: /gendan-phrases\/zh-CN/, priority: 3 },
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'today', test: /features[\\/]today[\\/]TodayPage/, priority: 1 },
          ],
        },
      },
    },
  },
}

export default defineConfig({
  main,
  ...(existsSync(preloadInput) ? { preload } : {}),
  ...(existsSync(rendererInput) ? { renderer } : {}),
})
