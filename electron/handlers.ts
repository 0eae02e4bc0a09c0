import type { contracts } from '../shared/contracts.ts'
import type { AnyProcedure } from '../shared/contract.ts'
import type { Context, Handlers } from './context.ts'

type Word = Exclude<keyof typeof contracts, 'shell'>
/** A word's contract, and the functions that answer it: `users` and `usersHandlers`. */
type Answered<W extends Word> = [
  { [K in W]: (typeof contracts)[W] },
  { [K in `${W}Handlers`]: Handlers<(typeof contracts)[W]> },
]

/**
 * Word → its contract and its handlers, read when the word is first called: the start waits for no more than it asks.
 * A word without its line here does not compile; `shell` is answered by electron/shell.
 */
const words: { [W in Word]: () => Promise<Answered<W>> } = {
  customers: () => Promise.all([import('../shared/customers.ts'), import('./features/customers.ts')]),
  customerItems: () => Promise.all([import('../shared/customerItems.ts'), import('./features/customerItems.ts')]),
  figures: () => Promise.all([import('../shared/figures.ts'), import('./features/figures/handlers.ts')]),
  gates: () => Promise.all([import('../shared/gates.ts'), import('./features/gates/handlers.ts')]),
  operations: () => Promise.all([import('../shared/operations.ts'), import('./features/operations/handlers.ts')]),
  plan: () => Promise.all([import('../shared/plan.ts'), import('./features/plan/handlers.ts')]),
  outsourcing: () => Promise.all([import('../shared/outsourcing.ts'), import('./features/outsourcing/handlers.ts')]),
  pictures: () => Promise.all([import('../shared/pictures.ts'), import('./features/pictures.ts')]),
  prices: () => Promise.all([import('../shared/prices.ts'), import('./features/prices.ts')]),
  production: () => Promise.all([import('../shared/production.ts'), import('./features/production/handlers.ts')]),
  products: () => Promise.all([import('../shared/products.ts'), import('./features/products.ts')]),
  prints: () => Promise.all([import('../shared/prints.ts'), import('./features/prints/handlers.ts')]),
  quality: () => Promise.all([import('../shared/quality.ts'), import('./features/quality/handlers.ts')]),
  deliveries: () => Promise.all([import('../shared/deliveries.ts'), import('./features/deliveries/handlers.ts')]),
  shipments: () => Promise.all([import('../shared/shipments.ts'), import('./features/shipments/handlers.ts')]),
  journeys: () => Promise.all([import('../shared/journeys.ts'), import('./features/journeys/handlers.ts')]),
  trucks: () => Promise.all([import('../shared/trucks.ts'), import('./features/trucks/handlers.ts')]),
  labels: () => Promise.all([import('../shared/labels.ts'), import('./features/labels/handlers.ts')]),
  allocations: () => Promise.all([import('../shared/allocations.ts'), import('./features/allocations/handlers.ts')]),
  register: () => Promise.all([import('../shared/register.ts'), import('./features/register/handlers.ts')]),
  archive: () => Promise.all([import('../shared/archive.ts'), import('./features/archive/handlers.ts')]),
  complaints: () => Promise.all([import('../shared/complaints.ts'), import('./features/complaints/handlers.ts')]),
  cod: () => Promise.all([import('../shared/cod.ts'), import('./features/cod/handlers.ts')]),
  bank: () => Promise.all([import('../shared/bank.ts'), import('./features/bank/handlers.ts')]),
  openings: () => Promise.all([import('../shared/openings.ts'), import('./features/openings/handlers.ts')]),
  receivables: () => Promise.all([import('../shared/receivables.ts'), import('./features/receivables/handlers.ts')]),
  receipts: () => Promise.all([import('../shared/receipts.ts'), import('./features/receipts/handlers.ts')]),
  inbox: () => Promise.all([import('../shared/inbox.ts'), import('./features/inbox.ts')]),
  orderImports: () => Promise.all([import('../shared/orderImports.ts'), import('./features/orderImports/handlers.ts')]),
  orders: () => Promise.all([import('../shared/orders.ts'), import('./features/orders/handlers.ts')]),
  changes: () => Promise.all([import('../shared/changes.ts'), import('./features/changes/handlers.ts')]),
  orderList: () => Promise.all([import('../shared/orderList.ts'), import('./features/orderList.ts')]),
  views: () => Promise.all([import('../shared/views.ts'), import('./features/views.ts')]),
  checks: () => Promise.all([import('../shared/checks.ts'), import('./features/checks/handlers.ts')]),
  blindKeys: () => Promise.all([import('../shared/blindKeys.ts'), import('./features/blindKeys/handlers.ts')]),
  questions: () => Promise.all([import('../shared/questions.ts'), import('./features/questions/handlers.ts')]),
  quotations: () => Promise.all([import('../shared/quotations.ts'), import('./features/quotations/handlers.ts')]),
  signBacks: () => Promise.all([import('../shared/signBacks.ts'), import('./features/signBacks/handlers.ts')]),
  settings: () => Promise.all([import('../shared/settings.ts'), import('./features/settings.ts')]),
  invoices: () => Promise.all([import('../shared/invoices.ts'), import('./features/invoices/handlers.ts')]),
  statements: () => Promise.all([import('../shared/statements.ts'), import('./features/statements/handlers.ts')]),
  monthEnd: () => Promise.all([import('../shared/monthEnd.ts'), import('./features/monthEnd/handlers.ts')]),
  reports: () => Promise.all([import('../shared/reports.ts'), import('./features/reports/handlers.ts')]),
  messages: () => Promise.all([import('../shared/messages.ts'), import('./features/messages.ts')]),
  reviews: () => Promise.all([import('../shared/reviews.ts'), import('./features/reviews/handlers.ts')]),
  layouts: () => Promise.all([import('../shared/layouts.ts'), import('./features/layouts/handlers.ts')]),
  dossiers: () => Promise.all([import('../shared/dossiers.ts'), import('./features/dossiers.ts')]),
  contacts: () => Promise.all([import('../shared/contacts.ts'), import('./features/contacts/handlers.ts')]),
  exceptions: () => Promise.all([import('../shared/exceptions.ts'), import('./features/exceptions/handlers.ts')]),
  lessons: () => Promise.all([import('../shared/lessons.ts'), import('./features/lessons.ts')]),
  materials: () => Promise.all([import('../shared/materials.ts'), import('./features/materials/handlers.ts')]),
  purchases: () => Promise.all([import('../shared/purchases.ts'), import('./features/purchases/handlers.ts')]),
  search: () => Promise.all([import('../shared/search.ts'), import('./features/search.ts')]),
  today: () => Promise.all([import('../shared/today.ts'), import('./features/today.ts')]),
  users: () => Promise.all([import('../shared/users.ts'), import('./features/users.ts')]),
}

