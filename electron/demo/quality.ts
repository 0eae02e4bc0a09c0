import type { InspectionDraft, InspectionTarget } from '../../shared/quality.ts'
import type { DefectKind } from '../../shared/severities.ts'
import type { Trade } from '../../shared/settings.ts'
import type { Person, Stage } from './story.ts'

type Found = InspectionDraft['defects']

/** What failed a lot in each trade, and what was said of it when it was looked at again. */
const failures: Record<Trade, { defect: string; note: string; again: string }> = {
  furniture: { defect: '色差', note: '门板与柜体色号对不上', again: '返工补色后复检' },
  printing: { defect: '套印不准', note: '黑版偏 0.3 mm', again: '挑选后复检' },
  garment: { defect: '尺寸超差', note: '胸围 104,标准 102±1', again: '返工后复检' },
  hardware: { defect: '盐雾不合格', note: '盐雾 24 h 起锈点', again: '重新电镀,盐雾 48 h 合格' },
}

const ofKind = (kinds: readonly DefectKind[], severity: DefectKind['severity'], quantity: number): Found => {
  const kind = kinds.find((each) => each.severity === severity)
  return kind && quantity > 0 ? [{ ...kind, quantity, note: '', picture: '' }] : []
}

interface Wanted {
  kind: InspectionDraft['kind']
  noticeLineId: number
  operationId: number | null
  reinspects?: number
  part?: Partial<InspectionDraft>
  /** What was found, of the kinds of defects the trade knows. */
  found: (kinds: readonly DefectKind[], sample: number) => Found
}

/** Keys an inspection with everything on its checklist ✓. */
const key = async (by: Person, { kind, noticeLineId, operationId, reinspects, part, found }: Wanted) => {
  const { draft, defects } = await by.quality.propose({
    kind,
    orderLineId: null,
    noticeLineId,
    operationId,
    reinspects: reinspects ?? null,
  })
  return by.quality.save({
    ...draft,
    ...part,
    items: draft.items.map((item) => ({ ...item, result: 'ok' as const })),
    defects: found(defects, part?.sample ?? draft.sample),
  })
}

const decide = (by: Person, { id, version }: { id: number; version: number }, decision: 'accept' | 'reject') =>
  by.quality.decide({ id, version, decision, reason: '' })

/** Final inspections of goods that have left: accepted, and one that failed and passed when it was looked at again. */
const inspectFinished = async ({ as }: Stage, trade: Trade): Promise<void> => {
  const { rows } = await as.workshop.production.list({ state: 'finished', limit: 9 })
  for (const [index, { id }] of rows.entries()) {
    const { noticeLines } = await as.workshop.production.read({ id })
    const line = noticeLines[0]!
    const last = line.operations.at(-1)!
    const common = { kind: 'final', noticeLineId: line.id, operationId: last.id } as const
    const part = last.finishedOn === null ? {} : { inspectedOn: last.finishedOn }
    if (index !== 2) {
      const minor = index % 2 === 0 ? 0 : 1
      const made = await key(as.workshop, {
        ...common,
        part,
        found: (kinds) => (line.quantity > 20_000 ? ofKind(kinds, 'minor', minor) : []),
      })
      await decide(as.workshop, made, made.result)
      continue
    }
    const { defect, note, again } = failures[trade]
    const failed = await key(as.workshop, {
      ...common,
      part,
      // more than any sample of a small lot lets pass, and every second piece of a large sample
      found: (_kinds, sample) => [
        { defect, severity: 'major', quantity: Math.max(9, Math.floor(sample / 2)), note, picture: '' },
      ],
    })
    await decide(as.workshop, failed, 'reject')
    const second = await key(as.workshop, {
      ...common,
      reinspects: failed.id,
      part: { ...part, remark: again },
      found: () => [],
    })
    await decide(as.workshop, second, 'accept')
  }
}

/** Goods in work of which a process has passed on more than the next has taken: something is there to look at. */
const inWork = (targets: readonly InspectionTarget[]) =>
  targets.flatMap(({ noticeLineId, operations }) => {
    const at = operations.findIndex(
      (operation, index) =>
        operation.good - (operations[index + 1]?.good ?? 0) >= 2000 && index < operations.length - 1,
    )
    const operation = operations[at]
    return noticeLineId === null || !operation ? [] : [{ noticeLineId, operation }]
  })

/** Patrols and inspections between processes: one with rework, one rejected nobody has dealt with, one to decide. */
const inspectWork = async ({ as }: Stage): Promise<void> => {
  const places = inWork(await as.workshop.quality.targets({ typed: '' }))
  const kinds = ['patrol', 'process', 'process', 'patrol', 'process'] as const
  for (const [index, { noticeLineId, operation }] of places.slice(0, kinds.length).entries()) {
    const made = await key(as.workshop, {
      kind: kinds[index]!,
      noticeLineId,
      operationId: operation.id,
      part: { inspector: '吴工' },
      found: (known) => (index === 0 || index === 4 ? ofKind(known, 'minor', 1) : ofKind(known, 'major', 3)),
    })
    // the last one is still to be decided
    if (index === 4) continue
    const decided = await decide(as.workshop, made, made.result)
    if (index !== 1 || decided.decision !== 'reject') continue
    await as.workshop.quality.dispose({
      id: decided.id,
      version: decided.version,
      kind: 'rework',
      quantity: 2000,
      note: '返修后再过',
    })
  }
}

/** 检验单 of the demo office: what was inspected before it left, and what the workshop is looking at now. */
export const inspectGoods = async (stage: Stage): Promise<void> => {
  const { office } = await stage.as.manager.settings.read({})
  await inspectFinished(stage, office.trade)
  await inspectWork(stage)
}
