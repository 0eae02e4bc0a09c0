// @ts-check
// The journeys through the real windows: `npm run e2e`, or `npm run e2e -- main-line` for one of them.
import { ensureBuilt } from './compile.mjs'
import { runTool, start } from './run.mjs'
import { ensure } from './setup.mjs'

await start(async (args) => {
  const { env } = await ensure({ tests: true })
  await ensureBuilt(env)
  // a name is looked for among the journeys, not in the path of the folder this stands in
  const named = args.map((arg) => (/^[\w-]+$/.test(arg) && !arg.startsWith('-') ? `/e2e/${arg}` : arg))
  const playwright = ['test', '-c', 'build/playwright.config.ts', ...named]
  const { code } = await runTool('playwright', 'playwright', playwright, { env })
  return code
})
