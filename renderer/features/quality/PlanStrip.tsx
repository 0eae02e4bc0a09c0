import { brokenClasses, type ClassPlan, foundOf } from '../../../shared/inspectionPlan.ts'
import type { InspectionKind, ProposedInspection } from '../../../shared/quality.ts'
import { aqlText, switchReasonKeys } from '../../../shared/sampling.ts'
import { type Severity, severityKeys } from '../../../shared/severities.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Quality.module.css'

/** Ac, Re and what was found of each severity, and what the plan says of it: red where more was found than is accepted. */
export const PlanStrip = ({
  kind,
  classes,
  defects,
  proposed,
  begun = true,
}: {
  kind: InspectionKind
  classes: readonly ClassPlan[]
  defects: readonly { severity: Severity; quantity: number }[]
  proposed: ProposedInspection['proposed'] | null
  /** Something was looked at: before that nothing can be said of the lot. */
  begun?: boolean
}) => {
  const t = useT()
  const found = foundOf(defects)
  const broken = brokenClasses(classes, found)
  return (
    <div className={styles['plan']} role="status">
      {classes.map(({ severity, aql, accept }) => (
        <span key={severity} className={broken.includes(severity) ? styles['broken'] : ''}>
          <b>{t(severityKeys[severity])}</b>
          {kind !== 'patrol' && <small> AQL {aql === 0 ? 0 : aqlText(aql)}</small>} {t('quality.found')}{' '}
          <b>{found[severity]}</b>
          <small>
            {accept === null
              ? ` ${t('quality.notJudged')}`
              : ` / ${t('quality.accept')} ${accept} ${t('quality.reject')} ${accept + 1}`}
          </small>
        </span>
      ))}
      <StateBadge tone={broken.length > 0 ? 'bad' : begun ? 'ok' : 'plain'}>
        {!begun
          ? t('quality.notBegun')
          : broken.length > 0
            ? t('quality.resultReject', { which: broken.map((severity) => t(severityKeys[severity])).join('、') })
            : t('quality.resultAccept')}
      </StateBadge>
      {proposed && kind !== 'patrol' && (
        <small className="dim">
          {t(switchReasonKeys[proposed.reason])}
          {proposed.lots > 0 ? ` · ${t('quality.proposedBy', { lots: proposed.lots })}` : ''}
        </small>
      )}
    </div>
  )
}
