import type { GatePassPaper } from './gatePass.ts'
import type { PackLabel } from './labels.ts'
import { company } from './samples.ts'
import type { TruckPaper } from './truckSheet.ts'

/** The furniture order of sample-data.md 5.1 on its way out: truck, gate and labels, for the tests of the papers. */

export const truckSample: TruckPaper = {
  company,
  number: 'PC261126-01',
  madeBy: '李敏',
  printed: 1,
  on: '2026-11-26',
  plate: '粤X12345',
  driver: '何师傅',
  phone: '138 0000 1234',
  carrier: '',
  route: '顺德—佛山—广州',
  remark: '',
  limitPacks: 120,
  limitVolume: 12_000,
  limitWeight: 1_500_000,
  load: { packs: 96, volume: 9_876, weight: 1_234_500, unknownVolume: 0, unknownWeight: 1 },
  stops: [
    {
      number: 'XS261126-01',
      customer: '长乐家居',
      address: '佛山市禅城区中山西路 18 号',
      contact: '单先生',
      phone: '139 2333 5566',
      load: { packs: 60, volume: 6_000, weight: 800_000, unknownVolume: 0, unknownWeight: 0 },
      codFen: 3_316_320,
    },
    {
      number: 'XS261126-02',
      customer: '永兴家居',
      address: '广州市番禺区迎宾路 6 号',
      contact: '王老板',
      phone: '139 2333 0001',
      load: { packs: 36, volume: 3_876, weight: 434_500, unknownVolume: 0, unknownWeight: 1 },
      codFen: 0,
    },
  ],
}

export const passSample: GatePassPaper = {
  packs: null,
  company,
  number: 'XS261126-01',
  madeBy: '李敏',
  on: '2026-11-26',
  copy: '仓库联',
  customer: '重庆市长乐家居有限公司',
  vehicle: '粤X12345',
  driver: '何师傅',
  pickedUp: '',
  released: '老周',
  loadChecker: '老周',
  keeper: '门卫老李',
  leftAt: '2026-11-26 14:05',
  lines: [
    {
      lineId: 1,
      sequence: 1,
      orderNumber: 'DH261122-01',
      description: 'TS-801 餐桌 1400×800×750 胡桃',
      unit: '张',
      ordered: 12_000,
      picked: 12_000,
      pickedPacks: 24,
      loaded: 12_000,
      loadedPacks: 24,
      explanation: '',
    },
  ],
}

export const labelSamples: readonly PackLabel[] = [1, 2].map((pack) => ({
  customer: '长乐家居',
  place: `${pack}/2`,
  lines: ['DH261122-01  PO CL-2611-08', 'TS-801 餐桌 1400×800×750', '胡桃', `1 张 之 ${pack}/2 包`],
  marks: ['CL-2611', 'MADE IN CHINA'],
  text: `XS261126-01-1-${pack}`,
}))
