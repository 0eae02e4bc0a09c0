import {
  type LayoutContent,
  LayoutContent as Content,
  layoutPaperKeys,
  layoutPapers,
  type LayoutPaper,
  type LayoutRow,
  type layouts,
  officeOnly,
  type Whose,
} from '../../../shared/layouts.ts'
import { translate } from '../../../shared/language.ts'
import { refuse } from '../../../shared/refusals.ts'
import { afterPreparing, type Context, type Handlers } from '../../context.ts'
import { type SampleCustomer, samplePaper } from '../../papers/samplesLayout.ts'
import { refuseUnknownPictures } from '../pictures.ts'
import { readCompany } from '../settings.ts'
import { columnsOf, completed, factoryContent, placesOf, problemOf, sourcesOf, widthsOf } from './checking.ts'
import { fileText, readLayoutFile } from './files.ts'
import { logoOf } from './read.ts'
import { lastReal } from './real.ts'
import { serialAnswer } from './serial.ts'
import { bytesOf, checkTemplate, storeTemplate } from './templates.ts'

const rowsOf = (ctx: Context) =>
  ctx.db
    .selectFrom('layouts')
    .innerJoin('users', 'users.id', 'layouts.changedBy')
    .leftJoin('customers', 'customers.id', 'layouts.customerId')
    .select([
      'layouts.id',
      'layouts.paper',
      'layouts.customerId',
      'layouts.name',
      'layouts.content',
      'layouts.active',
      'layouts.version',
      'layouts.changedAt',
      'users.name as by',
      'customers.shortName',
    ])

const stored = (ctx: Context, { paper, customerId }: Whose) =>
  rowsOf(ctx)
    .where('paper', '=', paper)
    .where('scope', '=', customerId ?? 0)
    .executeTakeFirst()
type Stored = NonNullable<Awaited<ReturnType<typeof stored>>>

const rowOf = ({ paper, customerId, shortName, name, version, active, content, by, changedAt }: Stored): LayoutRow => ({
  paper: paper as LayoutPaper,
  customerId,
  customer: shortName ?? '',
  name,
  version,
  own: active === 1,
  template: active === 1 ? (Content.parse(JSON.parse(content)).template?.name ?? '') : '',
  by,
  at: changedAt,
})
const unchanged = (paper: LayoutPaper, customerId: number | null, customer: string): LayoutRow => ({
  paper,
  customerId,
  customer,
  name: '',
  version: 0,
  own: false,
  template: '',
  by: '',
  at: '',
})

const customerName = async (ctx: Context, { paper, customerId }: Whose): Promise<string> => {
  if (customerId === null) return ''
  if (officeOnly.includes(paper))
    throw refuse('layouts.officeOnly', { paper: translate(ctx.language, layoutPaperKeys[paper]) }, 'customerId')
  const row = await ctx.db.selectFrom('customers').select('shortName').where('id', '=', customerId).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return row.shortName
}

const contentOf = (paper: LayoutPaper, row: Stored | undefined): LayoutContent | null =>
  row?.active === 1 ? completed(paper, Content.parse(JSON.parse(row.content))) : null

/** What is printed now: the own layout, for a customer without one the office's, or as the program brings it. */
const inUse = async (ctx: Context, whose: Whose): Promise<{ row: Stored | undefined; content: LayoutContent }> => {
  const row = await stored(ctx, whose)
  const own = contentOf(whose.paper, row)
  if (own || whose.customerId === null) return { row, content: own ?? factoryContent(whose.paper) }
  const office = contentOf(whose.paper, await stored(ctx, { ...whose, customerId: null }))
  return { row, content: office ?? factoryContent(whose.paper) }
}

/** Writes the content as the next version; every version stays readable. */
const write = async (
  ctx: Context,
  { paper, customerId }: Whose,
  values: { name: string; content: LayoutContent; active: 0 | 1 },
  version: number,
): Promise<LayoutRow> => {
  const before = await stored(ctx, { paper, customerId })
  if ((before?.version ?? 0) !== version) throw refuse('app.stale')
  const facts = {
    name: values.name,
    content: JSON.stringify(values.content),
    active: values.active,
    changedBy: ctx.user.id,
    changedAt: ctx.now,
    version: version + 1,
  }
  const { id } = await ctx.db
    .insertInto('layouts')
    .values({ paper, scope: customerId ?? 0, customerId, ...facts })
    .onConflict((clash) => clash.columns(['paper', 'scope']).doUpdateSet(facts))
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('layoutVersions')
    .values({
      layoutId: id,
      version: facts.version,
      name: facts.name,
      content: facts.content,
      active: facts.active,
      userId: ctx.user.id,
      at: ctx.now,
    })
    .execute()
  ctx.record({
    entity: 'layouts',
    id,
    before: before && { version, active: before.active, content: before.content },
    after: { paper, customerId, ...facts },
  })
  return rowOf((await stored(ctx, { paper, customerId }))!)
}

