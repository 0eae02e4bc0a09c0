import type { Output } from '../../../shared/contract.ts'
import { planOfSample, tablePlan } from '../../../shared/inspectionPlan.ts'
import {
  type InspectionDraft,
  type InspectionTarget,
  largestLot,
  type ProposedInspection,
  type quality,
} from '../../../shared/quality.ts'
import type { DefectKind, Severity } from '../../../shared/severities.ts'
import { keptForms } from '../../lib/keptForms.ts'

/** A line of the checklist as it is typed: ✓, × or nothing. */
export interface FormItem {
  item: string
  result: '' | '✓' | '×'
  note: string
}
/** A defect as it is typed; an empty line has no name. */
export interface FormDefect {
  defect: string
  severity: Severity
  quantity: number | null
  note: string
  picture: string
}

/** An inspection being keyed: the draft without its lists, which are grids here. */
export interface InspectionForm {
  head: Omit<InspectionDraft, 'items' | 'defects'>
  target: InspectionTarget
  /** Pieces (thousandths) other final inspections of these goods look at or have let through. */
  otherLots: number
  proposed: ProposedInspection['proposed'] | null
  kinds: DefectKind[]
  items: FormItem[]
  defects: FormDefect[]
  /** The sample follows the table until somebody types another. */
  sampleTyped: boolean
}

export const emptyDefect = (): FormDefect => ({ defect: '', severity: 'major', quantity: null, note: '', picture: '' })

const signs = { none: '', ok: '✓', bad: '×' } as const

const formItems = (items: InspectionDraft['items']): FormItem[] =>
  items.map(({ item, result, note }) => ({ item, result: signs[result], note }))

export const formOfProposal = ({ draft, target, otherLots, proposed, defects }: ProposedInspection): InspectionForm => {
  const { items, defects: _none, ...head } = draft
  return {
    head,
    target,
    otherLots,
    proposed,
    kinds: defects,
    items: formItems(items),
    defects: [emptyDefect()],
    sampleTyped: false,
  }
}

/** `otherLots` as it is proposed counts the inspection itself among the others. */
export const formOfInspection = (
  inspection: Output<typeof quality.read>,
  { defects: kinds, otherLots }: Pick<ProposedInspection, 'defects' | 'otherLots'>,
): InspectionForm => {
  const { items, defects, ...head } = inspection.draft
  return {
    head,
    target: inspection.target,
    otherLots: Math.max(0, otherLots - (inspection.kind === 'final' ? inspection.lot : 0)),
    proposed: null,
    kinds,
    items: formItems(items),
    defects: [...defects, emptyDefect()],
    sampleTyped: head.sample !== inspection.tableSample,
  }
}

/** The head with a part changed; the sample follows the table until it was typed. */
export const withHead = (form: InspectionForm, part: Partial<InspectionForm['head']>): InspectionForm => {
  const head = { ...form.head, ...part }
  const sampleTyped = form.sampleTyped || part.sample !== undefined
  return { ...form, sampleTyped, head: sampleTyped ? head : { ...head, sample: tablePlan(head).sample } }
}

export const filledDefects = (form: InspectionForm): FormDefect[] =>
  form.defects.filter(
    ({ defect, quantity, note, picture }) => defect !== '' || quantity !== null || note + picture !== '',
  )

const resultOf = { '': 'none', '✓': 'ok', '×': 'bad' } as const

export const draftOf = (form: InspectionForm): InspectionDraft => ({
  ...form.head,
  items: form.items
    .filter(({ item }) => item.trim() !== '')
    .map(({ item, result, note }) => ({ item, note, result: resultOf[result] })),
  defects: filledDefects(form).map(({ quantity, ...rest }) => ({ ...rest, quantity: quantity ?? 1 })),
})

/** The largest lot (thousandths) that may be inspected as the form stands. */
export const mostOf = ({ head, target, otherLots }: InspectionForm): number =>
  largestLot({
    kind: head.kind,
    quantity: target.quantity,
    good: target.operations.find(({ id }) => id === head.operationId)?.good ?? null,
    otherLots,
  })

/** The plan of the form as it stands: what the application will judge by. */
export const planOf = ({ head }: InspectionForm) => planOfSample(head, head.sample)

/** New inspections that are being keyed. */
export const inspectionDrafts = keptForms<InspectionForm>({
  pack: (form) => ({ inspection: form }),
  unpack: (content) => {
    const { inspection } = content as { inspection?: InspectionForm }
    return inspection && Array.isArray(inspection.defects) && Array.isArray(inspection.items)
      ? // kept before it was known what others inspect
        { ...inspection, otherLots: inspection.otherLots ?? 0 }
      : null
  },
  worthKeeping: (form) => form.head.id === null && filledDefects(form).length > 0,
})
