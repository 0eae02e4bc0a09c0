// @ts-check
// Kills the app at random moments and looks for what was lost.
import { ensureBuilt } from './compile.mjs'
import { runProgram, start } from './run.mjs'
import { ensure } from './setup.mjs'

await start(async (args) => {
  const { env } = await ensure({ tests: true })
  await ensureBuilt(env)
  return runProgram('build/faults/faults.ts', args, env)
})
