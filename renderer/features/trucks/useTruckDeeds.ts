import type { Truck, TruckNote } from '../../../shared/trucks.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { answersSettled } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'

/** What is done with the notes of a truck; each gives the truck as it is then, or null where it was refused. */
export const useTruckDeeds = (truck: Truck | undefined) => {
  const t = useT()
  const ask = truck && { id: truck.id, version: truck.version }
  return {
    async put(notes: readonly TruckNote[]): Promise<Truck | null> {
      if (!ask || !truck) {
        notify(t('trucks.chooseTruck'), 'bad')
        return null
      }
      if (notes.length === 0) return null
      const deliveryNoteIds = notes.map(({ deliveryNoteId }) => deliveryNoteId)
      const done = await attempt(() => client.trucks.put({ ...ask, deliveryNoteIds }))
      if (done)
        notify(t('trucks.putOnTruck', { number: notes.map(({ number }) => number).join(' '), truck: truck.number }))
      return done ?? null
    },
    async takeOff(note: TruckNote): Promise<void> {
      if (ask) await attempt(() => client.trucks.takeOff({ ...ask, deliveryNoteIds: [note.deliveryNoteId] }))
    },
    /** Moves a stop to stand before another, or to the end. */
    async place(note: TruckNote, before: TruckNote | null): Promise<void> {
      if (!ask || !truck) return
      const others = truck.stops.filter(({ deliveryNoteId }) => deliveryNoteId !== note.deliveryNoteId)
      const at =
        before === null ? -1 : others.findIndex(({ deliveryNoteId }) => deliveryNoteId === before.deliveryNoteId)
      const order = at < 0 ? [...others, note] : [...others.slice(0, at), note, ...others.slice(at)]
      const deliveryNoteIds = order.map(({ deliveryNoteId }) => deliveryNoteId)
      if (deliveryNoteIds.every((id, index) => id === truck.stops[index]?.deliveryNoteId)) return
      await attempt(() => client.trucks.order({ ...ask, deliveryNoteIds }))
      await answersSettled()
    },
    async voidTruck(): Promise<void> {
      if (!ask || !truck) return
      await withReason(
        {
          title: `${truck.number} ${t('trucks.voidTruck')}`,
          children: t('trucks.voidWhat', { number: truck.number, notes: truck.stops.length }),
          action: t('app.void'),
          danger: true,
        },
        (reason) => client.trucks.void({ ...ask, reason }),
      )
    },
    async reopen(): Promise<void> {
      if (!ask || !truck) return
      await withReason(
        {
          title: `${truck.number} ${t('trucks.reopen')}`,
          children: t('trucks.reopenWhat', { number: truck.number }),
          action: t('trucks.reopen'),
          danger: true,
        },
        (reason) => client.trucks.reopen({ ...ask, reason }),
      )
    },
  }
}
