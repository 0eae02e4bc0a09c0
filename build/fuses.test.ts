import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import type { FuseV1Config } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { afterPack, fuses, wrongFuses } from './fuses.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuses-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A file with a fuse wire as Electron's program has it: sentinel, version 1, length, one byte a fuse. */
function writeProgram(wire: string): string {
  const path = join(folder, 'gendan')
  const head = Buffer.from([0x7f, 0x45, 0x4c, 0x46])
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  writeFileSync(path, Buffer.concat([head, sentinel, Buffer.from([1, wire.length]), Buffer.from(wire), head]))
  return path
}

/** electron-builder's context for a program in `folder`, setting fuses as electron-builder itself does. */
function contextOf(path: string): AfterPackContext {
  const packager = {
    config: { executableName: 'gendan' },
    appInfo: { productFilename: 'gendan' },
    addElectronFuses: (_context: unknown, config: FuseV1Config) => flipFuses(path, config),
  }
  return { appOutDir: folder, electronPlatformName: 'linux', packager } as unknown as AfterPackContext
}

/** As Electron delivers its program: everything of Node allowed, nothing of ours checked. */
const delivered = '101100011'

describe('the fuses', () => {
  it('are the nine values that a release needs', () => {
    expect(Object.fromEntries(fuses.map(({ name, on }) => [name, on]))).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    })
    expect(fuses.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('are set on the packed program and read back', async () => {
    const path = writeProgram(delivered)
    await afterPack(contextOf(path))
    expect(await wrongFuses(path)).toEqual([])
    expect(readFileSync(path).toString('latin1')).toContain('010011001')
  })

  it('stop the packing when one is not as it must be', async () => {
    const path = writeProgram('101100010')
    await expect(afterPack(contextOf(path))).rejects.toThrow('WasmTrapHandlers')
  })

  it('are named when they are wrong', async () => {
    expect(await wrongFuses(writeProgram(delivered))).toEqual([
      'RunAsNode',
      'EnableCookieEncryption',
      'EnableNodeOptionsEnvironmentVariable',
      'EnableNodeCliInspectArguments',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'GrantFileProtocolExtraPrivileges',
    ])
  })

  it('are left out, with a line that says so, on a script', async () => {
    const path = join(folder, 'gendan')
    writeFileSync(path, '#!/bin/sh\n')
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    await afterPack(contextOf(path))
    expect(log.mock.calls.flat().join('')).toContain('fuses not set')
    log.mockRestore()
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n')
  })
})
