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
