import { dateOf } from '../../../shared/dates.ts'
import { translator, type Translate } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { disposalKeys, type Inspection, inspectionStateKeys, type ItemResult } from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { aqlText, strictnessKeys } from '../../../shared/sampling.ts'
import { severities, severityKeys } from '../../../shared/severities.ts'
import type { Context } from '../../context.ts'
import { inspectionReport } from '../../papers/inspectionReport.ts'
import { picturesForPaper } from '../pictures.ts'
import { readCompany, readOffice } from '../settings.ts'
import { readInspection } from './read.ts'

const resultSigns: Record<ItemResult, string> = { none: '', ok: '✓', bad: '×' }

const classesOf = (inspection: Inspection, t: Translate) => {
  const { draft } = inspection
  const parts = {
    critical: [draft.aqlCritical, inspection.acceptCritical, inspection.foundCritical],
    major: [draft.aqlMajor, inspection.acceptMajor, inspection.foundMajor],
    minor: [draft.aqlMinor, inspection.acceptMinor, inspection.foundMinor],
  } as const
  return severities.map((severity) => {
    const [aql, accept, found] = parts[severity]
    return {
      severity: t(severityKeys[severity]),
      aql: inspection.kind === 'patrol' ? '' : aql === 0 ? '0' : aqlText(aql),
      accept: accept === null ? t('quality.notJudged') : String(accept),
      reject: accept === null ? '' : String(accept + 1),
      found: String(found),
    }
  })
}

const decisionText = (inspection: Inspection, t: Translate): string => {
  if (inspection.state === 'void') return `${t('quality.stateVoid')} ${inspection.voidReason ?? ''}`
  if (inspection.decision === null) return t('quality.paperUndecided')
  const word =
    inspection.decision === 'reject' ? t('quality.resultRejectShort') : t(inspectionStateKeys[inspection.state])
  return [word, inspection.decisionReason].filter(Boolean).join(' — ')
}

const planText = ({ kind, draft, lot, sample, unit }: Inspection, t: Translate): string =>
  kind === 'patrol'
    ? t('quality.paperPatrol', { sample })
    : [
        t('quality.paperPlan', {
          standard: t('quality.standard'),
          level: draft.level,
          strictness: t(strictnessKeys[draft.strictness]),
          lot: `${formatQuantity(lot)} ${unit}`,
          sample,
        }),
        draft.sampleReason,
      ]
        .filter(Boolean)
        .join('；')

/** Whose goods they are: in full on the report that goes with them; by code inside, where the office hides its customers. */
const customerText = async (ctx: Context, customerId: number, forCustomer: boolean): Promise<string> => {
  const { name, code } = await ctx.db
    .selectFrom('customers')
    .select(['name', 'code'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return !forCustomer && (await readOffice(ctx)).hideCustomerOnNotice ? code : name
}

/** 出厂检验报告 · 检验报告 of one inspection, with the photos of its defects. */
export const inspectionPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const t = translator('zh-CN')
  const inspection = await readInspection(ctx, id)
  const company = await readCompany(ctx)
  const { draft, target } = inspection
  const photos = await picturesForPaper(
    ctx,
    draft.defects.map(({ picture }) => picture),
  )
  const forCustomer = inspection.kind === 'final'
  return inspectionReport({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    title: t(forCustomer ? 'quality.paperFinal' : 'quality.paperOther'),
    number: inspection.number,
    version: 1,
    printed: inspection.printed + 1,
    madeBy: inspection.keyed?.by ?? '',
    inspectedOn: inspection.inspectedOn,
    customer: await customerText(ctx, inspection.customerId, forCustomer),
    orderNumber: inspection.orderNumber,
    noticeNumber: target.noticeNumber,
    goods: [inspection.code, inspection.description].filter(Boolean).join(' '),
    process: inspection.processName,
    lot: `${formatQuantity(inspection.lot)} ${inspection.unit}`,
    sample: String(inspection.sample),
    plan: planText(inspection, t),
    acceptance: target.acceptance,
    classes: classesOf(inspection, t),
    items: draft.items.map(({ item, result, note }) => ({ item, result: resultSigns[result], note })),
    defects: draft.defects.map((each) => ({
      defect: each.defect,
      severity: t(severityKeys[each.severity]),
      quantity: String(each.quantity),
      note: each.note,
      picture: photos.get(each.picture) ?? '',
    })),
    disposals: inspection.disposals
      .filter(({ takenBack }) => takenBack === null)
      .map(({ kind, quantity, note }) =>
        [t(disposalKeys[kind]), `${formatQuantity(quantity)} ${inspection.unit}`, note].filter(Boolean).join(' '),
      )
      .join('；'),
    remark: draft.remark,
    decision: decisionText(inspection, t),
    inspector: inspection.inspector,
    decidedBy: inspection.decided?.by ?? '',
    decidedOn: inspection.decided === null ? '' : dateOf(new Date(inspection.decided.at)),
    forCustomer,
  })
}
