import type { Task } from '../../../shared/today.ts'
import { features } from '../../features.ts'
import { say } from '../../lib/language.ts'
import { openTab, type TabRequest } from '../../lib/tabs.ts'
import { answerCaller } from '../search/answer.ts'

const requestOf = ({ place, id, number, kind, workshop, customerId, customer, who }: Task): TabRequest => {
  switch (place) {
    case 'check':
      return { word: 'orders', page: 'check', id, title: number }
    case 'inbox':
      return { word: 'inbox', parameters: { inboxItemId: id } }
    case 'dailyReport':
      return { word: 'dailyReports', parameters: { operationId: id, workshop, cell: 'cause' } }
    case 'release':
      return { word: 'production', parameters: { orderId: id } }
    case 'receipts':
      return { word: 'receipts', id, title: number }
    case 'note':
      return { word: 'deliveries', id, title: number }
    case 'review':
      return { word: 'reviews', id, title: say('reviews.of', { number }) }
    case 'film':
      return { word: 'production', page: 'film', id, title: say('notices.filmOf', { number }) }
    case 'copies':
      return { word: 'production', page: 'copies', id, title: say('notices.copiesOf', { number }) }
    case 'enclosures':
      return { word: 'production', page: 'enclosures', id, title: say('notices.enclosuresOf', { number }) }
    case 'change':
      return { word: 'changes', id, title: number }
    case 'quotation':
      return { word: 'quotations', id, title: number }
    case 'signBacks':
      return {
        word: 'signBacks',
        parameters:
          kind === 'different' ? { show: 'open', copyId: id } : kind === 'signsLate' ? { show: 'escalated' } : { kind },
      }
    case 'confirmation':
      return { word: 'orders', page: 'confirmation', id, title: `${number} ${say('orders.confirmationTitle')}` }
    case 'newNote':
      return { word: 'deliveries', page: 'new', another: true, parameters: { orderId: id, customerId } }
    case 'askShip':
      return { word: 'shipments', page: 'ask', id, title: say('shipments.askOf', { number }) }
    case 'store':
      return { word: 'store', parameters: { noticeLineId: id, show: 'waiting' } }
    case 'tell':
      return { word: 'store', parameters: { orderId: id, show: 'there', tell: true } }
    case 'trucks':
      return { word: 'trucks' }
    case 'inspection':
      return { word: 'quality', id, title: number }
    case 'newInspection':
      return { word: 'quality', page: 'new', another: true, parameters: { kind: 'final', noticeLineId: id } }
    case 'exception':
      return { word: 'exceptions', id, title: number }
    case 'lessons':
      return { word: 'lessons', id, title: say('lessons.of', { number }) }
    case 'materials':
      return { word: 'shortages', page: 'order', id, title: say('materials.ofOrder', { number }) }
    case 'cod':
      return { word: 'cod', parameters: { driver: who } }
    case 'handover':
      return { word: 'cod', id, title: number }
    case 'archive':
      return { word: 'archive', id, title: number }
    case 'complaint':
      return { word: 'complaints', id, title: number }
    case 'factoryCalls':
      return { word: 'factoryCalls', parameters: { factoryId: id } }
    case 'receivable':
      return { word: 'receivables', id, title: say('receivables.of', { customer }) }
    case 'order':
    case 'answer':
      return { word: 'orders', id, title: number }
  }
}

/** Opens the place where a task is done. */
export const openTask = (task: Task): void => {
  if (task.place === 'answer' && task.customerId !== null) return answerCaller(task.customerId)
  const request = requestOf(task)
  const pages = features[request.word]?.pages
  const page = request.page ?? (request.id == null ? 'list' : 'paper')
  // a word whose papers open in its list
  openTab(pages?.[page] === undefined ? { word: request.word, parameters: { id: task.id } } : request)
}
