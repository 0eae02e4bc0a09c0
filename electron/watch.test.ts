import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { watchFolder } from './watch.ts'

const folder = mkdtempSync(join(tmpdir(), 'gendan-watch-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('goes on with the others when a file cannot be moved, takes it in once, and moves it when it can', async () => {
  writeFileSync(join(folder, '已收'), 'a file where the folder should be')
  writeFileSync(join(folder, 'a.tif'), 'first')
  writeFileSync(join(folder, 'z.txt'), 'no fax')
  const [taken, told]: [string[], string[]] = [[], []]
  const stop = watchFolder(
    folder,
    async (name) => {
      if (name === '已收' || name.endsWith('.txt'))
        return { ok: false, refusal: { code: 'inbox.problemNotAFax', message: '', field: null } }
      taken.push(name)
      return { ok: true, value: null }
    },
    {
      received: () => undefined,
      strange: (name, why) => told.push(`${name} ${why}`),
      fault: () => undefined,
    },
    20,
  )
  const until = async (fact: () => boolean): Promise<void> => {
    for (let look = 0; look < 400 && !fact(); look++) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  // the file in the way is itself no fax: it is put aside, and then the fax can be moved
  await until(() => existsSync(join(folder, '已收', 'a.tif')))
  stop()
  expect(taken).toEqual(['a.tif'])
  expect(told.toSorted()).toEqual([
    'a.tif inbox.problemStuck',
    'z.txt inbox.problemNotAFax',
    '已收 inbox.problemNotAFax',
  ])
  expect(readdirSync(join(folder, '不能识别')).toSorted()).toEqual(['z.txt', '已收'])
})

it('leaves a folder alone once it was stopped', async () => {
  const quiet = join(folder, 'quiet')
  mkdirSync(quiet)
  writeFileSync(join(quiet, 'b.tif'), 'fax')
  const taken: string[] = []
  const events = { received: () => undefined, strange: () => undefined, fault: () => undefined }
  watchFolder(quiet, async (name) => (taken.push(name), { ok: true, value: null }), events, 10)()
  await new Promise((resolve) => setTimeout(resolve, 80))
  expect([taken, readdirSync(quiet)]).toEqual([[], ['b.tif']])
})
