import type { Trade } from '../../shared/settings.ts'
import { client } from './client.ts'
import { useQuery } from './query.ts'

/** The trade of this office: its papers and lists use its words. Null until it is known. */
export const useTrade = (): Trade | null => useQuery(client.settings.read, {}).data?.office.trade ?? null
