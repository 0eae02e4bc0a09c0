import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyOfDataset, dropCopy } from './dataset.ts'
import { type Figure, plainFigure } from './measure.ts'

const runChild = (dataFolder: string): Promise<Record<string, number>> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'mainChild.ts'), dataFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (data) => (output += String(data)))
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(output.trim().split('\n').at(-1)!) as Record<string, number>)
      else reject(new Error(`main ended with ${String(code)}`))
    })
  })

/** The longest time main was held up while 5,000 orders were exported, backed up, and 2,000 products imported. */
export const mainThreadBlock = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-main-'))
  const copy = await copyOfDataset(5_000, 'main')
  copyFileSync(copy, join(folder, 'gendan.db'))
  dropCopy(copy)
  try {
    const stops = await runChild(folder)
    const dataset = Object.entries(stops)
      .map(([what, stop]) => `${what} ${stop.toFixed(1)}`)
      .join(', ')
    return [plainFigure('main-thread-block-ms', dataset, 50, Math.max(...Object.values(stops)), 'ms')]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
