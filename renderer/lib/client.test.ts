import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Call, Reply } from '../../shared/contract.ts'
import { callOnce, channelOf, client } from './client.ts'
import { queryKey, refetchAll, watchQuery } from './query.ts'

let calls: Call[] = []
let answer: (call: Call) => Promise<Reply>

beforeEach(() => {
  calls = []
  answer = async () => ({ ok: true, value: null })
  const gendan = {
    invoke: (call: Call) => {
      calls.push(call)
      return answer(call)
    },
    on: () => () => undefined,
  }
  vi.stubGlobal('window', { gendan })
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('client', () => {
  test('calls the channel with its input and a request id, and is the same function each time', async () => {
    answer = async () => ({ ok: true, value: [{ id: 1 }] })
    expect(await client.users.list({})).toEqual([{ id: 1 }])
    expect(calls).toEqual([{ channel: 'users.list', input: {}, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
    expect(client.users.list).toBe(client.users.list)
    expect(channelOf(client.users.list)).toBe('users.list')
  })
  test('calls under an id that was kept', async () => {
    const kept = crypto.randomUUID()
    answer = async () => ({ ok: true, value: { id: 7 } })
    expect(await callOnce(client.users.list, {}, kept)).toEqual({ id: 7 })
    expect(calls).toEqual([{ channel: 'users.list', input: {}, requestId: kept }])
  })
  test('asks once more under the same request id when the reply was lost', async () => {
    let lost = true
    answer = async () => {
      if (!lost) return { ok: true, value: {} }
      lost = false
      throw new Error('the worker is gone')
    }
    await client.shell.signOut({})
    expect(calls).toHaveLength(2)
    expect(calls[1]?.requestId).toBe(calls[0]?.requestId)
  })
  test('rejects with the sentence and the field of a refusal, without asking again', async () => {
    answer = async () => ({
      ok: false,
      refusal: { code: 'users.nameTaken', message: '已经有一位“李敏”', field: 'name' },
    })
    await expect(client.users.list({})).rejects.toMatchObject({
      code: 'users.nameTaken',
      message: '已经有一位“李敏”',
      field: 'name',
    })
    expect(calls).toHaveLength(1)
  })
})

describe('query', () => {
  test('drops an answer that a later asking has overtaken', async () => {
    const waiting: ((reply: Reply) => void)[] = []
    answer = () => new Promise((resolve) => waiting.push(resolve))
    const watched = watchQuery(client.users.list, {}, () => undefined)
    refetchAll()
    waiting[1]!({ ok: true, value: ['new'] })
    await Promise.resolve()
    waiting[0]!({ ok: true, value: ['old'] })
    await new Promise((resolve) => setTimeout(resolve))
    expect(watched.read()).toEqual({ data: ['new'], error: null, loading: false })
    watched.end()
  })
  test('keeps the old answer while it asks again and when that is refused', async () => {
    answer = async () => ({ ok: true, value: ['kept'] })
    const watched = watchQuery(client.users.names, {}, () => undefined)
    await new Promise((resolve) => setTimeout(resolve))
    answer = async () => ({ ok: false, refusal: { code: 'app.failed', message: '没有存成功', field: null } })
    refetchAll()
    expect(watched.read()).toMatchObject({ data: ['kept'], loading: true })
    await new Promise((resolve) => setTimeout(resolve))
    expect(watched.read()).toMatchObject({ data: ['kept'], loading: false, error: { message: '没有存成功' } })
    watched.end()
  })
  test('knows a question by its channel and input', () => {
    expect(queryKey(client.settings.holidays, { year: 2026 })).toBe('settings.holidays {"year":2026}')
  })
})
