import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { diskFiles } from './diskFiles.ts'
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
