import { useRef, useState } from 'react'
import { type BankLine, type BankProposal, isExact } from '../../../shared/bank.ts'
import { formatFen } from '../../../shared/money.ts'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { withReason } from '../../lib/reasoned.ts'
import { partsWords } from './parts.ts'

/** Milliseconds after a booking in which Y books nothing: the list has moved on under the finger, which has not looked. */
const look = 1500

/**
 * What the keys do with the line the cursor is on. Nothing is booked without one of them; what does not fit to the fen is
 * asked about; one press books one line; the last booking can be taken back (`last`, until the page is left).
 */
export const useDeeds = (line: BankLine | null) => {
  const t = useT()
  const restUntil = useRef(0)
  const [last, setLast] = useState<BankLine | null>(null)
  const book = async (of: BankLine, proposal: BankProposal): Promise<void> => {
    const booked = await client.bank.accept({
      id: of.id,
      version: of.version,
      customerId: proposal.customerId,
      allocations: proposal.parts.map(({ number: _number, ...part }) => part),
    })
    restUntil.current = Date.now() + look
    setLast(booked)
    notify(
      t(booked.receiptState === 'entered' ? 'bank.bookedWaits' : 'bank.booked', {
        number: booked.receiptNumber ?? '',
        amount: formatFen(booked.amountFen),
      }),
    )
  }
  const bookProposed = async (of: BankLine, proposal: BankProposal): Promise<void> => {
    const { customer, amountWay, onRoad } = proposal
    const words = { customer, amount: formatFen(of.amountFen), words: partsWords(t, proposal) }
    const sure =
      (isExact(amountWay) && onRoad.length === 0) ||
      (await askConfirm({
        title: t(onRoad.length > 0 ? 'bank.onRoadTitle' : 'bank.yesTitle'),
        children: t('bank.yesBody', words),
        action: t('bank.yes'),
      }))
    if (sure) await attempt(() => book(of, proposal))
  }
  return {
    book,
    last,
    async yes(): Promise<void> {
      if (Date.now() < restUntil.current) {
        restUntil.current = Date.now() + look
        notify(t('bank.oneAtATime'), 'info')
      } else if (line?.twin) {
        const { id: receiptId, number } = line.twin
        const linked = await attempt(
          () => client.bank.link({ id: line.id, version: line.version, receiptId }),
          t('bank.linked', { number }),
        )
        if (linked) restUntil.current = Date.now() + look
      } else if (line?.proposal) await bookProposed(line, line.proposal)
    },
    async undo(): Promise<void> {
      if (last?.receiptId == null) return
      const { receiptId, customer, amountFen } = last
      const number = last.receiptNumber ?? ''
      const sure = await askConfirm({
        title: t('bank.undo', { number }),
        children: t('bank.undoBody', { customer: customer ?? '', amount: formatFen(amountFen) }),
        action: t('bank.undo', { number }),
        danger: true,
      })
      if (!sure) return
      const undone = await attempt(
        async () => {
          const { version } = await client.receipts.read({ id: receiptId })
          return client.receipts.void({ id: receiptId, version, reason: t('bank.mistaken') })
        },
        t('bank.undone', { number }),
      )
      if (undone) setLast(null)
    },
    async unrelated(): Promise<void> {
      if (!line) return
      await withReason(
        {
          title: t('bank.unrelatedTitle'),
          children: `${line.bankedOn} ${line.payer} ${formatFen(line.amountFen)}`,
          action: t('bank.unrelated'),
        },
        (reason) => client.bank.unrelated({ id: line.id, version: line.version, reason }),
      )
    },
    async reopen(): Promise<void> {
      if (line) await attempt(() => client.bank.reopen({ id: line.id, version: line.version }))
    },
  }
}
