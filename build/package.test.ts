// Packs the app for real and looks at what came out: what is inside, how big it is, and that it starts.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { extractAll, listPackage } from '@electron/asar'
import { _electron } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const execute = promisify(execFile)
const repository = fileURLToPath(new URL('..', import.meta.url))
const output = join(repository, 'test-output', 'package')
const unpacked = join(output, 'linux-unpacked')
const asar = join(unpacked, 'resources', 'app.asar')
const asarUnpacked = `${asar}.unpacked`
const wholePackage = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const mebibyte = 1024 * 1024

let packed: string[] = []
let scratch = ''

/** Folders that must lie in the archive even when a development package has the same name. */
const packedModules = () =>
  new Set(packed.flatMap((path) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1] ?? []))

function sizeOf(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  return paths.map((path) => statSync(path)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}

describe.runIf(process.platform === 'linux')('the packed app', () => {
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'packed-'))
    rmSync(output, { recursive: true, force: true })
    const args = [join(repository, 'build', 'package.mjs'), '--stand-in', '--output', output]
    await execute(process.execPath, args, { cwd: repository, maxBuffer: 16 * mebibyte })
    packed = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
  }, 300_000)
  afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }))

  it('holds the built programs, the preload, the page and package.json', () => {
    const programs = ['main', 'worker', 'reader', 'importer', 'faxReader'].map((name) => `main/${name}.js`)
    const names = [...programs, 'preload/preload.cjs']
    const wanted = ['/package.json', '/out/renderer/index.html', ...names.map((name) => `/out/${name}`)]
    expect(wanted.filter((path) => !packed.includes(path))).toEqual([])
  })

  it('holds nothing beside out/, node_modules/ and package.json', () => {
    const tops = new Set(packed.map((path) => path.split('/')[1]))
    expect(tops).toEqual(new Set(['node_modules', 'out', 'package.json']))
  })

  it('holds no sources, tests, maps, readmes or documentation', () => {
    const unwanted =
      /\.(?:ts|mts|cts|tsx|map|md)$|\/(?:deps|test|tests|__tests__|docs)(?:\/|$)|\/better-sqlite3\/src|\.(?:c|h|cpp|gyp)$/
    expect(packed.filter((path) => unwanted.test(path))).toEqual([])
  })

  it('holds every production dependency and none that only development uses', () => {
    const modules = packedModules()
    expect(Object.keys(wholePackage.dependencies).filter((name) => !modules.has(name))).toEqual([])
    // dayjs is one of the renderer's packages and also one that exceljs needs.
    const developmentOnly = Object.keys(wholePackage.devDependencies).filter((name) => name !== 'dayjs')
    expect(developmentOnly.filter((name) => modules.has(name))).toEqual([])
  })

  it("keeps this system's database module, and only that, outside the archive", () => {
    const outside = readdirSync(asarUnpacked, { recursive: true, encoding: 'utf8' })
    const files = outside.filter((name) => statSync(join(asarUnpacked, name)).isFile())
    expect(files).toEqual([`node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`])
    expect(packed.filter((path) => path.endsWith('.node'))).toHaveLength(1)
  })

  it('holds what reads a fax: one build of the engine and the small trained data, no more', () => {
    const reading = packed.filter((path) => /tesseract/.test(path) && /\.(?:js|wasm|gz)$/.test(path))
    expect(reading).toEqual([
      '/node_modules/@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz',
      '/node_modules/@tesseract.js-data/chi_sim/index.js',
      '/node_modules/tesseract.js-core/tesseract-core-simd-lstm.js',
      '/node_modules/tesseract.js-core/tesseract-core-simd-lstm.wasm',
    ])
    expect(packed.filter((path) => /\/(?:tesseract\.js|node-fetch)\/package\.json$/.test(path))).toEqual([])
  })

  it('is smaller than 60 MB', () => {
    expect((statSync(asar).size + sizeOf(asarUnpacked)) / mebibyte).toBeLessThan(60)
  })

  it('has a page without inline scripts and without addresses outside', () => {
    const html = readFileSync(join(repository, 'out', 'renderer', 'index.html'), 'utf8')
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/)
    expect(html).not.toMatch(/\son\w+=|https?:\/\//)
    // `data:,` is the empty icon: without it the page would ask for one
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path]) => path ?? '')
    expect(addresses.filter((path) => !path.startsWith('./') && path !== 'data:,')).toEqual([])
  })

  it('has a preload that needs nothing but electron', () => {
    const preload = readFileSync(join(repository, 'out', 'preload', 'preload.cjs'), 'utf8')
    const required = [...preload.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map(([, name]) => name)
    expect([...new Set(required)]).toEqual(['electron'])
    expect(readdirSync(join(repository, 'out', 'preload'))).toEqual(['preload.cjs'])
  })

  it('loads every production dependency out of the archive', async () => {
    const folder = join(scratch, 'extracted')
    extractAll(asar, folder)
    // the engine that reads a fax is packed without its index, which would load another build of it
    const fileOf = (name: string) => (name === 'tesseract.js-core' ? `${name}/tesseract-core-simd-lstm.js` : name)
    const names = Object.keys(wholePackage.dependencies).filter((name) => name !== 'electron-log')
    const program = names.map((name) => `await import(${JSON.stringify(fileOf(name))})`).join('\n')
    const args = ['--input-type=module', '--eval', `${program}\nconsole.log('all loaded')`]
    const { stdout } = await execute(process.execPath, args, { cwd: folder })
    expect(stdout.trim()).toBe('all loaded')
  }, 120_000)

  it('reads a line of writing out of the archive, with nothing else of the packages on this machine', async () => {
    const folder = join(scratch, 'extracted')
    const program = `
      import { fork } from 'node:child_process'
      const child = fork('./out/main/faxReader.js', { execArgv: [], serialization: 'advanced' })
      child.once('message', ({ ok, texts }) => { console.log(ok, texts.length, texts[0].length); child.kill() })
      child.send({ pictures: [{ width: 64, height: 48, dots: new Uint8Array(8 * 48) }] })`
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder })
    expect(stdout.trim()).toBe('true 1 2')
  }, 60_000)

  it('starts and shows its window', async () => {
    const home = join(scratch, 'home')
    const app = await _electron.launch({
      executablePath: join(unpacked, 'gendan'),
      args: [`--user-data-dir=${home}`],
      cwd: scratch,
      env: { ...(process.env as Record<string, string>), HOME: home, XDG_CONFIG_HOME: home },
    })
    try {
      expect(await app.evaluate(({ app: electronApp }) => electronApp.isPackaged)).toBe(true)
      const page = await app.firstWindow()
      await page.locator('#root > div').first().waitFor({ state: 'visible', timeout: 30_000 })
      expect((await page.locator('body').innerText()).trim()).not.toBe('')
    } finally {
      await app.close()
    }
  }, 90_000)
})
