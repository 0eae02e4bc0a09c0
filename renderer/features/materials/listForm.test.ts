import { expect, test } from 'vitest'
import { emptyRow, keepMaterials } from './listForm.ts'

test('a line keeps the material that was found while its next cell was typed, and loses it with another code', () => {
  const found = {
    ...emptyRow(),
    materialId: 7,
    code: 'E-01',
    name: '布标',
    unit: '个',
    supplier: '嘉豪织唛',
    leadDays: 5,
  }
  const typed = { ...emptyRow(), code: 'E-01', usageMicros: 1_000_000 }
  expect(keepMaterials([typed], [found])).toEqual([{ ...found, usageMicros: 1_000_000 }])
  const other = { ...typed, code: 'E-09' }
  expect(keepMaterials([other], [found])).toEqual([other])
})
