import type { contracts } from '../shared/contracts.ts'
import type { Handlers } from './context.ts'
import { customersHandlers } from './features/customers.ts'
import { gatesHandlers } from './features/gates/handlers.ts'
import { pricesHandlers } from './features/prices.ts'
import { productsHandlers } from './features/products.ts'
import { settingsHandlers } from './features/settings.ts'
import { usersHandlers } from './features/users.ts'

/** Word → its handlers. A word without its line here does not compile; `shell` is answered by electron/shell. */
export const handlers: { [W in Exclude<keyof typeof contracts, 'shell'>]: Handlers<(typeof contracts)[W]> } = {
  customers: customersHandlers,
  gates: gatesHandlers,
  prices: pricesHandlers,
  products: productsHandlers,
  settings: settingsHandlers,
  users: usersHandlers,
}
