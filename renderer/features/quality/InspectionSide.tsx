import { useState } from 'react'
import { type Disposal, disposalKeys, type Inspection } from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { say, useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { newComplaint } from '../complaints/openComplaint.ts'
import { DisposeDialog } from './DisposeDialog.tsx'
import styles from './Quality.module.css'

interface SideProps {
  inspection: Inspection
}

/** The deeds of one inspection. */
const useDeeds = ({ id, version, number, result, lot, unit, disposals }: Inspection) => {
  const t = useT()
  const ask = { id, version }
  return {
    accept: () => attempt(() => client.quality.decide({ ...ask, decision: 'accept', reason: '' })),
    reject: () =>
      result === 'reject'
        ? attempt(() => client.quality.decide({ ...ask, decision: 'reject', reason: '' }))
        : withReason(
            {
              title: `${number} ${t('quality.decideReject')}`,
              action: t('quality.decideReject'),
              label: t('quality.rejectWhy'),
              danger: true,
            },
            (reason) => client.quality.decide({ ...ask, decision: 'reject', reason }),
          ),
    concede: () =>
      withReason(
        {
          title: `${number} ${t('quality.concede')}`,
          action: t('quality.concede'),
          label: t('app.reason'),
          danger: true,
          children: t('quality.concedeWhy', { number, lot: `${formatQuantity(lot)} ${unit}` }),
        },
        (reason) => client.quality.concede({ ...ask, reason }),
      ),
    takeBack: (disposal: Disposal) =>
      withReason(
        {
          title: `${number} ${t('quality.takeBack')}`,
          action: t('quality.takeBack'),
          danger: true,
          children: t('quality.takeBackWords', {
            kind: t(disposalKeys[disposal.kind]),
            quantity: formatQuantity(disposal.quantity),
            unit,
          }),
        },
        (reason) => client.quality.takeBack({ ...ask, disposalId: disposal.id, reason }),
      ),
    void: () =>
      withReason(
        {
          title: t('quality.voidTitle', { number }),
          action: t('app.void'),
          danger: true,
          children: t('quality.voidWords', {
            lot: formatQuantity(lot),
            unit,
            disposals: disposals.filter(({ takenBack }) => takenBack === null).length,
          }),
        },
        (reason) => client.quality.void({ ...ask, reason }),
      ),
  }
}

const Deciding = ({ inspection }: SideProps) => {
  const t = useT()
  const deeds = useDeeds(inspection)
  const [mayWrite, mayConcede] = [useMay('quality.write'), useMay('quality.concede')]
  const acceptable = inspection.result === 'accept'
  return (
    <div className={styles['buttons']}>
      {mayWrite && (
        <>
          <KeyButton
            keys="e"
            onClick={() => openTab({ word: 'quality', page: 'edit', id: inspection.id, title: inspection.number })}
          >
            {t('quality.editInspection')}
          </KeyButton>
          {inspection.kind !== 'patrol' && !acceptable && mayConcede && (
            <KeyButton keys="t" onClick={deeds.concede}>
              {t('quality.concede')}
            </KeyButton>
          )}
          <KeyButton keys="n" go={!acceptable} onClick={deeds.reject}>
            {t('quality.decideReject')}
          </KeyButton>
          {acceptable && (
            <KeyButton keys="y" go onClick={deeds.accept}>
              {t('quality.decideAccept')}
            </KeyButton>
          )}
        </>
      )}
    </div>
  )
}

const Decided = ({ inspection }: SideProps) => {
  const t = useT()
  const { decided, decision, decisionReason, keyed } = inspection
  return (
    <>
      {decided !== null &&
        (decision === 'concession' ? (
          <p className={styles['override']}>
            ▲ {t('quality.concededBy', { by: decided.by, at: formatInstant(decided.at), reason: decisionReason })}
          </p>
        ) : (
          <p>
            {t(decision === 'accept' ? 'quality.stateAccepted' : 'quality.resultRejectShort')}
            {' · '}
            {t('quality.decidedBy', { by: decided.by, at: formatInstant(decided.at) })}
            {decisionReason === '' ? '' : ` · ${decisionReason}`}
          </p>
        ))}
      {keyed && <p className="dim">{t('quality.keyedBy', { by: keyed.by, at: formatInstant(keyed.at) })}</p>}
    </>
  )
}

const DisposalRow = ({ disposal, inspection, keys }: SideProps & { disposal: Disposal; keys: string | null }) => {
  const t = useT()
  const deeds = useDeeds(inspection)
  const { takenBack } = disposal
  return (
    <div className={styles['disposal']}>
      <b className={takenBack ? styles['gone'] : ''}>{t(disposalKeys[disposal.kind])}</b>
      <span className={takenBack ? styles['gone'] : ''}>
        {formatQuantity(disposal.quantity)} {inspection.unit}
      </span>
      <small>
        {[
          `${disposal.by} ${formatInstant(disposal.at)}`,
          disposal.note,
          takenBack && t('quality.takenBack', { by: takenBack.by, reason: takenBack.reason }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
      {keys !== null && (
        <KeyButton keys={keys} onClick={() => deeds.takeBack(disposal)}>
          {t('quality.takeBack')}
        </KeyButton>
      )}
    </div>
  )
}

/** 成品入库 at the line of the goods: what is in the store is taken out of it there. */
const openStore = ({ draft }: Inspection): unknown =>
  openTab({
    word: 'store',
    title: say('shipments.store'),
    parameters: { show: 'all', noticeLineId: draft.noticeLineId },
  })

const Disposals = ({ inspection }: SideProps) => {
  const t = useT()
  const [open, setOpen] = useState<'dispose' | 'concede' | null>(null)
  const [mayWrite, mayConcede] = [useMay('quality.write'), useMay('quality.concede')]
  const mayComplain = useMay('complaints.write')
  const { disposals, undisposed, stored, left, waiting, state, unit } = inspection
  const standing = disposals.filter(({ takenBack }) => takenBack === null)
  return (
    <>
      <h2>{t('quality.disposals')}</h2>
      {disposals.map((disposal) => (
        <DisposalRow
          key={disposal.id}
          disposal={disposal}
          inspection={inspection}
          // the last one first: U takes back what was done last
          keys={mayWrite && disposal === standing.at(-1) && state !== 'void' ? 'u' : null}
        />
      ))}
      {state !== 'void' && (
        <p className={waiting > 0 ? 'neg' : 'dim'}>
          {t('quality.undisposed', { quantity: formatQuantity(waiting), unit })}
        </p>
      )}
      {left > 0 && <p className="neg">{t('quality.leftNote', { left: formatQuantity(left), unit })}</p>}
      {stored > 0 && undisposed > 0 && (
        <p className="neg">{t('quality.storedNote', { stored: formatQuantity(stored), unit })}</p>
      )}
      {mayWrite && state !== 'void' && (
        <div className={styles['buttons']}>
          {stored > 0 && (
            <KeyButton keys="k" onClick={() => openStore(inspection)}>
              {t('quality.goStore')}
            </KeyButton>
          )}
          {undisposed > (mayConcede ? 0 : left) && (
            <KeyButton keys="d" go={state === 'rejected'} onClick={() => setOpen('dispose')}>
              {t('quality.dispose')}
            </KeyButton>
          )}
          {undisposed > 0 && mayConcede && (
            <KeyButton keys="t" onClick={() => setOpen('concede')}>
              {t('quality.concedeRest')}
            </KeyButton>
          )}
          {left > 0 && mayComplain && (
            <KeyButton keys="c" onClick={() => newComplaint({ orderId: inspection.orderId })}>
              {t('quality.goComplaint')}
            </KeyButton>
          )}
          {inspection.kind !== 'patrol' && (
            <KeyButton
              keys="r"
              onClick={() =>
                openTab({
                  word: 'quality',
                  page: 'new',
                  another: true,
                  title: `${t('quality.reinspect')} ${inspection.number}`,
                  parameters: {
                    kind: inspection.kind,
                    orderLineId: inspection.draft.orderLineId,
                    noticeLineId: inspection.draft.noticeLineId,
                    operationId: inspection.draft.operationId,
                    reinspects: inspection.id,
                  },
                })
              }
            >
              {t('quality.reinspect')}
            </KeyButton>
          )}
        </div>
      )}
      {open !== null && (
        <DisposeDialog inspection={inspection} conceding={open === 'concede'} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

const Linked = ({ inspection }: SideProps) => {
  const t = useT()
  const { reinspects, reinspectedBy } = inspection
  const go = (id: number, number: string): unknown => openTab({ word: 'quality', id, title: number })
  if (reinspects === null && reinspectedBy.length === 0) return null
  return (
    <div className={styles['buttons']}>
      {reinspects && (
        <KeyButton keys="f" onClick={() => go(reinspects.id, reinspects.number)}>
          {t('quality.reinspects', { number: reinspects.number })}
        </KeyButton>
      )}
      {reinspectedBy.slice(-1).map(({ id, number }) => (
        <KeyButton key={id} keys="a" onClick={() => go(id, number)}>
          {t('quality.reinspectedBy', { number })}
        </KeyButton>
      ))}
    </div>
  )
}

/** What is to decide, what was decided, what became of the lot; each deed by its letter. */
export const InspectionSide = ({ inspection }: SideProps) => {
  const t = useT()
  const mayVoid = useMay('quality.void')
  const deeds = useDeeds(inspection)
  return (
    <div className={styles['side']}>
      <h2>{t('quality.decision')}</h2>
      <Decided inspection={inspection} />
      {inspection.state === 'open' && <Deciding inspection={inspection} />}
      <Linked inspection={inspection} />
      {inspection.decision === 'reject' && <Disposals inspection={inspection} />}
      {mayVoid && inspection.state !== 'void' && (
        <div className={styles['buttons']}>
          <KeyButton keys="Control+Delete" onClick={deeds.void}>
            {t('app.void')}
          </KeyButton>
        </div>
      )}
    </div>
  )
}
