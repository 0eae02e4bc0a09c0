import { pageSize } from '../../components/usePages.ts'
import { client } from '../../lib/client.ts'
import { askAhead } from '../../lib/query.ts'
import { remember, remembered } from '../../lib/remembered.ts'

/** 只看我跟的, as it was left on this PC. */
export const rememberedMine = (): boolean => remembered('today.mine') === '1'
export const rememberMine = (mine: boolean): void => remember('today.mine', mine ? '1' : '0')

/** The question of the list's first page, as its table asks it. */
export const firstTasks = (mine: boolean) => ({ mine, offset: 0, limit: pageSize })

/** Asks for today's list before its page is there. */
export const askToday = (): Promise<void> => askAhead(client.today.list, firstTasks(rememberedMine()))
