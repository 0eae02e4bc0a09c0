import { isSensibleAmount, lineAmount } from '../../../shared/money.ts'
import { sendableOf } from '../../../shared/outsideStates.ts'
import type { Slip, SlipDraft } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseFarDay } from '../../days.ts'
import { nextNumber } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { markOutside } from '../operations/outside.ts'
import { refuseWithoutFilm } from '../production/filmGate.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { balanceOf, findSlip, outOf, refreshLines } from '../outsourcing.ts'
import { cancelSignBack, closeSignBacks } from '../signBacks.ts'
import { readSlip } from './read.ts'

const checkHead = async (ctx: Context, draft: SlipDraft): Promise<void> => {
  refuseFarDay(ctx, draft.sentOn, 'sentOn')
  const factory = await ctx.db
    .selectFrom('outsideFactories')
    .select(['shortName', 'active'])
    .where('id', '=', draft.factoryId)
    .executeTakeFirst()
  if (!factory) throw refuse('app.notFound')
  if (factory.active === 0 && draft.id === null)
    throw refuse('outsourcing.factoryInactive', { factory: factory.shortName }, 'factoryId')
}

/** Lines that stand on the slip before it is written: by their process, with what came back of them. */
const linesBefore = async (ctx: Context, slipId: number) => {
  const lines = await ctx.db.selectFrom('outsideLines').selectAll().where('slipId', '=', slipId).execute()
  return new Map(lines.map((line) => [line.operationId, line]))
}
type Before = Awaited<ReturnType<typeof linesBefore>>

const backOf = (line: { quantity: number; open: number; state: string } | undefined): number =>
  !line || line.state === 'void' ? 0 : line.quantity - line.open

const checkLine = (
  draft: SlipDraft,
  index: number,
  operation: Awaited<ReturnType<typeof balanceOf>>[number] | undefined,
  { back, out, sent }: { back: number; out: number; sent: number },
): void => {
  const line = draft.lines[index]!
  const at = (field: string): string => `lines.${index}.${field}`
  if (!operation || operation.voidedAt !== null) throw refuse('outsourcing.noProcess', { line: index + 1 }, 'lines')
  if (line.wantedOn < draft.sentOn)
    throw refuse(
      'outsourcing.wantedBeforeSent',
      { process: operation.processName, wanted: line.wantedOn, sent: draft.sentOn },
      at('wantedOn'),
    )
  refuseBrokenUnit(
    line.quantity,
    {
      unit: operation.unit,
      what: `${operation.noticeNumber} ${operation.processName}`,
      known: [operation.quantity, operation.good, out, back, sent],
    },
    at('quantity'),
  )
  if (line.quantity < back)
    throw refuse(
      'outsourcing.belowBack',
      { process: operation.processName, back: formatQuantity(back), quantity: formatQuantity(line.quantity) },
      at('quantity'),
    )
  const room = sendableOf({ ...operation, out })
  // what stands on the slip has gone, though a change slip may want less of it now
  if (line.quantity > sent && line.quantity - back > room)
    throw refuse(
      'outsourcing.aboveRoom',
      {
        process: operation.processName,
        notice: operation.noticeNumber,
        quantity: formatQuantity(line.quantity - back),
        room: formatQuantity(room),
      },
      at('quantity'),
    )
  if (!isSensibleAmount(line.quantity, line.priceMicros))
    throw refuse('outsourcing.amountTooLarge', { line: index + 1 }, at('priceMicros'))
}

const checkLines = async (ctx: Context, draft: SlipDraft, before: Before): Promise<void> => {
  for (const [index, { wantedOn }] of draft.lines.entries()) refuseFarDay(ctx, wantedOn, `lines.${index}.wantedOn`)
  const ids = draft.lines.map(({ operationId }) => operationId)
  const operations = new Map((await balanceOf(ctx, ids)).map((operation) => [operation.id, operation]))
  const out = await outOf(ctx, ids, draft.id)
  for (const [index, { operationId }] of draft.lines.entries()) {
    const operation = operations.get(operationId)
    if (ids.indexOf(operationId) < index)
      throw refuse(
        'outsourcing.processTwice',
        { process: operation?.processName ?? '', notice: operation?.noticeNumber ?? '' },
        `lines.${index}.quantity`,
      )
    const known = before.get(operationId)
    checkLine(draft, index, operation, {
      back: backOf(known),
      out: out.get(operationId) ?? 0,
      sent: known && known.state !== 'void' ? known.quantity : 0,
    })
  }
  // what stands on the slip already has gone
  const fresh = ids.filter((id) => !before.has(id)).map((id) => operations.get(id)!)
  await refuseWithoutFilm(ctx, fresh, 'lines')
  const kept = new Set(ids)
  for (const line of before.values())
    if (!kept.has(line.operationId) && backOf(line) > 0) throw refuse('outsourcing.lineHasBack', {}, 'lines')
}

