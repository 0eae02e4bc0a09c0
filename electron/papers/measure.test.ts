import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { escapeHtml, plainText } from './html.ts'
import { joinParts, POINT_MM, textWidth, wrapNumber, wrapText } from './measure.ts'
import { PaperPress } from './rendering.ts'

describe('text on paper', () => {
  let press: PaperPress
  beforeAll(async () => {
    press = await PaperPress.open()
  })
  afterAll(() => press.close())

  it('is never wider than the table says, upright and bold', async () => {
    const characters = [
      ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
      ...'订货确认书壹贰￥¥×—–…※□、。，！？（）“”【】①②㎡°±Ωéüñ№℃',
    ]
    const real = await press.glyphWidths(characters)
    const tooWide = characters.filter((character, index) => {
      const regular = textWidth(character, 100) / (100 * POINT_MM)
      const bold = textWidth(character, 100, true) / (100 * POINT_MM)
      return real[index]!.regular > regular + 1e-9 || real[index]!.bold > bold + 1e-9
    })
    expect(tooWide).toEqual([])
  })

  it('breaks between Chinese characters but not before 。 or after （', () => {
    const lines = wrapText('请核对清楚，如有质量问题请在收货后（含当天）三天内通知。', 24, 10.5)
    expect(lines.join('')).toBe('请核对清楚，如有质量问题请在收货后（含当天）三天内通知。')
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。、）]/)
      expect(line).not.toMatch(/（$/)
      expect(textWidth(line, 10.5)).toBeLessThanOrEqual(24)
    }
  })

  it('keeps a dimension whole and cuts a word only when no line can hold it', () => {
    expect(wrapText('四门衣柜 1600×600×2200', 36, 10.5)).toEqual(['四门衣柜', '1600×600×2200'])
    const word = 'A'.repeat(60)
    expect(wrapText(word, 20, 9).join('')).toBe(word)
  })

  it('never loses a character of a number', () => {
    expect(wrapNumber('47,376.00', 30, 9)).toEqual(['47,376.00'])
    expect(wrapNumber('1,234,567.89', 19.5, 10.5).join('')).toBe('1234567.89')
    expect(wrapNumber('-99,999,999,999.99', 18, 10.5).join('')).toBe('-99999999999.99')
  })

  it('joins parts without breaking one', () => {
    const text = joinParts(['送货 47,376.00', '退货 -714.00', '扣款 -300.00'], 50, 10.5)
    expect(text.split('\n')).toEqual(['送货 47,376.00', '退货 -714.00\u3000扣款 -300.00'])
  })

  it('drops what could turn a number round, and escapes markup', () => {
    expect(plainText('a\u202e12\u202c\u0007\tb\r\nc\ud800')).toBe('a12 b\nc\ufffd')
    expect(escapeHtml('<img src="x" onerror=\'y\'>&')).toBe('&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;&amp;')
  })
})
