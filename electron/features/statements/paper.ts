import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { statement } from '../../papers/statement.ts'
import { layoutFor } from '../layouts/read.ts'
import { readStatement, statementData } from './reading.ts'

/** 对账单 as it is printed: in the layout of the office or of this customer. */
export const statementPaper = async (ctx: Context, id: number, layout?: PaperLayout): Promise<PaperOutput> => {
  const { customerId } = await readStatement(ctx, id)
  return statement(await statementData(ctx, id), { layout: layout ?? (await layoutFor(ctx, 'statement', customerId)) })
}
