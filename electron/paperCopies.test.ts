import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { diskFiles } from './diskFiles.ts'
import { readPacked } from './packedFiles.ts'
import { copyPapers, liesIn, papersBeside } from './paperCopies.ts'

const folder = mkdtempSync(join(tmpdir(), 'gendan-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fax = new TextEncoder().encode('订货单 第 1 页')

it('carries the papers to the drive and back to another PC, each once', async () => {
  const [office, drive, other] = ['office', 'drive', 'other'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const first = await diskFiles(office).put(fax)
  const second = await diskFiles(office).put(new TextEncoder().encode('回签'))
  expect(await copyPapers(office, papersBeside(drive))).toBe(2)
  expect(await copyPapers(office, papersBeside(drive))).toBe(0)
  expect(await copyPapers(papersBeside(drive), other)).toBe(2)
  expect(await diskFiles(other).get(first)).toEqual(fax)
  expect(await diskFiles(other).get(second)).not.toBeNull()
})

it('carries packed papers with what they are packed against, and leaves a spoilt one where it is', async () => {
  const [office, drive] = [join(folder, 'packed'), join(folder, 'packed-drive')]
  const shapes = Array.from({ length: 2000 }, (_, index) => createHash('sha256').update(String(index)).digest('hex'))
  const pdf = (words: string) => new TextEncoder().encode(`%PDF ${words} ${shapes.join('')}`)
  const files = diskFiles(office)
  const base = await files.put(pdf('送货单 1'), null)
  const next = await files.put(pdf('送货单 2'), base)
  // like the one that has a base: against that base, never against itself
  const third = await files.put(pdf('送货单 3'), next)
  const sizes = [base, next, third].map(
    (sha256) => readFileSync(join(office, sha256.slice(0, 2), `${sha256}.z`)).length,
  )
  expect(sizes[1]! * 20).toBeLessThan(sizes[0]!)
  expect(await copyPapers(office, drive)).toBe(3)
  expect(await diskFiles(drive).get(third)).toEqual(pdf('送货单 3'))
  rmSync(join(drive, next.slice(0, 2)), { recursive: true })
  expect(await diskFiles(drive).get(third)).toEqual(pdf('送货单 3'))
  rmSync(join(drive, base.slice(0, 2)), { recursive: true })
  expect(await diskFiles(drive).get(third)).toBeNull()
  const path = join(office, base.slice(0, 2), `${base}.z`)
  const spoilt = readFileSync(path)
  spoilt[200]! ^= 1
  writeFileSync(path, spoilt)
  expect(await files.get(base)).toBeNull()
  expect(await copyPapers(office, join(folder, 'packed-other'))).toBe(2)
  // put once more, it is whole again
  expect(await files.put(pdf('送货单 1'), null)).toBe(base)
  expect(await files.get(third)).toEqual(pdf('送货单 3'))
})

it('a paper unlike the others is packed alone and becomes the base of those after it', async () => {
  const files = diskFiles(join(folder, 'unlike'))
  const words = (seed: string) =>
    new TextEncoder().encode(
      Array.from({ length: 3000 }, (_, index) =>
        createHash('sha256')
          .update(seed + index)
          .digest('hex'),
      ).join(''),
    )
  const first = await files.put(words('a'), null)
  const other = await files.put(words('b'), first)
  const file = readFileSync(join(folder, 'unlike', other.slice(0, 2), `${other}.z`))
  expect(readPacked(file)?.base).toBeNull()
  expect(await files.get(other)).toEqual(words('b'))
  // bytes that lie there as they came are not kept twice
  const plain = await files.put(words('c'))
  expect(await files.put(words('c'), first)).toBe(plain)
  expect(existsSync(join(folder, 'unlike', plain.slice(0, 2), `${plain}.z`))).toBe(false)
})

it('carries no paper that is not what its name says, and nothing that is no paper', async () => {
  const office = join(folder, 'spoilt')
  const sha256 = await diskFiles(office).put(fax)
  writeFileSync(join(office, sha256.slice(0, 2), `${sha256}.bin`), 'something else')
  writeFileSync(join(office, sha256.slice(0, 2), '../readme.txt'), 'x')
  writeFileSync(join(office, sha256.slice(0, 2), 'a.bin.part'), 'half')
  expect(await copyPapers(office, join(folder, 'clean'))).toBe(0)
  expect(readdirSync(folder)).not.toContain('clean')
  expect(readFileSync(join(office, 'readme.txt'), 'utf8')).toBe('x')
})

it('has nothing to carry from where there is nothing', async () => {
  expect(await copyPapers(join(folder, 'nowhere'), join(folder, 'clean'))).toBe(0)
})

it.each([
  ['/data/office/backups', '/data/office', true],
  ['/data/office', '/data/office', true],
  ['/data/office2', '/data/office', false],
  ['/media/usb', '/data/office', false],
])('%s lies in %s: %s', (inner, outer, answer) => expect(liesIn(inner, outer)).toBe(answer))
