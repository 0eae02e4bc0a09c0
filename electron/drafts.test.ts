import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { draftsIn } from './drafts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gendan-drafts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = '2026-11-22T08:00:00.000Z'
const fail = (error: unknown): void => {
  throw error
}

it('keeps the drafts of each person apart, on the disk, the newest last', async () => {
  const drafts = draftsIn(folder, fail)
  await Promise.all([
    drafts.keep(1, 'a', 'one', at),
    drafts.keep(2, 'b', 'other person', at),
    drafts.keep(1, 'c', 'two', at),
    drafts.keep(1, 'a', 'one, changed', at),
  ])
  const another = draftsIn(folder, fail)
  expect([await another.read(1), await another.read(2), await another.read(3)]).toEqual([
    [
      { key: 'c', at, content: 'two' },
      { key: 'a', at, content: 'one, changed' },
    ],
    [{ key: 'b', at, content: 'other person' }],
    [],
  ])
})

it('a draft that is dropped stays dropped, however fast the hand is', async () => {
  const drafts = draftsIn(folder, fail)
  await Promise.all([drafts.keep(1, 'a', 'one', at), drafts.keep(1, 'a', null, at)])
  expect(await drafts.read(1)).toEqual([])
})

it('keeps ten a person, and says when the file cannot be read', async () => {
  const faults: unknown[] = []
  const drafts = draftsIn(folder, (error) => faults.push(error))
  for (let n = 1; n <= 12; n++) await drafts.keep(1, `draft ${n}`, 'x', at)
  const kept = await drafts.read(1)
  writeFileSync(join(folder, '1.json'), '[{"key"')
  const broken = await drafts.read(1)
  expect({ first: kept[0]?.key, kept: kept.length, broken, faults: faults.length }).toEqual({
    first: 'draft 3',
    kept: 10,
    broken: [],
    faults: 1,
  })
})
