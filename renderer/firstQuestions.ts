import { client } from './lib/client.ts'
import { askAhead, askRemembered } from './lib/query.ts'

/** Only a page that was loaded again can have somebody signed in already. */
export const loadedAgain = performance
  .getEntriesByType('navigation')
  .some((entry) => 'type' in entry && entry.type === 'reload')

/**
 * What the first page has to know, asked for while the rest of the program is still being read. The names of the office
 * are there from the last time: on an old PC a hand is at its password before the office's file is open.
 */
void askRemembered(client.users.begun, {}, ({ begun }) => begun)
if (loadedAgain) void askAhead(client.shell.session, {})
void askRemembered(client.users.names, {}, (names) => names.length > 0)
