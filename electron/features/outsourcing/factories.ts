import type { z } from 'zod'
import type { FactoryDraft, FactoryCard, FactoryFound, FactoryRow } from '../../../shared/outsideFactories.ts'
import type { outsourcing } from '../../../shared/outsourcing.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { findByTerm, setSearchTerms } from '../../db/search.ts'
import { initialsOf, pinyinOf } from '../../pinyin.ts'

type Asked<K extends keyof typeof outsourcing> = z.output<(typeof outsourcing)[K]['input']>

/** Factory → the names of its processes, in the office's sequence: 电镀、抛光. */
const processesOf = async (ctx: Context, factoryIds: number[]): Promise<Map<number, string>> => {
  const rows = await ctx.db
    .selectFrom('factoryProcesses')
    .innerJoin('processes', 'processes.id', 'factoryProcesses.processId')
    .select(['factoryProcesses.factoryId', 'processes.name'])
    .where('factoryProcesses.factoryId', 'in', [0, ...factoryIds])
    .orderBy('processes.sequence')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ factoryId }) => factoryId)].map(([factoryId, own]) => [
      factoryId,
      own.map(({ name }) => name).join('、'),
    ]),
  )
}

const openLinesOf = async (ctx: Context, factoryIds: number[]) => {
  const rows = await ctx.db
    .selectFrom('outsideLines')
    .select('factoryId')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('openLines'),
      fn.sum<number>(eb.case().when('wantedOn', '<', ctx.today).then(eb.lit(1)).else(eb.lit(0)).end()).as('lateLines'),
    ])
    .where('factoryId', 'in', [0, ...factoryIds])
    .where('state', 'in', ['out', 'partly'])
    .groupBy('factoryId')
    .execute()
  return new Map(
    rows.map(({ factoryId, openLines, lateLines }) => [
      factoryId,
      { openLines: Number(openLines), lateLines: Number(lateLines) },
    ]),
  )
}

/** A page of factories with what is outside at each. */
export const listFactories = async (
  ctx: Context,
  { offset, limit, typed, inactive }: Asked<'factories'>,
): Promise<{ rows: FactoryRow[]; total: number }> => {
  const ids = typed === '' ? null : await findByTerm(ctx, 'outsideFactory', typed, 200)
  let rows = ctx.db.selectFrom('outsideFactories')
  if (!inactive) rows = rows.where('active', '=', 1)
  if (ids) rows = rows.where('id', 'in', [0, ...ids])
  const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await rows
    .select(['id', 'name', 'shortName', 'initials', 'contact', 'phone', 'active'])
    .orderBy('shortName')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  const all = found.map(({ id }) => id)
  const processes = await processesOf(ctx, all)
  const open = await openLinesOf(ctx, all)
  return {
    rows: found.map((row) => ({
      ...row,
      active: row.active === 1,
      processes: processes.get(row.id) ?? '',
      ...(open.get(row.id) ?? { openLines: 0, lateLines: 0 }),
    })),
    total: Number(total),
  }
}

/** Active factories a typed text may mean; those that do the process first. */
export const findFactory = async (
  ctx: Context,
  { typed, processId, limit }: Asked<'findFactory'>,
): Promise<FactoryFound[]> => {
  const ids = typed === '' ? null : await findByTerm(ctx, 'outsideFactory', typed, 60)
  const able = new Set(
    processId === null
      ? []
      : (
          await ctx.db.selectFrom('factoryProcesses').select('factoryId').where('processId', '=', processId).execute()
        ).map(({ factoryId }) => factoryId),
  )
  const rows = await ctx.db
    .selectFrom('outsideFactories')
    .select(['id', 'name', 'shortName', 'contact', 'phone'])
    .where('active', '=', 1)
    .$if(ids !== null, (some) => some.where('id', 'in', [0, ...ids!]))
    .orderBy('shortName')
    .orderBy('id')
    .limit(500)
    .execute()
  const chosen = rows.toSorted((a, b) => Number(able.has(b.id)) - Number(able.has(a.id))).slice(0, limit)
  const processes = await processesOf(
    ctx,
    chosen.map(({ id }) => id),
  )
  return chosen.map((row) => ({ ...row, processes: processes.get(row.id) ?? '' }))
}

export const readFactory = async (ctx: Context, id: number): Promise<FactoryCard> => {
  const row = await ctx.db.selectFrom('outsideFactories').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const does = await ctx.db
    .selectFrom('factoryProcesses')
    .innerJoin('processes', 'processes.id', 'factoryProcesses.processId')
    .select('processId')
    .where('factoryId', '=', id)
    .orderBy('processes.sequence')
    .execute()
  return { ...row, active: row.active === 1, processIds: does.map(({ processId }) => processId) }
}

const writeProcesses = async (ctx: Context, factoryId: number, processIds: readonly number[]): Promise<void> => {
  const wanted = [...new Set(processIds)]
  const known = await ctx.db
    .selectFrom('processes')
    .select('id')
    .where('id', 'in', [0, ...wanted])
    .execute()
  if (known.length < wanted.length) throw refuse('app.notFound')
  await ctx.db.deleteFrom('factoryProcesses').where('factoryId', '=', factoryId).execute()
  if (wanted.length > 0)
    await ctx.db
      .insertInto('factoryProcesses')
      .values(wanted.map((processId) => ({ factoryId, processId })))
      .execute()
}

/** Saves the card of a factory; both its names are its own. */
export const saveFactory = async (
  ctx: Context,
  { id, version, active, processIds, ...draft }: FactoryDraft,
): Promise<FactoryCard> => {
  for (const field of ['name', 'shortName'] as const) {
    const taken = await ctx.db
      .selectFrom('outsideFactories')
      .select('id')
      .where(field, '=', draft[field])
      .executeTakeFirst()
    if (taken && taken.id !== id) throw refuse('outsourcing.nameTaken', { value: draft[field] }, field)
  }
  const before = id === null ? undefined : await readFactory(ctx, id)
  const values = {
    ...draft,
    initials: (draft.initials || initialsOf(draft.shortName)).toLowerCase(),
    active: active ? (1 as const) : (0 as const),
    version: version + 1,
  }
  const row =
    id === null
      ? await ctx.db.insertInto('outsideFactories').values(values).returning('id').executeTakeFirstOrThrow()
      : await ctx.db
          .updateTable('outsideFactories')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', version)
          .returning('id')
          .executeTakeFirst()
  if (!row) throw refuse('app.stale')
  await writeProcesses(ctx, row.id, processIds)
  await setSearchTerms(ctx, 'outsideFactory', row.id, null, {
    exact: [pinyinOf(values.shortName), initialsOf(values.name)],
    anywhere: [values.initials, values.name, values.shortName, values.contact, values.phone],
  })
  const after = await readFactory(ctx, row.id)
  ctx.record({ entity: 'outsideFactories', id: row.id, before, after })
  return after
}
