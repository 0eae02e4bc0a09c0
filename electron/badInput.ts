import { type Language, type PhraseKey, translate } from '../shared/language.ts'
import { refuse } from '../shared/refusals.ts'

/** What the office calls the fields that people type most. */
const fieldKeys: Record<string, PhraseKey> = {
  quantity: 'app.quantity',
  unit: 'app.unit',
  amountFen: 'app.amount',
  priceMicros: 'orders.price',
  dueOn: 'orders.dueOn',
  packs: 'orders.packs',
  code: 'orders.code',
  description: 'orders.description',
  colour: 'orders.colour',
  customerPo: 'orders.customerPo',
  customerId: 'app.customer',
  contact: 'orders.contact',
  phone: 'orders.phone',
  deliveryPlace: 'orders.deliveryPlace',
  packing: 'orders.packing',
  remark: 'app.remark',
  reason: 'app.reason',
  slipNumber: 'receipts.slip',
  receivedOn: 'receipts.receivedOn',
  payer: 'receipts.payer',
  adjustedOn: 'app.date',
  noteOn: 'app.date',
  deliveryOn: 'app.date',
  issuedOn: 'app.date',
  switchOn: 'openings.switchOn',
  checkFen: 'openings.checkFen',
  differenceFen: 'signBacks.differenceAmount',
  month: 'archive.month',
  codFen: 'deliveries.codFen',
  stopHours: 'exceptions.stopHours',
  stopPeople: 'exceptions.stopPeople',
  what: 'exceptions.what',
  how: 'exceptions.how',
  ownerId: 'exceptions.owner',
  clearOn: 'exceptions.clearOn',
  sinceOn: 'exceptions.since',
  method: 'deliveries.method',
  driver: 'deliveries.driver',
  vehicle: 'deliveries.vehicle',
  serial: 'deliveries.serial',
  address: 'deliveries.address',
  loaded: 'journeys.loadedPieces',
  loadedPacks: 'journeys.loadedPacks',
  freightFen: 'journeys.freight',
  expectedOn: 'journeys.expectedOn',
  arrivedOn: 'journeys.arrivedOn',
  leftOn: 'journeys.leftOn',
  leftTime: 'journeys.leftTime',
  tracking: 'journeys.tracking',
  plate: 'trucks.plate',
  onDay: 'trucks.onDay',
  limitPacks: 'trucks.limitPacks',
  limitVolume: 'trucks.limitVolume',
  limitWeight: 'trucks.limitWeight',
  collectedFen: 'cod.collectAmount',
  collectedOn: 'cod.collectedOn',
  countedFen: 'cod.countedCash',
  handedOn: 'cod.handedOn',
  paidOn: 'cod.collectedOn',
  box: 'archive.box',
  borrower: 'archive.borrower',
  lentOn: 'archive.lentOn',
  returnedOn: 'archive.returnedOn',
  readyOn: 'shipments.readyOn',
}

/** The refusal of an input that is not of its form: its field in the words of the office, and the line it stands in. */
export const refuseInput = (path: readonly PropertyKey[], language: Language) => {
  const key = fieldKeys[String(path.at(-1))]
  const line = path.find((part) => typeof part === 'number')
  const say = (phrase: PhraseKey, values = {}): string => translate(language, phrase, values)
  const field = [
    ...(typeof line === 'number' ? [say('app.lineNumber', { line: line + 1 })] : []),
    ...(key ? [say(key)] : []),
  ].join(' ')
  return refuse(field === '' ? 'app.badInputSomewhere' : 'app.badInput', { field }, path.join('.'))
}
