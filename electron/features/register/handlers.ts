import type { register } from '../../../shared/register.ts'
import type { Handlers } from '../../context.ts'
import { readEntry, saveEntry, voidEntry } from './entries.ts'
import { listRegister } from './list.ts'
import { registerPaper } from './paper.ts'

export const registerHandlers: Handlers<typeof register> = {
  list: listRegister,
  read: (ctx, { id }) => readEntry(ctx, id),
  save: saveEntry,
  void: voidEntry,
  paper: registerPaper,
}
