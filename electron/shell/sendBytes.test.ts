import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Refusal } from '../../shared/refusals.ts'
import { sendBytes, targetOf } from './sendBytes.ts'

const bytes = Uint8Array.of(0x1b, 0x40, 0xcb, 0xcd, 0x0c)
let folder: string
let path: string | undefined
const faults: unknown[] = []
const send = (target: string, waitMs = 5000): Promise<void> =>
  sendBytes(target, '送货单 XS261215-01', bytes, { failed: (error) => faults.push(error), waitMs })
const refusalOf = (sending: Promise<void>): Promise<string> =>
  sending.then(
    () => 'sent',
    (error: Refusal) => error.code,
  )

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'send-'))
  path = process.env['PATH']
  faults.length = 0
})
afterEach(() => {
  process.env['PATH'] = path
  rmSync(folder, { recursive: true, force: true })
})

/** A spooler of our own in front of the system's. */
const spooler = (script: string): void => {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'lp'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, 'lp'), 0o755)
  process.env['PATH'] = `${bin}${delimiter}${path}`
}

describe('what is typed as a target', () => {
  it.each([
    ['\\\\仓库电脑\\LQ590K', 'device', '\\\\仓库电脑\\LQ590K'],
    ['lpt1', 'device', '\\\\.\\LPT1'],
    ['LPT2:', 'device', '\\\\.\\LPT2'],
    ['D:\\打印\\out.prn', 'file', 'D:\\打印\\out.prn'],
    ['\\\\server\\share\\送货单.prn', 'file', '\\\\server\\share\\送货单.prn'],
    ['EPSON LQ-630K', 'device', '\\\\localhost\\EPSON LQ-630K'],
  ])('%s is a %s on Windows', (typed, kind, name) => expect(targetOf(typed, 'win32')).toEqual({ kind, name }))

  it('is a queue of the spooler or a file elsewhere', () => {
    expect(targetOf('LQ-630K', 'linux')).toEqual({ kind: 'queue', name: 'LQ-630K' })
    expect(targetOf('/tmp/out.prn', 'linux')).toEqual({ kind: 'file', name: '/tmp/out.prn' })
    // a share is a thing of Windows: elsewhere it would become a file of that name
    expect(targetOf('\\\\仓库\\LQ', 'linux')).toEqual({ kind: 'queue', name: '\\\\仓库\\LQ' })
    expect(targetOf('/dev/usb/lp0', 'linux')).toEqual({ kind: 'device', name: '/dev/usb/lp0' })
  })
})

describe('bytes', () => {
  it('are written to a file, or to a file of their own in a folder', async () => {
    await send(join(folder, 'out.prn'))
    expect(new Uint8Array(readFileSync(join(folder, 'out.prn')))).toEqual(bytes)
    mkdirSync(join(folder, 'spool'))
    await send(join(folder, 'spool'))
    const [name] = readdirSync(join(folder, 'spool'))
    expect(name).toMatch(/^送货单 XS261215-01 \d{17}\.prn$/)
    expect(new Uint8Array(readFileSync(join(folder, 'spool', name!)))).toEqual(bytes)
  })

  it('go to a queue untouched, its name never read by a shell', async () => {
    spooler(`printf '%s\\n' "$@" > "${join(folder, 'asked')}"; cat > "${join(folder, 'got')}"`)
    await send('LQ 630K; rm -rf $HOME')
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('-o\nraw\n-d\nLQ 630K; rm -rf $HOME\n')
    expect(new Uint8Array(readFileSync(join(folder, 'got')))).toEqual(bytes)
  })

  it('that are not taken are told in a sentence', async () => {
    expect(await refusalOf(send(join(folder, 'nowhere', 'out.prn')))).toBe('dots.targetGone')
    spooler('echo "lp: The printer or class does not exist." >&2; exit 1')
    expect(await refusalOf(send('LQ-630K'))).toBe('dots.targetGone')
    expect(await refusalOf(send('-o'))).toBe('dots.targetGone')
    expect(faults).toHaveLength(3)
  })

  it('to a printer that does not answer are not waited for for ever', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    spooler(`cat "${join(folder, 'pipe')}"`)
    expect(await refusalOf(send('LQ-630K', 300))).toBe('dots.targetSilent')
    // lets the spooler go
    writeFileSync(join(folder, 'pipe'), '')
  })

  it('say when the disk is full', async () => {
    expect(await refusalOf(sendBytes('/dev/full', 'x', bytes, { failed: () => undefined, waitMs: 5000 }))).toBe(
      'dots.targetFull',
    )
  })
})
