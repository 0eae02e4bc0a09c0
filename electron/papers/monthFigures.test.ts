import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { noSums, paretoOf, type PlannedRow } from '../../shared/figures.ts'
import { languages } from '../../shared/language.ts'
import { monthFigures, type MonthFiguresPaper } from './monthFigures.ts'
import { PaperPress } from './rendering.ts'
import { company } from './samples.ts'

// papers are laid out in a real browser: slow where the machine is busy
vi.setConfig({ testTimeout: 60_000 })

let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())

const missed = (id: number): PlannedRow => ({
  operationId: id,
  orderId: id,
  orderNumber: 'DH261122-01',
  customer: '重庆市长乐家居有限公司西南分公司',
  description: '餐桌 1400×800×750 橡木面 胡桃色开放漆圆角',
  unit: '张',
  processName: '表面处理',
  workshop: '油漆二车间',
  last: false,
  quantity: 1_234_567_500,
  good: 1_234_000_000,
  goodInTime: 0,
  plannedFinish: '2026-11-20',
  finishedOn: id % 2 === 0 ? '2026-11-24' : null,
  inTime: false,
  lateDays: 4,
  causeCode: 'people',
  causeSub: '',
  causeSubName: '',
  causeNote: '两个师傅请假,新来的人还不会调机',
  forecastOn: id % 2 === 0 ? null : '2026-11-28',
})

const paper: MonthFiguresPaper = {
  company,
  number: '',
  madeBy: '李敏',
  month: '2026-11',
  through: '2026-11-26',
  note: '油漆二车间 · 重庆市长乐家居有限公司',
  rows: ['打磨', '底漆', '面漆'].map((processName) => ({
    ...noSums,
    workshop: '油漆二车间',
    processName,
    due: 12_345,
    inTime: 9_876,
    dueQuantity: 1_234_567_500,
    inTimeQuantity: 1_134_567_500,
    good: 1_234_567_500,
    bad: 4_567_500,
    timedGood: 1_234_567_500,
    personHours: 45_678_500,
    untimed: 3,
  })),
  bars: paretoOf([{ causeCode: 'people', operations: 60, days: 240 }], 'operations'),
  missed: Array.from({ length: 60 }, (_, index) => missed(index)),
  missedTotal: 2_469,
}

test.each(languages)('生产月报 holds its texts and figures on its pages in %s', async (language) => {
  const laid = monthFigures(paper, { language })
  expect(laid.pages.length).toBeGreaterThan(2)
  expect((await press.measure(laid)).overflows).toEqual([])
  const pdf = await press.pdf(laid)
  expect([pdf.pages, Math.round(pdf.widthMm), Math.round(pdf.heightMm)]).toEqual([laid.pages.length, 297, 210])
  const empty = monthFigures({ ...paper, rows: [], bars: [], missed: [], missedTotal: 0 }, { language })
  expect((await press.measure(empty)).overflows).toEqual([])
})
