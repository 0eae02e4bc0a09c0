// @ts-check
// Plays random months of an office against a plain ledger, longer than the tests do.
import { runProgram, start } from './run.mjs'
import { ensure } from './setup.mjs'

await start(async (args) => {
  const { env } = await ensure({ tests: true })
  return runProgram('build/accounts/accounts.ts', args, env)
})