const writeLines = async (ctx: Context, slipId: number, draft: SlipDraft, before: Before): Promise<void> => {
  for (const [index, line] of draft.lines.entries()) {
    const known = before.get(line.operationId)
    const values = {
      ...line,
      factoryId: draft.factoryId,
      sequence: index + 1,
      amountFen: lineAmount(line.quantity, line.priceMicros),
      // settled from the returns by `refreshLines`
      open: 0,
      state: 'out',
    }
    if (known) await ctx.db.updateTable('outsideLines').set(values).where('id', '=', known.id).execute()
    else
      await ctx.db
        .insertInto('outsideLines')
        .values({ ...values, slipId, backOn: null })
        .execute()
  }
  const kept = draft.lines.map(({ operationId }) => operationId)
  await ctx.db
    .updateTable('outsideLines')
    .set({ state: 'void', open: 0, backOn: null })
    .where('slipId', '=', slipId)
    .where('operationId', 'not in', kept)
    .execute()
  const lines = await ctx.db.selectFrom('outsideLines').select('id').where('slipId', '=', slipId).execute()
  await refreshLines(
    ctx,
    lines.map(({ id }) => id),
  )
  await markOutside(ctx, kept)
}

const setTerms = async (ctx: Context, slip: Slip): Promise<void> => {
  await setSearchTerms(ctx, 'outside', slip.id, null, { exact: [slip.number, slip.number.slice(2)] })
  const words = slip.lines.flatMap(({ orderNumber, noticeNumber, customer, description, processName }) => [
    orderNumber,
    noticeNumber,
    customer,
    description,
    processName,
  ])
  await setSearchTerms(ctx, 'outsideGoods', slip.id, null, { anywhere: [...new Set(words)] })
}

const headOf = (draft: SlipDraft) => {
  const { factoryId, contact, phone, sentOn, packing, enclosures, requirement, remark } = draft
  return { factoryId, contact, phone, sentOn, packing, enclosures, requirement, remark }
}

const insertSlip = async (ctx: Context, draft: SlipDraft): Promise<number> => {
  const values = {
    ...headOf(draft),
    number: await nextNumber(ctx, 'WX', ctx.today),
    madeBy: ctx.user.id,
    madeAt: ctx.now,
    version: 1,
  }
  const { id } = await ctx.db.insertInto('outsideSlips').values(values).returning('id').executeTakeFirstOrThrow()
  await writeLines(ctx, id, draft, new Map())
  ctx.record({ entity: 'outsideSlips', id, after: { ...values, lines: draft.lines } })
  return id
}

/** A slip the factory has in hand becomes its next edition; what was signed of the older one is no answer to it. */
const editionOf = async (ctx: Context, slip: { id: number; edition: number; printed: number }): Promise<number> => {
  const sent = await ctx.db
    .selectFrom('signBacks')
    .select('id')
    .where('kind', '=', 'outsourcing')
    .where('documentId', '=', slip.id)
    .where('state', '<>', 'cancelled')
    .limit(1)
    .executeTakeFirst()
  if (!sent && slip.printed === 0) return slip.edition
  await closeSignBacks(ctx, 'outsourcing', slip.id)
  return slip.edition + 1
}

const updateSlip = async (ctx: Context, draft: SlipDraft, id: number, before: Before): Promise<void> => {
  const slip = await findSlip(ctx, id, draft.version)
  if (draft.factoryId !== slip.factoryId && [...before.values()].some((line) => backOf(line) > 0))
    throw refuse('outsourcing.keepsFactory', { number: slip.number, factory: slip.factory }, 'factoryId')
  const edition = await editionOf(ctx, slip)
  // each edition counts its own prints
  const printed = edition === slip.edition ? slip.printed : 0
  const values = { ...headOf(draft), edition, printed, version: slip.version + 1 }
  await ctx.db.updateTable('outsideSlips').set(values).where('id', '=', id).execute()
  await writeLines(ctx, id, draft, before)
  ctx.record({ entity: 'outsideSlips', id, before: slip, after: { ...values, lines: draft.lines } })
}

/** Saves a new slip under the next WX number, or a changed one as its next edition once the factory has seen it. */
export const saveSlip = async (ctx: Context, draft: SlipDraft): Promise<Slip> => {
  await checkHead(ctx, draft)
  const before = draft.id === null ? new Map() : await linesBefore(ctx, draft.id)
  await checkLines(ctx, draft, before)
  let id = draft.id
  if (id === null) id = await insertSlip(ctx, draft)
  else await updateSlip(ctx, draft, id, before)
  const slip = await readSlip(ctx, id)
  await setTerms(ctx, slip)
  return slip
}

/** Voids a slip of which nothing came back; its processes are there to be done again. */
export const voidSlip = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<Slip> => {
  const slip = await findSlip(ctx, id, version)
  const before = await linesBefore(ctx, id)
  if ([...before.values()].some((line) => backOf(line) > 0))
    throw refuse('outsourcing.hasBack', { number: slip.number })
  await ctx.db
    .updateTable('outsideSlips')
    .set({ voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await ctx.db.updateTable('outsideLines').set({ state: 'void', open: 0 }).where('slipId', '=', id).execute()
  await cancelSignBack(ctx, 'outsourcing', id)
  ctx.record({ entity: 'outsideSlips', id, before: { voidedAt: null }, after: { voidReason: reason } })
  return readSlip(ctx, id)
}
