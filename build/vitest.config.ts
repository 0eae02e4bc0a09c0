import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [
      'shared/**/*.test.{ts,tsx}',
      'electron/**/*.test.{ts,tsx}',
      'renderer/**/*.test.{ts,tsx}',
      'build/**/*.test.{ts,tsx}',
      'e2e/stand-in/**/*.test.{ts,tsx}',
    ],
    environment: 'node',
    allowOnly: false,
    passWithNoTests: false,
    // The office's PC has two cores and so has the machine these run on: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
