import { expect, test } from 'vitest'
import { requiredText, text } from './fields.ts'

test('a NUL in a typed or pasted text is left out: no hand means it, and PostgreSQL cannot keep it', () => {
  expect(text(10).parse(' 胡\0桃\0 ')).toBe('胡桃')
  expect(text(2).parse('\0\0胡桃')).toBe('胡桃')
  expect(requiredText(10).safeParse('\0 \0').success).toBe(false)
  expect(text(2).safeParse('胡桃木').success).toBe(false)
})
