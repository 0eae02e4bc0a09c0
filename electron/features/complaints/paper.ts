import { format } from 'date-fns/format'
import type { Complaint, ComplaintRow } from '../../../shared/complaints.ts'
import {
  complaintKindKeys,
  complaintWantKeys,
  costOf,
  gapWords,
  replacementWayKeys,
} from '../../../shared/complaintStates.ts'
import { type Translate, translator } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Context } from '../../context.ts'
import { complaintDaily, type ComplaintDailyRow } from '../../papers/complaintDaily.ts'
import { complaintSheet } from '../../papers/complaintSheet.ts'
import { replacementSlip } from '../../papers/replacementSlip.ts'
import { picturesForPaper } from '../pictures.ts'
import { readCompany, readOffice } from '../settings.ts'
import { dailyComplaints } from './list.ts'
import { readComplaint } from './read.ts'
import { readSlip } from './replacing.ts'

/** A moment on this PC's clock. */
const momentText = (at: string): string => format(new Date(at), 'yyyy-MM-dd HH:mm')

const companyHead = async (ctx: Context) => {
  const company = await readCompany(ctx)
  return {
    name: company?.name ?? '',
    address: company?.address ?? '',
    phone: company?.phone ?? '',
    fax: company?.fax ?? '',
  }
}

const joined = (...parts: (string | null)[]): string => parts.filter(Boolean).join(' ')

/** `12 张，不良 3`: what it is about and what of it is bad. */
const quantityText = ({ quantity, badQuantity, unit }: ComplaintRow, t: Translate): string =>
  [
    quantity === null ? '' : `${formatQuantity(quantity)} ${unit}`,
    badQuantity === null ? '' : t('complaints.badOf', { bad: formatQuantity(badQuantity) }),
  ]
    .filter(Boolean)
    .join('，')

/** The manager's word with the gap since the call (duty 96). */
const decisionText = (row: ComplaintRow, opinion: string, t: Translate): string => {
  if (row.state === 'toConfirm') return t('complaints.waitsSince', { gap: gapWords(t, row.gapMinutes) })
  if (row.decidedBy === '') return ''
  return joined(
    t(row.state === 'rejected' ? 'complaints.saidNo' : 'complaints.saidYes', {
      by: row.decidedBy,
      gap: gapWords(t, row.gapMinutes),
    }),
    opinion,
  )
}

const costText = (complaint: Complaint, t: Translate): string => {
  if (complaint.deductionFen === null) return ''
  const total = costOf({ ...complaint, deductionFen: complaint.deductionFen })
  if (total === null) return t('complaints.costOpen')
  const parts: [string, number | null][] = [
    [t('complaints.costMaterial'), complaint.materialFen],
    [t('complaints.costLabour'), complaint.labourFen],
    [t('complaints.costFreight'), complaint.freightFen],
    [t('complaints.costOther'), complaint.otherFen],
    [t('complaints.costDeduction'), complaint.deductionFen],
  ]
  const said = parts.filter(([, fen]) => fen !== null && fen !== 0).map(([label, fen]) => `${label} ${formatFen(fen!)}`)
  return `${formatFen(total)}${said.length > 0 ? `（${said.join('，')}）` : ''}`
}

const causeText = ({ department, causeCode, cause }: Complaint, t: Translate): string =>
  joined(department, causeCode === null ? '' : `${causeSigns[causeCode]} ${t(causeShortKeys[causeCode])}`, cause)

