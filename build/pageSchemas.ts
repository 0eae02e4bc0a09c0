import type { Plugin } from 'vite'

const replaced = '\0gendan-schemas'

/**
 * What stands in the page for zod: the schemas of shared/ are made of it there as well, for they lie beside the words and
 * lists the page needs, but what is called is checked in the main program alone (architecture rule 3). Making the real
 * ones took a tenth of the time from the sign-in to 今日. Every call gives the same nothing again; reading with it throws.
 */
const pageScript = `
const reading = /^(parse|safeParse|parseAsync|safeParseAsync|decode|encode|options|def|_zod)$/
const nothing = new Proxy(() => nothing, {
  apply: () => nothing,
  get(target, name) {
    if (reading.test(String(name))) throw new Error('schemas are read in the main program, not in the page: ' + String(name))
    return typeof name === 'symbol' ? undefined : nothing
  },
})
export const z = nothing
`

/** The page without zod, which weighs a third of its first list. */
export function pageSchemas(): Plugin {
  return {
    name: 'page-schemas',
    enforce: 'pre',
    resolveId: (id) => (id === 'zod' ? replaced : undefined),
    load: (id) => (id === replaced ? pageScript : undefined),
  }
}
