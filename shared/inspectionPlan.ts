import { type Severity, severities } from './severities.ts'
import type { InspectionKind } from './quality.ts'
import { acceptOfSample, planFor } from './sampling.ts'
import type { Level, Strictness } from './samplingTables.ts'

/** How the defects of one severity are judged. */
export interface ClassPlan {
  severity: Severity
  /** Thousandths; 0 = none is let through. */
  aql: number
  /** Pieces the table asks for under this AQL, at most the lot. */
  sample: number
  /** Ac; null where this kind of inspection does not judge it. */
  accept: number | null
}

export interface PlanAsked {
  kind: InspectionKind
  /** Thousandths. */
  lot: number
  level: Level
  strictness: Strictness
  aqlCritical: number
  aqlMajor: number
  aqlMinor: number
}

/** How many pieces a patrol looks at, where nobody says otherwise. */
export const patrolSample = 5

/** Whole pieces of a lot; a started one counts. */
export const piecesOf = (lot: number): number => Math.max(1, Math.ceil(lot / 1000))

const aqlOf = (asked: PlanAsked, severity: Severity): number =>
  ({ critical: asked.aqlCritical, major: asked.aqlMajor, minor: asked.aqlMinor })[severity]

/**
 * The sample the table asks for and what is accepted in it (duties 73, 74). A patrol has no lot: it looks at a few pieces, and
 * a critical or major defect makes it 不合格. The sample is the largest any of the severities asks for.
 */
export const tablePlan = (asked: PlanAsked): { sample: number; classes: ClassPlan[] } => {
  const pieces = piecesOf(asked.lot)
  if (asked.kind === 'patrol') {
    const sample = Math.min(patrolSample, pieces)
    return {
      sample,
      classes: severities.map((severity) => ({ severity, aql: 0, sample, accept: severity === 'minor' ? null : 0 })),
    }
  }
  const classes = severities.map((severity): ClassPlan => {
    const aql = aqlOf(asked, severity)
    if (aql === 0) return { severity, aql, sample: 0, accept: 0 }
    const { sample, accept } = planFor(pieces, asked.level, asked.strictness, aql)
    return { severity, aql, sample, accept }
  })
  const sample = Math.max(...classes.map((each) => each.sample))
  // where no severity has an AQL every piece is looked at
  return { sample: sample > 0 ? sample : pieces, classes }
}

/**
 * The plan for the sample that was really looked at. A severity whose table sample it is keeps the table's Ac; for another
 * sample it gets the Ac of the largest sample of its column that is no larger, so that looking at less never lets more through.
 */
export const planOfSample = (asked: PlanAsked, sample: number): { tableSample: number; classes: ClassPlan[] } => {
  const table = tablePlan(asked)
  if (asked.kind === 'patrol') return { tableSample: table.sample, classes: table.classes }
  return {
    tableSample: table.sample,
    classes: table.classes.map((each) =>
      each.aql === 0 || sample === each.sample
        ? each
        : { ...each, sample, accept: acceptOfSample(sample, asked.strictness, each.aql) },
    ),
  }
}

export type Found = Record<Severity, number>

/** Defects counted, by how much they weigh. */
export const foundOf = (defects: readonly { severity: Severity; quantity: number }[]): Found => {
  const found: Found = { critical: 0, major: 0, minor: 0 }
  for (const { severity, quantity } of defects) found[severity] += quantity
  return found
}

/** The severities of which more was found than is accepted; none: the lot is accepted. */
export const brokenClasses = (classes: readonly ClassPlan[], found: Found): Severity[] =>
  classes.filter(({ severity, accept }) => accept !== null && found[severity] > accept).map(({ severity }) => severity)
