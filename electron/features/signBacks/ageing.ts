import { sql } from 'kysely'
import type { z } from 'zod'
import { daysBetween } from '../../../shared/dates.ts'
import {
  type AgeingGroup,
  type AgeingRow,
  daysOfBucket,
  type LateBucket,
  lateBuckets,
  type SignBackRow,
  type signBacks,
} from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { copies, rowOf } from './read.ts'

const keyOf: Record<AgeingGroup, ReturnType<typeof sql<string>>> = {
  driver: sql<string>`"deliveryNotes"."driver"`,
  customer: sql<string>`case when "signBacks"."customerId" is null then 'f' || "signBacks"."factoryId" else 'c' || "signBacks"."customerId" end`,
  kind: sql<string>`"signBacks"."kind"`,
}

const inBucket = (bucket: LateBucket, today: string) => {
  const { from, to } = daysOfBucket(bucket, today)
  const first = from === null ? sql`1 = 1` : sql`"signBacks"."dueOn" >= ${from}`
  const last = to === null ? sql`1 = 1` : sql`"signBacks"."dueOn" <= ${to}`
  return sql<number>`sum(case when ${first} and ${last} then 1 else 0 end)`
}

/** Papers that are out, by driver (delivery notes), customer or kind, in the buckets of how late they are (duty 87). */
export const ageingOf = async (ctx: Context, by: AgeingGroup): Promise<AgeingRow[]> => {
  const key = keyOf[by]
  const rows = await ctx.db
    .selectFrom('signBacks')
    .leftJoin('customers', 'customers.id', 'signBacks.customerId')
    .leftJoin('outsideFactories', 'outsideFactories.id', 'signBacks.factoryId')
    .leftJoin('deliveryNotes', (join) =>
      join.onRef('deliveryNotes.id', '=', 'signBacks.documentId').on('signBacks.kind', '=', 'delivery'),
    )
    .select([
      key.as('key'),
      sql<string>`max(coalesce("customers"."shortName", "outsideFactories"."shortName", ''))`.as('name'),
      sql<string>`max(coalesce("customers"."phone", "outsideFactories"."phone", ''))`.as('phone'),
    ])
    .select(lateBuckets.map((bucket) => inBucket(bucket, ctx.today).as(bucket)))
    .select(({ fn }) => [fn.countAll().as('total'), fn.min<string>('signBacks.dueOn').as('first')])
    .where('signBacks.state', '=', 'waiting')
    .$if(by === 'driver', (some) => some.where('signBacks.kind', '=', 'delivery'))
    .groupBy(key)
    .execute()
  return rows
    .map(({ first, key: of, name, phone, total, ...counts }) => ({
      key: of,
      // the words of a kind are the page's
      name: by === 'customer' ? name : of,
      phone: by === 'customer' ? phone : '',
      ...(Object.fromEntries(lateBuckets.map((bucket) => [bucket, Number(counts[bucket])])) as Record<
        LateBucket,
        number
      >),
      total: Number(total),
      oldestDays: Math.max(0, daysBetween(first, ctx.today)),
    }))
    .toSorted(
      (one, other) => other.oldestDays - one.oldestDays || other.total - one.total || (one.key < other.key ? -1 : 1),
    )
    .slice(0, 500)
}

type Group = Pick<z.output<typeof signBacks.outOf.input>, 'by' | 'key' | 'bucket'>

const ofGroup = (ctx: Context, { by, key, bucket }: Group) => {
  const { from, to } = bucket === null ? { from: null, to: null } : daysOfBucket(bucket, ctx.today)
  return copies(ctx)
    .where('signBacks.state', '=', 'waiting')
    .$if(by === 'kind', (some) => some.where('signBacks.kind', '=', key))
    .$if(by === 'driver', (some) =>
      some.where('signBacks.kind', '=', 'delivery').where('deliveryNotes.driver', '=', key),
    )
    .$if(by === 'customer', (some) =>
      some.where(key.startsWith('f') ? 'signBacks.factoryId' : 'signBacks.customerId', '=', Number(key.slice(1)) || 0),
    )
    .$if(from !== null, (some) => some.where('signBacks.dueOn', '>=', from!))
    .$if(to !== null, (some) => some.where('signBacks.dueOn', '<=', to!))
}

/** The papers of one group and bucket, the longest late first. */
export const listOut = async (
  ctx: Context,
  { offset, limit, ...group }: z.output<typeof signBacks.outOf.input>,
): Promise<{ rows: SignBackRow[]; total: number }> => {
  const rows = ofGroup(ctx, group)
  const { total } = await rows
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await rows.orderBy('signBacks.dueOn').orderBy('signBacks.id').limit(limit).offset(offset).execute()
  return { rows: found.map((row) => rowOf(row, ctx, new Map())), total: Number(total) }
}
