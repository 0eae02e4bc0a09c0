// webContents.executeJavaScript: runs a script in the page's world and brings its value to Node, cloned.
const { REFUSAL, unpack } = require('./clone.cjs')
const { packFunction } = require('./page-scripts.cjs')

function primitiveOf({ type, value, unserializableValue }) {
  if (type === 'bigint') return BigInt(unserializableValue.slice(0, -1))
  return unserializableValue === undefined ? value : Number(unserializableValue)
}

/** As Electron: a rejected promise keeps its message, a script that throws does not. */
function scriptError({ text, exception }) {
  if (!text.startsWith('Uncaught (in promise')) {
    return new Error(
      'Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.',
    )
  }
  const [firstLine] = (exception?.description ?? String(exception?.value)).split('\n')
  return new Error(firstLine.replace(/^Error: /, ''))
}

/**
 * Runs a script as soon as the page has been loaded.
 * @param {import('./contents.cjs').WebContents} contents
 * @param {string} code @param {boolean} userGesture
 * @returns {Promise<unknown>} the script's value, or what its promise becomes
 */
async function runScript(contents, code, userGesture) {
  if (!contents.getURL() || contents.isLoading())
    await new Promise((resolve) => contents.once('did-stop-loading', resolve))
  const run = { expression: code, awaitPromise: true, userGesture }
  const { result, exceptionDetails } = await contents.cdp('Runtime.evaluate', run)
  if (exceptionDetails) throw scriptError(exceptionDetails)
  if (!result.objectId) return primitiveOf(result)
  const packed = await contents.cdp('Runtime.callFunctionOn', {
    functionDeclaration: packFunction,
    objectId: result.objectId,
    returnByValue: true,
  })
  if (packed.exceptionDetails) throw new Error(REFUSAL)
  return unpack(JSON.parse(packed.result.value))
}

module.exports = { runScript }
