import { useState } from 'react'
import { codLeft, type CodNote, codPaidElsewhere, codStateKeys } from '../../../shared/cod.ts'
import type { Note } from '../../../shared/deliveries.ts'
import { missingFen } from '../../../shared/gates.ts'
import { formatFen } from '../../../shared/money.ts'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { CollectDialog } from '../cod/CollectDialog.tsx'
import { SettleDialog } from '../cod/SettleDialog.tsx'
import { codTones, codWords, openHandover } from '../cod/words.ts'
import styles from './Note.module.css'

/** Whether the goods may leave: paid, an amount missing, or no money needed; and the way to the money (duty 30). */
export const ShippingGate = ({ note }: { note: Note }) => {
  const t = useT()
  const [mayReceive, seesMoney] = [useMay('receipts.write'), useMay('prices.read')]
  const { gate } = note
  const amounts = { needed: formatFen(gate.neededFen), confirmed: formatFen(gate.confirmedFen) }
  // nothing is let go of a void note
  const fine = note.state === 'void' ? 'plain' : 'ok'
  const unpaidNote = note.released !== null && note.totalFen > note.paidFen
  return (
    <div className={styles['box']}>
      {gate.override && (
        <StateBadge tone="warn">
          {t('gates.overriddenBy', { by: gate.override.by, reason: gate.override.reason })}
        </StateBadge>
      )}
      {gate.reason === 'paid' && <StateBadge tone={fine}>{t('deliveries.gatePaid')}</StateBadge>}
      {note.cashGapFen > 0 && note.state !== 'void' && (
        <StateBadge tone="bad">
          {t('deliveries.gateCashGap', { amount: formatFen(note.codFen), missing: formatFen(note.cashGapFen) })}
        </StateBadge>
      )}
      {gate.reason === 'noMoneyNeeded' && note.cashGapFen === 0 && (
        <StateBadge tone={fine}>
          {note.codFen > 0 ? t('deliveries.gateCod', { amount: formatFen(note.codFen) }) : t('deliveries.gateMonthly')}
        </StateBadge>
      )}
      {gate.reason === 'missing' && !seesMoney && (
        <StateBadge tone="bad">{t('deliveries.gateMissingHidden')}</StateBadge>
      )}
      {missingFen(gate) > 0 && (
        <StateBadge tone="bad">{t('deliveries.gateMissing', { missing: formatFen(missingFen(gate)) })}</StateBadge>
      )}
      {(missingFen(gate) > 0 || unpaidNote) && note.state !== 'void' && mayReceive && (
        <KeyButton
          keys="F8"
          onClick={() =>
            openTab({
              word: 'receipts',
              page: 'new',
              another: true,
              parameters: { customerId: note.customerId, deliveryNoteId: note.id },
            })
          }
        >
          {t('deliveries.goReceipts')}
        </KeyButton>
      )}
      {gate.neededFen > 0 && (
        <small>{t(gate.neededFen > note.totalFen ? 'deliveries.gateOfSent' : 'deliveries.gateOf', amounts)}</small>
      )}
      {gate.confirmedBy !== null && (
        <small>{t('deliveries.gatePaidBy', { by: gate.confirmedBy, slip: gate.slipNumber ?? '' })}</small>
      )}
    </div>
  )
}

/** What happened to the cash of a note: collected, handed over, settled. */
const CodHistory = ({ cod }: { cod: CodNote }) => {
  const t = useT()
  return codWords(t, cod).map((line) => <small key={line}>{line}</small>)
}

/** The amount beside the state of a note's cash, in fen. */
const stateFen = (cod: CodNote): number => {
  if (cod.state === 'closed') return cod.handedFen + codPaidElsewhere(cod)
  if (cod.state === 'handedOver') return cod.onDriverFen + cod.waitingFen
  return cod.state === 'onDriver' ? cod.onDriverFen : cod.openFen
}

/** 代收: what the driver was to collect, what he collected and what the cashier counted (duty 90). */
export const CashOnDelivery = ({ note }: { note: Note }) => {
  const t = useT()
  const maySee = useMay('receipts.read')
  const mayReceive = useMay('receipts.write')
  const maySettle = useMay('cod.settle')
  const [dialog, setDialog] = useState<'collect' | 'settle' | null>(null)
  const { data: cod } = useQuery(
    client.cod.ofNote,
    { deliveryNoteId: note.id },
    { enabled: maySee && note.codFen > 0 && note.released !== null },
  )
  // of a note that is void before it left nobody collects anything
  if (note.codFen === 0 || (note.state === 'void' && note.released === null)) return null
  return (
    <>
      <h2>{t('deliveries.codTitle')}</h2>
      <div className={styles['box']}>
        <StateBadge tone={cod ? codTones[cod.state] : 'plain'}>
          {cod && cod.state !== 'toCollect'
            ? `${t(codStateKeys[cod.state])} ${formatFen(stateFen(cod))}`
            : // who does not see what the cashier counted is told what was to be collected, not that it is still out
              t(note.released && maySee ? 'deliveries.codWaiting' : 'deliveries.gateCod', {
                amount: formatFen(cod?.openFen ?? note.codFen),
              })}
        </StateBadge>
        {cod && <CodHistory cod={cod} />}
        {cod && mayReceive && cod.state !== 'void' && codLeft(cod) > 0 && (
          <KeyButton keys="j" onClick={() => setDialog('collect')}>
            {t('cod.collect')}
          </KeyButton>
        )}
        {cod && mayReceive && cod.onDriverFen > 0 && (
          <KeyButton keys="v" onClick={() => openHandover(cod.driver)}>
            {t('cod.handOver')}
          </KeyButton>
        )}
        {cod && maySettle && cod.state === 'difference' && (
          <KeyButton keys="d" onClick={() => setDialog('settle')}>
            {t('cod.settle')}
          </KeyButton>
        )}
        {note.codReceiptId !== null && maySee && (
          <Button onClick={() => openTab({ word: 'receipts', id: note.codReceiptId })}>
            {t('deliveries.seeReceipt')}
          </Button>
        )}
      </div>
      {cod && dialog === 'collect' && <CollectDialog note={cod} onClose={() => setDialog(null)} />}
      {cod && dialog === 'settle' && <SettleDialog note={cod} onClose={() => setDialog(null)} />}
    </>
  )
}
