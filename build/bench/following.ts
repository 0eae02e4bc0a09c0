import { plusDays } from '../../shared/dates.ts'
import type { Made, Terms, Work } from './orders.ts'

/** What follows from an order of the data set: its notice, its note, the money for it. */

/** The production notice with its processes: of the last 3,000 orders, older ones are finished and looked at no more. */
export const writeNotice = ({ insert, users, masters, today }: Work, made: Made, terms: Terms[]): void => {
  const { age, state, id, number, orderedOn, dueOn, customer, lines } = made
  if (age < 140 || age >= 3000 || state === 'void') return
  const finished = age >= 500
  const noticeNumber = number.replace('DH', 'SC')
  const noticeId = insert('notices', {
    number: noticeNumber,
    orderId: id,
    workshop: '',
    dueOn,
    rush: 0,
    remark: '',
    releasedAt: `${plusDays(orderedOn, 2)}T02:00:00.000Z`,
    releasedBy: users.merchandiser,
    printed: 1,
    state: finished ? 'finished' : 'making',
    version: 1,
  })
  terms.push({
    rowId: noticeId,
    customerId: customer.id,
    fresh: true,
    terms: { exact: [noticeNumber, noticeNumber.slice(2), noticeNumber.slice(4)] },
  })
  // one order in nine is behind its plan
  const firstDone = age % 9 === 0 ? 3 : 8
  const passed = finished ? masters.processes.length : Math.trunc((age - 140) / 80)
  for (const line of lines) {
    const noticeLineId = insert('noticeLines', {
      noticeId,
      orderLineId: line.id,
      quantity: line.quantity,
      finishedQuantity: finished ? line.quantity : 0,
      state: finished ? 'finished' : 'making',
    })
    for (const [at, process] of masters.processes.entries()) {
      const done = at < passed
      const plannedFinish = plusDays(orderedOn, firstDone + at * 3)
      const operationId = insert('operations', {
        noticeLineId,
        processId: process.id,
        processName: process.name,
        workshop: process.workshop,
        sequence: at + 1,
        outside: 0,
        plannedStart: plusDays(plannedFinish, -2),
        plannedFinish,
        quantity: line.quantity,
        good: done ? line.quantity : 0,
        bad: 0,
        startedOn: done ? plannedFinish : null,
        finishedOn: done ? plannedFinish : null,
        reportedOn: done ? plannedFinish : null,
        causeCode: null,
        causeNote: '',
        version: done ? 2 : 1,
      })
      if (done && age < 900)
        insert('dailyReports', {
          reportedOn: plannedFinish < today ? plannedFinish : today,
          workshop: process.workshop,
          operationId,
          good: line.quantity,
          bad: 0,
          hours: 8000,
          people: 4,
          causeCode: null,
          causeNote: '',
          reverses: null,
          userId: users.workshop,
          at: `${plannedFinish}T09:00:00.000Z`,
        })
    }
  }
}

/** The delivery note of a delivered order, signed but for the newest hundred. Gives its id and day. */
export const writeNote = (
  { insert, users, today }: Work,
  made: Made,
  terms: Terms[],
): { id: number; deliveryOn: string } | null => {
  const { age, state, id, number, dueOn, customer, lines, po, totalFen, totalQuantity, totalPacks } = made
  if (age < 600 || state === 'void') return null
  const deliveryOn = dueOn < today ? dueOn : plusDays(today, -1)
  const at = `${deliveryOn}T03:00:00.000Z`
  const noteNumber = number.replace('DH', 'XS')
  const noteId = insert('deliveryNotes', {
    number: noteNumber,
    kind: 'delivery',
    customerId: customer.id,
    deliveryOn,
    address: '客户仓库',
    contact: '王老板',
    phone: '',
    method: '送货',
    driver: '刘师傅',
    vehicle: '粤X12345',
    serial: '',
    remark: '',
    totalFen,
    totalQuantity,
    totalPacks,
    pickedBy: users.warehouse,
    pickedAt: at,
    inspectedBy: users.warehouse,
    inspectedAt: at,
    inspection: 'passed',
    countedPacks: totalPacks,
    countedBy: users.warehouse,
    countedAt: at,
    releasedBy: users.warehouse,
    releasedAt: at,
    codFen: 0,
    paidFen: age >= 900 ? totalFen : 0,
    printed: 1,
    state: 'released',
    keyedBy: users.warehouse,
    keyedAt: at,
    version: 5,
  })
  for (const [place, line] of lines.entries())
    insert('deliveryLines', {
      deliveryNoteId: noteId,
      sequence: place + 1,
      orderLineId: line.id,
      orderId: id,
      orderNumber: number,
      customerPo: po,
      code: line.code,
      description: `${line.name} ${line.spec}`,
      colour: '胡桃',
      unit: '件',
      quantity: line.quantity,
      packs: line.packs,
      priceMicros: line.priceMicros,
      amountFen: line.amountFen,
      remark: '',
    })
  const back = age >= 700
  insert('signBacks', {
    kind: 'delivery',
    documentId: noteId,
    documentNumber: noteNumber,
    customerId: customer.id,
    sentAt: at,
    sentBy: users.warehouse,
    sentTo: '',
    dueOn: plusDays(deliveryOn, 3),
    state: back ? 'same' : 'waiting',
    returnedAt: back ? at : null,
    returnedBy: back ? users.warehouse : null,
    chases: 0,
    version: 1,
  })
  terms.push({
    rowId: noteId,
    customerId: customer.id,
    fresh: true,
    terms: { exact: [noteNumber, noteNumber.slice(2), noteNumber.slice(4)] },
  })
  return { id: noteId, deliveryOn }
}

export interface Owed {
  notes: { id: number; fen: number }[]
}

/** One receipt for five notes of a customer. */
export const writeReceipt = (
  { insert, users }: Work,
  customerId: number,
  owed: Owed,
  on: string,
  number: string,
  terms: Terms[],
): void => {
  const amountFen = owed.notes.reduce((sum, { fen }) => sum + fen, 0)
  const at = `${on}T06:00:00.000Z`
  const id = insert('receipts', {
    number,
    customerId,
    receivedOn: on,
    kind: 'monthly',
    method: 'bank',
    payer: '',
    slipNumber: `ICBC-${number}`,
    amountFen,
    assignedFen: amountFen,
    remark: '',
    enteredBy: users.merchandiser,
    enteredAt: at,
    confirmedBy: users.cashier,
    confirmedByName: '孙会',
    confirmedAt: at,
    state: 'confirmed',
    version: 2,
  })
  for (const note of owed.notes)
    insert('receiptAllocations', { receiptId: id, deliveryNoteId: note.id, amountFen: note.fen })
  terms.push({ rowId: id, customerId, fresh: true, terms: { exact: [number, number.slice(2)] } })
  owed.notes = []
}
