import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  count,
  date,
  flag,
  id,
  instant,
  month,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { materialStates, type MaterialState } from './materialNeeds.ts'
import { PaperOutput } from './papers.ts'
import { pictureHash } from './pictures.ts'

export const materialStateKeys: Record<MaterialState, PhraseKey> = {
  toBuy: 'materials.unbought',
  unbought: 'materials.stateUnbought',
  late: 'materials.stateLate',
  onWay: 'materials.stateOnWay',
  enough: 'materials.stateEnough',
}

const master = {
  code: requiredText(30),
  name: requiredText(60),
  spec: text(60),
  unit: requiredText(8),
  initials: text(20),
  supplier: text(60),
  /** 采购周期, calendar days. */
  leadDays: count.max(365),
  /** A need is rounded up to multiples of this, thousandths: 1000 = whole pieces. */
  step: positiveThousandths,
  remark: text(200),
  active: flag,
}
export const Material = z.strictObject({ id, ...master, version })
export type Material = z.output<typeof Material>
export const MaterialDraft = z.strictObject({ id: id.nullable(), ...master, version })
export type MaterialDraft = z.output<typeof MaterialDraft>
export const emptyMaterial: MaterialDraft = {
  id: null,
  code: '',
  name: '',
  spec: '',
  unit: '',
  initials: '',
  supplier: '',
  leadDays: 3,
  step: 1000,
  remark: '',
  active: true,
  version: 0,
}
export const MaterialRow = z.strictObject({
  ...Material.shape,
  /** 样卡: how many, and how many of them are approved. */
  cards: count,
  approved: count,
})
export type MaterialRow = z.output<typeof MaterialRow>

const card = {
  materialId: id,
  colourNumber: requiredText(40),
  supplier: text(60),
  picture: pictureHash,
  approvedOn: date.nullable(),
  approvedBy: text(30),
  /** Where the card lies: 样卡夹 3 号. */
  place: text(40),
  remark: text(200),
}
/** 样卡 (duty 68). */
export const MaterialCard = z.strictObject({ id, ...card, keyedBy: z.string(), keyedAt: instant, version })
export type MaterialCard = z.output<typeof MaterialCard>
export const MaterialCardDraft = z.strictObject({ id: id.nullable(), ...card, version })
export type MaterialCardDraft = z.output<typeof MaterialCardDraft>

/** Millionths of the material's unit for one basic unit of the product: 0.65 m = 650000. */
export const usage = z.number().int().positive().max(1e12)
const loss = z.number().int().min(0).max(100_000)

export const ListRow = z.strictObject({
  materialId: id,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  supplier: z.string(),
  leadDays: count,
  step: thousandths,
  usageMicros: usage,
  lossBasisPoints: loss,
  processId: id.nullable(),
  process: z.string(),
})
export type ListRow = z.output<typeof ListRow>
/** 材料表 of a product (duty 64). */
export const ProductList = z.strictObject({
  productId: id,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  rows: z.array(ListRow).max(200),
  version,
})
export type ProductList = z.output<typeof ProductList>

/** One material of one order: what it needs, has, and lacks; thousandths of the material's unit. */
export const OrderMaterial = z.strictObject({
  materialId: id,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  supplier: z.string(),
  leadDays: count,
  step: thousandths,
  needed: thousandths,
  /** Of it for pieces that are still to be worked: no more than that can be short. */
  left: thousandths,
  bought: thousandths,
  arrived: thousandths,
  /** Given out to the workshop less what came back. */
  used: thousandths,
  unbought: thousandths,
  short: thousandths,
  inTransit: thousandths,
  /** The first process that needs it and its planned day; '' and null of lines that are not released. */
  process: z.string(),
  startOn: date.nullable(),
  promisedOn: date.nullable(),
  state: z.enum(materialStates),
  /** How the need comes about, one sum for each line: `360 件 × 0.65 × 1.05 = 245.7 → 246 米`. */
  sums: z.array(z.string()).max(300),
})
export type OrderMaterial = z.output<typeof OrderMaterial>
export const OrderMaterials = z.strictObject({
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  dueOn: date,
  rows: z.array(OrderMaterial).max(1000),
  /** What is not released yet would need, by the lists as they are now. */
  toRelease: z.array(OrderMaterial).max(1000),
  /** The notice lines: each has its own page of issues and its closing. */
  lines: z
    .array(
      z.strictObject({
        noticeLineId: id,
        notice: z.string(),
        description: z.string(),
        quantity: thousandths,
        unit: z.string(),
        closed: flag,
      }),
    )
    .max(1000),
})
export type OrderMaterials = z.output<typeof OrderMaterials>

