import { openSync, readSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'

/**
 * The nine fuses of the shipped program, by their place in its fuse wire. On: the program refuses to run code that
 * is not in its sealed app.asar; off: the doors by which another program could make ours run its code.
 */
export const fuses = [
  { place: FuseV1Options.RunAsNode, name: 'RunAsNode', on: false },
  { place: FuseV1Options.EnableCookieEncryption, name: 'EnableCookieEncryption', on: true },
  {
    place: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    name: 'EnableNodeOptionsEnvironmentVariable',
    on: false,
  },
  { place: FuseV1Options.EnableNodeCliInspectArguments, name: 'EnableNodeCliInspectArguments', on: false },
  {
    place: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    name: 'EnableEmbeddedAsarIntegrityValidation',
    on: true,
  },
  { place: FuseV1Options.OnlyLoadAppFromAsar, name: 'OnlyLoadAppFromAsar', on: true },
  // Off: we ship no V8 snapshot of our own, and with this on the program looks for one and does not start.
  {
    place: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    name: 'LoadBrowserProcessSpecificV8Snapshot',
    on: false,
  },
  {
    place: FuseV1Options.GrantFileProtocolExtraPrivileges,
    name: 'GrantFileProtocolExtraPrivileges',
    on: false,
  },
  // @electron/fuses 1.8 cannot set this one; Electron delivers it on, and it is read back below.
  { place: 8, name: 'WasmTrapHandlers', on: true },
] as const

/** Byte of the fuse wire: '1' on, '0' off. */
const wireByte = (on: boolean) => (on ? 0x31 : 0x30)

/** A script (the stand-in) has no fuse wire; Electron's own program is never one. */
function isScript(executable: string): boolean {
  const start = Buffer.alloc(2)
  const file = openSync(executable, 'r')
  try {
    readSync(file, start, 0, 2, 0)
  } finally {
    closeSync(file)
  }
  return start.toString() === '#!'
}

/** The fuses of a program that are not as they should be, by name. */
export async function wrongFuses(executable: string): Promise<string[]> {
  const wire = new Map(Object.entries(await getCurrentFuseWire(executable)).map(([key, value]) => [key, Number(value)]))
  return fuses.filter(({ place, on }) => wire.get(String(place)) !== wireByte(on)).map(({ name }) => name)
}

/** electron-builder's hook: sets the fuses before the program is signed, reads all nine back, stops on a wrong one. */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context
  const name = packager.config.executableName ?? packager.appInfo.productFilename
  const executable = join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : name)
  if (isScript(executable)) {
    console.log(`  • fuses not set: ${name} is the stand-in, a script without a fuse wire`)
    return
  }
  const settable = fuses.filter(({ place }) => place in FuseV1Options)
  await packager.addElectronFuses(context, {
    version: FuseVersion.V1,
    ...Object.fromEntries(settable.map(({ place, on }) => [place, on])),
  })
  const wrong = await wrongFuses(executable)
  if (wrong.length > 0) throw new Error(`fuses not as they must be in ${executable}: ${wrong.join(', ')}`)
  console.log('  • nine fuses set and read back')
}
