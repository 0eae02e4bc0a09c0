import { phrases } from './phrases.ts'

export const labels = phrases({
  title: ['标签唛头', '標籤嘜頭', 'Labels'],
  form: ['标签尺寸', '標籤尺寸', 'Label'],
  form100: ['100×70 单张', '100×70 單張', '100 × 70 single'],
  form70: ['70×50 单张', '70×50 單張', '70 × 50 single'],
  form60: ['60×40 单张', '60×40 單張', '60 × 40 single'],
  formSheet8: ['A4 一版 8 张', 'A4 一版 8 張', 'A4, 8 a sheet'],
  formSheet21: ['A4 一版 21 张', 'A4 一版 21 張', 'A4, 21 a sheet'],
  codeQr: ['二维码', '二維碼', 'QR code'],
  codeBars: ['条形码', '條碼', 'Code 128'],
  from: ['从第几件', '從第幾件', 'From'],
  to: ['到第几件', '到第幾件', 'To'],
  marks: ['印唛头', '印嘜頭', 'Marks'],
  partOf: [
    '{{pieces}} 之 {{part}}/{{parts}} 包',
    '{{pieces}} 之 {{part}}/{{parts}} 包',
    '{{pieces}}, pack {{part}} of {{parts}}',
  ],
  noPacks: [
    '{{number}} 没有包数,先在送货单上填包数。',
    '{{number}} 沒有包數,先在送貨單上填包數。',
    '{{number}} has no packs: fill them in first.',
  ],
  noneLeft: ['一共 {{total}} 件,没有这一段。', '一共 {{total}} 件,沒有這一段。', 'There are {{total}} packs.'],
  countedOther: [
    '▲ 点到 {{counted}} 包,标签按单上的 {{packs}} 包:哪一行不同,先把单改对再印,或用“从第几件、到第几件”只印要的。',
    '▲ 點到 {{counted}} 包,標籤按單上的 {{packs}} 包:哪一行不同,先把單改對再印,或用「從第幾件、到第幾件」只印要的。',
    '▲ {{counted}} packs were counted, the labels follow the {{packs}} on the note: put the line right first, or print only those wanted.',
  ],
  runs: [
    '一共 {{total}} 张,一次最多 {{most}} 张,分 {{runs}} 段印:这是第 {{run}} 段,第 {{from}}–{{to}} 张。',
    '一共 {{total}} 張,一次最多 {{most}} 張,分 {{runs}} 段印:這是第 {{run}} 段,第 {{from}}–{{to}} 張。',
    '{{total}} labels, at most {{most}} at once: {{runs}} runs. This is run {{run}}, {{from}}–{{to}}.',
  ],
  nextRun: ['下一段', '下一段', 'Next run'],
  previousRun: ['上一段', '上一段', 'Run before'],
  tooMany: [
    '一次最多印 {{most}} 张,这里有 {{count}} 张,请分段。',
    '一次最多印 {{most}} 張,這裡有 {{count}} 張,請分段。',
    'At most {{most}} labels at once; these are {{count}}. Print them in parts.',
  ],
  noPacking: [
    '{{goods}} 没有包装资料,先在产品上填包数。',
    '{{goods}} 沒有包裝資料,先在產品上填包數。',
    '{{goods}} has no packing: fill it in on the product.',
  ],
  noticeVoid: ['{{number}} 已经作废。', '{{number}} 已經作廢。', '{{number}} is void.'],
})
