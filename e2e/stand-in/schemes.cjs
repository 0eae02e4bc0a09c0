// Chromium aborts a navigation to a scheme it does not know, so a page of `app://gendan/…` really lives at
// `http://gendan.localhost/…`, a secure context. This file maps the one to the other.

/** Privileged schemes, in the order in which the app registered them. */
const schemes = new Map()

const suffixOf = (scheme) => (scheme === [...schemes.keys()][0] ? '.localhost' : `.${scheme}.localhost`)

/** @param {{ scheme: string, privileges?: object }[]} list */
function registerSchemes(list) {
  schemes.clear()
  for (const { scheme, privileges = {} } of list) schemes.set(scheme, privileges)
}

/**
 * An address as Chromium knows it: app://gendan/a → http://gendan.localhost/a. Others stay as they are.
 * @param {string} address
 */
function toChromium(address) {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(address)
  const scheme = match?.[1].toLowerCase()
  if (!match || !schemes.has(scheme)) return address
  return `http://${match[2].toLowerCase()}${suffixOf(scheme)}${match[3]}`
}

/**
 * An address as the app knows it: http://gendan.localhost/a → app://gendan/a. Others stay as they are.
 * @param {string} address
 */
function toApp(address) {
  const match = /^http:\/\/([^/?#]*)\.localhost(?=[/?#]|$)(.*)$/is.exec(address)
  if (!match) return address
  for (const scheme of [...schemes.keys()].slice(1)) {
    const ending = `.${scheme}`
    if (match[1].endsWith(ending)) return `${scheme}://${match[1].slice(0, -ending.length)}${match[2]}`
  }
  const [first] = schemes.keys()
  return first && !match[1].includes('.') ? `${first}://${match[1]}${match[2]}` : address
}

/** @param {string} text a header's value: its addresses and bare schemes (`img-src app:`) as Chromium knows them */
function headerToChromium(text) {
  let mapped = text.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s;,]*/gi, toChromium)
  for (const scheme of schemes.keys()) {
    mapped = mapped.replace(new RegExp(`(^|[\\s;,])${scheme}:(?=[\\s;,]|$)`, 'g'), '$1http://*.localhost')
  }
  return mapped
}

module.exports = { registerSchemes, schemes, toChromium, toApp, headerToChromium }
