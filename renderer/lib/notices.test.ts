import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Call, Reply } from '../../shared/contract.ts'
import { client } from './client.ts'
import { attempt, forgetNotices, useNotices } from './notices.ts'

let reply: Reply
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', { gendan: { invoke: async (_call: Call) => reply, on: () => () => undefined } })
})
afterEach(() => {
  forgetNotices()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const release = (id: number) =>
  attempt(() => client.deliveries.release({ id, version: 1, overrideReason: null }), `${id} 已放行`)
const refuse = (message: string): void => {
  reply = { ok: false, refusal: { code: 'deliveries.gateClosed', message, field: null } }
}
const shown = () => useNotices.getState().notices.map(({ text }) => text)

test('a refusal goes away when the same deed of the same paper is done after all', async () => {
  refuse('12 不能放行')
  await release(12)
  refuse('13 不能放行')
  await release(13)
  expect(shown()).toEqual(['12 不能放行', '13 不能放行'])
  reply = { ok: true, value: {} }
  await release(12)
  expect(shown()).toEqual(['13 不能放行', '12 已放行'])
  // another deed of that paper says nothing about the refused one
  await attempt(() => client.deliveries.pick({ id: 13, version: 1 }))
  expect(shown()).toEqual(['13 不能放行', '12 已放行'])
})
