import { pinyin } from 'pinyin-pro'

/** Pinyin initials of a name, lower case: 重庆长乐 → cqcl. Letters and digits in it are kept. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 20)

/** The whole reading without tones: 重庆 → chongqing. */
export const pinyinOf = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
