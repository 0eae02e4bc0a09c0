import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Exception } from '../../shared/exceptions.ts'
import { languages } from '../../shared/language.ts'
import { exceptionSheet } from './exceptionSheet.ts'
import { PaperPress } from './rendering.ts'
import { company } from './samples.ts'

// papers are laid out in a real browser: slow where the machine is busy
vi.setConfig({ testTimeout: 60_000 })

let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())

const slip: Exception = {
  id: 1,
  number: 'YC261126-01',
  sinceOn: '2026-11-26',
  orderId: 1,
  orderNumber: 'DH261122-01',
  customer: '重庆市长乐家居有限公司西南分公司',
  description: '餐桌 1400×800×750 橡木面 胡桃色开放漆圆角',
  processName: '表面处理',
  workshop: '油漆二车间',
  causeCode: 'machine',
  causeSub: '2b',
  causeSubName: '夹具',
  what: '开榫夹具断,榫头松动。',
  ownerId: 1,
  owner: '吴工',
  clearOn: '2026-11-27',
  clearTime: '16:30',
  state: 'cleared',
  level: 'boss',
  clearedOn: '2026-11-27',
  stopHours: 4500,
  stopPeople: 3,
  costFen: 98_765,
  operationId: 1,
  noticeLineId: 1,
  noticeNumber: 'SC261122-01',
  solution: '外面借一副',
  customerAnswer: '同意晚一天',
  openedBy: '李敏',
  openedAt: '2026-11-26T02:00:00.000Z',
  clearedTime: '15:00',
  clearedBy: '李敏',
  how: '换备用夹具',
  levels: [
    { level: 'manager', name: '赵经理', words: '请催夹具厂', by: '李敏', at: '2026-11-26T03:00:00.000Z' },
    { level: 'boss', name: '何老板', words: '', by: '赵经理', at: '2026-11-26T05:00:00.000Z' },
  ],
  voidReason: null,
  version: 4,
}
const sheet = (part: Partial<Exception>, language: (typeof languages)[number]) =>
  exceptionSheet({ company, number: slip.number, madeBy: '李敏', printed: 1, slip: { ...slip, ...part } }, { language })

test.each(languages)('异常单 is one page in %s, without money, and holds the longest words', async (language) => {
  const laid = sheet({}, language)
  expect(laid.pages).toHaveLength(1)
  expect((await press.measure(laid)).overflows).toEqual([])
  expect(laid.pages.join('')).not.toContain('987')
  const long = '榫头松动停下来等夹具'.repeat(30)
  const full = sheet({ what: long, solution: long, customerAnswer: long, how: long }, language)
  expect((await press.measure(full)).overflows).toEqual([])
  const bare = sheet(
    {
      orderNumber: '',
      customer: '',
      description: '',
      noticeNumber: '',
      causeCode: null,
      causeSub: '',
      levels: [],
      clearedOn: null,
      how: '',
    },
    language,
  )
  expect(bare.pages).toHaveLength(1)
  expect((await press.measure(bare)).overflows).toEqual([])
})
