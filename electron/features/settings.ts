import type { z } from 'zod'
import { usualCheckFields } from '../../shared/checks.ts'
import { daysBetween, plusDays } from '../../shared/dates.ts'
import { refuse } from '../../shared/refusals.ts'
import {
  Company,
  mostDaysAtOnce,
  Office,
  type ProcessRow,
  settings,
  type Trade,
  usualAql,
  usualDepartments,
  usualFilmItems,
  usualNoticeCopies,
  usualReviewLines,
} from '../../shared/settings.ts'
import type { Context, Handlers } from '../context.ts'
import { statement } from '../db/statement.ts'
import { tradeProcesses } from './trades.ts'

const defaultOffice: Office = {
  trade: 'furniture',
  fourEyes: true,
  twoForMoney: false,
  signedConfirmationNeeded: true,
  inspectionNeeded: true,
  inspectionProof: 'hand',
  inspectionLevel: 'II',
  inspectionAql: usualAql,
  inspectionItems: [],
  inspectionDefects: [],
  checkFields: usualCheckFields,
  familyFields: [],
  checkWay: 'callBack',
  blindFromFen: 0,
  salespersonFirst: false,
  signInNote: '',
  greeting: '您好,这里是{{company}}',
  noteCopies: ['白 存根', '红 客户', '黄 回单'],
  noteText: '请核对清楚，如有质量问题请在收货后3天内通知。',
  confirmationTerms: '',
  statementTerms: '',
  signBackDays: { confirmation: 2, delivery: 3, statement: 5, quotation: 3, outsourcing: 1 },
  signEscalateDays: 7,
  storeFirst: false,
  storeChaseDays: 2,
  storeLongDays: 7,
  hideCustomerOnNotice: true,
  gateSteps: false,
  noteProgress: false,
  labelForm: '100x70',
  labelCode: 'qr',
  labelName: 'name',
  noticeCopyNames: usualNoticeCopies,
  filmCheck: 'trade',
  filmItems: usualFilmItems,
  newVersionQuoted: true,
  dossierAsked: false,
  creditControl: 'warn',
  taxMode: 'included',
  taxBasisPoints: 1300,
  backupHours: 4,
  reviewWish: 'off',
  reviewAboveFen: 0,
  reviewDepartments: usualDepartments,
  reviewLines: usualReviewLines,
  earlyDays: 5,
  complaintConfirmHours: 4,
  complaintReplyHours: 24,
  replacementByComplaint: true,
  restDays: [0],
}

const settingOf = statement((db, key: string) =>
  db.selectFrom('settings').select(['value', 'version']).where('key', '=', key),
)

const readSetting = async <T extends z.ZodType>(
  ctx: Pick<Context, 'db'>,
  key: string,
  schema: T,
): Promise<{ value: z.output<T> | null; version: number }> => {
  const [row] = await settingOf(ctx.db, key)
  return row ? { value: schema.parse(JSON.parse(row.value)), version: row.version } : { value: null, version: 0 }
}

const writeSetting = async (
  ctx: Context,
  key: string,
  value: unknown,
  version: number,
): Promise<{ version: number }> => {
  const before = await ctx.db.selectFrom('settings').selectAll().where('key', '=', key).executeTakeFirst()
  if ((before?.version ?? 0) !== version) throw refuse('app.stale')
  const text = JSON.stringify(value)
  await ctx.db
    .insertInto('settings')
    .values({ key, value: text, version: version + 1 })
    .onConflict((clash) => clash.column('key').doUpdateSet({ value: text, version: version + 1 }))
    .execute()
  ctx.record({ entity: 'settings', id: null, before: before?.value, after: { key, value } })
  return { version: version + 1 }
}

/** The company's head, or null in an office that has not been set up. */
export const readCompany = async (ctx: Pick<Context, 'db'>): Promise<Company | null> =>
  (await readSetting(ctx, 'company', Company)).value
export const companyName = async (ctx: Pick<Context, 'db'>): Promise<string> => (await readCompany(ctx))?.name ?? ''
/** The office's switches, with the usual ones where nothing was decided yet. */
export const readOffice = async (ctx: Pick<Context, 'db'>): Promise<Office> =>
  (await readSetting(ctx, 'office', Office)).value ?? defaultOffice

/** The work calendar between two days: which days are worked (holidays seeded, editable; duty 39). */
export const workCalendar = async (ctx: Pick<Context, 'db'>): Promise<(day: string) => boolean> => {
  const { restDays } = await readOffice(ctx)
  const known = new Map(
    (await ctx.db.selectFrom('holidays').select(['day', 'works']).execute()).map(({ day, works }) => [
      day,
      works === 1,
    ]),
  )
  return (day) => {
    const said = known.get(day)
    if (said !== undefined) return said
    const works = !restDays.includes(new Date(`${day}T12:00:00Z`).getUTCDay())
    known.set(day, works) // asked for the same weeks again and again
    return works
  }
}

