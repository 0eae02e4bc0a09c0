import { client } from './lib/client.ts'
import { askAhead } from './lib/query.ts'

/** What the first page has to know, asked for while the rest of the program is still being read. */
export const firstQuestions: Promise<unknown> = Promise.all([
  askAhead(client.users.begun, {}),
  askAhead(client.shell.session, {}),
  askAhead(client.users.names, {}),
])
