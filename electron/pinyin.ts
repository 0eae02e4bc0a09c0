import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
/** Its dictionaries are read when the first name is kept, not at every start. */
const library = (): typeof import('pinyin-pro') => load('pinyin-pro') as typeof import('pinyin-pro')

/** Pinyin initials of a name, lower case: 重庆长乐 → cqcl. Letters and digits in it are kept. */
export const initialsOf = (name: string): string =>
  library()
    .pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 20)

/** The whole reading without tones: 重庆 → chongqing. */
export const pinyinOf = (name: string): string =>
  library()
    .pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
