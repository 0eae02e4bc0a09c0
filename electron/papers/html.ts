const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!)

/**
 * Text as a paper may carry it: no control characters, no invisible or direction-turning characters
 * (they could make a number read otherwise than it is), tabs as blanks, line ends as `\n`.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\t\u00a0]/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '')
