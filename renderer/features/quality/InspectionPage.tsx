import { useState } from 'react'
import type { ClassPlan } from '../../../shared/inspectionPlan.ts'
import { type Inspection, inspectionKindKeys, inspectionStateKeys } from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { strictnessKeys } from '../../../shared/sampling.ts'
import { severityKeys } from '../../../shared/severities.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { InspectionSide } from './InspectionSide.tsx'
import { PlanStrip } from './PlanStrip.tsx'
import styles from './Quality.module.css'
import { inspectionTones } from './tones.ts'

/** The plan an inspection was judged by, as it was written down. */
const classesOf = ({ draft, sample, acceptCritical, acceptMajor, acceptMinor }: Inspection): ClassPlan[] => [
  { severity: 'critical', aql: draft.aqlCritical, sample, accept: acceptCritical },
  { severity: 'major', aql: draft.aqlMajor, sample, accept: acceptMajor },
  { severity: 'minor', aql: draft.aqlMinor, sample, accept: acceptMinor },
]

const Facts = ({ inspection }: { inspection: Inspection }) => {
  const t = useT()
  const { draft, target, unit, kind } = inspection
  const facts: [string, string, boolean?][] = [
    [t('quality.goods'), [inspection.code, inspection.description].filter(Boolean).join(' '), true],
    [t('app.customer'), inspection.customer],
    [t('operations.order'), inspection.orderNumber],
    [t('operations.notice'), target.noticeNumber],
    [t('quality.processName'), inspection.processName],
    [t('quality.inspectedOn'), inspection.inspectedOn],
    [t('quality.inspector'), inspection.inspector],
    [t('quality.lot'), `${formatQuantity(inspection.lot)} ${unit}`],
    [
      t('quality.sample'),
      draft.sampleReason === ''
        ? String(inspection.sample)
        : `${inspection.sample}(${t('quality.tableSample', { sample: inspection.tableSample })})`,
    ],
    [t('quality.level'), kind === 'patrol' ? '' : `${draft.level} ${t(strictnessKeys[draft.strictness])}`],
    [t('quality.sampleReason'), draft.sampleReason, true],
    [t('quality.acceptance'), target.acceptance, true],
    [t('app.remark'), draft.remark, true],
  ]
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value, wide]) => (
          <div key={label} className={wide ? styles['wide'] : ''}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const Defects = ({ inspection }: { inspection: Inspection }) => {
  const t = useT()
  const [shown, setShown] = useState<number | null>(null)
  const { defects } = inspection.draft
  const open = shown === null ? undefined : defects[shown]
  if (defects.length === 0) return null
  const pictured = defects.findIndex(({ picture }) => picture !== '')
  return (
    <>
      <h2>
        {t('quality.defects')}{' '}
        {pictured >= 0 && (
          <KeyButton keys="i" className="plain" onClick={() => setShown(pictured)}>
            {t('quality.addPicture')}
          </KeyButton>
        )}
      </h2>
      <table>
        <thead>
          <tr>
            <th>{t('quality.defect')}</th>
            <th>{t('quality.severity')}</th>
            <th className="n">{t('quality.quantity')}</th>
            <th>{t('quality.note')}</th>
            <th>{t('pictures.column')}</th>
          </tr>
        </thead>
        <tbody>
          {defects.map(({ defect, severity, quantity, note, picture }, index) => (
            // the same defect may be found at two places
            // oxlint-disable-next-line react/no-array-index-key -- lines of a saved list never move
            <tr key={index}>
              <td>{defect}</td>
              <td>{t(severityKeys[severity])}</td>
              <td className="n">{quantity}</td>
              <td className={styles['rest']}>{note}</td>
              <td>
                <PictureThumb
                  sha256={picture}
                  label={t('quality.pictureOf', { defect })}
                  onOpen={() => setShown(index)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && (
        <PictureDialog
          title={t('quality.pictureOf', { defect: open.defect })}
          picture={open.picture}
          onClose={() => setShown(null)}
        />
      )}
    </>
  )
}

const Items = ({ inspection }: { inspection: Inspection }) => {
  const t = useT()
  const signs = { none: '—', ok: '✓', bad: '×' } as const
  if (inspection.draft.items.length === 0) return null
  return (
    <>
      <h2>{t('quality.items')}</h2>
      <table>
        <tbody>
          {inspection.draft.items.map(({ item, result, note }) => (
            <tr key={item}>
              <td>{item}</td>
              <td className={result === 'bad' ? styles['broken'] : ''}>{signs[result]}</td>
              <td className={styles['rest']}>{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** One inspection: what was looked at and found, what a person decided, what became of the lot. */
export const InspectionPage = ({ id }: PageProps) => {
  const t = useT()
  const { data: inspection, error } = useQuery(client.quality.read, { id: id ?? 0 }, { enabled: id !== null })
  if (!inspection)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel
        title={inspection.number}
        note={t(inspectionKindKeys[inspection.kind])}
        bar={
          <>
            <StateBadge tone={inspectionTones[inspection.state]}>{t(inspectionStateKeys[inspection.state])}</StateBadge>
            {inspection.waiting > 0 && inspection.waiting < inspection.lot && (
              <span className="neg">
                {t('quality.partlyHandled', {
                  done: formatQuantity(inspection.lot - inspection.waiting),
                  quantity: formatQuantity(inspection.waiting),
                  unit: inspection.unit,
                })}
              </span>
            )}
          </>
        }
        foot={
          <>
            <KeyButton
              keys="o"
              onClick={() => openTab({ word: 'orders', id: inspection.orderId, title: inspection.orderNumber })}
            >
              {t('quality.goOrder')}
            </KeyButton>
            <span className="spring" />
            <KeyButton
              keys="Control+p"
              go={inspection.decision !== null}
              onClick={() =>
                openTab({
                  word: 'quality',
                  page: 'print',
                  id: inspection.id,
                  title: `${inspection.number} ${t('app.print')}`,
                })
              }
            >
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        {inspection.voidReason !== null && (
          <RefusalNote message={`${t('quality.stateVoid')}:${inspection.voidReason}`} />
        )}
        <PlanStrip
          kind={inspection.kind}
          classes={classesOf(inspection)}
          defects={inspection.draft.defects}
          proposed={null}
        />
        <div className={styles['reading']}>
          <Facts inspection={inspection} />
          <Defects inspection={inspection} />
          <Items inspection={inspection} />
        </div>
      </Panel>
      <Panel label={t('quality.decision')}>
        <InspectionSide inspection={inspection} />
      </Panel>
    </Page>
  )
}
