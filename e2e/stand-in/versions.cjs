// What Electron adds to process.versions. The release is the one the project depends on.
const define = (name, value) =>
  Object.defineProperty(process.versions, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  })
const versions = { ...process.versions }
Object.defineProperty(process, 'versions', { value: versions, enumerable: true, configurable: true })
define('electron', '45.3.4')
define('chrome', '')
