import type { PhraseKey } from './language.ts'

/** 致命 · 严重 · 轻微: how much a defect weighs; each has its own AQL. */
export const severities = ['critical', 'major', 'minor'] as const
export type Severity = (typeof severities)[number]
export const severityKeys: Record<Severity, PhraseKey> = {
  critical: 'quality.critical',
  major: 'quality.major',
  minor: 'quality.minor',
}

/** A kind of defect by the word the workshop uses, with the weight it usually has. */
export interface DefectKind {
  defect: string
  severity: Severity
}