const companyOf = async (ctx: Context) => {
  const company = await readCompany(ctx)
  const account = company?.bankAccounts[0]
  return {
    name: company?.name ?? '',
    address: company?.address ?? '',
    phone: company?.phone ?? '',
    fax: company?.fax ?? '',
    bankName: account?.bank ?? '',
    bankAccountName: account?.name ?? '',
    bankAccount: account?.account ?? '',
  }
}

/** The head of a sample: the customer's own where the layout is a customer's. */
const customerOf = (ctx: Context, customerId: number | null): Promise<SampleCustomer | undefined> =>
  ctx.db
    .selectFrom('customers')
    .select(['name', 'shortName', 'contact', 'phone', 'fax'])
    .where('id', '=', customerId ?? 0)
    .executeTakeFirst()

export const layoutsHandlers: Handlers<typeof layouts> = {
  async list(ctx) {
    const rows = await rowsOf(ctx).orderBy('customers.shortName').orderBy('layouts.id').limit(1900).execute()
    return layoutPapers.flatMap((paper) => {
      const own = rows.filter((row) => row.paper === paper)
      const office = own.find(({ customerId }) => customerId === null)
      const customers = own.filter(({ customerId, active }) => customerId !== null && active === 1)
      return [office ? rowOf(office) : unchanged(paper, null, ''), ...customers.map(rowOf)]
    })
  },

  async read(ctx, whose) {
    const customer = await customerName(ctx, whose)
    const { row, content } = await inUse(ctx, whose)
    return {
      ...(row ? rowOf(row) : unchanged(whose.paper, whose.customerId, customer)),
      content,
      factory: factoryContent(whose.paper),
      columns: columnsOf(whose.paper),
      sources: sourcesOf(whose.paper, ctx.language),
      places: placesOf(whose.paper, content, ctx.language),
    }
  },

  async history(ctx, whose) {
    const row = await stored(ctx, whose)
    if (!row) return []
    const versions = await ctx.db
      .selectFrom('layoutVersions')
      .innerJoin('users', 'users.id', 'layoutVersions.userId')
      .select(['layoutVersions.version', 'content', 'layoutVersions.active', 'at', 'users.name as by'])
      .where('layoutId', '=', row.id)
      .orderBy('layoutVersions.version', 'desc')
      .limit(50)
      .execute()
    return versions.map(({ version, content, active, at, by }) => {
      const read = Content.safeParse(JSON.parse(content))
      return {
        version,
        by,
        at,
        own: active === 1,
        content: active === 1 && read.success ? completed(whose.paper, read.data) : null,
      }
    })
  },

  async preview(ctx, { paper, customerId, content, real }) {
    const whole = completed(paper, content)
    const layout = { name: '', version: 0, content: whole, logo: await logoOf(ctx, whole) }
    const found = real ? await lastReal(ctx, paper, customerId) : null
    const { layout: _draft, ...output } = found
      ? await found.draw(layout)
      : samplePaper(paper, await companyOf(ctx), layout, await customerOf(ctx, customerId))
    const problem = problemOf(paper, whole, ctx.language)
    return {
      paper: output,
      widths: widthsOf(paper, whole).widths,
      places: placesOf(paper, whole, ctx.language),
      problem: problem ? translate(ctx.language, problem.code, problem.values) : '',
      number: found?.number ?? '',
    }
  },

  save: afterPreparing(checkTemplate, async (ctx, { paper, customerId, name, content, version }) => {
    await customerName(ctx, { paper, customerId })
    const whole = completed(paper, content)
    const problem = problemOf(paper, whole, ctx.language)
    if (problem) throw problem
    if (whole.logo) await refuseUnknownPictures(ctx, [whole.logo])
    return write(ctx, { paper, customerId }, { name, content: whole, active: 1 }, version)
  }),

  async reset(ctx, { paper, customerId, version }) {
    const row = await stored(ctx, { paper, customerId })
    if (!row) throw refuse('app.notFound')
    return write(ctx, { paper, customerId }, { name: '', content: factoryContent(paper), active: 0 }, version)
  },

  async file(ctx, whose) {
    const customer = await customerName(ctx, whose)
    const { row, content } = await inUse(ctx, whose)
    const label = translate(ctx.language, layoutPaperKeys[whose.paper])
    return {
      name: [translate(ctx.language, 'layouts.of', { paper: label }), customer].filter(Boolean).join(' '),
      text: await fileText(ctx, whose.paper, row?.name ?? '', content),
    }
  },
  readFile: async (ctx, { paper, text }) => readLayoutFile(ctx, paper, text),

  keepTemplate: afterPreparing(storeTemplate, async (ctx, _sent, kept) => {
    ctx.record({ entity: 'layouts', id: null, after: { template: kept } })
    return kept
  }),
  async template(ctx, whose) {
    await customerName(ctx, whose)
    return bytesOf(ctx, (await inUse(ctx, whose)).content)
  },

  serial: serialAnswer,
}
