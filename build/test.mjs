// @ts-check
// Every test there is. Each stage runs even when an earlier one failed; the last line is `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from './compile.mjs'
import { Obstacle, root, runTool, say, start } from './run.mjs'
import { ensure } from './setup.mjs'

/** @typedef {import('./run.mjs').Environment} Environment */
/** @typedef {{ passed: number, failed: number, failures: string[], skipped?: number }} Count */

const vitestReport = join(root, 'test-output', 'vitest.json')
const e2eReport = join(root, 'test-output', 'e2e.json')
const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/**
 * A stage that is one test: a tool that says yes (exit code 0) or no.
 * @param {string} name
 * @param {() => Promise<{ code: number, output: string }>} check
 * @returns {Promise<Count>}
 */
async function single(name, check) {
  const since = Date.now()
  const { code, output } = await check()
  say(`${name}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds(since)})`)
  if (code === 0) return { passed: 1, failed: 0, failures: [] }
  console.log(output.trimEnd())
  return { passed: 0, failed: 1, failures: [`${name}: see its lines above`] }
}

/**
 * A stage with a report of its own. A tool that ends badly without naming a failed test (it crashed, it left no
 * report, something went wrong outside a test) counts as one failed test.
 * @param {string} name
 * @param {string} report path of its JSON report
 * @param {() => Promise<{ code: number }>} check
 * @param {(report: any) => Count} count
 * @returns {Promise<Count>}
 */
async function reported(name, report, check, count) {
  rmSync(report, { force: true })
  const since = Date.now()
  const { code } = await check()
  /** @type {Count} */
  let counted = { passed: 0, failed: 0, failures: [] }
  try {
    counted = count(JSON.parse(readFileSync(report, 'utf8')))
  } catch (error) {
    const reason = existsSync(report) ? `its report cannot be read (${String(error)})` : 'it left no report'
    counted = { passed: 0, failed: 1, failures: [`${name}: ${reason}, exit code ${code}`] }
  }
  if (code !== 0 && counted.failed === 0) {
    counted.failed = 1
    counted.failures.push(`${name}: ended with exit code ${code} outside its tests, see above`)
  }
  if (counted.passed + counted.failed === 0) {
    counted.failed = 1
    counted.failures.push(`${name}: ran no test at all`)
  }
  const skipped = counted.skipped ? `, ${counted.skipped} skipped` : ''
  say(`${name}: ${counted.passed} passed, ${counted.failed} failed${skipped} (${seconds(since)})`)
  return counted
}

/** @param {any} report vitest's JSON report @returns {Count} */
function countVitest(report) {
  /** @type {Count} */
  const count = { passed: 0, failed: 0, failures: [], skipped: 0 }
  for (const file of report.testResults) {
    const name = relative(root, file.name)
    const failedBefore = count.failed
    for (const test of file.assertionResults) {
      if (test.status === 'passed') count.passed += 1
      else if (test.status === 'failed') {
        count.failed += 1
        count.failures.push(`${name} › ${test.fullName}`)
      } else count.skipped = (count.skipped ?? 0) + 1
    }
    // A file that could not be loaded has no tests to name, and a failing hook may leave them all passed.
    if (file.status === 'failed' && count.failed === failedBefore) {
      count.failed += 1
      count.failures.push(`${name}: ${String(file.message).trim().split('\n')[0]}`)
    }
  }
  return count
}

/** @param {any} report Playwright's JSON report @returns {Count} */
function countPlaywright(report) {
  /** @type {Count} */
  const count = { passed: 0, failed: 0, failures: [], skipped: 0 }
  /** @param {any} suite @param {string[]} path */
  const walk = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') count.passed += 1
        else if (test.status === 'skipped') count.skipped = (count.skipped ?? 0) + 1
        else {
          count.failed += 1
          count.failures.push([...path, spec.title].join(' › '))
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, [...path, inner.title])
  }
  for (const file of report.suites) walk(file, [file.title])
  for (const error of report.errors ?? []) {
    count.failed += 1
    count.failures.push(`e2e: ${String(error.message).trim().split('\n')[0]}`)
  }
  return count
}

/** @param {Environment} env @returns {Promise<Count[]>} */
async function runStages(env) {
  const quiet = { env, quiet: true }
  const types = await single('types', () => runTool('typescript', 'tsc', ['-p', 'tsconfig.json'], quiet))
  const lintArgs = ['-c', 'build/oxlint.json', '--type-aware', '--deny-warnings']
  const lint = await single('lint', () => runTool('oxlint', 'oxlint', lintArgs, quiet))
  const folders = ['shared', 'electron', 'renderer', 'e2e', 'build']
  const formatArgs = ['-c', 'build/oxfmt.json', '--check', ...folders]
  const format = await single('format', () => runTool('oxfmt', 'oxfmt', formatArgs, quiet))
  const built = await single('build', () => build(env, { quiet: true }))
  const vitestArgs = ['run', '-c', 'build/vitest.config.ts', '--reporter=default', '--reporter=json']
  vitestArgs.push(`--outputFile.json=${vitestReport}`)
  const vitest = () => runTool('vitest', 'vitest', vitestArgs, { env })
  const unit = await reported('unit and service tests', vitestReport, vitest, countVitest)
  if (built.failed > 0) {
    say('e2e: FAILED, not run because the build failed')
    const failures = ['e2e: not run because the build failed']
    return [types, lint, format, built, unit, { passed: 0, failed: 1, failures }]
  }
  const playwrightArgs = ['test', '-c', 'build/playwright.config.ts']
  const playwright = () => runTool('playwright', 'playwright', playwrightArgs, { env })
  const e2e = await reported('e2e', e2eReport, playwright, countPlaywright)
  return [types, lint, format, built, unit, e2e]
}

/** @param {Count[]} counts @returns {number} exit code */
function conclude(counts) {
  const failures = counts.flatMap((count) => count.failures)
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ✗ ${failure}`).join('\n')}`)
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

await start(async () => {
  mkdirSync(join(root, 'test-output'), { recursive: true })
  try {
    const { env } = await ensure({ tests: true })
    return conclude(await runStages(env))
  } catch (error) {
    const reason = error instanceof Obstacle ? error.message : error instanceof Error ? error.stack : String(error)
    console.log(reason)
    return conclude([{ passed: 0, failed: 1, failures: ['set-up: see the lines above'] }])
  }
})
