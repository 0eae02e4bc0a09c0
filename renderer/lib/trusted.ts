/**
 * The page's own policy under `require-trusted-types-for 'script'`. Libraries set two kinds of text: a style tag's
 * rules (no markup in it) and the address of a worker of this app. Everything else is refused.
 */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(text: string): string },
  ): unknown
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

/** Before anything else runs: the policy, and schemas that do not try to compile code (the CSP forbids it). */
export const guardScripts = (): void => {
  // what zod's `config({ jitless: true })` sets, without loading zod on the first page
  const zod = globalThis as { __zod_globalConfig?: { jitless?: boolean } }
  zod.__zod_globalConfig = { ...zod.__zod_globalConfig, jitless: true }
  const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes
  factory?.createPolicy('default', { createHTML: plainRules, createScriptURL: ownAddress })
}
