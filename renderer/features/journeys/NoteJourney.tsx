import { useState } from 'react'
import { type Note, noteKindKeys } from '../../../shared/deliveries.ts'
import {
  freightPayerKeys,
  type Journey,
  journeyStateKeys,
  loadDiffers,
  moreOf,
  shortOf,
} from '../../../shared/journeys.ts'
import { formatFen } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { shipWayKeys } from '../../../shared/shipments.ts'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from '../deliveries/Note.module.css'
import { TellDialog } from '../shipments/TellDialog.tsx'
import { ArriveDialog } from './ArriveDialog.tsx'
import { CarriageDialog } from './CarriageDialog.tsx'
import { GateDialog } from './GateDialog.tsx'
import { journeyTones } from './tones.ts'

/** m³ or kg; what the products do not tell is said. */
const amountOf = (t: ReturnType<typeof useT>, amount: number, unit: string, unknown: number): string => {
  if (unknown > 0 && amount === 0) return t('journeys.unknown', { what: unit })
  const known = `${formatQuantity(amount)} ${unit}`
  return unknown === 0 ? known : `${known} ${t('journeys.unknownPart', { count: unknown })}`
}

/** What was not loaded counts as delivered, and a released note does not change: it is brought later (补件) or taken off. */
const ShortLoad = ({ note, journey }: { note: Note; journey: Journey }) => {
  const t = useT()
  const mayWrite = useMay('deliveries.write')
  const sum = (of: (line: Journey['lines'][number]) => number): number =>
    journey.lines.reduce((total, line) => total + of(line), 0)
  const [short, more] = [sum(shortOf), sum(moreOf)]
  if (note.state !== 'released' || short + more === 0) return null
  const done = journey.madeGood.length > 0
  const slip = (kind: 'return' | 'replacement') => (): unknown =>
    openTab({
      word: 'deliveries',
      page: 'new',
      another: true,
      title: t(noteKindKeys[kind]),
      parameters: { kind, noteId: note.id, short: true },
    })
  return (
    <div className={styles['box']}>
      <StateBadge tone={done ? 'ok' : 'bad'}>{t('journeys.difference')}</StateBadge>
      {short > 0 && <small>{t('journeys.short', { quantity: formatQuantity(short) })}</small>}
      {done && <small>{t('journeys.shortMadeGood', { numbers: journey.madeGood.join(' ') })}</small>}
      {more > 0 && <small>{t('journeys.more', { quantity: formatQuantity(more) })}</small>}
      {mayWrite && short > 0 && (
        <>
          <KeyButton keys="s" go={!done} onClick={slip('replacement')}>
            {t('journeys.shortLater')}
          </KeyButton>
          <KeyButton keys="z" onClick={slip('return')}>
            {t('journeys.shortReturn')}
          </KeyButton>
        </>
      )}
    </div>
  )
}

/** 装车 and 出厂 as steps below 放行, where the office has them (duties 88, 89). */
export const GateSteps = ({ note }: { note: Note }) => {
  const t = useT()
  const { data: journey } = useQuery(client.journeys.read, { deliveryNoteId: note.id })
  const [mayWrite, mayRelease] = [useMay('deliveries.write'), useMay('deliveries.release')]
  const [gating, setGating] = useState(false)
  if (!journey?.stepsAsked || note.kind === 'return') return null
  const open = note.state === 'released' && journey.gated === null
  const differing = journey.lines.filter((line) => line.loaded !== null && loadDiffers(line)).length
  const waits = journey.truck !== null && !journey.truck.departed
  return (
    <>
      <div className={styles['step']}>
        <b className={journey.loaded ? styles['done'] : styles['next']} aria-hidden="true">
          {journey.loaded ? '✓' : '○'}
        </b>
        <span>{t('journeys.load')}</span>
        <small>
          {journey.loaded && `${journey.loadChecker} ${formatInstant(journey.loaded.at)} · `}
          {journey.loaded && (differing > 0 ? t('journeys.differs', { count: differing }) : t('journeys.agrees'))}
        </small>
        <span className={styles['buttons']}>
          {open && mayWrite && (
            <KeyButton
              keys="l"
              go={journey.loaded === null}
              onClick={() =>
                openTab({
                  word: 'journeys',
                  page: 'load',
                  id: note.id,
                  title: `${note.number} ${t('journeys.loadTitle')}`,
                })
              }
            >
              {t('journeys.checkLoad')}
            </KeyButton>
          )}
        </span>
      </div>
      <div className={styles['step']}>
        <b className={journey.gated ? styles['done'] : styles['next']} aria-hidden="true">
          {journey.gated ? '✓' : '○'}
        </b>
        <span>{t('journeys.gate')}</span>
        <small>
          {journey.gated &&
            t('journeys.leftLine', {
              day: journey.leftOn ?? '',
              time: journey.leftTime,
              vehicle: journey.gateVehicle,
              driver: journey.gateDriver,
              keeper: journey.gateKeeper,
            })}
        </small>
        <span className={styles['buttons']}>
          {open && waits && journey.truck && (
            <KeyButton
              keys="g"
              onClick={() =>
                openTab({
                  word: 'trucks',
                  parameters: { onDay: journey.truck!.onDay, truckId: journey.truck!.id },
                })
              }
            >
              {t('journeys.leavesWith', { number: journey.truck.number })}
            </KeyButton>
          )}
          {open && mayRelease && journey.loaded && !waits && (
            <KeyButton keys="g" go onClick={() => setGating(true)}>
              {t('journeys.gate')}
            </KeyButton>
          )}
        </span>
      </div>
      <ShortLoad note={note} journey={journey} />
      {gating && <GateDialog note={note} journey={journey} onClose={() => setGating(false)} />}
    </>
  )
}

