import type { Material, MaterialCard, MaterialCardDraft, MaterialDraft, materials } from '../../../shared/materials.ts'
import type { Output } from '../../../shared/contract.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { findByTerm, setSearchTerms } from '../../db/search.ts'
import { initialsOf, pinyinOf } from '../../pinyin.ts'
import { refuseUnknownPictures } from '../pictures.ts'

const known = <Row extends { active: 0 | 1 }>({ active, ...row }: Row) => ({ ...row, active: active === 1 })

/** All materials by code, with how many 样卡 each has. */
export const list = async (
  ctx: Context,
  { offset, limit, typed, inactive }: { offset: number; limit: number; typed: string; inactive: boolean },
): Promise<Output<typeof materials.list>> => {
  const ids = typed === '' ? null : await findByTerm(ctx, 'material', typed, 200)
  if (ids?.length === 0) return { rows: [], total: 0 }
  const chosen = () =>
    ctx.db
      .selectFrom('materials')
      .$if(!inactive, (rows) => rows.where('active', '=', 1))
      .$if(ids !== null, (rows) => rows.where('id', 'in', ids!))
  const { total } = await chosen()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const found = await chosen().selectAll().orderBy('code').offset(offset).limit(limit).execute()
  const cards =
    found.length === 0
      ? []
      : await ctx.db
          .selectFrom('materialCards')
          .select(({ fn }) => [
            'materialId',
            fn.countAll<number>().as('cards'),
            fn.count<number>('approvedOn').as('approved'),
          ])
          .where(
            'materialId',
            'in',
            found.map(({ id }) => id),
          )
          .groupBy('materialId')
          .execute()
  return {
    rows: found.map((row) => {
      const own = cards.find(({ materialId }) => materialId === row.id)
      return { ...known(row), cards: Number(own?.cards ?? 0), approved: Number(own?.approved ?? 0) }
    }),
    total: Number(total),
  }
}

/** Materials by code, name or initials; the code meant exactly comes first. */
export const find = async (
  ctx: Context,
  { typed, limit }: { typed: string; limit: number },
): Promise<Output<typeof materials.find>> => {
  const ids = typed === '' ? [] : await findByTerm(ctx, 'material', typed, limit)
  if (ids.length === 0 && typed !== '') return []
  const found = await ctx.db
    .selectFrom('materials')
    .selectAll()
    .where('active', '=', 1)
    .$if(ids.length > 0, (rows) => rows.where('id', 'in', ids))
    .orderBy('code')
    .limit(limit)
    .execute()
  const meant = typed.toLowerCase()
  const rank = ({ code }: { code: string }): number => (code.toLowerCase() === meant ? 0 : 1)
  return found.map(known).toSorted((a, b) => rank(a) - rank(b))
}

export const read = async (ctx: Context, { id }: { id: number }): Promise<Material> =>
  known(await ctx.db.selectFrom('materials').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

export const save = async (ctx: Context, { id, active, version, ...draft }: MaterialDraft): Promise<Material> => {
  const taken = await ctx.db.selectFrom('materials').select('id').where('code', '=', draft.code).executeTakeFirst()
  if (taken && taken.id !== id) throw refuse('materials.codeTaken', { value: draft.code }, 'code')
  const values = {
    ...draft,
    initials: (draft.initials || initialsOf(draft.name)).toLowerCase(),
    active: active ? (1 as const) : (0 as const),
    version: version + 1,
  }
  const before =
    id === null ? undefined : await ctx.db.selectFrom('materials').selectAll().where('id', '=', id).executeTakeFirst()
  const row =
    id === null
      ? await ctx.db.insertInto('materials').values(values).returningAll().executeTakeFirstOrThrow()
      : await ctx.db
          .updateTable('materials')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst()
  if (!row) throw refuse(before ? 'app.stale' : 'app.notFound')
  await setSearchTerms(ctx, 'material', row.id, null, {
    exact: [row.initials, pinyinOf(row.name)],
    anywhere: [row.code, row.name],
  })
  ctx.record({ entity: 'materials', id: row.id, before, after: row })
  return known(row)
}

const cardsOf = (ctx: Context, where: 'materialCards.materialId' | 'materialCards.id', id: number) =>
  ctx.db
    .selectFrom('materialCards')
    .innerJoin('users', 'users.id', 'materialCards.keyedBy')
    .select([
      'materialCards.id',
      'materialId',
      'colourNumber',
      'supplier',
      'picture',
      'approvedOn',
      'approvedBy',
      'place',
      'remark',
      'users.name as keyedBy',
      'keyedAt',
      'materialCards.version',
    ])
    .where(where, '=', id)
    .orderBy('materialCards.id')
    .limit(200)
    .execute()

/** 样卡 of a material, in the order they were made (duty 68). */
export const cards = (ctx: Context, { materialId }: { materialId: number }): Promise<MaterialCard[]> =>
  cardsOf(ctx, 'materialCards.materialId', materialId)

export const saveCard = async (ctx: Context, { id, version, ...draft }: MaterialCardDraft): Promise<MaterialCard> => {
  if (draft.approvedOn !== null && draft.approvedOn > ctx.today) throw refuse('purchases.future', {}, 'approvedOn')
  if (draft.approvedOn !== null && draft.approvedBy === '') throw refuse('materials.approverNeeded', {}, 'approvedBy')
  await refuseUnknownPictures(ctx, [draft])
  const values = { ...draft, keyedBy: ctx.user.id, keyedAt: ctx.now, version: version + 1 }
  const before =
    id === null
      ? undefined
      : await ctx.db.selectFrom('materialCards').selectAll().where('id', '=', id).executeTakeFirst()
  const row =
    id === null
      ? await ctx.db.insertInto('materialCards').values(values).returning('id').executeTakeFirstOrThrow()
      : await ctx.db
          .updateTable('materialCards')
          .set(values)
          .where('id', '=', id)
          .where('materialId', '=', draft.materialId)
          .where('version', '=', version)
          .returning('id')
          .executeTakeFirst()
  if (!row) throw refuse(before ? 'app.stale' : 'app.notFound')
  ctx.record({ entity: 'materialCards', id: row.id, before, after: values })
  const [card] = await cardsOf(ctx, 'materialCards.id', row.id)
  return card!
}
