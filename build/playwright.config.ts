import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

export default defineConfig({
  testDir: inRepository('e2e'),
  testMatch: '**/*.spec.ts',
  outputDir: inRepository('test-output/e2e'),
  // One journey at a time: each starts the whole app, and a retry would hide a journey that sometimes fails.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  globalTimeout: 60 * 60_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 15_000, screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  reporter: [['list'], ['json', { outputFile: inRepository('test-output/e2e.json') }]],
})
