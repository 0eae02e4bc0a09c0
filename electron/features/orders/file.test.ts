import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { languages, translator } from '../../../shared/language.ts'
import { orderPaperKindKeys, orderPaperStateKeys } from '../../../shared/orderPapers.ts'
import { slipsOf } from '../../testing/changes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { boxLine, quotationDraft, sendQuotation } from '../../testing/quotations.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

describe('the printed order file', () => {
  it('calls every paper made of the order, and its state, by the office’s words', async () => {
    const { confirmed, write } = slipsOf(office)
    const order = await confirmed()
    await write(order, (proposal) => {
      proposal.lines[0]!.quantity += 1000
    })
    const quoted = await sendQuotation(office, quotationDraft(order.customerId, { lines: [boxLine()] }))
    await office.db
      .updateTable('orderLines')
      .set({ quotation: quoted.number })
      .where('orderId', '=', order.id)
      .execute()
    const { pages } = await office.as.merchandiser.orders.filePaper({ id: order.id })
    const cells = pages.join('').split(/<[^>]*>/)
    const words = ['订单变更通知单', '草稿', '生产通知单', '在做', '收款单', '已到账', '报价单', '已发']
    expect(words.filter((word) => !cells.includes(word))).toEqual([])
    expect(cells.filter((cell) => /^[a-z]+$/i.test(cell))).toEqual([])
  })

  it('names who typed what a department said, where that is not who said it', async () => {
    const { id: orderId } = await slipsOf(office).confirmed(false)
    const give = async (name: string): Promise<string> => {
      const { version, opinions } = await office.as.merchandiser.reviews.read({ orderId })
      const department = opinions[0]!.department
      const said = { opinion: '可做', name, on: '2026-11-22', checks: [] }
      await office.as.merchandiser.reviews.give({ orderId, version, department, verdict: 'yes', ...said })
      const { facts } = await office.as.clerk.orders.chain({ id: orderId })
      const { words, by } = facts.find(({ kind }) => kind === 'reviewGiven')!
      return `${words} ${by}`
    }
    await office.as.merchandiser.reviews.start({ orderId })
    expect(await give('吴工')).toMatch(/^评审 .+:能 可做 \(李敏录入\) 吴工$/)
    expect(await give('李敏')).toMatch(/^评审 .+:能 可做 李敏$/)
  })

  it('has a word in every language', () => {
    const keys = [
      ...Object.values(orderPaperKindKeys),
      ...Object.values(orderPaperStateKeys).flatMap((states) => Object.values(states)),
    ]
    for (const language of languages) {
      const say = translator(language)
      expect(keys.filter((key) => say(key) === '' || say(key) === key)).toEqual([])
    }
  })
})
