import { type Lesson, type LessonFacts, lessons } from '../../shared/lessons.ts'
import { subLabel } from '../../shared/exceptions.ts'
import { daysBetween } from '../../shared/dates.ts'
import { translate } from '../../shared/language.ts'
import { type CauseCode, causeShortKeys, causeSigns } from '../../shared/operations.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import { goodsOfNotice, noticeGoodsColumns } from './noticeGoods.ts'

const rows = (ctx: Context) =>
  ctx.db
    .selectFrom('lessons')
    .innerJoin('orders', 'orders.id', 'lessons.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'lessons.userId')
    .leftJoin('products', 'products.id', 'lessons.productId')
    .select(['lessons.id', 'lessons.orderId', 'orders.number as orderNumber', 'customers.shortName'])
    .select(['customers.name as customerName', 'lessons.productId', 'products.code', 'products.name'])
    .select(['lessons.wrong', 'lessons.better', 'lessons.nothing', 'users.name as by', 'lessons.at', 'lessons.version'])
type Found = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const lessonOf = ({ shortName, customerName, code, name, nothing, ...row }: Found): Lesson => ({
  ...row,
  customer: shortName || customerName,
  product: [code, name].filter(Boolean).join(' '),
  nothing: nothing === 1,
})

const readLesson = async (ctx: Context, id: number): Promise<Lesson> =>
  lessonOf(await rows(ctx).where('lessons.id', '=', id).executeTakeFirstOrThrow())

/** What is to be remembered of some products: their own lessons, and those of whole orders they were in. */
const ofProducts = async (ctx: Context, productIds: number[], exceptOrder: number | null): Promise<Lesson[]> => {
  if (productIds.length === 0) return []
  const found = await rows(ctx)
    .where('lessons.nothing', '=', 0)
    .$if(exceptOrder !== null, (some) => some.where('lessons.orderId', '<>', exceptOrder!))
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('lessons.productId', 'in', productIds),
        eb.and([
          eb('lessons.productId', 'is', null),
          exists(
            selectFrom('orderLines')
              .select('orderLines.id')
              .whereRef('orderLines.orderId', '=', 'lessons.orderId')
              .where('orderLines.productId', 'in', productIds)
              .where('orderLines.cancelledAt', 'is', null),
          ),
        ]),
      ]),
    )
    .orderBy('lessons.id', 'desc')
    .limit(50)
    .execute()
  return found.map(lessonOf)
}

const orderOf = async (ctx: Context, orderId: number) => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.number', 'customers.shortName', 'customers.name as customerName'])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  return order
}

const productsOf = (ctx: Context, orderId: number) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('products', 'products.id', 'orderLines.productId')
    .select(['products.id', 'products.code', 'products.name'])
    .distinct()
    .where('orderLines.orderId', '=', orderId)
    .where('orderLines.cancelledAt', 'is', null)
    .orderBy('products.id')
    .limit(200)
    .execute()

/** Lines that came through their last process after their due date, with the causes their processes were given. */
const lateLines = async (ctx: Context, orderId: number): Promise<LessonFacts['late']> => {
  const found = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .leftJoin('subCodes', 'subCodes.code', 'operations.causeSub')
    .select(['operations.noticeLineId', 'operations.processName', 'operations.finishedOn', 'operations.causeCode'])
    .select(['operations.causeSub', 'subCodes.name as subName', 'operations.causeNote'])
    .select([...noticeGoodsColumns, 'orderLines.dueOn'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .where('noticeLines.state', '=', 'finished')
    .orderBy('operations.noticeLineId')
    .orderBy('operations.sequence')
    .execute()
  return [...Map.groupBy(found, ({ noticeLineId }) => noticeLineId).values()].flatMap((chain) => {
    const last = chain.at(-1)!
    if (last.finishedOn === null || last.finishedOn <= last.dueOn) return []
    const causes = chain.flatMap((each) => {
      if (each.causeCode === null) return []
      const code = each.causeCode as CauseCode
      const label =
        each.causeSub === ''
          ? `${causeSigns[code]} ${translate(ctx.language, causeShortKeys[code])}`
          : subLabel(each.causeSub, each.subName ?? '')
      return [[each.processName, label, each.causeNote].filter(Boolean).join(' ')]
    })
    return [
      {
        description: goodsOfNotice(last),
        dueOn: last.dueOn,
        finishedOn: last.finishedOn,
        days: daysBetween(last.dueOn, last.finishedOn),
        causes: causes.slice(0, 20),
      },
    ]
  })
}

const factsOf = async (ctx: Context, orderId: number): Promise<LessonFacts> => {
  const order = await orderOf(ctx, orderId)
  const slips = await ctx.db
    .selectFrom('exceptions')
    .select(['id', 'number', 'what', 'how'])
    .where('orderId', '=', orderId)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .limit(50)
    .execute()
  const own = await rows(ctx).where('lessons.orderId', '=', orderId).orderBy('lessons.id').limit(100).execute()
  return {
    orderId,
    orderNumber: order.number,
    customer: order.shortName || order.customerName,
    products: (await productsOf(ctx, orderId)).map(({ id, code, name }) => ({
      productId: id,
      product: [code, name].filter(Boolean).join(' '),
    })),
    late: (await lateLines(ctx, orderId)).slice(0, 100),
    exceptions: slips,
    lessons: own.map(lessonOf),
  }
}

export const lessonsHandlers: Handlers<typeof lessons> = {
  ofProduct: (ctx, { productId }) => ofProducts(ctx, [productId], null),

  async ofOrder(ctx, { orderId }) {
    return ofProducts(
      ctx,
      (await productsOf(ctx, orderId)).map(({ id }) => id),
      orderId,
    )
  },

  facts: (ctx, { orderId }) => factsOf(ctx, orderId),

  async save(ctx, { id, version, orderId, productId, wrong, better }) {
    await orderOf(ctx, orderId)
    if (productId !== null && !(await productsOf(ctx, orderId)).some((product) => product.id === productId))
      throw refuse('lessons.notInOrder', {}, 'productId')
    const words = { productId, wrong, better, nothing: 0 as const, userId: ctx.user.id, at: ctx.now }
    if (id === null) {
      const values = { ...words, orderId, version: 1 }
      const made = await ctx.db.insertInto('lessons').values(values).returning('id').executeTakeFirstOrThrow()
      ctx.record({ entity: 'lessons', id: made.id, after: values })
      return readLesson(ctx, made.id)
    }
    const before = await ctx.db.selectFrom('lessons').selectAll().where('id', '=', id).executeTakeFirst()
    if (!before || before.orderId !== orderId) throw refuse('app.notFound')
    if (before.version !== version) throw refuse('app.stale')
    await ctx.db
      .updateTable('lessons')
      .set({ ...words, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'lessons', id, before, after: words })
    return readLesson(ctx, id)
  },

  async nothing(ctx, { orderId, why }) {
    await orderOf(ctx, orderId)
    const known = await ctx.db.selectFrom('lessons').select('id').where('orderId', '=', orderId).executeTakeFirst()
    if (known) throw refuse('lessons.writtenAlready')
    const values = { orderId, productId: null, wrong: why, better: '', nothing: 1 as const, userId: ctx.user.id }
    const made = await ctx.db
      .insertInto('lessons')
      .values({ ...values, at: ctx.now, version: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'lessons', id: made.id, after: values })
    return readLesson(ctx, made.id)
  },
}
