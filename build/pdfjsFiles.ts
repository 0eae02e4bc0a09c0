import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** Folders of pdfjs-dist that its viewer reads at run time: character maps, standard fonts, decoders, colours. */
const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs']
const packageFolder = fileURLToPath(new URL('../node_modules/pdfjs-dist/', import.meta.url))

/**
 * Puts the files that pdf.js reads at run time beside the renderer as `pdfjs/cmaps/`, `pdfjs/standard_fonts/`,
 * `pdfjs/wasm/` and `pdfjs/iccs/`, when a page imports pdf.js. Without them a Chinese PDF shows empty boxes,
 * and the app may fetch nothing from a network.
 */
export function pdfjsFiles(): Plugin {
  return {
    name: 'pdfjs-files',
    apply: 'build',
    generateBundle() {
      const imported = [...this.getModuleIds()].some((id) => id.includes('/node_modules/pdfjs-dist/'))
      if (!imported) return
      for (const folder of folders) {
        for (const file of readdirSync(`${packageFolder}${folder}`)) {
          // The engine that would run scripts inside a PDF: a paper from outside runs nothing here.
          if (file.startsWith('quickjs')) continue
          const source = readFileSync(`${packageFolder}${folder}/${file}`)
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${file}`, source })
        }
      }
    },
  }
}
