import { expect, test } from 'vitest'
import { playAccounts } from '../../testing/accounts/play.ts'

const deeds =
  'adjust assign confirm delivery exchange leave order price receipt replacement return send settle sign statement unstate void'

/** `npm run accounts -- 20 10000` plays the same for longer. */
test(
  'any months of notes, returns, exchanges, money, voids and statements: every balance is that of a plain ledger',
  { timeout: 240_000 },
  async () => {
    const done = new Set<string>()
    for (let seed = 1; seed <= 20; seed++) for (const deed of Object.keys(await playAccounts(seed, 70))) done.add(deed)
    expect([...done].toSorted().join(' ')).toBe(deeds)
  },
)
