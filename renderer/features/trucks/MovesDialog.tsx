import type { PhraseKey } from '../../../shared/language.ts'
import type { Truck, TruckMove } from '../../../shared/trucks.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Trucks.module.css'

const moveKeys: Record<TruckMove['what'], PhraseKey> = {
  on: 'trucks.moveOn',
  off: 'trucks.moveOff',
  order: 'trucks.moveOrder',
  day: 'trucks.moveDay',
  vehicle: 'trucks.moveVehicle',
  departed: 'trucks.moveDeparted',
  reopened: 'trucks.moveReopened',
}

/** What was changed about a truck, newest first: notes, order, day, vehicle; who and when. */
export const MovesDialog = ({ truck, onClose }: { truck: Truck; onClose: () => void }) => {
  const t = useT()
  const { data: moves = [] } = useQuery(client.trucks.moves, { id: truck.id })
  return (
    <Dialog title={`${truck.number} ${t('trucks.history')}`} onClose={onClose} width={640}>
      <ul className={styles['moves']}>
        {moves.map((move) => (
          <li key={move.id}>
            <small>{formatInstant(move.at)}</small>
            <small>{move.by}</small>
            <span>
              {[
                t(moveKeys[move.what], { number: move.number }),
                move.before && t('trucks.moveFrom', { before: move.before }),
                move.after && t('trucks.moveTo', { after: move.after }),
                move.reason,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
