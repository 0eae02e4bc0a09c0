import { quality } from '../../../shared/quality.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { noteInspection, refreshInspection } from '../quality.ts'
import { disposeOf, takeBackDisposal, voidInspection } from './dispose.ts'
import { qualityFigures } from './figures.ts'
import { inspectionPaper } from './paper.ts'
import { propose } from './propose.ts'
import { countInspections, listInspections, readInspection } from './read.ts'
import { openInspection, saveInspection } from './save.ts'
import { targetsOf } from './targets.ts'

type Found = Awaited<ReturnType<typeof openInspection>>

const decide = async (
  ctx: Context,
  found: Found,
  decision: 'accept' | 'reject' | 'concession',
  reason: string,
): Promise<void> => {
  if (found.decision !== null) throw refuse('quality.isDecided', { number: found.number })
  const values = { decision, decisionReason: reason, decidedBy: ctx.user.id, decidedAt: ctx.now }
  await ctx.db.updateTable('inspections').set(values).where('id', '=', found.id).execute()
  ctx.record({ entity: 'inspections', id: found.id, before: { state: found.state }, after: values })
  await refreshInspection(ctx, found.id)
}

export const qualityHandlers: Handlers<typeof quality> = {
  list: listInspections,
  counts: countInspections,
  read: (ctx, { id }) => readInspection(ctx, id),
  targets: (ctx, { typed }) => targetsOf(ctx, typed),
  propose,

  async save(ctx, draft) {
    return readInspection(ctx, await saveInspection(ctx, draft))
  },

  async decide(ctx, { id, version, decision, reason }) {
    const found = await openInspection(ctx, id, version)
    if (decision === 'accept' && found.result === 'reject') throw refuse('quality.overAccept', { number: found.number })
    // the plan would let it through: whoever says otherwise says why (盐雾不合格 …)
    if (decision === 'reject' && found.result === 'accept' && reason === '')
      throw refuse('quality.rejectReasonNeeded', {}, 'reason')
    await decide(ctx, found, decision, reason)
    return readInspection(ctx, id)
  },

  async concede(ctx, { id, version, reason }) {
    await decide(ctx, await openInspection(ctx, id, version), 'concession', reason)
    return readInspection(ctx, id)
  },

  async dispose(ctx, { id, version, ...wanted }) {
    const reopened = await disposeOf(ctx, await openInspection(ctx, id, version), wanted)
    return { ...(await readInspection(ctx, id)), reopened }
  },

  async takeBack(ctx, { id, version, disposalId, reason }) {
    await takeBackDisposal(ctx, await openInspection(ctx, id, version), disposalId, reason)
    return readInspection(ctx, id)
  },

  async void(ctx, { id, version, reason }) {
    await voidInspection(ctx, await openInspection(ctx, id, version), reason)
    return readInspection(ctx, id)
  },

  ofNote: (ctx, { deliveryNoteId }) => noteInspection(ctx, deliveryNoteId),
  figures: qualityFigures,
  paper: (ctx, { id }) => inspectionPaper(ctx, id),

  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('inspections')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'inspections', id, after: { printed } })
    return { printed }
  },
}
