import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  count,
  date,
  flag,
  id,
  month,
  nothing,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import { Enclosure, enclosureKinds, FilmCheck, FilmItem, filmStates, HandOut, OpenEnclosure } from './noticeDesk.ts'
import { FieldValues } from './noticeFields.ts'
import { PaperOutput } from './papers.ts'
import { trades } from './settings.ts'

/** The process fields of a notice and its lines (duty 34), copied when it was released, open to the office since. */
export const NoticeSheet = z.strictObject({
  id,
  number: z.string(),
  trade: z.enum(trades),
  edition: count,
  /** This version is in somebody's hands: saving a change makes the next. */
  given: flag,
  voided: flag,
  version,
  /** What the order itself says; it changes by a change slip only. */
  orderPacking: z.string(),
  acceptance: z.string(),
  head: FieldValues,
  lines: z
    .array(
      z.strictObject({
        id,
        code: z.string(),
        description: z.string(),
        colour: z.string(),
        unit: z.string(),
        quantity: thousandths,
        newVersion: flag,
        values: FieldValues,
      }),
    )
    .max(300),
})
export type NoticeSheet = z.output<typeof NoticeSheet>

export const Film = z.strictObject({
  noticeId: id,
  number: z.string(),
  /** The office checks films, or this one was checked all the same. */
  wanted: flag,
  state: z.enum(filmStates),
  /** The process that waits for it: 印刷. */
  process: z.string(),
  /** What is looked at, from the settings. */
  items: z.array(z.string()).max(30),
  /** Oldest first. */
  checks: z.array(FilmCheck).max(100),
})
export type Film = z.output<typeof Film>

export const Copies = z.strictObject({
  noticeId: id,
  number: z.string(),
  workshop: z.string(),
  edition: count,
  /** The copies the office hands out, from the settings. */
  names: z.array(z.string()).max(8),
  /** Oldest first. */
  handed: z.array(HandOut).max(400),
})
export type Copies = z.output<typeof Copies>

/** A line of 月生产计划 (duty 36): what a workshop is to finish of one notice line in a month. */
export const PlanLine = z.strictObject({
  noticeLineId: id,
  noticeId: id,
  noticeNumber: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  customerCode: z.string(),
  workshop: z.string(),
  code: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  good: thousandths,
  plannedStart: date,
  plannedFinish: date,
})
export type PlanLine = z.output<typeof PlanLine>
/** A row written by hand: what no notice says yet. */
export const PlanRow = z.strictObject({
  id,
  month,
  workshop: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  remark: z.string(),
  version,
})
export type PlanRow = z.output<typeof PlanRow>
export const PlanSum = z.strictObject({
  workshop: z.string(),
  unit: z.string(),
  notices: count,
  lines: count,
  /** Of notices; `byHand` of rows written beside them. */
  quantity: thousandths,
  good: thousandths,
  byHand: thousandths,
})
export type PlanSum = z.output<typeof PlanSum>
const planFilter = { month, workshop: text(20).nullable().default(null) }

const enclosureFields = {
  kind: z.enum(enclosureKinds),
  label: text(60).default(''),
  pieces: count.min(1).max(9999).default(1),
  remark: text(200).default(''),
}

/** What is done with a notice beside making it; spread into the word `production`. */
export const noticeProcedures = () => ({
  sheet: query('operations.read', byId, NoticeSheet),
  /** Field → text for the whole notice and for each line. A change after it was given out makes the next version. */
  saveSheet: command(
    'orders.write',
    z.strictObject({
      id,
      version,
      head: FieldValues,
      lines: z.array(z.strictObject({ id, values: FieldValues })).max(300),
    }),
    NoticeSheet,
  ),

  enclosures: query('operations.read', z.strictObject({ noticeId: id }), z.array(Enclosure).max(200)),
  /** 随单物未还, the longest out first. */
  openEnclosures: query(
    'operations.read',
    z.strictObject({ ...paging, finished: flag.default(false), kind: z.enum(enclosureKinds).nullable().default(null) }),
    pageOf(OpenEnclosure),
  ),
  saveEnclosure: command(
    'operations.write',
    z.strictObject({ id: id.nullable(), noticeId: id, ...enclosureFields, version }),
    Enclosure,
  ),
  handEnclosure: command(
    'operations.write',
    z.strictObject({ id, version, handedTo: requiredText(40), handedOn: date }),
    Enclosure,
  ),
  returnEnclosure: command(
    'operations.write',
    z.strictObject({ id, version, returnedBy: requiredText(40), returnedOn: date, remark: text(200).default('') }),
    Enclosure,
  ),
  /** Takes the last step back: returned by mistake, handed over by mistake. */
  undoEnclosure: command('operations.write', z.strictObject({ id, version, reason: requiredText(200) }), Enclosure),
  /** Only what never left the office. */
  dropEnclosure: command('operations.write', z.strictObject({ id, version }), nothing),

  film: query('operations.read', z.strictObject({ noticeId: id }), Film),
  checkFilm: command(
    'checks.write',
    z.strictObject({
      noticeId: id,
      items: z.array(FilmItem).min(1).max(30),
      checkedBy: requiredText(20),
      checkedOn: date,
    }),
    Film,
  ),
  faxFilm: command('checks.write', z.strictObject({ id, version, faxedTo: requiredText(40), faxedOn: date }), Film),
  answerFilm: command(
    'checks.write',
    z.strictObject({ id, version, answer: requiredText(200), answeredOn: date, right: flag }),
    Film,
  ),

  copies: query('operations.read', z.strictObject({ noticeId: id }), Copies),
  handOut: command(
    'operations.write',
    z.strictObject({
      noticeId: id,
      copy: requiredText(12),
      workshop: text(20).default(''),
      receiver: requiredText(20),
      receivedOn: date,
      /** The version on the paper, as it was seen. */
      edition: count,
      oldBack: flag.default(false),
    }),
    Copies,
  ),
  withdrawHandOut: command('operations.write', z.strictObject({ id, reason: requiredText(200) }), Copies),

  planLines: query('operations.read', z.strictObject({ ...paging, ...planFilter }), pageOf(PlanLine)),
  planSums: query(
    'operations.read',
    z.strictObject(planFilter),
    z.strictObject({ sums: z.array(PlanSum).max(400), rows: z.array(PlanRow).max(200) }),
  ),
  savePlanRow: command(
    'production.write',
    z.strictObject({
      id: id.nullable(),
      month,
      workshop: text(20),
      description: requiredText(80),
      unit: requiredText(8),
      quantity: positiveThousandths,
      remark: text(100).default(''),
      version,
    }),
    PlanRow,
  ),
  removePlanRow: command('production.write', z.strictObject({ id, version }), nothing),
  planPaper: query('operations.read', z.strictObject(planFilter), PaperOutput),
  /** 资料交接清单 (duty 43): what was handed over with the notice. */
  handoverPaper: query('operations.read', byId, PaperOutput),
})
