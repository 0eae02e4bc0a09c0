import { describe, expect, it } from 'vitest'
import { type Language, languages, translator } from '../../../shared/language.ts'
import { type Task, taskKinds } from '../../../shared/today.ts'
import { badgeOf, taskReference, taskSentence } from './taskWords.ts'

const today = '2026-11-22'
const empty: Task = {
  kind: 'callBack',
  urgency: 'now',
  place: 'check',
  id: 1,
  customerId: 1,
  customer: '永兴家居',
  number: 'DH261122-03',
  papers: 1,
  days: 0,
  amountFen: null,
  what: '',
  more: 0,
  who: '',
  process: '',
  done: 0,
  of: 0,
  at: null,
  on: null,
  workshop: '',
}
const say = (facts: Partial<Task>, language: Language = 'zh-CN'): string =>
  taskSentence(translator(language), { ...empty, ...facts }, today)

describe('the sentences of 今日要办', () => {
  it('are what an office would write', () => {
    const goods = { what: '餐桌 20 张', customer: '单氏家私' }
    expect([
      say({ done: 9, of: 18 }),
      say({ kind: 'faxWithoutOrder', number: '0757-8321 0099', customer: '', of: 2 }),
      say({ kind: 'lateWithoutCause', ...goods, process: '底漆', days: 1 }),
      say({ kind: 'askShipDate', ...goods, more: 2, on: '2026-11-25' }),
      say({ kind: 'deposit', customer: '宏达', amountFen: 864_000 }),
      say({ kind: 'dueSoon', ...goods, on: '2026-11-23' }),
      say({ kind: 'dueSoon', ...goods, on: '2026-11-20', days: 2 }),
      say({ kind: 'promiseDue', what: '上午送到', who: '周强', on: '2026-11-22' }),
      say({ kind: 'noteOut', papers: 3, days: 6, number: 'XS261116-02' }),
      say({ kind: 'noteOut', days: 6, number: 'XS261116-02' }),
      say({ kind: 'cod', who: '老何', amountFen: 236_000 }),
      say({ kind: 'cod', who: '', amountFen: 236_000, papers: 2 }),
    ]).toEqual([
      '回电核对 DH261122-03 永兴家居 9 / 18 项',
      '来件没有订单:0757-8321 0099 · 2 页',
      '餐桌 20 张 单氏家私 底漆晚 1 天,**缺原因**',
      '问车间出货日:单氏家私 餐桌 20 张 等 3 款 预计 11-25 做完',
      '订金未到:宏达 ¥8,640.00',
      '单氏家私 餐桌 20 张 明天交货',
      '单氏家私 餐桌 20 张 交期 11-20 已过 2 天,还没送完',
      '答应永兴家居今天“上午送到”(周强答应)',
      '送货单 3 张没回签,最久超 6 天(永兴家居 XS261116-02)',
      '送货单 XS261116-02 永兴家居 没回签,超 6 天',
      '老何代收 ¥2,360.00 未交出纳',
      '司机代收 2 张单 ¥2,360.00 未交出纳',
    ])
  })

  it('leave no gap unfilled, for any kind in any language', () => {
    for (const language of languages)
      for (const kind of taskKinds)
        for (const papers of [1, 2])
          expect(say({ kind, papers, on: today, at: '2026-11-22T09:31:00' }, language)).not.toMatch(
            /\{\{|undefined|today\./,
          )
  })

  it('have a shape and a word, and their number or time at the end', () => {
    const t = translator('zh-CN')
    const badge = (facts: Partial<Task>) => Object.values(badgeOf(t, { ...empty, ...facts })).join(' ')
    expect([
      badge({}),
      badge({ urgency: 'late' }),
      badge({ urgency: 'today' }),
      badge({ urgency: 'waiting', kind: 'noteOut' }),
      badge({ urgency: 'waiting', kind: 'cod' }),
    ]).toEqual(['now 现在', 'bad 已晚', 'warn 今天', 'plain 未回签', 'plain 代收'])
    const reference = (facts: Partial<Task>) => taskReference(t, { ...empty, ...facts }, today)
    expect([
      reference({ at: '2026-11-22T09:31:00' }),
      reference({ kind: 'deposit' }),
      reference({ kind: 'cod', on: '2026-11-21' }),
      reference({ kind: 'cod', on: '2026-11-18' }),
    ]).toEqual(['09:31 录入', 'DH261122-03', '昨天', '4 天前'])
  })
})
