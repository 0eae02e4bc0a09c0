import type { z } from 'zod'
import { type Translate, translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import {
  lateBucketKeys,
  type SignBackKind,
  signBackKindKeys,
  type SignBackRow,
  type signBacks,
} from '../../../shared/signBacks.ts'
import { dateOf } from '../../../shared/dates.ts'
import type { Context } from '../../context.ts'
import { signChaseList } from '../../papers/signChaseList.ts'
import { readCompany } from '../settings.ts'
import { listOut } from './ageing.ts'

const mostPrinted = 600

/** What each paper is about, in short: the first goods of a note or an order, the period of a statement. */
const goodsInShort = async (ctx: Context, rows: readonly SignBackRow[], t: Translate): Promise<Map<number, string>> => {
  const ids = (kind: SignBackKind): number[] => [
    0,
    ...rows.filter((row) => row.kind === kind).map(({ documentId }) => documentId),
  ]
  const goods: [SignBackKind, { of: number; words: string }[]][] = [
    [
      'delivery',
      await ctx.db
        .selectFrom('deliveryLines')
        .select(['deliveryNoteId as of', 'description as words'])
        .where('deliveryNoteId', 'in', ids('delivery'))
        .orderBy('sequence')
        .execute(),
    ],
    [
      'confirmation',
      await ctx.db
        .selectFrom('orderLines')
        .select(['orderId as of', 'name as words'])
        .where('orderId', 'in', ids('confirmation'))
        .where('cancelledAt', 'is', null)
        .orderBy('sequence')
        .execute(),
    ],
    [
      'outsourcing',
      await ctx.db
        .selectFrom('outsideLines')
        .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
        .select(['outsideLines.slipId as of', 'operations.processName as words'])
        .where('outsideLines.slipId', 'in', ids('outsourcing'))
        .orderBy('outsideLines.id')
        .execute(),
    ],
    [
      'change',
      await ctx.db
        .selectFrom('orderChanges')
        .select(['id as of', 'reason as words'])
        .where('id', 'in', ids('change'))
        .execute(),
    ],
  ]
  const periods = await ctx.db
    .selectFrom('statements')
    .select(['id as of', 'periodFrom', 'periodTo'])
    .where('id', 'in', ids('statement'))
    .execute()
  const words = new Map<string, string>(
    periods.map(({ of, periodFrom, periodTo }) => [`statement ${of}`, `${periodFrom} ~ ${periodTo}`]),
  )
  for (const [kind, lines] of goods)
    for (const [of, own] of Map.groupBy(lines, (line) => line.of))
      words.set(
        `${kind} ${of}`,
        own.length > 1
          ? t('today.goodsMore', { goods: own[0]!.words, count: own.length, more: own.length - 1 })
          : own[0]!.words,
      )
  return new Map(rows.map((row) => [row.id, words.get(`${row.kind} ${row.documentId}`) ?? '']))
}

/** 回签催收单 of one driver, customer or kind (duty 87): the longest late first, room for a signature, no amount. */
export const chasePaper = async (
  ctx: Context,
  { except, ...group }: z.output<typeof signBacks.chasePaper.input>,
): Promise<PaperOutput> => {
  const t = translator(ctx.language)
  const rows: SignBackRow[] = []
  for (let offset = 0; offset < mostPrinted; offset += 200) {
    const page = await listOut(ctx, { ...group, offset, limit: 200 })
    rows.push(...page.rows.filter(({ id }) => !except.includes(id)))
    if (page.rows.length < 200) break
  }
  const goods = await goodsInShort(ctx, rows, t)
  const company = await readCompany(ctx)
  const whose =
    group.by === 'kind'
      ? t(signBackKindKeys[group.key as SignBackKind] ?? 'signBacks.kind')
      : group.by === 'customer'
        ? (rows[0]?.customerName ?? '')
        : group.key || t('signBacks.noDriver')
  return signChaseList(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: '',
      madeBy: ctx.user.name,
      on: ctx.today,
      by: group.by,
      whose,
      note: group.bucket === null ? '' : t(lateBucketKeys[group.bucket]),
      lines: rows.map((row) => ({
        number: row.documentNumber,
        kind: t(signBackKindKeys[row.kind]),
        sentOn: dateOf(new Date(row.sentAt)),
        customer: row.customerName,
        goods: goods.get(row.id) ?? '',
        lateDays: row.overdueDays,
        said: [
          row.chases > 0 ? t('signBacks.chasesCount', { count: row.chases }) : '',
          row.lastSpokenTo,
          row.lastAnswer,
        ]
          .filter(Boolean)
          .join(' '),
      })),
    },
    { language: ctx.language },
  )
}
