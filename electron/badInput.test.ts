import { expect, test } from 'vitest'
import { refuseInput } from './badInput.ts'

test('a field that cannot be read is named as the office names it, with its line', () => {
  const said = (...path: (string | number)[]) => refuseInput(path, 'zh-CN').values['field']
  expect([
    said('month'),
    said('codFen'),
    said('lines', 1, 'loadedPacks'),
    said('collectedFen'),
    said('limitVolume'),
    said('driver'),
  ]).toEqual(['月份', '代收货款', '第 2 行 实装包数', '司机收到(元)', '最多立方', '司机'])
  expect(refuseInput(['requestId'], 'zh-CN').code).toBe('app.badInputSomewhere')
})
