import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  byIdVersion,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  nothing,
  pageOf,
  paging,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { keyedSources } from './orders.ts'
import { PaperOutput } from './papers.ts'
import { Proposal } from './proposals.ts'
import { signBackStates } from './signBacks.ts'

/** A slip's life: 草稿 / 待审 / 待客户回签 / 已执行 / 已撤回. Derived from facts, never picked. */
export const changeStates = ['draft', 'toApprove', 'toSign', 'done', 'withdrawn'] as const
export type ChangeState = (typeof changeStates)[number]
export const changeStateKeys: Record<ChangeState, PhraseKey> = {
  draft: 'changes.stateDraft',
  toApprove: 'changes.stateToApprove',
  toSign: 'changes.stateToSign',
  done: 'changes.stateDone',
  withdrawn: 'changes.stateWithdrawn',
}
/** States of a slip that stands and is not executed: an order has one of them at most. */
export const openChangeStates = ['draft', 'toApprove', 'toSign'] as const satisfies readonly ChangeState[]

export interface ChangeFacts {
  submittedAt: string | null
  approvedAt: string | null
  appliedAt: string | null
  withdrawnAt: string | null
}
export const deriveChangeState = (facts: ChangeFacts): ChangeState => {
  if (facts.appliedAt !== null) return 'done'
  if (facts.withdrawnAt !== null) return 'withdrawn'
  if (facts.submittedAt === null) return 'draft'
  return facts.approvedAt === null ? 'toApprove' : 'toSign'
}

export const askers = ['customer', 'us'] as const
export type Asker = (typeof askers)[number]
export const askerKeys: Record<Asker, PhraseKey> = { customer: 'changes.askedCustomer', us: 'changes.askedUs' }

/** Who must be told of a change and signs for it. */
export const changeDepartments = ['production', 'warehouse', 'quality', 'finance', 'sales'] as const
export type ChangeDepartment = (typeof changeDepartments)[number]
export const departmentKeys: Record<ChangeDepartment, PhraseKey> = {
  production: 'changes.departmentProduction',
  warehouse: 'changes.departmentWarehouse',
  quality: 'changes.departmentQuality',
  finance: 'changes.departmentFinance',
  sales: 'changes.departmentSales',
}
export const toldWays = ['paper', 'phone', 'message'] as const
export type ToldWay = (typeof toldWays)[number]
export const toldWayKeys: Record<ToldWay, PhraseKey> = {
  paper: 'changes.toldPaper',
  phone: 'changes.toldPhone',
  message: 'changes.toldMessage',
}

/** One thing a slip changes, in words: what, before, after. */
export const ChangeEntry = z.strictObject({
  scope: z.enum(['head', 'line', 'added', 'cancelled']),
  /** Number of the line; null for the head and for lines that come. */
  line: count.nullable(),
  /** The goods of the line: 餐桌 1400×800×750 胡桃. */
  goods: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
})
export type ChangeEntry = z.output<typeof ChangeEntry>

/** What stands on a line that is changed, and what the change does to it. Quantities thousandths, money fen. */
export const LineEffect = z.strictObject({
  line: count.nullable(),
  goods: z.string(),
  unit: z.string(),
  before: thousandths,
  /** 0 for a line that goes. */
  after: thousandths,
  released: thousandths,
  /** Through the first process at least, or at a factory for it: material is cut. */
  started: thousandths,
  made: thousandths,
  /** At factories: sent and not come back. */
  outside: thousandths,
  delivered: thousandths,
  invoicedFen: fen.nullable(),
  /** Begun beyond what is asked for now (损失), and its worth at the order's price. */
  loss: thousandths,
  lossFen: fen.nullable(),
})
export type LineEffect = z.output<typeof LineEffect>

export const ChangeEffect = z.strictObject({
  lines: z.array(LineEffect).max(600),
  beforeFen: fen.nullable(),
  afterFen: fen.nullable(),
  beforeDepositFen: fen.nullable(),
  afterDepositFen: fen.nullable(),
  confirmedFen: fen.nullable(),
  lossFen: fen.nullable(),
  /** Begun beyond what is asked for: needs its reason. */
  loses: flag,
  /** Why it cannot be carried out as things stand; empty when it can. */
  problems: z.array(z.string()).max(100),
  /** What the slip does not undo: goods at a factory that come back all the same. Slips of before have none. */
  notes: z.array(z.string()).max(100).default([]),
})
export type ChangeEffect = z.output<typeof ChangeEffect>

export const ChangeSign = z.strictObject({
  department: z.enum(changeDepartments),
  name: z.string(),
  on: z.string(),
  how: z.enum(toldWays),
  keyedBy: z.string(),
  keyedAt: instant,
})
export type ChangeSign = z.output<typeof ChangeSign>

