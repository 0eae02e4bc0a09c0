import type { contracts } from '../shared/contracts.ts'
import type { Handlers } from './context.ts'
import { customerItemsHandlers } from './features/customerItems.ts'
import { customersHandlers } from './features/customers.ts'
import { gatesHandlers } from './features/gates/handlers.ts'
import { operationsHandlers } from './features/operations/handlers.ts'
import { picturesHandlers } from './features/pictures.ts'
import { pricesHandlers } from './features/prices.ts'
import { productionHandlers } from './features/production/handlers.ts'
import { productsHandlers } from './features/products.ts'
import { deliveriesHandlers } from './features/deliveries/handlers.ts'
import { receiptsHandlers } from './features/receipts/handlers.ts'
import { inboxHandlers } from './features/inbox.ts'
import { orderImportsHandlers } from './features/orderImports/handlers.ts'
import { ordersHandlers } from './features/orders/handlers.ts'
import { blindKeysHandlers } from './features/blindKeys/handlers.ts'
import { changesHandlers } from './features/changes/handlers.ts'
import { checksHandlers } from './features/checks/handlers.ts'
import { orderListHandlers } from './features/orderList.ts'
import { questionsHandlers } from './features/questions/handlers.ts'
import { quotationsHandlers } from './features/quotations/handlers.ts'
import { viewsHandlers } from './features/views.ts'
import { signBacksHandlers } from './features/signBacks/handlers.ts'
import { settingsHandlers } from './features/settings.ts'
import { statementsHandlers } from './features/statements/handlers.ts'
import { messagesHandlers } from './features/messages.ts'
import { reviewsHandlers } from './features/reviews/handlers.ts'
import { contactsHandlers } from './features/contacts/handlers.ts'
import { searchHandlers } from './features/search.ts'
import { todayHandlers } from './features/today.ts'
import { usersHandlers } from './features/users.ts'

/** Word → its handlers. A word without its line here does not compile; `shell` is answered by electron/shell. */
export const handlers: { [W in Exclude<keyof typeof contracts, 'shell'>]: Handlers<(typeof contracts)[W]> } = {
  customers: customersHandlers,
  customerItems: customerItemsHandlers,
  gates: gatesHandlers,
  operations: operationsHandlers,
  pictures: picturesHandlers,
  prices: pricesHandlers,
  production: productionHandlers,
  products: productsHandlers,
  deliveries: deliveriesHandlers,
  receipts: receiptsHandlers,
  inbox: inboxHandlers,
  orderImports: orderImportsHandlers,
  orders: ordersHandlers,
  changes: changesHandlers,
  orderList: orderListHandlers,
  views: viewsHandlers,
  checks: checksHandlers,
  blindKeys: blindKeysHandlers,
  questions: questionsHandlers,
  quotations: quotationsHandlers,
  signBacks: signBacksHandlers,
  settings: settingsHandlers,
  statements: statementsHandlers,
  messages: messagesHandlers,
  reviews: reviewsHandlers,
  contacts: contactsHandlers,
  search: searchHandlers,
  today: todayHandlers,
  users: usersHandlers,
}
