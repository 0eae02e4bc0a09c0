import { beforeEach, expect, it } from 'vitest'
import { openTab, useTabs } from './tabs.ts'

const keys = () => useTabs.getState().tabs.map(({ key }) => key)

beforeEach(() => useTabs.getState().closeAll())

it('opens one tab for one paper, whatever it is called', () => {
  openTab({ word: 'orders', id: 12, title: 'DH261122-03' })
  openTab({ word: 'orders', id: 12, title: 'DH261122-03 永兴' })
  expect(useTabs.getState().tabs).toMatchObject([{ key: 'orders/paper/12', title: 'DH261122-03 永兴' }])
})

it('begins a second new order beside the first', () => {
  const first = openTab({ word: 'orders', page: 'new', another: true })
  const second = openTab({ word: 'orders', page: 'new', another: true })
  expect(second).not.toBe(first)
  expect(keys()).toEqual([first, second])
})

it('goes back to the note begun from an order, and begins another for another order', () => {
  const note = { word: 'deliveries', page: 'new', another: true }
  const first = openTab({ ...note, parameters: { orderId: 3, customerId: 1 } })
  const other = openTab({ ...note, parameters: { orderId: 4, customerId: 1 } })
  expect(openTab({ ...note, parameters: { orderId: 3, customerId: 1 } })).toBe(first)
  expect(keys()).toEqual([first, other])
})

it('begins a second note of a kind: a kind is not what it was begun from', () => {
  const note = { word: 'deliveries', page: 'new', another: true, parameters: { kind: 'delivery' } }
  expect(openTab(note)).not.toBe(openTab(note))
})

it('when more pages are open than can be read, lists make room; papers, what is typed and 今日 stay', () => {
  useTabs.getState().closeAll()
  openTab({ word: 'today' })
  const typed = openTab({ word: 'dailyReports' })
  useTabs.getState().setUnsaved(typed, 'form', true)
  openTab({ word: 'orders' })
  openTab({ word: 'products' })
  for (let id = 1; id <= 7; id++) openTab({ word: 'orders', id, title: `DH${id}` })
  const words = () => useTabs.getState().tabs.map(({ key }) => key)
  expect(words()).not.toContain('orders')
  expect(words()).toEqual(
    expect.arrayContaining(['today', 'dailyReports', 'products', 'orders/paper/1', 'orders/paper/7']),
  )
  expect(words()).toHaveLength(10)
  expect(useTabs.getState().madeRoom.map(({ key }) => key)).toEqual(['orders'])
})
