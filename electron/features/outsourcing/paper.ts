import type { z } from 'zod'
import { translator } from '../../../shared/language.ts'
import { type outsourcing, type PaperCopy, showsPrice } from '../../../shared/outsourcing.ts'
import type { CallQuestion } from '../../../shared/outsideFactories.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { refuse } from '../../../shared/refusals.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { outsideCalls } from '../../papers/outsideCalls.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { outsideSlip, type OutsideSlipPaper } from '../../papers/outsideSlip.ts'
import { layoutFor } from '../layouts/read.ts'
import { readCompany } from '../settings.ts'
import { questionsOf } from './calls.ts'
import { readSlip } from './read.ts'

const companyHead = async (ctx: Context) => {
  const company = await readCompany(ctx)
  return {
    name: company?.name ?? '',
    address: company?.address ?? '',
    phone: company?.phone ?? '',
    fax: company?.fax ?? '',
  }
}

const copyKeys = {
  factory: 'outsourcing.copyFactory',
  merchandiser: 'outsourcing.copyMerchandiser',
  warehouse: 'outsourcing.copyWarehouse',
  finance: 'outsourcing.copyFinance',
} as const satisfies Record<PaperCopy, string>

/** 外协加工单 with the copies asked for. Who sees no prices prints none, whatever the copy. */
export const slipPaper = async (
  ctx: Context,
  { id, copies }: z.output<typeof outsourcing.paper.input>,
  layout?: PaperLayout,
): Promise<PaperOutput> => {
  const slip = await readSlip(ctx, id)
  const t = translator('zh-CN')
  const priced = may(ctx.user.role, 'prices.read')
  const content: OutsideSlipPaper = {
    company: await companyHead(ctx),
    number: slip.number,
    version: slip.edition,
    printed: slip.printed + 1,
    madeBy: slip.by,
    factory: slip.factoryName,
    contact: slip.contact,
    phone: slip.phone,
    fax: slip.fax,
    sentOn: slip.sentOn,
    packing: slip.packing,
    enclosures: slip.enclosures,
    requirement: slip.requirement,
    remark: slip.remark,
    lines: slip.lines.map((line) => ({
      noticeNumber: line.noticeNumber,
      process: line.processName,
      goods: line.description,
      requirement: line.requirement,
      unit: line.unit,
      quantity: line.quantity,
      priceMicros: line.priceMicros,
      amountFen: line.amountFen,
      wantedOn: line.wantedOn,
    })),
    totalFen: slip.totalFen,
    copies: copies.map((copy) => ({ name: t(copyKeys[copy]), priced: priced && showsPrice[copy] })),
  }
  return outsideSlip(content, { layout: layout ?? (await layoutFor(ctx, 'outsideSlip', null)) })
}

const saidText = ({ askedAt, spokenTo, words, promisedOn }: CallQuestion): string =>
  askedAt === null
    ? ''
    : `${askedAt.slice(5, 10)} ${spokenTo}：${words}${promisedOn === null ? '' : ` → ${promisedOn.slice(5)}`}`

/** 外协问进度表 of one factory: what is outside there, due first, room for the answers. */
export const callPaper = async (ctx: Context, { factoryId }: { factoryId: number }): Promise<PaperOutput> => {
  const factory = await ctx.db
    .selectFrom('outsideFactories')
    .select(['shortName', 'name', 'contact', 'phone'])
    .where('id', '=', factoryId)
    .executeTakeFirst()
  if (!factory) throw refuse('app.notFound')
  const questions = await questionsOf(ctx, factoryId)
  return outsideCalls({
    company: await companyHead(ctx),
    number: '',
    madeBy: ctx.user.name,
    factory: factory.name,
    contact: factory.contact,
    phone: factory.phone,
    on: ctx.today,
    lines: questions.map((question) => ({
      number: question.number,
      goods: question.description,
      process: question.processName,
      unit: question.unit,
      quantity: question.quantity,
      open: question.open,
      wantedOn: question.wantedOn,
      lateDays: question.lateDays,
      said: saidText(question),
    })),
  })
}
