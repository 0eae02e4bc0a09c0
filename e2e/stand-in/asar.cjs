// Unpacks an asar archive. Electron reads it in place; the stand-in runs a copy in its temporary folder.
const fs = require('node:fs')
const path = require('node:path')

/** The header is two pickles: its length, then a string of JSON; the files follow. @param {number} file */
function readHeader(file) {
  const sizes = Buffer.alloc(16)
  fs.readSync(file, sizes, 0, 16, 0)
  const headerSize = sizes.readUInt32LE(4)
  const text = Buffer.alloc(sizes.readUInt32LE(12))
  fs.readSync(file, text, 0, text.length, 16)
  return { tree: JSON.parse(text.toString('utf8')), start: 8 + headerSize }
}

/** @param {string} archive @param {string} name a packed file at its top @returns {string} its text */
function readText(archive, name) {
  const file = fs.openSync(archive, 'r')
  const { tree, start } = readHeader(file)
  const { size, offset } = tree.files[name]
  const bytes = Buffer.alloc(size)
  fs.readSync(file, bytes, 0, size, start + Number(offset))
  fs.closeSync(file)
  return bytes.toString('utf8')
}

/**
 * @param {string} archive path of app.asar; files marked as unpacked come from app.asar.unpacked beside it
 * @param {string} target the folder to make
 */
function extract(archive, target) {
  const file = fs.openSync(archive, 'r')
  const { tree, start } = readHeader(file)

  function write(node, inside) {
    const to = path.join(target, inside)
    if (node.files) {
      fs.mkdirSync(to, { recursive: true })
      for (const [name, child] of Object.entries(node.files)) write(child, path.join(inside, name))
    } else if (node.link) {
      fs.symlinkSync(path.relative(path.dirname(to), path.join(target, node.link)), to)
    } else if (node.unpacked) {
      fs.copyFileSync(path.join(`${archive}.unpacked`, inside), to)
    } else {
      const bytes = Buffer.alloc(node.size)
      fs.readSync(file, bytes, 0, node.size, start + Number(node.offset))
      fs.writeFileSync(to, bytes, { mode: node.executable ? 0o755 : 0o644 })
    }
  }

  write(tree, '')
  fs.closeSync(file)
}

module.exports = { extract, readText }
