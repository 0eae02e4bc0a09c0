import { playAccounts } from '../../electron/testing/accounts/play.ts'

/** `npm run accounts -- 20 10000`: so many seeds, so many random steps each, against the plain ledger. */
const [seeds = 20, steps = 10_000, first = 1] = process.argv.slice(2).map(Number)
const began = Date.now()
for (let seed = first; seed < first + seeds; seed++) {
  const counts = await playAccounts(seed, steps)
  const deeds = Object.entries(counts).map(([name, count]) => `${name} ${count}`)
  console.log(`seed ${seed}: ${steps} steps, every balance equal (${deeds.join(', ')})`)
}
console.log(`${seeds} seeds × ${steps} steps in ${Math.round((Date.now() - began) / 1000)} s`)