const factsOf = (journey: Journey, t: ReturnType<typeof useT>): string[] => {
  const { carrier, carrierPhone, tracking, expectedOn, pickedUpBy, pickedUpProof, pickedUpVehicle, load } = journey
  const freight =
    journey.freightFen !== null && journey.freightFen > 0
      ? `${t('journeys.freight')} ${formatFen(journey.freightFen)} ${t(freightPayerKeys[journey.freightBy])}`
      : ''
  const fetched = [pickedUpBy, pickedUpProof, pickedUpVehicle].filter(Boolean).join(' ')
  return [
    [carrier, carrierPhone].filter(Boolean).join(' '),
    tracking && `${t('journeys.tracking')} ${tracking}`,
    expectedOn && `${t('journeys.expectedOn')} ${expectedOn}`,
    fetched && `${t('journeys.pickedUpBy')} ${fetched}`,
    journey.authorised ? t('journeys.authorised') : '',
    freight,
    t('journeys.loadLine', {
      packs: load.packs,
      volume: amountOf(t, load.volume, t('trucks.volume'), load.unknownVolume),
      weight: amountOf(t, load.weight, t('trucks.weight'), load.unknownWeight),
    }),
    journey.arrivedOn && t('journeys.arrivedLine', { day: journey.arrivedOn, signer: journey.signer }),
    journey.acceptedOn && t('journeys.acceptedLine', { day: journey.acceptedOn }),
    journey.arrivalNote,
  ].filter((each): each is string => Boolean(each))
}

/** The way of a note to the customer: 提货方式, carrier, truck, arrival; the papers of its packs (duties 83, 91, 92). */
export const NoteJourney = ({ note }: { note: Note }) => {
  const t = useT()
  const [mayWrite, mayRelease, mayTell] = [
    useMay('deliveries.write'),
    useMay('deliveries.release'),
    useMay('shipments.tell'),
  ]
  const { data: journey } = useQuery(client.journeys.read, { deliveryNoteId: note.id })
  const [open, setOpen] = useState<'carriage' | 'arrive' | 'tell' | null>(null)
  if (!journey || note.kind === 'return') return null
  const standing = note.state !== 'void'
  const orderId = note.lines.find((line) => line.orderId !== null)?.orderId ?? null
  const away = journey.state === 'underWay' || journey.state === 'arrived'
  const takeBack = (step: 'gate' | 'arrival'): Promise<unknown> =>
    withReason(
      {
        title: `${note.number} ${t(step === 'gate' ? 'journeys.takeBackGate' : 'journeys.takeBackArrival')}`,
        action: t(step === 'gate' ? 'journeys.takeBackGate' : 'journeys.takeBackArrival'),
        danger: true,
      },
      (reason) => client.journeys.takeBack({ deliveryNoteId: note.id, version: journey.version, step, reason }),
      t('journeys.takenBack'),
    )
  return (
    <>
      <h2>{t('journeys.carrierTitle')}</h2>
      <div className={styles['box']}>
        <StateBadge tone={journey.overdue ? 'bad' : 'plain'}>{t(shipWayKeys[journey.way])}</StateBadge>
        <StateBadge tone={journey.overdue ? 'bad' : journeyTones[journey.state]}>
          {journey.overdue ? t('journeys.overdue') : t(journeyStateKeys[journey.state])}
        </StateBadge>
        {journey.truck && (
          <Button
            onClick={() =>
              openTab({ word: 'trucks', page: 'print', id: journey.truck!.id, title: journey.truck!.number })
            }
          >
            {t('journeys.onTruck', { number: journey.truck.number, day: journey.truck.onDay })}
          </Button>
        )}
        {factsOf(journey, t).map((each) => (
          <small key={each}>{each}</small>
        ))}
        {standing && (
          <>
            {mayWrite && (
              <KeyButton keys="k" onClick={() => setOpen('carriage')}>
                {t('journeys.editCarriage')}
              </KeyButton>
            )}
            <KeyButton
              keys="m"
              onClick={() => openTab({ word: 'labels', id: note.id, title: `${t('labels.title')} ${note.number}` })}
            >
              {t('labels.title')}
            </KeyButton>
            {note.released !== null && (
              <KeyButton
                keys="o"
                onClick={() =>
                  openTab({
                    word: 'journeys',
                    page: 'pass',
                    id: note.id,
                    title: `${t('journeys.pass')} ${note.number}`,
                  })
                }
              >
                {t('journeys.pass')}
              </KeyButton>
            )}
            {mayTell && orderId !== null && note.released !== null && (
              <KeyButton keys="w" onClick={() => setOpen('tell')}>
                {t('journeys.tell')}
              </KeyButton>
            )}
            {mayWrite && away && (
              <KeyButton keys="q" onClick={() => setOpen('arrive')}>
                {t('journeys.arrival')}
              </KeyButton>
            )}
            {mayRelease && journey.arrivedOn !== null && (
              <Button onClick={() => takeBack('arrival')}>{t('journeys.takeBackArrival')}</Button>
            )}
            {mayRelease && journey.gated !== null && journey.arrivedOn === null && journey.truck === null && (
              <Button onClick={() => takeBack('gate')}>{t('journeys.takeBackGate')}</Button>
            )}
          </>
        )}
      </div>
      {open === 'carriage' && <CarriageDialog journey={journey} onClose={() => setOpen(null)} />}
      {open === 'arrive' && <ArriveDialog journey={journey} onClose={() => setOpen(null)} />}
      {open === 'tell' && orderId !== null && (
        <TellDialog orderId={orderId} deliveryNoteId={note.id} onClose={() => setOpen(null)} />
      )}
    </>
  )
}
