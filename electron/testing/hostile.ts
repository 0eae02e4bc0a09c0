import fc from 'fast-check'
import type { z } from 'zod'

/**
 * Input made to hurt, for the fuzz of every channel: of no shape at all, or of the channel's own shape with values
 * nobody types, so that what gets past the schema reaches the handler (reliability.md test 18).
 */

interface Def {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  in?: z.ZodType
  options?: z.ZodType[]
  items?: z.ZodType[]
  valueType?: z.ZodType
  keyType?: z.ZodType
  catchall?: z.ZodType
  entries?: Record<string, string>
  values?: unknown[]
  getter?: () => z.ZodType
}

/** What a zod type is made of. */
export const definitionOf = (schema: z.ZodType): Def => schema.def as unknown as Def

/** The types directly inside a type. */
export const partsOf = (schema: z.ZodType): z.ZodType[] => {
  const { shape, element, innerType, in: inner, options, items, valueType, getter } = definitionOf(schema)
  return [
    ...Object.values(shape ?? {}),
    element,
    innerType,
    inner,
    ...(options ?? []),
    ...(items ?? []),
    valueType,
    getter?.(),
  ].filter((part) => part !== undefined)
}

const hostileTexts = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\udc00x',
  '%',
  '_',
  "'; drop table orders; --",
  '"',
  '\\',
  '=cmd|calc',
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  '{{name}}',
  '$1',
  '永兴',
  'yx',
  'DH261122-01',
  'a'.repeat(300),
  '家'.repeat(70),
  '﷽',
  '\u202e',
  '1e400',
  '-0',
  'NaN',
  'null',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '../../etc/passwd',
]
const hostileNumbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-7,
  NaN,
  Infinity,
  -Infinity,
  2 ** 31,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2 ** 53,
  2 ** 63,
  1e12,
  1e13,
  1e15,
  1e308,
]
const days = ['2026-11-22', '2026-11-01', '2026-12-15', '2024-02-29', '0001-01-01', '9999-12-31']

const deep = (levels: number): unknown => {
  let value: unknown = {}
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { rows: value }
  return value
}

const polluting = (): unknown =>
  JSON.parse('{"__proto__":{"isAdmin":true,"role":"owner"},"constructor":{"prototype":{"role":"owner"}},"id":1}')

const huge: unknown[] = [
  { text: 'x'.repeat(1_100_000) },
  { rows: Array.from({ length: 5001 }, () => 1) },
  { bytes: new Uint8Array(21 * 1024 * 1024) },
]
const ring: Record<string, unknown> = {}
ring['ring'] = ring

/** Of no shape: confused types, huge, deep, cyclic, with `__proto__`. */
export const shapeless: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.anything({
      withNullPrototype: true,
      withDate: true,
      withBigInt: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      stringUnit: 'binary',
      maxDepth: 3,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      ...hostileTexts,
      ...hostileNumbers,
      undefined,
      null,
      true,
      1n,
      Symbol('s'),
      () => 1,
      new Date(NaN),
      /x/,
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...huge, ...[5, 11, 13, 60].map(deep), polluting(), ring) },
)

const textFor = (name: string, most: number | null): fc.Arbitrary<string> => {
  const cut = (text: string): string => (most !== null && text.length > most ? text.slice(0, most) : text)
  if (/(On|From|To|from|to|on|day|date)$/.test(name))
    return fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...days) },
      { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
    )
  if (name === 'month') return fc.constantFrom('2026-11', '2026-12', '0001-01', '9999-12', '2026-13')
  if (name === 'sha256') return fc.constantFrom('0'.repeat(64), 'f'.repeat(64), 'x')
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...hostileTexts).map(cut) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(most ?? 40, 40) }) },
  )
}

const numberFor = (name: string, schema: z.ZodType): fc.Arbitrary<number> => {
  const { minValue, maxValue } = schema as unknown as { minValue: number | null; maxValue: number | null }
  const edges = [minValue, maxValue].filter((edge): edge is number => typeof edge === 'number' && Number.isFinite(edge))
  const small = /(^id|Id|Ids)$/.test(name) ? fc.integer({ min: 1, max: 12 }) : fc.integer({ min: 0, max: 5 })
  return fc.oneof(
    { weight: 8, arbitrary: small },
    { weight: 2, arbitrary: fc.constantFrom(...edges, 1000, 12_000, 4_737_600) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileNumbers) },
  )
}

/** Mostly of the shape a schema asks for, with values at and beyond its edges. `name` is the field it is for. */
export const shaped = (schema: z.ZodType, name = '', depth = 0): fc.Arbitrary<unknown> => {
  const def = definitionOf(schema)
  const inside = (part: z.ZodType, as = name): fc.Arbitrary<unknown> => shaped(part, as, depth + 1)
  switch (def.type) {
    case 'object': {
      const fields = fc.record(
        Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, part]) => [key, inside(part, key)])),
      )
      return fc.oneof(
        { weight: 14, arbitrary: fields },
        { weight: 1, arbitrary: fields.map((value) => ({ ...value, role: 'owner', userId: 1 })) },
      )
    }
    case 'array':
      return fc.array(inside(def.element!), { maxLength: depth > 2 ? 2 : 4 })
    case 'record':
      return fc.dictionary(fc.constantFrom(...hostileTexts), inside(def.valueType!), { maxKeys: 4 })
    case 'optional':
    case 'default':
      return fc.oneof(
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 3, arbitrary: inside(def.innerType!) },
      )
    case 'nullable':
      return fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: inside(def.innerType!) })
    case 'union':
      return fc.oneof(...def.options!.map((part) => inside(part)))
    case 'pipe':
      return inside(def.in!)
    case 'tuple':
      return fc.tuple(...def.items!.map((part) => inside(part)))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!))
    case 'literal':
      return fc.constantFrom(...def.values!)
    case 'string':
      return textFor(name, (schema as unknown as { maxLength: number | null }).maxLength)
    case 'number':
      return numberFor(name, schema)
    case 'boolean':
      return fc.boolean()
    case 'custom':
      return fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, ...rest])),
      )
    case 'lazy':
      return depth > 6 ? fc.constant(null) : inside(def.getter!())
    default:
      return fc.anything({ maxDepth: 2 })
  }
}
