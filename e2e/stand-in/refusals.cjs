// What the stand-in does not have, it names. `members.json` lists what Electron's modules and classes have, taken from
// the package's electron.d.ts without what only macOS has.
const members = require('./members.json')

const fail = (name) => {
  throw new Error(`the stand-in has no ${name}`)
}

/** Something that can be imported, but fails as soon as it is used. @param {string} name */
function refused(name) {
  return new Proxy(function () {}, {
    get: (_target, key) =>
      typeof key === 'symbol' || key === 'then' || key === '__esModule' ? undefined : fail(`${name}.${key}`),
    apply: () => fail(name),
    construct: () => fail(name),
    set: (_target, key) => fail(`${name}.${String(key)}`),
  })
}

/** Gives every member that Electron has and `target` has not a getter that fails. */
function complete(target, names, label) {
  for (const name of names.split(' ').filter(Boolean)) {
    if (name in target) continue
    Object.defineProperty(target, name, {
      get: () => fail(`${label}.${name}`),
      set(value) {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true })
      },
      configurable: true,
      enumerable: false,
    })
  }
}

/**
 * Adds what is missing to Electron's modules, their classes and the module itself.
 * @param {Record<string, any>} electron
 */
function completed(electron) {
  for (const [name, { module = '', instance = '' }] of Object.entries(members)) {
    const value = electron[name]
    if (value === undefined) {
      if (name !== 'Session') electron[name] = refused(`electron.${name}`)
      continue
    }
    complete(value, module, name)
    if (typeof value === 'function' && value.prototype) complete(value.prototype, instance, name)
  }
  if (electron.session)
    complete(electron.session.defaultSession.constructor.prototype, members.Session.instance, 'session')
  return electron
}

module.exports = { refused, completed }