const seedHolidays = async (ctx: Context, year: number): Promise<void> => {
  const { default: chineseDays } = await import('chinese-days') // needed once an office, not at every start
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = plusDays(day, 1)) {
    const detail = chineseDays.getDayDetail(day)
    if (!detail.name.includes(',')) continue // an ordinary day, not one of the State Council's notice
    await ctx.db
      .insertInto('holidays')
      .values({ day, works: detail.work ? 1 : 0, name: detail.name.split(',')[1] ?? detail.name })
      .onConflict((clash) => clash.column('day').doNothing())
      .execute()
  }
}

const setUpTrade = async (ctx: Context, trade: Trade): Promise<void> => {
  const used = await ctx.db.selectFrom('operations').select('id').limit(1).executeTakeFirst()
  if (used) throw refuse('settings.tradeInUse')
  await ctx.db.updateTable('processes').set({ active: 0 }).execute()
  for (const [index, process] of tradeProcesses[trade].entries()) {
    const values = {
      capacityUnit: '件',
      ...process,
      dailyCapacity: process.dailyCapacity * 1000,
      sequence: index + 1,
      active: 1 as const,
    }
    await ctx.db
      .insertInto('processes')
      .values({ ...values, version: 1 })
      .onConflict((clash) => clash.column('name').doUpdateSet(values))
      .execute()
  }
}

export const settingsHandlers: Handlers<typeof settings> = {
  async read(ctx) {
    const company = await readSetting(ctx, 'company', Company)
    const office = await readSetting(ctx, 'office', Office)
    return {
      company: company.value,
      office: office.value ?? defaultOffice,
      versions: { company: company.version, office: office.version },
    }
  },
  saveCompany: (ctx, { company, version }) => writeSetting(ctx, 'company', company, version),
  saveOffice(ctx, { office, version }) {
    const families = office.familyFields.map(({ family }) => family)
    const twice = families.findIndex((family, index) => families.indexOf(family) < index)
    if (twice >= 0)
      throw refuse('settings.familyTwice', { family: families[twice]! }, `office.familyFields.${twice}.family`)
    return writeSetting(ctx, 'office', office, version)
  },

  async processes(ctx) {
    const rows = await ctx.db
      .selectFrom('processes')
      .selectAll()
      .orderBy('active', 'desc')
      .orderBy('sequence')
      .execute()
    return rows.map((row): ProcessRow => ({ ...row, active: row.active === 1 }))
  },

  async saveProcess(ctx, { id, active, version, ...draft }) {
    const taken = await ctx.db.selectFrom('processes').select('id').where('name', '=', draft.name).executeTakeFirst()
    if (taken && taken.id !== id) throw refuse('settings.processTaken', { name: draft.name }, 'name')
    const values = { ...draft, active: active ? (1 as const) : (0 as const), version: id === null ? 1 : version + 1 }
    const row =
      id === null
        ? await ctx.db.insertInto('processes').values(values).returningAll().executeTakeFirstOrThrow()
        : await ctx.db
            .updateTable('processes')
            .set(values)
            .where('id', '=', id)
            .where('version', '=', version)
            .returningAll()
            .executeTakeFirst()
    if (!row) throw refuse('app.stale')
    ctx.record({ entity: 'processes', id: row.id, after: row })
    return { ...row, active: row.active === 1 }
  },

  async holidays(ctx, { year }) {
    const rows = await ctx.db
      .selectFrom('holidays')
      .selectAll()
      .where('day', 'like', `${year}-%`)
      .orderBy('day')
      .execute()
    return rows.map((row) => ({ ...row, works: row.works === 1 }))
  },

  async saveHoliday(ctx, { day, works, name }) {
    const values = { works: works ? (1 as const) : (0 as const), name }
    await ctx.db
      .insertInto('holidays')
      .values({ day, ...values })
      .onConflict((clash) => clash.column('day').doUpdateSet(values))
      .execute()
    ctx.record({ entity: 'holidays', id: null, after: { day, works, name } })
    return {}
  },

  async saveHolidays(ctx, { from, to, works, name }) {
    if (to < from) throw refuse('settings.daysBackwards', {}, 'to')
    const days = daysBetween(from, to) + 1
    if (days > mostDaysAtOnce) throw refuse('settings.tooManyDays', { days, most: mostDaysAtOnce }, 'to')
    const values = { works: works ? (1 as const) : (0 as const), name }
    await ctx.db
      .insertInto('holidays')
      .values(Array.from({ length: days }, (_, index) => ({ day: plusDays(from, index), ...values })))
      .onConflict((clash) => clash.column('day').doUpdateSet(values))
      .execute()
    ctx.record({ entity: 'holidays', id: null, after: { from, to, works, name } })
    return { days }
  },

  async removeHoliday(ctx, { day }) {
    const before = await ctx.db.deleteFrom('holidays').where('day', '=', day).returningAll().executeTakeFirst()
    if (!before) throw refuse('app.notFound')
    ctx.record({ entity: 'holidays', id: null, before })
    return {}
  },

  async chooseTrade(ctx, { trade }) {
    await setUpTrade(ctx, trade)
    const year = Number(ctx.today.slice(0, 4))
    for (const each of [year - 1, year, year + 1]) await seedHolidays(ctx, each)
    const { value, version } = await readSetting(ctx, 'office', Office)
    await writeSetting(ctx, 'office', { ...(value ?? defaultOffice), trade }, version)
    return {}
  },
}
