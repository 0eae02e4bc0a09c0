import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { labelCodes, labelForms, labelSizes } from '../../shared/labels.ts'
import { languages } from '../../shared/language.ts'
import { gatePass, type GatePassPaper } from './gatePass.ts'
import { packLabels, type PackLabel } from './labels.ts'
import { PaperPress } from './rendering.ts'
import { company } from './samples.ts'
import { truckSheet, type TruckPaper } from './truckSheet.ts'

let press: PaperPress
beforeAll(async () => {
  press = await PaperPress.open()
})
afterAll(() => press.close())
// a picture of each paper is made by a real browser: slow where the machine is busy
vi.setConfig({ testTimeout: 120_000 })

const long = '佛山市顺德区龙江镇仙塘工业区东涌大道 128 号 B 座 3 楼 302 室,先打电话再进去 '.repeat(3)
const load = { packs: 123_456, volume: 9_876_543, weight: 1_234_567_890, unknownVolume: 3, unknownWeight: 12 }
const truck: TruckPaper = {
  company,
  number: 'PC261126-01',
  madeBy: '李敏',
  printed: 3,
  on: '2026-11-26',
  plate: '粤X12345挂',
  driver: '司徒师傅',
  phone: '139 2333 0001',
  carrier: '顺路货运有限公司顺德分公司',
  route: '顺德—佛山—广州—东莞—惠州',
  remark: '超载原因:客户急要,短途,经理同意',
  limitPacks: 500,
  limitVolume: 12_000,
  limitWeight: 1_500_000,
  load,
  stops: Array.from({ length: 40 }, (_, index) => ({
    number: `XS261126-${String(index + 1).padStart(2, '0')}`,
    customer: index % 4 === 0 ? '重庆长乐家具商场' : '永兴',
    address: index % 3 === 0 ? long : '佛山市禅城区中山西路 18 号',
    contact: '王老板',
    phone: '139 2333 0001',
    load: { ...load, unknownVolume: index % 2, unknownWeight: index % 3 },
    codFen: index % 2 === 0 ? 123_456_700 : 0,
  })),
}
const pass: GatePassPaper = {
  packs: null,
  company,
  number: 'XS261126-01',
  madeBy: '李敏',
  on: '2026-11-26',
  copy: '仓库联',
  customer: '重庆长乐家具商场江北区建新北路分店',
  vehicle: '粤X12345挂',
  driver: '司徒师傅',
  pickedUp: '陈小姐 4406001990********12 提货委托书已看',
  released: '老周',
  loadChecker: '老周',
  keeper: '门卫老李',
  leftAt: '2026-11-26 14:05',
  lines: Array.from({ length: 25 }, (_, index) => ({
    lineId: index + 1,
    sequence: index + 1,
    orderNumber: 'DH261122-03',
    description: index % 3 === 0 ? `TS-801 餐桌 ${long}` : 'TS-801 餐桌 1400×800×750 胡桃',
    unit: '张',
    ordered: 12_000,
    picked: 1_234_567_000,
    pickedPacks: 12_345,
    loaded: index % 2 === 0 ? null : 1_234_566_500,
    loadedPacks: null,
    explanation: index % 2 === 0 ? '' : '少一件返修,客户同意下次补',
  })),
}
const label = (index: number, more = ''): PackLabel => ({
  customer: `重庆长乐家具商场${more}`,
  place: `${index + 1}/1234`,
  lines: [`DH261122-03  PO 4500${index}`, `TS-905 四门衣柜 1600×600×2200${more}`, '胡桃', '1 套 之 3/6 包'],
  marks: [`CL-2611-08${more}`, 'MADE IN CHINA'],
  text: `XS261126-03-12-${index + 1}`,
})

it.each(languages)('hold their text and name every stop and line once in %s', async (language) => {
  for (const paper of [truckSheet(truck, { language }), gatePass(pass, { language })]) {
    expect((await press.measure(paper)).overflows).toEqual([])
    const pdf = await press.pdf(paper)
    expect(pdf.pages).toBe(paper.pages.length)
    expect(Math.abs(pdf.widthMm - paper.widthMm)).toBeLessThan(0.2)
  }
  const stops = truckSheet(truck, { language }).pages.join('')
  for (const { number } of truck.stops) expect(stops.split(`>${number}<`).length - 1).toBe(1)
})

it('labels hold their text in every form and symbol, long texts too, on paper of their own size', async () => {
  const made = [label(0), label(1, ' 江北区建新北路分店二楼家居馆'), label(2, long)]
  for (const form of labelForms)
    for (const code of labelCodes) {
      const paper = packLabels('标签', made, { form, code })
      expect((await press.measure(paper)).overflows, `${form} ${code}`).toEqual([])
      const pdf = await press.pdf(paper)
      const single = labelSizes[form].across === 1
      expect(pdf.pages).toBe(single ? 3 : 1)
      expect(Math.abs(pdf.widthMm - (single ? labelSizes[form].widthMm : 210))).toBeLessThan(0.2)
      expect(pdf.texts.join('')).toContain('XS261126-03-12-2')
    }
})

it('are black on white, class-only and the same each time', () => {
  const papers = () => [
    truckSheet(truck),
    gatePass(pass),
    packLabels('标签', [label(0)], { form: '70x50', code: 'qr' }),
  ]
  for (const paper of papers()) {
    expect(new Set(paper.css.match(/#[0-9a-f]{3,8}\b/gi))).toEqual(new Set(['#fff', '#000']))
    expect(paper.pages.join('')).not.toMatch(/style=|<(?!\/?(?:div|span)\b)/)
  }
  expect(papers()).toEqual(papers())
})
