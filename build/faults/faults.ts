import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/app.ts'
import { openDatabase } from '../../electron/db/open.ts'
import { diskFiles } from '../../electron/diskFiles.ts'
import { openOffice } from '../../electron/testing/office.ts'
import { numbers } from '../bench/inserting.ts'
import { makeOffice, type Office } from './calls.ts'
import type { Asked, Line } from './lines.ts'
import { checkAcknowledged, checkBackups, checkWhole, nothingWrong, repeatUnclear, type Verdict } from './oracle.ts'

/** Kills the office with SIGKILL at random moments and looks for what was lost (reliability.md, tests 1 and 7). */

const usualKills = 200
const child = join(import.meta.dirname, 'officeChild.ts')

interface Run {
  folder: string
  office: Office
  verdict: Verdict
  acknowledged: Map<string, Asked>
  toldBackups: Set<string>
  knownBackups: Set<string>
  asked: number
  unclear: number
  hadBeenDone: number
  refused: string[]
  slowestOpen: number
}

/** A new office on the disk with a customer and three products. */
const prepare = async (): Promise<Run> => {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-faults-'))
  const { db } = await openDatabase(join(folder, 'gendan.db'))
  const test = await openOffice({ db })
  const fax = readFileSync(join(import.meta.dirname, '../../e2e/samples/furniture-order-standard.tif')).toString(
    'base64',
  )
  const office = await makeOffice(test, fax)
  await test.close()
  mkdirSync(join(folder, 'backups'))
  return {
    folder,
    office,
    verdict: nothingWrong(),
    acknowledged: new Map(),
    toldBackups: new Set(),
    knownBackups: new Set(),
    asked: 0,
    unclear: 0,
    hadBeenDone: 0,
    refused: [],
    slowestOpen: 0,
  }
}

interface Heard {
  asked: Map<string, Asked>
  acknowledged: Set<string>
}

/** Starts the office, kills it `after` milliseconds (counted from its readiness, or from its start) and tells what it said. */
const killOnce = (
  run: Run,
  seed: number,
  after: number,
  from: 'ready' | 'start',
  mode: 'honest' | 'liar',
): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const heard: Heard = { asked: new Map(), acknowledged: new Set() }
    const program = spawn(process.execPath, [child, run.folder, String(seed), JSON.stringify(run.office), mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let rest = ''
    let killed = false
    const kill = (): void => {
      setTimeout(() => {
        killed = true
        program.kill('SIGKILL')
      }, after)
    }
    if (from === 'start') kill()
    const hear = (line: Line): void => {
      if (line.line === 'ready' && from === 'ready') kill()
      else if (line.line === 'asked') heard.asked.set(line.requestId, line)
      else if (line.line === 'acknowledged') heard.acknowledged.add(line.requestId)
      else if (line.line === 'backedUp') run.toldBackups.add(line.fileName)
      else if (line.line === 'refused') run.refused.push(line.why)
    }
    program.stdout.on('data', (data) => {
      const lines = (rest + String(data)).split('\n')
      rest = lines.pop() ?? '' // a line that was cut off by the kill was not said
      for (const line of lines) hear(JSON.parse(line) as Line)
    })
    program.on('close', () => (killed ? resolve(heard) : reject(new Error('the office ended by itself'))))
  })

/** Opens what the kill left behind and holds it against what was said. */
const examine = async (run: Run, heard: Heard): Promise<void> => {
  const started = performance.now()
  const opened = await openDatabase(join(run.folder, 'gendan.db'))
  run.slowestOpen = Math.max(run.slowestOpen, performance.now() - started)
  const files = diskFiles(join(run.folder, 'papers'))
  const app = createApp({
    db: opened.db,
    clock: () => new Date(),
    files,
    onFault: (channel, error) => console.error(channel, error),
  })
  try {
    const known = [...heard.acknowledged].map((id) => heard.asked.get(id)!)
    for (const asked of known) run.acknowledged.set(asked.requestId, asked)
    run.asked += heard.asked.size
    checkAcknowledged(opened.sqlite, known, run.verdict)
    await checkWhole(opened, files, run.verdict)
    const unclear = [...heard.asked.values()].filter(({ requestId }) => !heard.acknowledged.has(requestId))
    const seen = await repeatUnclear(app, opened.sqlite, unclear, run.verdict)
    run.unclear += seen.unclear
    run.hadBeenDone += seen.hadBeenDone
    await checkBackups(join(run.folder, 'backups'), run.toldBackups, run.knownBackups, run.verdict)
  } finally {
    await opened.db.destroy()
  }
}

