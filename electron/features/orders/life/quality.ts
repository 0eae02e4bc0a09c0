import {
  inspectionKindKeys,
  type InspectionKind,
  type InspectionState,
  inspectionStateKeys,
} from '../../../../shared/quality.ts'
import type { Context } from '../../../context.ts'
import type { Life, Say } from './life.ts'

/** 检验单 of the order: patrols, inspections of its processes and of what leaves (duties 73–75). */
export const inspectionsOf = async (ctx: Context, orderId: number, say: Say): Promise<Life> => {
  const rows = await ctx.db
    .selectFrom('inspections')
    .innerJoin('users', 'users.id', 'inspections.keyedBy')
    .select([
      'inspections.id',
      'inspections.number',
      'kind',
      'state',
      'inspectedOn',
      'keyedAt',
      'decidedAt',
      'users.name',
    ])
    .where('orderId', '=', orderId)
    .orderBy('inspections.id')
    .limit(200)
    .execute()
  return {
    facts: rows.map((row) => ({
      at: row.decidedAt ?? row.keyedAt,
      kind: 'lotInspected',
      words: say('quality.factInspected', {
        kind: say(inspectionKindKeys[row.kind as InspectionKind]),
        number: row.number,
        state: say(inspectionStateKeys[row.state as InspectionState]),
      }),
      by: row.name,
      word: 'quality',
      documentId: row.id,
    })),
    papers: rows.map((row) => ({
      kind: 'inspection',
      id: row.id,
      number: row.number,
      on: row.inspectedOn,
      state: row.state,
      amountFen: null,
    })),
  }
}
