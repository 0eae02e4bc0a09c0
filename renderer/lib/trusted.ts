/**
 * The page's own policy under `require-trusted-types-for 'script'`. Libraries set two kinds of text: a style tag's
 * rules (no markup in it) and the address of a worker of this app. Everything else is refused.
 */
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string; createScriptURL(text: string): string }): unknown
}

const ownAddress = (address: string): string => {
  const { origin, protocol } = new URL(address, location.href)
  if (protocol !== 'blob:' && origin !== location.origin) throw new TypeError('a script from elsewhere')
  return address
}

const plainRules = (text: string): string => {
  if (text.includes('<')) throw new TypeError('markup set from a text')
  return text
}

export const guardScripts = (): void => {
  const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes
  factory?.createPolicy('default', { createHTML: plainRules, createScriptURL: ownAddress })
}
