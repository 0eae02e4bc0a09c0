import type { journeys } from '../../../shared/journeys.ts'
import type { Handlers } from '../../context.ts'
import { countJourneys, listJourneys } from './list.ts'
import { passPaper } from './paper.ts'
import { readJourney } from './read.ts'
import { arrive, checkLoad, gate, saveCarriage, takeBack } from './steps.ts'

export const journeysHandlers: Handlers<typeof journeys> = {
  read: (ctx, { deliveryNoteId }) => readJourney(ctx, deliveryNoteId),
  list: listJourneys,
  counts: countJourneys,
  passPaper: (ctx, { id }) => passPaper(ctx, id),
  save: saveCarriage,
  checkLoad,
  gate,
  arrive,
  takeBack,
}
