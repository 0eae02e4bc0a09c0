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

const words = () => useTabs.getState().tabs.map(({ key }) => key)

it('when more pages are open than are kept, the one not looked at for the longest makes room; 今日 and what is typed stay', () => {
  openTab({ word: 'today' })
  const typed = openTab({ word: 'dailyReports' })
  useTabs.getState().setUnsaved(typed, 'form', true)
  openTab({ word: 'orders' })
  for (let id = 1; id <= 11; id++) openTab({ word: 'orders', id, title: `DH${id}` })
  expect(words()).toHaveLength(14)
  // a list just looked at is not closed for its being a list
  useTabs.getState().activate('orders')
  openTab({ word: 'products' })
  expect(useTabs.getState().madeRoom.map(({ key }) => key)).toEqual(['orders/paper/1'])
  openTab({ word: 'customers' })
  expect(useTabs.getState().madeRoom.map(({ key }) => key)).toEqual(['orders/paper/2'])
  expect(words()).toEqual(expect.arrayContaining(['today', 'dailyReports', 'orders', 'products', 'customers']))
  expect(words()).toHaveLength(14)
})

it('closes nothing when every page holds something not saved', () => {
  for (let id = 1; id <= 16; id++)
    useTabs.getState().setUnsaved(openTab({ word: 'orders', page: 'edit', id }), 'form', true)
  expect(words()).toHaveLength(16)
})

it('a page that is left goes back to the one it was opened from, else to its neighbour', () => {
  openTab({ word: 'orders', id: 1 })
  openTab({ word: 'products' })
  openTab({ word: 'customers' })
  useTabs.getState().activate('orders/paper/1')
  const print = openTab({ word: 'orders', page: 'file', id: 1 })
  useTabs.getState().closeTab(print)
  expect(useTabs.getState().active).toBe('orders/paper/1')
  const again = openTab({ word: 'orders', page: 'file', id: 1 })
  useTabs.getState().closeTab('orders/paper/1')
  useTabs.getState().closeTab(again)
  expect(useTabs.getState().active).toBe('customers')
})

it('who signs in again finds the pages as they were left, after another one was there too', () => {
  const { changeHands } = useTabs.getState()
  openTab({ word: 'orders', id: 1 })
  openTab({ word: 'products' })
  changeHands(7, 8)
  expect(words()).toEqual([])
  openTab({ word: 'receipts' })
  changeHands(8, 7)
  expect(words()).toEqual(['orders/paper/1', 'products'])
  expect(useTabs.getState().active).toBe('products')
  changeHands(7, 9)
  expect(words()).toEqual([])
  changeHands(9, 8)
  expect(words()).toEqual(['receipts'])
})
