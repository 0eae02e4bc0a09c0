import { expect, test } from 'vitest'
import { meantBy } from './meant.ts'

test('a page is meant by a part of its name, its initials, or a short word for it', () => {
  expect(meantBy('', '送货单', 'shd')).toBe('named')
  expect(meantBy('送货', '送货单', 'shd')).toBe('named')
  expect(meantBy('shd', '送货单', 'shd')).toBe('named')
  expect(meantBy('质检', '质量检验', 'zljy')).toBe('near')
  expect(meantBy('日报', '日销售报表', 'rxsbb')).toBe('near')
  expect(meantBy('日报', '生产日报', 'scrb')).toBe('named')
  expect(meantBy('检质', '质量检验', 'zljy')).toBe('not')
  expect(meantBy('质', '品质', 'pz')).toBe('named')
  expect(meantBy('验', '质量', 'zl')).toBe('not')
  // letters in order mean nothing
  expect(meantBy('dn', 'Delivery notes', '')).toBe('not')
})