/** One material of a notice line with what was given out, and what it should have taken. */
export const LineMaterial = z.strictObject({
  materialId: id,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  usageMicros: z.number().int().min(0),
  lossBasisPoints: loss,
  process: z.string(),
  needed: thousandths,
  issued: thousandths,
  returned: thousandths,
  used: thousandths,
  /** For the good pieces so far, without loss; and up to where nothing has to be explained. */
  standard: thousandths,
  allowed: thousandths,
  unexplained: thousandths,
  /** (used − standard) / standard, tenths of a percent. */
  lossRate: z.number().int().nullable(),
  /** In the warehouse for this order: arrived less what its lines hold. */
  onHand: thousandths,
  explanation: z.string(),
})
export type LineMaterial = z.output<typeof LineMaterial>
export const MaterialMove = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(['issue', 'return']),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  quantity: thousandths,
  movedOn: date,
  person: z.string(),
  remark: z.string(),
  reverses: id.nullable(),
  reversed: flag,
  by: z.string(),
  at: instant,
})
export type MaterialMove = z.output<typeof MaterialMove>
export const LineSheet = z.strictObject({
  noticeLineId: id,
  noticeId: id,
  noticeNumber: z.string(),
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  code: z.string(),
  description: z.string(),
  unit: z.string(),
  /** What is asked of the line; closed: what was asked of it, with what was given up. */
  ordered: thousandths,
  /** Of a line that was opened again: what was given up and is another notice's now. */
  elsewhere: thousandths,
  quantity: thousandths,
  good: thousandths,
  bad: thousandths,
  scrap: thousandths,
  short: thousandths,
  over: thousandths,
  /** Begun and not finished: through a process, and neither through the next one nor scrapped there. */
  between: z.array(z.strictObject({ process: z.string(), next: z.string(), quantity: thousandths })).max(60),
  closed: z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  void: flag,
  rows: z.array(LineMaterial).max(200),
  moves: z.array(MaterialMove).max(1000),
})
export type LineSheet = z.output<typeof LineSheet>

/** 用料损耗率 of the lines closed in a month, by workshop and material (duty 53). */
export const LossRow = z.strictObject({
  workshop: z.string(),
  materialId: id.nullable(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  lines: count,
  used: thousandths,
  standard: thousandths,
  allowed: thousandths,
  rate: z.number().int().nullable(),
})
export type LossRow = z.output<typeof LossRow>
/** A closed line behind one of them. */
export const LossLine = z.strictObject({
  noticeLineId: id,
  closedOn: date,
  workshop: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  used: thousandths,
  standard: thousandths,
  allowed: thousandths,
  rate: z.number().int().nullable(),
  explanation: z.string(),
})
export type LossLine = z.output<typeof LossLine>
const lossFilter = { month, workshop: text(20).nullable().default(null), materialId: id.nullable().default(null) }

export const materials = {
  list: query(
    'materials.read',
    z.strictObject({ ...paging, typed: text(60).default(''), inactive: flag.default(false) }),
    pageOf(MaterialRow),
  ),
  find: query(
    'materials.read',
    z.strictObject({ typed: text(60), limit: count.min(1).max(20).default(8) }),
    z.array(Material).max(20),
  ),
  read: query('materials.read', byId, Material),
  save: command('materials.write', MaterialDraft, Material),
  cards: query('materials.read', z.strictObject({ materialId: id }), z.array(MaterialCard).max(200)),
  saveCard: command('materials.write', MaterialCardDraft, MaterialCard),
  productList: query('materials.read', z.strictObject({ productId: id }), ProductList),
  saveProductList: command(
    'materials.write',
    z.strictObject({
      productId: id,
      version,
      rows: z
        .array(z.strictObject({ materialId: id, usageMicros: usage, lossBasisPoints: loss, processId: id.nullable() }))
        .max(200),
    }),
    ProductList,
  ),
  /** What an order needs of each material and how far it is there (duties 64–67). */
  order: query('materials.read', z.strictObject({ orderId: id }), OrderMaterials),
  /** One notice line: issues, returns, and how it would close (duty 55). */
  line: query('materials.read', z.strictObject({ noticeLineId: id }), LineSheet),
  /** Changes what one line takes of a material, or adds it: a substitute, a list that came later. */
  setNeed: command(
    'materials.write',
    z.strictObject({
      noticeLineId: id,
      materialId: id,
      /** 0: not needed. */
      usageMicros: z.number().int().min(0).max(1e12),
      lossBasisPoints: loss,
    }),
    LineSheet,
  ),
  /** Copies the product's list again while nothing was given out: it was written after the release. */
  takeList: command('materials.write', z.strictObject({ noticeLineId: id }), LineSheet),
  /** 领料 or 退料 of several materials on one slip, all or none. */
  move: command(
    'materials.move',
    z.strictObject({
      noticeLineId: id,
      kind: z.enum(['issue', 'return']),
      movedOn: date,
      /** Who took it, or brought it back. */
      person: requiredText(30),
      remark: text(100).default(''),
      rows: z
        .array(z.strictObject({ materialId: id, quantity: positiveThousandths }))
        .min(1)
        .max(100),
    }),
    z.strictObject({ number: z.string() }),
  ),
  /** Takes one entry back by an entry of its own. */
  reverseMove: command(
    'materials.move',
    z.strictObject({ moveId: id, reason: requiredText(100) }),
    z.strictObject({ id }),
  ),
  /** 结单: `good` is what the person saw; a report in between refuses it. */
  close: command(
    'production.write',
    z.strictObject({
      noticeLineId: id,
      good: thousandths,
      quantity: thousandths,
      /** Needed where less (or more) was made than asked, or something is begun and not finished. */
      reason: text(200).default(''),
      explanations: z
        .array(z.strictObject({ materialId: id, text: text(200) }))
        .max(200)
        .default([]),
    }),
    LineSheet,
  ),
  /** Opens a closed line again; what was short comes back as far as nobody released it anew. */
  reopen: command('gates.override', z.strictObject({ noticeLineId: id, reason: requiredText(200) }), LineSheet),
  loss: query('materials.read', z.strictObject(lossFilter), z.array(LossRow).max(1000)),
  lossLines: query('materials.read', z.strictObject({ ...paging, ...lossFilter }), pageOf(LossLine)),
  /** 领料单 or 退料单 of its number. */
  slipPaper: query('materials.read', z.strictObject({ number: requiredText(20) }), PaperOutput),
}
