import type { Contracts } from './contract.ts'
import { customers } from './customers.ts'
import { gates } from './gates.ts'
import { prices } from './prices.ts'
import { products } from './products.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { users } from './users.ts'

/** The map of all procedures. A new word adds its line here, in electron/handlers.ts and renderer/features.ts. */
export const contracts = {
  customers,
  gates,
  prices,
  products,
  settings,
  shell,
  users,
} satisfies Contracts
