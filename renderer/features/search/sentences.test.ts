import { describe, expect, it } from 'vitest'
import { languages, translator } from '../../../shared/language.ts'
import type { PromiseRow } from '../../../shared/messages.ts'
import type { Answer, AnswerLine } from '../../../shared/search.ts'
import { promiseNote, spokenAnswer } from './sentences.ts'

const today = '2026-11-22'
const line = (changes: Partial<AnswerLine>): AnswerLine => ({
  orderLineId: 1,
  customerPo: '',
  name: '四门衣柜',
  spec: '',
  colour: '',
  unit: '套',
  quantity: 6000,
  delivered: 0,
  finished: 0,
  dueOn: '2026-11-25',
  process: '面漆',
  done: 4000,
  startOn: null,
  forecastOn: '2026-11-25',
  rejected: 0,
  shipOn: null,
  shipWay: null,
  at: null,
  ...changes,
})
const answer = (lines: AnswerLine[], changes: Partial<Answer> = {}): Answer => ({
  customer: {
    id: 1,
    name: '永兴家居有限公司',
    shortName: '永兴家居',
    grade: 'A',
    contact: '王老板',
    phone: '139',
    settlement: 'deposit',
    depositBasisPoints: 3000,
    termDays: 0,
    limitFen: 0,
    usedFen: 0,
    owedFen: 0,
    overdueFen: 0,
    blacklistNote: '',
  },
  orders: [
    {
      id: 1,
      number: 'DH261105-01',
      customerPo: '',
      state: 'inProduction',
      dueOn: '2026-11-25',
      rush: false,
      lines,
      promises: [],
    },
  ],
  openOrders: 1,
  unpaidFen: 3_124_000,
  lastPromise: null,
  promises: 0,
  promiseDelivered: false,
  unsigned: [],
  contacts: [],
  lastDelivery: null,
  ...changes,
})
const noWay = { carrier: '', carrierPhone: '', tracking: '', expectedOn: null, arrivedOn: null } as {
  carrier: string
  carrierPhone: string
  tracking: string
  expectedOn: string | null
  arrivedOn: string | null
}
const promise: PromiseRow = {
  id: 1,
  customerId: 1,
  orderId: null,
  orderNumber: null,
  orderLineId: null,
  goods: null,
  reason: '',
  state: 'open',
  changes: 0,
  promisedOn: '2026-11-26',
  words: '上午送到',
  by: '周强',
  at: '2026-11-21T16:20:00',
}
const say = (facts: Answer): string[] => spokenAnswer(translator('zh-CN'), facts, today)

