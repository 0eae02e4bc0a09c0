import { escapeHtml } from '../html.ts'
import { HALF_DOTS, FULL_DOTS, isHalf, LINE_DOTS } from './characters.ts'
import { placeOfDot, type Printed, type PrintedForm, type PrintedText } from './interpreter.ts'

/** Each character in its own cell of dots, so that a picture shows where the printer would have put it. */
const characters = ({ text, x, y, bold, wide }: PrintedText): string => {
  let at = x
  return [...text]
    .map((character) => {
      const width = (isHalf(character) ? HALF_DOTS : FULL_DOTS) * (wide ? 2 : 1)
      const left = at
      at += width
      if (character.trim() === '') return ''
      const fit = `textLength="${width}" lengthAdjust="spacingAndGlyphs"`
      return `<text x="${left}" y="${y + 20}" ${fit}${bold ? ' font-weight="700"' : ''}>${escapeHtml(character)}</text>`
    })
    .join('')
}

const strokes = ({ dots }: PrintedForm): string =>
  [...dots]
    .map(placeOfDot)
    .map(({ x, y }) => `M${x} ${y}h1v1h-1z`)
    .join('')

/** The forms as a printer left them, one below the other, one pixel a dot: to look at in tests. */
export const pictureOf = ({ forms, formDots }: Printed, columns: number): string => {
  const sheets = forms.map(
    (form, index) =>
      `<g transform="translate(0 ${index * (formDots + 6)})"><rect width="${columns}" height="${formDots}" fill="#fff"/>` +
      `<path d="${strokes(form)}"/>${form.texts.map(characters).join('')}</g>`,
  )
  const height = forms.length * (formDots + 6)
  return (
    `<!doctype html><body style="margin:0;background:#88a"><svg xmlns="http://www.w3.org/2000/svg" width="${columns}" height="${height}" ` +
    `font-family="NSimSun, SimSun, 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', monospace" font-size="${LINE_DOTS}">${sheets.join('')}</svg>`
  )
}
