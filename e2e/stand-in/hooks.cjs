// One hook answers `electron` for import and require alike: with a real file, so that both loaders can read it.
const { registerHooks } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const names = new Set(['electron', 'electron/main', 'electron/common', 'electron/utility'])
const url = pathToFileURL(path.join(__dirname, 'electron.cjs')).href

registerHooks({
  resolve(specifier, context, next) {
    if (names.has(specifier)) return { url, format: 'commonjs', shortCircuit: true }
    return next(specifier, context)
  },
})
