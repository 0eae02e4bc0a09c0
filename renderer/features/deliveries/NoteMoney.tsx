import { useState } from 'react'
import type { Note } from '../../../shared/deliveries.ts'
import { missingFen } from '../../../shared/gates.ts'
import { formatFen } from '../../../shared/money.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Note.module.css'

/** Whether the goods may leave: paid, an amount missing, or no money needed; and the way to the money (duty 30). */
export const ShippingGate = ({ note }: { note: Note }) => {
  const t = useT()
  const [mayReceive, seesMoney] = [useMay('receipts.write'), useMay('prices.read')]
  const { gate } = note
  const amounts = { needed: formatFen(gate.neededFen), confirmed: formatFen(gate.confirmedFen) }
  const unpaidNote = note.released !== null && note.totalFen > note.paidFen
  return (
    <div className={styles['box']}>
      {gate.override && (
        <StateBadge tone="warn">
          {t('gates.overriddenBy', { by: gate.override.by, reason: gate.override.reason })}
        </StateBadge>
      )}
      {gate.reason === 'paid' && <StateBadge tone="ok">{t('deliveries.gatePaid')}</StateBadge>}
      {gate.reason === 'noMoneyNeeded' && (
        <StateBadge tone="ok">
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
      {gate.neededFen > 0 && <small>{t('deliveries.gateOf', amounts)}</small>}
      {gate.confirmedBy !== null && (
        <small>{t('deliveries.gatePaidBy', { by: gate.confirmedBy, slip: gate.slipNumber ?? '' })}</small>
      )}
    </div>
  )
}

const HandInDialog = ({ note, onClose }: { note: Note; onClose: () => void }) => {
  const t = useT()
  const [amount, setAmount] = useState<number | null>(note.codFen)
  const [slip, setSlip] = useState('')
  const save = async (): Promise<void> => {
    await client.deliveries.handInCod({
      id: note.id,
      version: note.version,
      collectedFen: amount ?? 0,
      slipNumber: slip.trim(),
    })
    notify(t('deliveries.handInDone', { amount: formatFen(amount ?? 0) }))
    onClose()
  }
  return (
    <Dialog title={`${note.number} ${t('deliveries.handIn')}`} onClose={onClose}>
      <Form
        label={t('deliveries.handIn')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('deliveries.handIn')}</SubmitButton>}
      >
        <MoneyInput
          name="collectedFen"
          label={t('deliveries.handInAmount')}
          hint={note.driver}
          required
          autoFocus
          value={amount}
          onChange={setAmount}
        />
        <TextInput
          name="slipNumber"
          label={t('deliveries.handInSlip')}
          required
          maxLength={40}
          value={slip}
          onChange={setSlip}
        />
      </Form>
    </Dialog>
  )
}

/** 代收: what the driver was to collect and what was handed in (duty 90). */
export const CashOnDelivery = ({ note }: { note: Note }) => {
  const t = useT()
  const mayReceive = useMay('receipts.write')
  const [handing, setHanding] = useState(false)
  if (note.codFen === 0) return null
  const difference = note.codCollectedFen === null ? 0 : note.codCollectedFen - note.codFen
  return (
    <>
      <h2>{t('deliveries.codTitle')}</h2>
      <div className={styles['box']}>
        {note.codCollectedFen === null ? (
          <StateBadge tone={note.released ? 'wait' : 'plain'}>
            {note.released
              ? t('deliveries.codWaiting', { amount: formatFen(note.codFen) })
              : t('deliveries.gateCod', { amount: formatFen(note.codFen) })}
          </StateBadge>
        ) : (
          <StateBadge tone={difference === 0 ? 'ok' : 'bad'}>
            {t('deliveries.codDone', {
              amount: formatFen(note.codFen),
              collected: formatFen(note.codCollectedFen),
            })}
          </StateBadge>
        )}
        {difference !== 0 && (
          <StateBadge tone="bad">{t('deliveries.codDiffers', { difference: formatFen(difference) })}</StateBadge>
        )}
        {note.released && note.codCollectedFen === null && note.state !== 'void' && mayReceive && (
          <KeyButton keys="j" onClick={() => setHanding(true)}>
            {t('deliveries.handIn')}
          </KeyButton>
        )}
        {note.codReceiptId !== null && mayReceive && (
          <Button onClick={() => openTab({ word: 'receipts', id: note.codReceiptId })}>
            {t('deliveries.seeReceipt')}
          </Button>
        )}
      </div>
      {handing && <HandInDialog note={note} onClose={() => setHanding(false)} />}
    </>
  )
}
