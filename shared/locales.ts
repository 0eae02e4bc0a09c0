import { app } from './locales/app.ts'
import { gates } from './locales/gates.ts'
import { papers } from './locales/papers.ts'
import { customers } from './locales/customers.ts'
import { prices } from './locales/prices.ts'
import { products } from './locales/products.ts'
import { desktop } from './locales/desktop.ts'
import { settings } from './locales/settings.ts'
import { sheets } from './locales/sheets.ts'
import { shell } from './locales/shell.ts'
import { users } from './locales/users.ts'

/** Every word's phrases. A new word adds its line here. */
export const locales = {
  app,
  gates,
  papers,
  customers,
  prices,
  products,
  desktop,
  settings,
  sheets,
  shell,
  users,
}