/** The whole day once more: what was acknowledged before the first kill is still there after the last. */
const examineAll = async (run: Run): Promise<void> => {
  const opened = await openDatabase(join(run.folder, 'gendan.db'))
  checkAcknowledged(opened.sqlite, run.acknowledged.values(), run.verdict)
  await checkWhole(opened, diskFiles(join(run.folder, 'papers')), run.verdict)
  await opened.db.destroy()
}

/** An office that acknowledges before it has written must be caught, or the check is worth nothing. */
const seesALoss = async (): Promise<boolean> => {
  const run = await prepare()
  try {
    for (let kill = 0; kill < 10; kill++) {
      await examine(run, await killOnce(run, 900 + kill, 40 + kill * 15, 'ready', 'liar'))
      if (run.verdict.lost.length > 0) return true
    }
    return false
  } finally {
    rmSync(run.folder, { recursive: true, force: true })
  }
}

const print = (run: Run, kills: number, seen: boolean, seed: number): number => {
  const { verdict } = run
  const says = (what: string, cases: string[]): string =>
    `${String(cases.length).padStart(6)} ${what}${cases.length > 0 ? `: ${cases.slice(0, 5).join('; ')}` : ''}`
  console.log(
    `${String(kills).padStart(6)} kills (seed ${seed}), slowest opening afterwards ${run.slowestOpen.toFixed(0)} ms`,
  )
  console.log(
    `${String(run.asked).padStart(6)} calls sent, ${run.acknowledged.size} acknowledged, ${run.unclear} unclear (${run.hadBeenDone} of them had been done), each unclear one sent again twice`,
  )
  console.log(`${String(run.toldBackups.size).padStart(6)} backups finished, ${run.knownBackups.size} opened`)
  console.log(says('acknowledged and lost', verdict.lost))
  console.log(says('torn', verdict.torn))
  console.log(says('booked twice', verdict.twice))
  console.log(says('breaks of the audit chain', verdict.chain))
  console.log(says('finished backups that do not open', verdict.backups))
  console.log(says('calls refused', run.refused))
  console.log(
    `       an office that acknowledges too early is ${seen ? 'caught' : 'NOT CAUGHT: this check sees nothing'}`,
  )
  const wrong = Object.values(verdict).flat().length + run.refused.length
  return wrong === 0 && seen ? 0 : 1
}

const main = async (kills: number, seed: number): Promise<number> => {
  const seen = await seesALoss()
  const run = await prepare()
  const random = numbers(seed)
  try {
    for (let kill = 0; kill < kills; kill++) {
      // one in eight while it starts, recovers and opens; the others while it works
      const early = random(8) === 0
      await examine(
        run,
        await killOnce(run, seed + kill, early ? random(900) : 5 + random(700), early ? 'start' : 'ready', 'honest'),
      )
      if (kill % 20 === 19)
        console.log(
          `${kill + 1} kills, ${run.acknowledged.size} acknowledged, ${Object.values(run.verdict).flat().length} wrong`,
        )
    }
    await examineAll(run)
    const parts = readdirSync(join(run.folder, 'backups')).filter((name) => name.endsWith('.part')).length
    if (parts > 0) console.log(`${String(parts).padStart(6)} unfinished backups left aside under a name of their own`)
    return print(run, kills, seen, seed)
  } finally {
    rmSync(run.folder, { recursive: true, force: true })
  }
}

const [count, seed] = process.argv.slice(2).map(Number)
process.exitCode = await main(count || usualKills, seed || Math.trunc(Math.random() * 1e6))