type AnyHandler = ((context: Context, input: unknown) => Promise<unknown>) & {
  prepare?: (context: Context, input: unknown) => Promise<unknown>
}
export interface Found {
  procedure: AnyProcedure
  handler: AnyHandler
}

const own = <T>(of: Record<string, T>, name: string): T | undefined => (Object.hasOwn(of, name) ? of[name] : undefined)

interface Functions {
  procedures: Record<string, AnyProcedure>
  handlers: Record<string, AnyHandler>
}
const read = new Map<string, Functions>()

/** A word's procedures and their handlers, by name; read once. */
const functionsOf = async (word: Word): Promise<Functions> => {
  const [contract, handlers] = (await words[word]()) as [Record<string, object>, Record<string, object>]
  const functions = {
    procedures: contract[word] as Functions['procedures'],
    handlers: handlers[`${word}Handlers`] as Functions['handlers'],
  }
  read.set(word, functions)
  return functions
}

/** `orders.save` → its procedure and handler; own properties only, so `__proto__` finds nothing. */
export const findProcedure = async (channel: string): Promise<Found | null> => {
  const [word, name, rest] = channel.split('.')
  if (word === undefined || name === undefined || rest !== undefined || !Object.hasOwn(words, word)) return null
  const { procedures, handlers } = read.get(word) ?? (await functionsOf(word as Word))
  const procedure = own(procedures, name)
  const handler = own(handlers, name)
  return procedure && handler ? { procedure, handler } : null
}
