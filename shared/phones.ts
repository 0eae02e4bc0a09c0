/** Telephone numbers as people write them: 0757-8321 0099, +86 139 2333 0001, (0757)83210099转801. */

const writtenAsNumber = /^[+()\d\s\-－—./*#（）]+$/

/** Digits of a number without the country's code and an extension; null when the text is no telephone number. */
const digitsOf = (text: string): string | null => {
  const written = text.normalize('NFKC').trim()
  const [main = ''] = written.split(/转|轉|ext\.?|x/i)
  if (!writtenAsNumber.test(main)) return null
  const digits = main.replace(/\D/g, '')
  if (digits.length < 7) return null
  if (/^\s*(?:\+|00)\s*86/.test(main)) return digits.replace(/^(?:00)?86/, '')
  // 8613923330001: thirteen digits with a mobile number behind the country
  return /^861[3-9]\d{9}$/.test(digits) ? digits.slice(2) : digits
}

/**
 * What a number may be kept under, the surest first: as it is, without the 0 of its area, and its last eight and seven
 * digits, which are the same whether the area was written or not. Empty when the text is no number.
 */
export const phoneForms = (text: string): string[] => {
  const digits = digitsOf(text)
  if (digits === null) return []
  const mobile = /^1[3-9]\d{9}$/.test(digits)
  const local = mobile ? [] : [digits.replace(/^0/, ''), digits.slice(-8), digits.slice(-7)]
  return [...new Set([digits, ...local])].filter((form) => form.length >= 7)
}

/** A number without its area and the area, as far as either is written. */
const localOf = (digits: string): string => digits.replace(/^0/, '')

/**
 * Whether a number that was met by its end alone may be the one that called: where both are written with an area or as
 * mobiles they must be the same, so that nobody is told what another customer in another town ordered.
 */
export const mayBeSame = (typed: string, kept: string): boolean => {
  const digits = digitsOf(typed)
  if (digits === null) return false
  return kept.split(/[;,;,、/]/).some((part) => {
    const other = digitsOf(part)
    if (other === null) return false
    const [one, two] = [localOf(digits), localOf(other)]
    if (one.length > 8 && two.length > 8) return one === two
    return one.endsWith(two) || two.endsWith(one)
  })
}

/** Whether what was typed is a telephone number: an unknown caller's is kept for the slip or the inquiry. */
export const isPhone = (text: string): boolean => phoneForms(text).length > 0
