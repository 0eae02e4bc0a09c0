import type { Finding, FindingKind } from '../../../shared/monthEnd.ts'
import { openTab } from '../../lib/tabs.ts'

const words: Partial<Record<FindingKind, string>> = {
  orderWithoutNote: 'orders',
  finishedWithoutNote: 'orders',
  noteNotLeft: 'deliveries',
  unsignedNote: 'deliveries',
  noteInNoStatement: 'deliveries',
  zeroPrice: 'deliveries',
  codNotHandedIn: 'deliveries',
  moneyNotAssigned: 'receipts',
  moneyNotConfirmed: 'receipts',
  statementNotSigned: 'statements',
  statementDisputed: 'statements',
}

/** The list a series of numbers stands in, where it has a page of its own. */
const lists: Record<string, string> = {
  DH: 'orders',
  SC: 'production',
  SK: 'receipts',
  DZ: 'statements',
  BG: 'changes',
  BJD: 'quotations',
  JK: 'cod',
}

/** Opens the place where a finding is mended. */
export const openPlace = (kind: FindingKind, row: Finding, month: string): void => {
  const { id, number, customer, text } = row
  if (kind === 'customerWithoutStatement')
    openTab({
      word: 'statements',
      page: 'preview',
      another: true,
      title: `${customer} ${month}`,
      parameters: { customerId: id, month },
    })
  else if (kind === 'openDifference') openTab({ word: 'signBacks', parameters: { show: 'open', copyId: id } })
  else if (kind === 'codDifference') openTab({ word: 'cod', parameters: { driver: text } })
  else if (kind === 'faxWithoutOrder') openTab({ word: 'inbox', page: 'paper', id, title: number })
  else if (kind === 'serialGap') openTab({ word: 'deliveries' })
  else if (kind === 'numberGap') openTab({ word: lists[/^[A-Z]+/.exec(number)?.[0] ?? ''] ?? 'deliveries' })
  else openTab({ word: words[kind]!, id, title: number })
}
