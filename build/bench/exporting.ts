import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, figureOf, median, plainFigure } from './measure.ts'

interface Outcome {
  milliseconds: number
  megabytes: number
}

const runChild = (which: 'ours' | 'exceljs', path: string): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'exportChild.ts'), which, path], {
      stdio: 'inherit',
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Outcome)
      else reject(new Error(`export ${which} ended with ${String(code)}`))
    })
  })

/** 100,000 rows of 8 cells, against exceljs streaming the same cells; and the memory ours adds. */
export const export100k = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-export-'))
  const found: Record<'ours' | 'exceljs', Outcome[]> = { ours: [], exceljs: [] }
  try {
    for (let round = 0; round < 3; round++)
      for (const which of round % 2 === 0 ? (['ours', 'exceljs'] as const) : (['exceljs', 'ours'] as const))
        found[which].push(await runChild(which, join(folder, `${which}-${round}.xlsx`)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const of = (which: 'ours' | 'exceljs', what: keyof Outcome): number =>
    median(found[which].map((outcome) => outcome[what]))
  const dataset = '100,000 rows of 8 cells'
  return [
    figureOf('export-100k-rows', dataset, 1.3, {
      ours: of('ours', 'milliseconds'),
      baseline: of('exceljs', 'milliseconds'),
    }),
    { ...plainFigure('export-100k-memory', dataset, 300, of('ours', 'megabytes'), 'MB') },
  ]
}
