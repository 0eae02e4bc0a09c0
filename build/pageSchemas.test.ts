import { expect, test } from 'vitest'
import { pageSchemas } from './pageSchemas.ts'

type Hook = (id: string) => string | undefined
const plugin = pageSchemas()
const resolveId = plugin.resolveId as unknown as Hook
const load = plugin.load as unknown as Hook

/** A schema that is made of whatever it is made of: calls, chains, parts of others. */
interface Nothing {
  (...parts: unknown[]): Nothing
  [name: string]: Nothing
}

test('the page makes its schemas of nothing, and cannot read with them', async () => {
  const url = `data:text/javascript,${encodeURIComponent(load(resolveId('zod')!)!)}`
  const { z } = (await import(/* @vite-ignore */ url)) as { z: Nothing }
  const Row = z['strictObject']!({ id: z['number']!()['int']!() })
  const Page = z['strictObject']!({ ...Row['shape']!, rows: z['array']!(Row)['max']!(200) })
  expect(typeof Page).toBe('function')
  expect(() => Page['safeParse']!({})).toThrow(/main program/)
  expect(() => Row['parse']!({})).toThrow(/main program/)
})

test('nothing but zod itself is replaced', () => {
  expect(resolveId('zod/v4')).toBeUndefined()
  expect(resolveId('../shared/fields.ts')).toBeUndefined()
})