describe('the answer read out to a caller', () => {
  it('says process, done of ordered, due with weekday, the planned day and what was delivered', () => {
    const chairs = line({
      name: '餐椅',
      unit: '把',
      quantity: 72_000,
      process: '白茬',
      done: 20_000,
      delivered: 24_000,
      dueOn: '2026-12-02',
      forecastOn: '2026-12-05',
    })
    expect(say(answer([line({}), chairs], { lastPromise: promise, promises: 1 }))).toEqual([
      '四门衣柜 6 套(DH261105-01)在**面漆**,做好 4 套;交期 11-25 周三,**预计 11-25 准时**。还没送过货。',
      '餐椅 72 把(DH261105-01)在**白茬**,做好 20 把;交期 12-02 周三,**预计 12-05,要晚 3 天**。已送 24 把。',
      '未付 **¥31,240.00**(余款),昨天周强答应他 **11-26 上午送到**。',
    ])
  })

  it('says what a final inspection rejected and nobody has dealt with', () => {
    expect(say(answer([line({ rejected: 2000 })]))[0]).toBe(
      '四门衣柜 6 套(DH261105-01)在**面漆**,做好 4 套;交期 11-25 周三,**预计 11-25 准时**。还没送过货。有 **2 套终检不合格,等处理**。',
    )
  })

  it('says what is finished, what has not begun and why', () => {
    expect(say(answer([line({ finished: 6000 })], { unpaidFen: 0 }))[0]).toBe(
      '四门衣柜 6 套(DH261105-01)**做好了,等送货**;交期 11-25 周三。还没送过货。',
    )
    const planned = line({ process: '开料', done: 0, startOn: '2026-11-23', forecastOn: '2026-11-27' })
    expect(say(answer([planned]))[0]).toBe(
      '四门衣柜 6 套(DH261105-01)**还没开工**,计划 11-23 开料;交期 11-25 周三,**预计 11-27,要晚 2 天**。还没送过货。',
    )
    const waiting = answer([line({ process: null, forecastOn: null })], { unpaidFen: null })
    waiting.orders[0]!.state = 'toDeposit'
    expect(say(waiting)).toEqual(['四门衣柜 6 套(DH261105-01)还没开工,**待订金**;交期 11-25 周三。'])
  })

  it('does not hold the office to a promise that goods have left for, and tells one that is past', () => {
    expect(say(answer([line({})], { lastPromise: promise, promiseDelivered: true })).at(-1)).toBe(
      '未付 **¥31,240.00**(余款)。',
    )
    const past = { ...promise, promisedOn: '2026-11-20' }
    expect(say(answer([line({})], { lastPromise: past })).at(-1)).toContain('**11-20 上午送到,已过 2 天**')
  })

  it('tells when nothing is in work, with the last delivery', () => {
    const facts = answer([], {
      orders: [],
      openOrders: 0,
      unpaidFen: 0,
      lastDelivery: { id: 1, number: 'XS261118-02', on: '2026-11-18', packs: 96, driver: '', ...noWay },
    })
    expect(say(facts)).toEqual(['现在没有在做的订单。上次送货 11-18 周三,96 包,单号 XS261118-02。', '货款都付清了。'])
  })

  it('tells where the last goods are while they travel under a number', () => {
    const last = { id: 1, number: 'XS261118-02', on: '2026-11-18', packs: 96, driver: '', ...noWay }
    const way = { carrier: '德邦', carrierPhone: '95353', tracking: 'DPK3612', expectedOn: '2026-11-24' }
    const said = (changes: Partial<typeof last>) =>
      say(answer([line({})], { lastDelivery: { ...last, ...changes } })).filter((each) => each.includes('在路上'))
    expect(said(way)).toEqual([
      '11-18 周三 发的货(XS261118-02)在路上,走 德邦 95353,单号 **DPK3612**,预计 11-24 周二 到。',
    ])
    expect(said({ ...way, carrier: '', expectedOn: null })).toEqual([
      '11-18 周三 发的货(XS261118-02)在路上,单号 **DPK3612**。',
    ])
    expect(said({})).toEqual([])
    expect(said({ ...way, arrivedOn: '2026-11-20' })).toEqual([])
  })

  it('reads out four lines at most', () => {
    const many = Array.from({ length: 9 }, (_, index) => line({ orderLineId: index + 1 }))
    expect(say(answer(many))[4]).toBe('还有 5 款没念,按 O 打开订单看。')
  })

  it('says how often the promise was changed', () => {
    expect(say(answer([line({})], { lastPromise: { ...promise, changes: 2 }, promises: 3 })).at(-1)).toContain(
      '答应他 **11-26 上午送到**(改期 2 次)',
    )
  })

  it('counts how often the promise changed', () => {
    const note = (promises: number): string =>
      promiseNote(translator('zh-CN'), answer([], { lastPromise: promise, promises }))
    expect([note(1), note(3)]).toEqual(['周强 11-21 16:20 · 第 1 次', '周强 11-21 16:20 · 第 3 次,改过 2 次'])
  })

  it('has every sentence in every language', () => {
    for (const language of languages) {
      const words = spokenAnswer(translator(language), answer([line({})], { lastPromise: promise }), today).join()
      expect(words).not.toMatch(/\{\{|undefined|search\./)
    }
  })
})
