import { describe, expect, it } from 'vitest'
import { Refusal } from '../../shared/refusals.ts'
import { translate, languages } from '../../shared/language.ts'
import { problemCodes } from '../../shared/sheets.ts'
import type { DisposableProcess } from '../disposable.ts'
import { encoded } from '../testing/orderCorpus/writing.ts'
import { forkInNode } from './forkInNode.ts'
import { parseOutside, tryOutside } from './import.ts'
import { makeWorkbook, makeZip, workbookParts } from './zipForTests.ts'

const csv = Buffer.from('品名,数量\n餐椅,72')

/** A process that does what the test says, and notes whether it was killed. */
const pretend = (answer: (send: (message: unknown) => void, exit: (code: number | null) => void) => void, pid = 1) => {
  const listeners: { message: (message: unknown) => void; exit: (code: number | null) => void } = {
    message: () => {},
    exit: () => {},
  }
  const state = { killed: 0, execArgv: [] as string[] }
  const fork = (execArgv: string[]): DisposableProcess => {
    state.execArgv = execArgv
    return {
      pid,
      postMessage: () =>
        setImmediate(() =>
          answer(
            (message) => listeners.message(message),
            (code) => listeners.exit(code),
          ),
        ),
      on: (event: string, listener: (value: never) => void) => Object.assign(listeners, { [event]: listener }),
      kill: () => (state.killed += 1) > 0,
    }
  }
  return { fork, state }
}

describe('the import process', () => {
  it('reads a table and is gone afterwards', async () => {
    let pid = 0
    const table = await parseOutside(
      (execArgv) => {
        const child = forkInNode(execArgv)
        pid = child.pid ?? 0
        return child
      },
      csv,
      '订单.csv',
    )
    expect(table.sheets).toEqual([
      {
        name: '订单',
        rows: [
          ['品名', '数量'],
          ['餐椅', '72'],
        ],
      },
    ])
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('reads the characters as the user chose, or says that they are none', async () => {
    const big5 = encoded('item,name\nA1,餐椅', 'big5')
    const found = await parseOutside(forkInNode, big5, 'a.csv')
    const chosen = await parseOutside(forkInNode, big5, 'a.csv', { encoding: 'big5' })
    expect([found, chosen].map(({ encoding, sheets }) => [encoding, sheets[0]?.rows[1]?.[1]])).toEqual([
      ['gb18030', '繺慈'],
      ['big5', '餐椅'],
    ])
    const refusal = await parseOutside(forkInNode, big5, 'a.csv', { encoding: 'utf-8' }).catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'sheets.notThisEncoding', values: { name: 'a.csv' } })
  })

  it('answers a hostile file with its code and a sentence, and pollutes nothing', async () => {
    const merged = makeWorkbook('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    const refusal = await parseOutside(forkInNode, merged, '订单.xlsx').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'sheets.tooManyRows', values: { name: '订单.xlsx' } })
    const proto = makeZip(
      workbookParts('<sheetData><row r="1"><c r="A1" t="str"><v>__proto__</v></c></row></sheetData>', {
        sheetName: '__proto__',
      }),
    )
    expect(await tryOutside(forkInNode, proto, 'a.xlsx')).toMatchObject({
      ok: true,
      table: { sheets: [{ name: '__proto__', rows: [['__proto__']] }] },
    })
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('is stopped when it takes too long or too much memory', async () => {
    const silent = pretend(() => {})
    expect(await tryOutside(silent.fork, csv, 'a.csv', { wallMs: 30, memoryOf: async () => null })).toEqual({
      ok: false,
      problem: 'timedOut',
    })
    const greedy = pretend(() => {})
    expect(await tryOutside(greedy.fork, csv, 'a.csv', { memoryOf: async () => 900 * 1024 * 1024 })).toEqual({
      ok: false,
      problem: 'outOfMemory',
    })
    expect([silent.state.killed, greedy.state.killed, silent.state.execArgv]).toEqual([
      1,
      1,
      ['--max-old-space-size=512'],
    ])
  })

  it('is stopped when the real memory of the real process passes the limit', async () => {
    expect(await tryOutside(forkInNode, csv, 'a.csv', { memoryBytes: 1024 })).toEqual({
      ok: false,
      problem: 'outOfMemory',
    })
  })

  it('is not believed: a crash, an odd answer, an unknown code are all “stopped”', async () => {
    const crash = await tryOutside(pretend((_, exit) => exit(1)).fork, csv, 'a.csv')
    const heap = await tryOutside(pretend((_, exit) => exit(134)).fork, csv, 'a.csv')
    const odd = await tryOutside(
      pretend((send) => send({ ok: true, table: { encoding: null, sheets: [{ name: 'x', rows: [[{}]] }] } })).fork,
      csv,
      'a.csv',
    )
    const runes = await tryOutside(
      pretend((send) => send({ ok: true, table: { encoding: 'runes', sheets: [{ name: 'x', rows: [['x']] }] } })).fork,
      csv,
      'a.csv',
    )
    const said = (more: object) =>
      tryOutside(
        pretend((send) =>
          send({ ok: true, table: { encoding: null, sheets: [{ name: 'x', rows: [['x']] }], ...more } }),
        ).fork,
        csv,
        'a.csv',
      )
    const odder = [
      await said({ pictures: ['x'] }),
      await said({ picturesMissing: 'yes' }),
      await said({ sheets: [{ name: 'x', rows: [], pictures: [{ at: [0, 0, 'x', 0], picture: 0, problem: null }] }] }),
      await said({ sheets: [{ name: 'x', rows: [], pictures: [{ at: [0, 0, 0, 0], picture: 0, problem: 'odd' }] }] }),
      await said({ sheets: [{ name: 'x', rows: [], pictures: [null] }] }),
    ]
    expect(odder.map((result) => (result.ok ? 'ok' : result.problem))).toEqual(odder.map(() => 'stopped'))
    expect((await said({})).ok).toBe(true)
    const code = await tryOutside(pretend((send) => send({ ok: false, problem: 'rm -rf' })).fork, csv, 'a.csv')
    expect([crash, heap, odd, runes, code].map((result) => (result.ok ? 'ok' : result.problem))).toEqual([
      'stopped',
      'outOfMemory',
      'stopped',
      'stopped',
      'stopped',
    ])
  })

  it('can be cancelled', async () => {
    const { fork, state } = pretend(() => {})
    await expect(tryOutside(fork, csv, 'a.csv', { signal: AbortSignal.timeout(20) })).rejects.toThrow(/timeout/i)
    expect(state.killed).toBe(1)
  })

  it('refuses a file over 20 MB without starting', async () => {
    const never = (): DisposableProcess => {
      throw new Error('started')
    }
    expect(await tryOutside(never, Buffer.alloc(20 * 1024 * 1024 + 1), 'a.xlsx')).toEqual({
      ok: false,
      problem: 'tooLarge',
    })
  })

  it('has a sentence for every problem in every language', () => {
    for (const code of problemCodes)
      for (const language of languages)
        expect(translate(language, `sheets.${code}`, { name: '订单.xlsx' })).toContain('订单.xlsx')
  })
})

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
