// The structured-clone algorithm as text: what a CDP message can carry. The same function runs in Node and,
// by its source, in the page's isolated world, so it may use nothing from outside itself.

/** Electron's words for every value that it does not clone. */
const REFUSAL = 'An object could not be cloned.'

/**
 * Makes the two halves of the clone. `pack` refuses what structuredClone refuses, and the host objects (Blob,
 * CryptoKey, SharedArrayBuffer …) that Electron's messages do not carry either.
 * @param {{ toBase64(bytes: Uint8Array): string, fromBase64(text: string): Uint8Array }} base64
 */
function makeClone(base64) {
  const refusal = () => new Error('An object could not be cloned.')
  const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1)
  const views = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
    ...(typeof Float16Array === 'undefined' ? [] : [Float16Array]),
  ]
  const viewOf = new Map(views.map((view) => [view.name, view]))
  const errors = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

  function packNumber(value) {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value
    return ['n', Object.is(value, -0) ? '-0' : String(value)]
  }

  function packArray(value, walk) {
    const keys = Object.keys(value)
    if (keys.length === value.length) return ['a', value.map(walk)]
    return ['s', value.length, keys, keys.map((key) => walk(value[key]))]
  }

  function packObject(value, walk) {
    const tag = tagOf(value)
    if (Array.isArray(value)) return packArray(value, walk)
    if (tag === 'Object') {
      const keys = Object.keys(value)
      return ['o', keys, keys.map((key) => walk(value[key]))]
    }
    if (tag === 'Date') return ['d', Number.isNaN(value.getTime()) ? null : value.getTime()]
    if (tag === 'Map') return ['m', [...value].map(([key, item]) => [walk(key), walk(item)])]
    if (tag === 'Set') return ['t', [...value].map(walk)]
    if (tag === 'RegExp') return ['x', value.source, value.flags]
    if (tag === 'ArrayBuffer') return ['B', base64.toBase64(new Uint8Array(value))]
    if (ArrayBuffer.isView(value) && viewOf.has(tag)) {
      if (tagOf(value.buffer) !== 'ArrayBuffer') throw refusal()
      return ['v', tag, base64.toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
    }
    if (tag === 'Error') return ['e', value.name, value.message, value.stack]
    if (tag === 'Number' || tag === 'String' || tag === 'Boolean' || tag === 'BigInt')
      return ['w', walk(value.valueOf())]
    throw refusal()
  }

  function packTree(copy) {
    const seen = new Map()
    function walk(value) {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
      if (typeof value === 'number') return packNumber(value)
      if (value === undefined) return ['u']
      if (typeof value === 'bigint') return ['b', String(value)]
      if (seen.has(value)) return ['r', seen.get(value)]
      seen.set(value, seen.size)
      return packObject(value, walk)
    }
    return walk(copy)
  }

  function unpackTree(tree) {
    const seen = []
    const keep = (value) => {
      seen.push(value)
      return value
    }
    const fill = (target, keys, values) => {
      keys.forEach((key, index) => {
        const value = walk(values[index])
        if (key === '__proto__') {
          Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
        } else target[key] = value
      })
      return target
    }
    const view = (name, bytes) => {
      const type = viewOf.get(name)
      return type === Uint8Array
        ? bytes
        : new type(bytes.buffer, bytes.byteOffset, bytes.byteLength / (type.BYTES_PER_ELEMENT ?? 1))
    }
    const error = (name, message, stack) => {
      const made = new (Object.hasOwn(errors, name) ? errors[name] : Error)(message)
      Object.defineProperty(made, 'stack', { value: stack, writable: true, configurable: true })
      return made
    }
    function map(entries) {
      const target = keep(new Map())
      for (const [key, item] of entries) target.set(walk(key), walk(item))
      return target
    }
    function set(items) {
      const target = keep(new Set())
      for (const item of items) target.add(walk(item))
      return target
    }
    function list(items) {
      const target = keep([])
      for (const item of items) target.push(walk(item))
      return target
    }
    function wrapped(primitive) {
      const index = seen.push(undefined) - 1
      return (seen[index] = Object(walk(primitive)))
    }
    function walk(node) {
      if (!Array.isArray(node)) return node
      const [tag, first, second, third] = node
      switch (tag) {
        case 'u':
          return undefined
        case 'n':
          return Number(first)
        case 'b':
          return BigInt(first)
        case 'r':
          return seen[first]
        case 'a':
          return list(first)
        case 's':
          return fill(keep(Object.assign([], { length: first })), second, third)
        case 'o':
          return fill(keep({}), first, second)
        case 'd':
          return keep(new Date(first ?? NaN))
        case 'm':
          return map(first)
        case 't':
          return set(first)
        case 'x':
          return keep(new RegExp(first, second))
        case 'B':
          return keep(base64.fromBase64(first).buffer)
        case 'v':
          return keep(view(first, base64.fromBase64(second)))
        case 'e':
          return keep(error(first, second, third))
        case 'w':
          return wrapped(first)
        default:
          throw new Error(`unknown tag ${tag}`)
      }
    }
    return walk(tree)
  }

  return {
    pack(value) {
      let copy
      try {
        copy = structuredClone(value)
      } catch {
        throw refusal()
      }
      return packTree(copy)
    },
    unpack: unpackTree,
  }
}

const nodeBase64 = {
  toBase64: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  // A copy of its own: a small Buffer is a window on a shared pool.
  fromBase64: (text) => new Uint8Array(Buffer.from(text, 'base64')),
}

module.exports = { REFUSAL, makeClone, ...makeClone(nodeBase64) }
