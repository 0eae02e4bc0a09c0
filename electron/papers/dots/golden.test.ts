import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawPaper } from './drawing.ts'
import { dumpOf } from './dump.ts'
import { escp } from './escp.ts'
import { layNowOnDots } from './laying.ts'
import { lettered } from '../specimens.ts'

/**
 * The bytes of each paper as they were when last looked at. `GENDAN_WRITE_GOLDEN=1` writes them anew: only after the
 * pictures (`GENDAN_PICTURES=<folder>` with placing.test.ts) were looked at.
 */
const folder = join(import.meta.dirname, 'golden')
const writes = process.env['GENDAN_WRITE_GOLDEN'] === '1'

describe('the bytes of each paper', () => {
  it.each(Object.keys(lettered) as (keyof typeof lettered)[])('%s are those that were looked at', (name) => {
    const dump = dumpOf(escp(drawPaper(layNowOnDots(lettered[name].short))))
    const file = join(folder, `${name}.txt`)
    if (writes) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, dump)
    }
    expect(existsSync(file), `${name} has no golden bytes yet: run with GENDAN_WRITE_GOLDEN=1`).toBe(true)
    expect(dump).toBe(readFileSync(file, 'utf8'))
  })

  it('are kept of papers there are', () => {
    expect(readdirSync(folder).toSorted()).toEqual(
      Object.keys(lettered)
        .map((name) => `${name}.txt`)
        .toSorted(),
    )
  })
})
