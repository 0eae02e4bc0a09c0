// @ts-check
// Takes the reference pictures of all papers anew (`e2e/papers/`): look at them before they are committed.
import { runTool, start } from './run.mjs'
import { ensure } from './setup.mjs'

await start(async () => {
  const { env } = await ensure({ tests: true })
  const playwright = ['test', '-c', 'build/playwright.config.ts', '/e2e/papers']
  const { code } = await runTool('playwright', 'playwright', playwright, { env: { ...env, RENEW_PAPERS: '1' } })
  return code
})
