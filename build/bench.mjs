// @ts-check
// Measures the app against the bare database: `npm run bench`, or `npm run bench -- open-order` for some figures.
import { ensureBuilt } from './compile.mjs'
import { runProgram, start } from './run.mjs'
import { ensure } from './setup.mjs'

await start(async (args) => {
  const { env } = await ensure({ tests: true })
  await ensureBuilt(env)
  return runProgram('build/bench/bench.ts', args, env)
})
