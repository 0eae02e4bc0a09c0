import type { Contracts } from './contract.ts'
import { customerItems } from './customerItems.ts'
import { customers } from './customers.ts'
import { figures } from './figures.ts'
import { gates } from './gates.ts'
import { operations } from './operations.ts'
import { plan } from './plan.ts'
import { outsourcing } from './outsourcing.ts'
import { pictures } from './pictures.ts'
import { prices } from './prices.ts'
import { prints } from './prints.ts'
import { production } from './production.ts'
import { products } from './products.ts'
import { quality } from './quality.ts'
import { deliveries } from './deliveries.ts'
import { questions } from './questions.ts'
import { shipments } from './shipments.ts'
import { journeys } from './journeys.ts'
import { trucks } from './trucks.ts'
import { labels } from './labels.ts'
import { allocations } from './allocations.ts'
import { archive } from './archive.ts'
import { register } from './register.ts'
import { cod } from './cod.ts'
import { bank } from './bank.ts'
import { openings } from './openings.ts'
import { receivables } from './receivables.ts'
import { complaints } from './complaints.ts'
import { receipts } from './receipts.ts'
import { inbox } from './inbox.ts'
import { orderImports } from './orderImports.ts'
import { orders } from './orders.ts'
import { changes } from './changes.ts'
import { blindKeys } from './blindKeys.ts'
import { orderList } from './orderList.ts'
import { views } from './views.ts'
import { checks } from './checks.ts'
import { quotations } from './quotations.ts'
import { signBacks } from './signBacks.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { statements } from './statements.ts'
import { monthEnd } from './monthEnd.ts'
import { reports } from './reports.ts'
import { invoices } from './invoices.ts'
import { layouts } from './layouts.ts'
import { messages } from './messages.ts'
import { reviews } from './reviews.ts'
import { dossiers } from './dossiers.ts'
import { contacts } from './contacts.ts'
import { exceptions } from './exceptions.ts'
import { lessons } from './lessons.ts'
import { materials } from './materials.ts'
import { purchases } from './purchases.ts'
import { search } from './search.ts'
import { today } from './today.ts'
import { users } from './users.ts'

/** The map of all procedures. A new word adds its line here, in electron/handlers.ts and renderer/features.ts. */
export const contracts = {
  customers,
  customerItems,
  figures,
  gates,
  operations,
  outsourcing,
  pictures,
  plan,
  prices,
  prints,
  production,
  products,
  quality,
  deliveries,
  shipments,
  journeys,
  trucks,
  labels,
  allocations,
  receipts,
  cod,
  bank,
  openings,
  receivables,
  complaints,
  archive,
  register,
  inbox,
  orderImports,
  orders,
  changes,
  orderList,
  views,
  checks,
  blindKeys,
  questions,
  quotations,
  signBacks,
  settings,
  shell,
  statements,
  monthEnd,
  reports,
  invoices,
  layouts,
  messages,
  reviews,
  dossiers,
  contacts,
  exceptions,
  lessons,
  materials,
  purchases,
  search,
  today,
  users,
} satisfies Contracts
