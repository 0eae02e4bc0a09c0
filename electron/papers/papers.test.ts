import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { encodePng } from '../../build/fax/png.ts'
import { languages } from '../../shared/language.ts'
import { allocationNotice } from './allocationNotice.ts'
import { awkward } from './awkward.ts'
import { archiveLabel, archiveList } from './archiveList.ts'
import { codHandover } from './codHandover.ts'
import { archiveSample, chaseSample, handoverCodSample, registerSample } from './samplesArchive.ts'
import { registerList } from './registerList.ts'
import { signChaseList } from './signChaseList.ts'
import { dailyReport } from './dailyReport.ts'
import type { OrderConfirmationLine } from './data.ts'
import { deliveryNote } from './deliveryNote.ts'
import { orderConfirmation } from './orderConfirmation.ts'
import { orderFile } from './orderFile.ts'
import { type Paper, paperDocument } from './paper.ts'
import { productionNotice } from './productionNotice.ts'
import { progressReply } from './progressReply.ts'
import { progressTable } from './progressTable.ts'
import { quotationSheet } from './quotation.ts'
import { PaperPress } from './rendering.ts'
import { handover } from './handover.ts'
import { monthPlan } from './monthPlan.ts'
import { garmentNotice, handoverSample, monthPlanSample } from './samplesNotice.ts'
import { confirmation, confirmationLines, daily, delivery, deliveryLines, march, notice, progress } from './samples.ts'
import { orderFileSample, reply } from './samplesLetters.ts'
import { allocationSample, planSample } from './samplesShipping.ts'
import { shippingPlan } from './shippingPlan.ts'
import { specimens } from './specimens.ts'
import { statement } from './statement.ts'

const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const countOf = (text: string, part: string): number => text.split(part).length - 1
const pointSizes = (paper: Paper): number[] =>
  [...paper.css.matchAll(/font-size: ([\d.]+)pt/g)].map((match) => Number(match[1]))

// a picture of each paper is made by a real browser: slow where the machine is busy
vi.setConfig({ testTimeout: 120_000 })

/** A picture of one pixel row or column: wider or higher than its place. */
const dot = (way: 0 | 1): string =>
  `data:image/png;base64,${encodePng({
    width: way === 0 ? 40 : 1,
    height: way === 0 ? 1 : 40,
    pixels: new Uint8Array(40).fill(1),
  }).toString('base64')}`
const offer = {
  company: notice.company,
  number: 'BJD261122-01',
  version: 1,
  printed: 1,
  madeBy: '李敏',
  customer: '永兴家居有限公司',
  contact: '王老板',
  phone: '139 2333 0000',
  fax: '',
  quotedOn: '2026-11-22',
  validUntil: '2026-12-22',
  taxText: '',
  payment: '',
  delivery: '',
  remark: '',
}

let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())

/** A paper that holds its text, page by page, on paper of its own size. */
const expectSound = async (paper: Paper): Promise<string[]> => {
  const { overflows } = await press.measure(paper)
  expect(overflows).toEqual([])
  const pdf = await press.pdf(paper)
  expect(pdf.pages).toBe(paper.pages.length)
  expect(Math.abs(pdf.widthMm - paper.widthMm)).toBeLessThan(0.2)
  expect(Math.abs(pdf.heightMm - paper.heightMm)).toBeLessThan(0.2)
  return pdf.texts
}

