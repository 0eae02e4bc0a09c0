import { expect, test } from 'vitest'
import { translate } from './language.ts'

test('a count decides the form of an English noun and no other language', () => {
  expect([1, 2, 0].map((count) => translate('en', 'today.daysAgo', { count }))).toEqual([
    '1 day ago',
    '2 days ago',
    '0 days ago',
  ])
  expect(translate('zh-CN', 'today.daysAgo', { count: 1 })).toBe('1 天前')
})