/** 客户投诉单 on one page (papers.md 4.8), as whoever asks may see it. */
export const complaintPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const t = translator('zh-CN')
  const complaint = await readComplaint(ctx, id)
  const photos = await picturesForPaper(ctx, complaint.photos)
  const { same, all, rows } = complaint.repeated
  return complaintSheet({
    company: await companyHead(ctx),
    number: complaint.number,
    madeBy: complaint.takenBy,
    printed: complaint.printed + 1,
    voided: complaint.state === 'void',
    receivedText: momentText(complaint.receivedAt),
    customer: complaint.customer,
    contact: complaint.contact,
    phone: complaint.phone,
    takenBy: complaint.takenBy,
    papersText: joined(complaint.noteNumber, complaint.noticeNumber, complaint.orderNumber),
    product: joined(complaint.code, complaint.description, complaint.colour),
    quantityText: quantityText(complaint, t),
    kindText: t(complaintKindKeys[complaint.kind]),
    wantsText: joined(t(complaintWantKeys[complaint.wants]), complaint.wantsWords),
    whatText: complaint.what,
    repeatedText:
      all === 0 ? '' : t('complaints.repeatWords', { all, same, numbers: rows.map(({ number }) => number).join(' ') }),
    decisionText: decisionText(complaint, complaint.opinion, t),
    decidedBy: complaint.decidedBy,
    causeText: causeText(complaint, t),
    responsibleText: complaint.responsible,
    preventionText: complaint.prevention,
    remediesText: complaint.remedies,
    costText: costText(complaint, t),
    replyText:
      complaint.replied === null
        ? ''
        : joined(momentText(complaint.replied.at), complaint.repliedTo, complaint.replyWords),
    resultText: complaint.result,
    closedText: complaint.closed === null ? '' : momentText(complaint.closed.at),
    photos: complaint.photos.flatMap((sha256) => {
      const picture = photos.get(sha256)
      return picture === undefined ? [] : [{ picture }]
    }),
  })
}

/** Whose goods they are on a paper of the workshop: by code where the office hides its customers. */
const customerOnSlip = async (ctx: Context, customerId: number): Promise<string> => {
  const { name, code } = await ctx.db
    .selectFrom('customers')
    .select(['name', 'code'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return (await readOffice(ctx)).hideCustomerOnNotice ? code : name
}

/** 补件单 on one page (papers.md 4.9), without amounts. */
export const slipPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const t = translator('zh-CN')
  const slip = await readSlip(ctx, id)
  const complaint = await readComplaint(ctx, slip.complaintId)
  const { printed, chargeFen } = await ctx.db
    .selectFrom('replacements')
    .select(['printed', 'chargeFen'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return replacementSlip({
    company: await companyHead(ctx),
    number: slip.number,
    madeBy: slip.madeBy,
    printed: printed + 1,
    voided: slip.state === 'void',
    madeOn: momentText(slip.madeAt).slice(0, 10),
    complaintText: complaint.number,
    sourceText: joined(complaint.noteNumber, complaint.orderNumber),
    customer: await customerOnSlip(ctx, slip.customerId),
    product: joined(complaint.code, complaint.description, complaint.colour),
    wayText: joined(t(replacementWayKeys[slip.way]), slip.orderNumber, slip.noticeNumber),
    chargeText: t(chargeFen > 0 ? 'complaints.charged' : 'complaints.free'),
    reasonText: slip.reason,
    responsibleText: slip.responsible,
    deliveryText: slip.delivery,
    wantedOn: slip.wantedOn,
    remarkText: slip.remark,
    confirmedBy: complaint.decidedBy,
    parts: slip.parts,
  })
}

const dailyRow = (row: ComplaintRow, day: string, t: Translate): ComplaintDailyRow => ({
  timeText: row.receivedOn === day ? momentText(row.receivedAt).slice(11) : row.receivedOn.slice(5),
  complaintNumber: row.number,
  customer: row.customer,
  product: joined(row.code, row.description) + (row.repeats > 0 ? ` ${t('complaints.repeatMark')}` : ''),
  quantityText: quantityText(row, t),
  kindText: t(complaintKindKeys[row.kind]),
  whatText: row.what,
  wantsText: t(complaintWantKeys[row.wants]),
  decisionText: decisionText(row, '', t),
  remediesText: joined(row.remedies, row.result),
  responsible: row.responsible,
})

/** 投诉日报 of a day. */
export const dailyPaper = async (ctx: Context, on: string): Promise<PaperOutput> => {
  const t = translator('zh-CN')
  const daily = await dailyComplaints(ctx, on)
  const { received, confirmed, closed, open, unconfirmed } = daily
  return complaintDaily({
    company: await companyHead(ctx),
    number: '',
    madeBy: ctx.user.name,
    on,
    sumsText: t('complaints.dailySums', { received, confirmed, closed, open, unconfirmed }),
    rows: daily.rows.map((row) => dailyRow(row, on, t)),
    earlier: daily.earlier.map((row) => dailyRow(row, on, t)),
  })
}