describe('every paper', () => {
  const papers = (language: (typeof languages)[number]): [string, Paper][] => [
    ['订货确认书', orderConfirmation(confirmation, { language })],
    ['回签催收单', signChaseList(chaseSample, { language })],
    ['收发文登记簿', registerList(registerSample, { language })],
    ['代收款交接单', codHandover(handoverCodSample, { language })],
    ['归档清单', archiveList(archiveSample, { language })],
    ['箱签', archiveLabel({ ...archiveSample, orders: 50, first: 'DH261001-01', last: 'DH261031-03' }, { language })],
    ['生产通知单', productionNotice(notice, { language })],
    ['生产通知单 with its sheet', productionNotice(garmentNotice, { language })],
    ['资料交接清单', handover(handoverSample, { language })],
    ['月生产计划', monthPlan(monthPlanSample, { language })],
    ['送货单', deliveryNote(delivery, { language, progress: true })],
    ['对账单', statement(march, { language })],
    ['生产进度表', progressTable(progress, { language })],
    ['生产日报表', dailyReport(daily, { language })],
    ['客户进度回复函', progressReply(reply, { language })],
    ['订单档案', orderFile(orderFileSample, { language })],
    ['出货计划', shippingPlan(planSample, { language })],
    ['短缺分配通知', allocationNotice(allocationSample, { language })],
  ]

  it.each(languages)('holds its text and its size in %s', async (language) => {
    for (const [, paper] of papers(language)) expect((await press.measure(paper)).overflows).toEqual([])
  })

  it('is black on white, class-only and the same each time', () => {
    for (const [, paper] of papers('zh-CN')) {
      expect(new Set(paper.css.match(/#[0-9a-f]{3,8}\b/gi))).toEqual(new Set(['#fff', '#000']))
      expect(paper.pages.join('')).not.toMatch(/style=|<(?!\/?(?:div|span)\b)/)
    }
    expect(papers('zh-CN')).toEqual(papers('zh-CN'))
  })

  it('has full-width commas, colons and semicolons between Chinese words, in what the program says', () => {
    const half: string[] = []
    for (const [name, { short }] of Object.entries(specimens))
      for (const language of ['zh-CN', 'zh-TW'] as const) {
        const text = short({ language })
          .pages.join('')
          .replace(/<[^>]*>/g, ' ')
        for (const [found] of text.matchAll(/.{0,9}\p{Script=Han}[,:;?!]\s*\p{Script=Han}.{0,9}/gu))
          half.push(`${name}: ${found}`)
      }
    expect(half).toEqual([])
  })

  it('shows 图片 whole beside long texts, page after page, each picture once in its styles', async () => {
    const long = '胡桃色开放漆圆角餐桌 1400×800×750 '.repeat(7)
    const line = notice.lines[0]!
    const lines = repeat(40, (index) => ({
      ...line,
      description: long,
      ...(index % 3 === 0 ? {} : { picture: index % 2 === 0 ? dot(0) : dot(1) }),
    }))
    const pictured = productionNotice({ ...notice, lines }, { copies: ['生产', '仓库'] })
    await expectSound(pictured)
    expect(pictured.pages.length).toBeGreaterThan(6)
    expect(pictured.css.split('data:image/png').length - 1).toBe(2)
    expect(await press.pictures(pictured)).toEqual(repeat(2 * 26, () => 'inside'))
    const bare = productionNotice(notice)
    expect(await press.pictures(bare)).toEqual([])
    expect([(await press.pdf(pictured)).images > 0, (await press.pdf(bare)).images]).toEqual([true, 0])
    expect(bare.pages.join('')).not.toContain('图片')
    const priced = (picture: string) => ({
      description: long,
      material: '橡木',
      unit: '张',
      steps: [{ quantity: 1000, priceMicros: 1_180_000_000 }],
      minQuantity: 0,
      mouldFen: 30_000,
      leadDays: 20,
      packing: '纸箱',
      remark: '',
      picture,
    })
    const quoted = quotationSheet({ ...offer, lines: [priced(dot(0)), priced(''), priced(dot(1))] })
    await expectSound(quoted)
    expect(await press.pictures(quoted)).toEqual(['inside', 'inside'])
    const ladder = [1, 10, 100, 1000, 5000, 9000].map((pieces) => ({
      quantity: pieces * 1000,
      priceMicros: 1_180_990_000,
    }))
    const steep = { ...priced(dot(1)), steps: ladder, minQuantity: 500_000 }
    const [page] = await expectSound(quotationSheet({ ...offer, lines: [steep] }))
    for (const words of ['模具/版费 300.00', '起订量 500', '纸箱']) expect(page).toContain(words)
  })

  it('never takes a text for markup', () => {
    const evil = '<img src=x onerror="alert(1)">&amp;</div></style><script>'
    const paper = deliveryNote({
      ...delivery,
      number: evil,
      address: evil,
      company: { ...delivery.company, name: evil },
      lines: [{ ...deliveryLines[0]!, description: evil }],
    })
    const html = paperDocument(paper)
    expect(html).not.toMatch(/<img|<script|<\/style><\/head>.*<\/style>/)
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;')
  })

  it('holds the longest and the oddest texts', async () => {
    for (const paper of [
      orderConfirmation(awkward(confirmation)),
      productionNotice(awkward(garmentNotice)),
      handover(awkward(handoverSample)),
      monthPlan(awkward(monthPlanSample)),
      deliveryNote(awkward(delivery), { progress: true, copies: ['第三联 财务部记账留存', '黄'] }),
      deliveryNote(awkward(delivery), { prices: false }),
      statement(awkward(march)),
      progressTable(awkward(progress)),
      dailyReport(awkward(daily)),
    ])
      expect((await press.measure(paper)).overflows).toEqual([])
  })
})

describe('订货确认书', () => {
  it('shows the order of sample data 5.1: 47,376.00, deposit 14,212.80, 96 packs', async () => {
    const paper = orderConfirmation(confirmation)
    const [text] = await expectSound(paper)
    expect(paper.pages).toHaveLength(1)
    for (const part of ['TS-801', 'TS-812', 'TS-905', '14,160.00', '17,136.00', '16,080.00', '14,212.80'])
      expect(countOf(text!, part)).toBe(1)
    expect(text).toContain('肆万柒仟叁佰柒拾陆元整')
    expect(text).toContain('壹万肆仟贰佰壹拾贰元捌角')
    expect(text).toMatch(/合计\s+90\s+96\s+47,376\.00/)
    expect(text!.replace(/\s/g, '')).toContain('请核对无误后签字盖章回传')
    expect(text).toMatch(/供方（签章）.*需方（签章）/)
  })

  it('is fax-safe: nothing under 10.5 points', () => {
    for (const paper of [
      orderConfirmation(confirmation),
      orderConfirmation(awkward(confirmation)),
      statement(march),
      statement(awkward(march)),
    ])
      expect(Math.min(...pointSizes(paper))).toBeGreaterThanOrEqual(10.5)
  })

  it('prints every line once over three pages, the sum on the last only', async () => {
    const lines = repeat(60, (index): OrderConfirmationLine => ({
      ...confirmationLines[index % 3]!,
      code: `K-${1000 + index}`,
    }))
    const texts = await expectSound(orderConfirmation({ ...confirmation, lines }))
    expect(texts.length).toBeGreaterThanOrEqual(3)
    for (const line of lines) expect(countOf(texts.join(''), line.code)).toBe(1)
    texts.forEach((text, index) => {
      expect(text.replace(/\s/g, '')).toContain(`第${index + 1}页共${texts.length}页`)
      expect(text).toContain('品名规格')
    })
    expect(texts.slice(0, -1).join('')).not.toContain('47,376.00')
  })
})

describe('生产通知单', () => {
  it('shows the customer by code and no money of any kind', async () => {
    const text = (await expectSound(productionNotice(notice))).join('')
    expect(text).toContain('C-008')
    expect(text).not.toContain(notice.customerName)
    expect(text).not.toMatch(/￥|¥|元|单价|金额|1,180|238\.00/)
  })

  it('prints the fields of the trade, the size table and the colours by sizes', async () => {
    const [text] = await expectSound(productionNotice(garmentNotice))
    for (const words of ['面料', '26s 200g 精棉', '胸围', '±1', '藏青', '540', '900']) expect(text).toContain(words)
  })

  it('keeps the override visible on every print and marks 急', async () => {
    const [text] = await expectSound(productionNotice(notice))
    expect(text!.replace(/\s/g, '')).toContain('未到订金，张总特批（2026-11-23）：老客户，水单已传真，周一到账')
    expect(text).toContain('急')
    expect(text).toMatch(/第 ?2 ?版/)
  })

  it('prints one named set of pages for each copy', () => {
    const copies = ['生产', '仓库', '品管', '跟单存']
    const paper = productionNotice(notice, { copies })
    expect(paper.copies).toEqual(copies)
    copies.forEach((copy, index) => expect(paper.pages[index]).toContain(`【${copy}】`))
  })
})

describe('送货单', () => {
  const lines = repeat(20, (index) => ({ ...deliveryLines[index % 3]!, code: `K-${1000 + index}` }))
  const long = { ...delivery, lines, totalPacks: 640, totalFen: 31_556_000 }

  it('fits one 241 × 139.7 form with the totals of the order', async () => {
    const paper = deliveryNote(delivery)
    const [text] = await expectSound(paper)
    expect([paper.widthMm, paper.heightMm, paper.pages.length]).toEqual([241, 139.7, 1])
    expect(text).toMatch(/合计\s+96\s+90\s+47,376\.00/)
    expect(text).toContain('肆万柒仟叁佰柒拾陆元整')
    expect(text).toMatch(/代收货款：￥33,163\.20/)
    expect(text).toContain('收货单位及经手人（签章）')
    expect(Math.min(...pointSizes(paper))).toBeGreaterThanOrEqual(9)
  })

  it('carries 20 lines over three forms of 8, the total and 大写 on the last only', async () => {
    const texts = await expectSound(deliveryNote(long))
    expect(texts.map((text) => countOf(text, 'K-1'))).toEqual([8, 8, 4])
    for (const line of lines) expect(countOf(texts.join(''), line.code)).toBe(1)
    texts.forEach((text, index) => {
      expect(text.includes('转下页')).toBe(index < 2)
      expect(text.includes('承上页')).toBe(index > 0)
      expect(text.includes('本页小计')).toBe(true)
      expect(text.includes('大写')).toBe(index === 2)
      expect(text.includes('代收货款')).toBe(index === 2)
    })
    expect(texts[0]).toContain('累计：252 包 ￥126,048.00')
    expect(texts[1]).toMatch(/承上页 252 包 ￥126,048\.00/)
  })

  it('hides prices from driver and warehouse but keeps what is to be collected', async () => {
    const [text] = await expectSound(deliveryNote(delivery, { prices: false }))
    expect(text).not.toMatch(/单价|金额|47,376|14,160|大写/)
    expect(text).toContain('33,163.20')
  })

  it('shows 已送 and 未送, the copy of each page, and what may not leave the yard', async () => {
    const copies = ['白存根', '红客户', '黄回单']
    const paper = deliveryNote({ ...long, released: false }, { progress: true, copies })
    const texts = await expectSound(paper)
    expect(paper.copies).toEqual(copies.flatMap((copy) => [copy, copy, copy]))
    texts.forEach((text, index) => {
      expect(text).toContain(paper.copies[index])
      expect(text).toContain('未放行')
      expect(text).toMatch(/已送\s+未送/)
    })
    expect(deliveryNote({ ...delivery, voided: true }).pages[0]).toContain('【作废】')
  })
})

describe('对账单', () => {
  it('comes out as the worked example of papers.md 4.6', async () => {
    const paper = statement(march)
    const [text] = await expectSound(paper)
    expect(paper.pages).toHaveLength(1)
    expect(text).toMatch(/上期余额\s+18,650\.00/)
    const balances = [
      '32,810.00',
      '12,810.00',
      '29,946.00',
      '29,232.00',
      '29,232.00',
      '45,312.00',
      '44,836.00',
      '45,312.00',
      '45,012.00',
      '20,012.00',
    ]
    const table = /上期余额.*?\n(.*?)\n *小计/s.exec(text!)?.[1]
    const found = [...table!.matchAll(/ ([\d,]+\.\d\d)(?: *※)?$/gm)].map((match) => match[1])
    expect(found).toEqual(balances)
    expect(text).toMatch(/小计\s+46,362\.00\s+45,000\.00\s+20,012\.00/)
    expect(text!.replace(/\s/g, '')).toContain('送货47,376.00')
    expect(text).toContain('人民币贰万零壹拾贰元整')
    expect(text!.replace(/\s/g, '')).toContain('经核对：□相符□不符')
    expect(text).toContain('※ 送货单客户尚未签回')
  })

  it('prints 200 rows once each, the closing words on the last page only', async () => {
    const rows = repeat(200, (index) => ({
      ...march.rows[index % 10]!,
      documentNumber: `XS26${3000 + index}`,
      customerPo: '',
    }))
    const texts = await expectSound(statement({ ...march, rows }))
    expect(texts.length).toBeGreaterThan(3)
    for (const row of rows) expect(countOf(texts.join(''), row.documentNumber)).toBe(1)
    expect(texts.map((text) => countOf(text, '贰万零壹拾贰元整')).filter((count) => count > 0)).toEqual([1])
    expect(texts.slice(0, -2).join('')).not.toContain('小计')
  })
})

describe('生产进度表 and 生产日报表', () => {
  it('continues processes that do not fit beside each other in a second table', async () => {
    const processes = repeat(13, (index) => `工序${index + 1}`)
    const rows = repeat(25, (index) => ({
      ...progress.rows[0]!,
      number: `DH-${100 + index}`,
      steps: processes.map(() => ({ quantity: 1_000, on: '2026-11-20' })),
    }))
    const text = (await expectSound(progressTable({ ...progress, processes, rows }))).join('')
    for (const process of processes) expect(text).toContain(process)
    for (const row of rows) expect(countOf(text, row.number)).toBe(2)
  })

  it('works out 达成率 and 合格率', async () => {
    const [text] = await expectSound(dailyReport(daily))
    expect(text).toMatch(/45\s+44\s+42\s+2\s+1\s+97\.8%\s+95\.5%/)
  })
})
