import { complaints } from '../../../shared/complaints.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { countComplaints, dailyComplaints, listComplaints } from './list.ts'
import { complaintPaper, dailyPaper, slipPaper } from './paper.ts'
import { readComplaint } from './read.ts'
import { comingTrucks, deduct, exchange, takeBack, takeDeductionBack } from './remedies.ts'
import { repeatsOf } from './repeats.ts'
import { readSlip, replace, send, voidSlip } from './replacing.ts'
import { listSlips } from './slips.ts'
import { sourcesOf } from './source.ts'
import { close, decide, investigate, reopen, reply, saveComplaint, voidComplaint } from './write.ts'

const countPrint = async (ctx: Context, table: 'complaints' | 'replacements', id: number) => {
  const row = await ctx.db.selectFrom(table).select('printed').where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const printed = row.printed + 1
  if (table === 'complaints') await ctx.db.updateTable('complaints').set({ printed }).where('id', '=', id).execute()
  else await ctx.db.updateTable('replacements').set({ printed }).where('id', '=', id).execute()
  ctx.record({ entity: table, id, after: { printed } })
  return { printed }
}

export const complaintsHandlers: Handlers<typeof complaints> = {
  list: listComplaints,
  counts: countComplaints,
  read: (ctx, { id }) => readComplaint(ctx, id),
  sources: sourcesOf,
  repeats: repeatsOf,
  daily: (ctx, { on }) => dailyComplaints(ctx, on),
  save: saveComplaint,
  decide,
  reply,
  investigate,
  close,
  reopen,
  void: voidComplaint,
  replace,
  voidReplacement: voidSlip,
  trucks: comingTrucks,
  send,
  takeBack,
  exchange,
  deduct,
  takeDeductionBack,
  replacements: listSlips,
  replacement: (ctx, { id }) => readSlip(ctx, id),
  paper: (ctx, { id }) => complaintPaper(ctx, id),
  markPrinted: (ctx, { id }) => countPrint(ctx, 'complaints', id),
  replacementPaper: (ctx, { id }) => slipPaper(ctx, id),
  markReplacementPrinted: (ctx, { id }) => countPrint(ctx, 'replacements', id),
  dailyPaper: (ctx, { on }) => dailyPaper(ctx, on),
}