export const ChangeRow = z.strictObject({
  id,
  number: z.string(),
  orderId: id,
  orderNumber: z.string(),
  customerId: id,
  customerName: z.string(),
  state: z.enum(changeStates),
  edition: count,
  askedBy: z.enum(askers),
  way: z.enum(keyedSources),
  reason: z.string(),
  changed: count,
  added: count,
  cancelled: count,
  beforeFen: fen.nullable(),
  afterFen: fen.nullable(),
  needsCustomer: flag,
  refused: flag,
  unsigned: count,
  writtenBy: z.string(),
  writtenById: id,
  writtenAt: instant,
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  appliedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  version,
})
export type ChangeRow = z.output<typeof ChangeRow>

export const Change = z.strictObject({
  ...ChangeRow.shape,
  contact: z.string(),
  lossReason: z.string(),
  /** 已采购: what was bought for it already and becomes of it, in words. */
  bought: z.string(),
  proof: z.string(),
  inboxItemId: id.nullable(),
  fourEyes: flag,
  submittedAt: instant.nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  entries: z.array(ChangeEntry).max(6000),
  effect: ChangeEffect,
  signs: z.array(ChangeSign).max(10),
  /** The copy the customer signs; null while none was sent. */
  signBack: z
    .strictObject({
      id,
      state: z.enum(signBackStates),
      sentAt: instant,
      sentTo: z.string(),
      dueOn: date,
      returnedAt: instant.nullable(),
      difference: z.string().nullable(),
      version,
    })
    .nullable(),
  /** Fax number or contact the copy goes to. */
  fax: z.string(),
  proposal: Proposal,
  printed: count,
})
export type Change = z.output<typeof Change>

export const ChangeDraft = z.strictObject({
  id: id.nullable(),
  orderId: id,
  /** The order as the person saw it: what a colleague changed meanwhile is not taken back unseen. */
  orderVersion: version,
  askedBy: z.enum(askers),
  way: z.enum(keyedSources),
  contact: text(40),
  reason: requiredText(300),
  lossReason: text(300).default(''),
  bought: text(300).default(''),
  /** The paper it was asked for on: of the inbox, or its fax number. */
  proof: text(60).default(''),
  inboxItemId: id.nullable(),
  proposal: Proposal,
  version,
})
export type ChangeDraft = z.output<typeof ChangeDraft>

/** What one executed or waiting slip of an order did, for the order's page. */
export const ChangeOfOrder = z.strictObject({
  id,
  number: z.string(),
  state: z.enum(changeStates),
  edition: count,
  reason: z.string(),
  at: instant,
  by: z.string(),
  entries: z.array(ChangeEntry).max(6000),
})
export type ChangeOfOrder = z.output<typeof ChangeOfOrder>

export const changes = {
  list: query(
    'orders.read',
    z.strictObject({
      ...paging,
      state: z.enum(changeStates).nullable().default(null),
      /** Only slips some department was not told of yet. */
      unsigned: flag.default(false),
      text: text(40).default(''),
    }),
    pageOf(ChangeRow),
  ),
  read: query('orders.read', byId, Change),
  /** The changes of one order with before and after, newest first. */
  ofOrder: query('orders.read', z.strictObject({ orderId: id }), z.array(ChangeOfOrder).max(50)),
  save: command('changes.write', ChangeDraft, Change),
  /** Hands the slip to whoever approves it; what is begun beyond the new quantity needs its reason. */
  submit: command('changes.write', z.strictObject({ id, version, lossReason: text(300).optional() }), Change),
  approve: command('changes.approve', byIdVersion, Change),
  refuse: command('changes.approve', z.strictObject({ id, version, reason: requiredText(200) }), Change),
  withdraw: command('changes.write', z.strictObject({ id, version, reason: requiredText(200) }), Change),
  /** Carries a slip out that could not be when its signed copy came back. */
  apply: command('changes.write', byIdVersion, Change),
  /** A department was told: who signed, when, how. Said again, the later word stands. */
  sign: command(
    'changes.write',
    z.strictObject({
      id,
      version,
      department: z.enum(changeDepartments),
      name: requiredText(20),
      on: date,
      how: z.enum(toldWays),
    }),
    Change,
  ),
  /** For the departments' pens with what the house has made of it, or for the customer without. */
  paper: query(
    'orders.read',
    z.strictObject({ id, copy: z.enum(['house', 'customer']).default('house') }),
    PaperOutput,
  ),
  markPrinted: command('orders.read', byId, z.strictObject({ printed: count })),
  counts: query('orders.read', nothing, z.strictObject({ open: count, toApprove: count })),
}
