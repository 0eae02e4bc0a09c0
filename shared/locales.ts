import { app } from './locales/app.ts'
import { fax } from './locales/fax.ts'
import { figures } from './locales/figures.ts'
import { gates } from './locales/gates.ts'
import { operations } from './locales/operations.ts'
import { notices } from './locales/notices.ts'
import { outsourcing } from './locales/outsourcing.ts'
import { production } from './locales/production.ts'
import { papers } from './locales/papers.ts'
import { customers } from './locales/customers.ts'
import { customerItems } from './locales/customerItems.ts'
import { plan } from './locales/plan.ts'
import { pictures } from './locales/pictures.ts'
import { prices } from './locales/prices.ts'
import { prints } from './locales/prints.ts'
import { printers } from './locales/printers.ts'
import { products } from './locales/products.ts'
import { desktop } from './locales/desktop.ts'
import { deliveries } from './locales/deliveries.ts'
import { shipments } from './locales/shipments.ts'
import { journeys } from './locales/journeys.ts'
import { templates } from './locales/templates.ts'
import { trucks } from './locales/trucks.ts'
import { labels } from './locales/labels.ts'
import { allocations } from './locales/allocations.ts'
import { archive } from './locales/archive.ts'
import { register } from './locales/register.ts'
import { cod } from './locales/cod.ts'
import { bank } from './locales/bank.ts'
import { openings } from './locales/openings.ts'
import { receivables } from './locales/receivables.ts'
import { complaints } from './locales/complaints.ts'
import { receipts } from './locales/receipts.ts'
import { inbox } from './locales/inbox.ts'
import { orderImports } from './locales/orderImports.ts'
import { orders } from './locales/orders.ts'
import { changes } from './locales/changes.ts'
import { blindKeys } from './locales/blindKeys.ts'
import { orderList } from './locales/orderList.ts'
import { views } from './locales/views.ts'
import { checks } from './locales/checks.ts'
import { questions } from './locales/questions.ts'
import { quotations } from './locales/quotations.ts'
import { signBacks } from './locales/signBacks.ts'
import { settings } from './locales/settings.ts'
import { sheets } from './locales/sheets.ts'
import { shell } from './locales/shell.ts'
import { statements } from './locales/statements.ts'
import { monthEnd } from './locales/monthEnd.ts'
import { reports } from './locales/reports.ts'
import { invoices } from './locales/invoices.ts'
import { start } from './locales/start.ts'
import { messages } from './locales/messages.ts'
import { contacts } from './locales/contacts.ts'
import { exceptions } from './locales/exceptions.ts'
import { lessons } from './locales/lessons.ts'
import { materials } from './locales/materials.ts'
import { purchases } from './locales/purchases.ts'
import { backup } from './locales/backup.ts'
import { imports } from './locales/imports.ts'
import { quality } from './locales/quality.ts'
import { layouts } from './locales/layouts.ts'
import { reviews } from './locales/reviews.ts'
import { dossiers } from './locales/dossiers.ts'
import { dots } from './locales/dots.ts'
import { search } from './locales/search.ts'
import { today } from './locales/today.ts'
import { users } from './locales/users.ts'

/** Every word's phrases. A new word adds its line here. */
export const locales = {
  app,
  fax,
  figures,
  gates,
  operations,
  notices,
  outsourcing,
  production,
  papers,
  customers,
  customerItems,
  pictures,
  plan,
  prices,
  prints,
  printers,
  products,
  desktop,
  deliveries,
  shipments,
  journeys,
  templates,
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
  sheets,
  shell,
  statements,
  monthEnd,
  reports,
  invoices,
  start,
  messages,
  contacts,
  exceptions,
  lessons,
  materials,
  purchases,
  backup,
  imports,
  quality,
  layouts,
  reviews,
  dossiers,
  dots,
  search,
  today,
  users,
}
