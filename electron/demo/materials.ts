import { plusDays } from '../../shared/dates.ts'
import { emptyMaterial, type MaterialDraft, type OrderMaterial } from '../../shared/materials.ts'
import type { Product } from '../../shared/products.ts'
import type { Stage } from './story.ts'

type Goods = Pick<MaterialDraft, 'code' | 'name' | 'spec' | 'unit' | 'supplier' | 'leadDays' | 'step'>
const goods = (
  code: string,
  name: string,
  spec: string,
  unit: string,
  supplier: string,
  leadDays: number,
  step = 1000,
): Goods => ({ code, name, spec, unit, supplier, leadDays, step })

/** What the factories of sample-data.md buy, with the time it takes. */
const known: Goods[] = [
  goods('B-2501', '橡木板', '25 mm E0', 'm²', '顺德联丰木业', 7, 100),
  goods('B-1801', '中纤板', '18 mm 双贴面', '张', '顺德联丰木业', 5),
  goods('W-4512', '阻尼铰链', '4″ 不锈钢', '个', '东莞固锐五金', 6),
  goods('W-0650', '组装螺丝包', 'M6×50', '包', '东莞固锐五金', 4),
  goods('Q-3001', 'PU 面漆', '哑光 5 分', '公斤', '嘉宝涂料', 5, 500),
  goods('X-0501', '五层纸箱', '按套配', '套', '乐从宏发纸箱', 4),
  goods('F-2601', '26s 双面布', '200 g 有效幅宽 1.75 m', '米', '恒达纺织', 9, 500),
  goods('F-2602', '罗纹', '1×1 莱卡', '公斤', '恒达纺织', 7, 100),
  goods('N-0418', '四眼纽扣', '18L', '粒', '永泰纽扣', 3),
  goods('L-0101', '主唛', '织唛 60×20', '个', '嘉豪织唛', 5),
  goods('L-0102', '洗唛', '尼龙 30×55', '个', '嘉豪织唛', 5),
  goods('P-0201', '胶袋', '28×38 自封', '个', '新联塑料', 3),
]

interface Use {
  code: string
  usage: number
  loss: number
  process: string
}
const use = (code: string, usage: number, loss: number, process: string): Use => ({ code, usage, loss, process })

/** Name of a product → what one of it takes; the first that fits. */
const lists: [RegExp, Use[]][] = [
  [/餐桌|书桌|茶几/, [use('B-2501', 1.65, 8, '开料'), use('Q-3001', 0.42, 5, '底漆'), use('X-0501', 1, 0, '包装')]],
  [/餐椅/, [use('B-2501', 0.42, 10, '开料'), use('W-0650', 1, 0, '组装'), use('Q-3001', 0.15, 5, '底漆')]],
  [/衣柜/, [use('B-1801', 6.2, 4, '开料'), use('W-4512', 8, 2, '组装'), use('X-0501', 1, 0, '包装')]],
  [/床|柜/, [use('B-1801', 2.4, 4, '开料'), use('W-0650', 2, 0, '组装'), use('X-0501', 1, 0, '包装')]],
  [
    /POLO/i,
    [
      use('F-2601', 0.72, 4, '裁剪'),
      use('F-2602', 0.06, 3, '裁剪'),
      use('N-0418', 3, 2, '后道'),
      use('L-0101', 1, 1, '缝制'),
      use('L-0102', 1, 1, '缝制'),
      use('P-0201', 1, 1, '包装'),
    ],
  ],
  [
    /T恤|卫衣|工装裤/,
    [
      use('F-2601', 0.65, 4, '裁剪'),
      use('F-2602', 0.05, 3, '裁剪'),
      use('L-0101', 1, 1, '缝制'),
      use('L-0102', 1, 1, '缝制'),
      use('P-0201', 1, 1, '包装'),
    ],
  ],
]

type Ids = Map<string, number>

/** 样卡: material, colour number, and whether it was approved. */
const cards: [string, string, boolean][] = [
  ['B-2501', '胡桃 H02', true],
  ['B-2501', '原木 Y01', true],
  ['B-1801', '暖白 W11', false],
  ['F-2601', '黑 19-4005', true],
  ['F-2601', '藏青 19-3924', true],
  ['F-2602', '黑 19-4005', false],
]

const makeLists = async ({ as, today }: Stage, products: readonly Product[]): Promise<Ids> => {
  const processes = await as.merchandiser.settings.processes({})
  const wanted = products.flatMap((product) => {
    const found = lists.find(([name]) => name.test(product.name))
    return found ? [{ product, uses: found[1] }] : []
  })
  const codes = new Set(wanted.flatMap(({ uses }) => uses.map(({ code }) => code)))
  const ids: Ids = new Map()
  for (const material of known.filter(({ code }) => codes.has(code)))
    ids.set(material.code, (await as.merchandiser.materials.save({ ...emptyMaterial, ...material })).id)
  for (const [code, colourNumber, approved] of cards) {
    const materialId = ids.get(code)
    if (materialId === undefined) continue
    await as.merchandiser.materials.saveCard({
      id: null,
      materialId,
      colourNumber,
      supplier: known.find((material) => material.code === code)!.supplier,
      picture: '',
      approvedOn: approved ? plusDays(today, -40) : null,
      approvedBy: approved ? '赵经理' : '',
      place: '样卡夹 2 号',
      remark: '',
      version: 0,
    })
  }
  for (const { product, uses } of wanted)
    await as.merchandiser.materials.saveProductList({
      productId: product.id,
      version: 0,
      rows: uses.map(({ code, usage, loss, process }) => ({
        materialId: ids.get(code)!,
        usageMicros: Math.round(usage * 1_000_000),
        lossBasisPoints: loss * 100,
        processId: processes.find(({ name }) => name === process)?.id ?? null,
      })),
    })
  return ids
}

/** Buys what an order needs so that it comes before its process begins; what should be here by now has come. */
const supply = async (
  { as, today }: Stage,
  orderId: number,
  row: OrderMaterial,
  planted: 'none' | 'unbought' | 'late',
): Promise<void> => {
  if (planted === 'unbought' || row.unbought === 0) return
  const start = row.startOn ?? today
  const wanted = plusDays(start, -1)
  const due = wanted > today && planted === 'none' ? wanted : plusDays(today, planted === 'late' ? -2 : -1)
  const orderedOn = plusDays(due, -row.leadDays)
  const { ids } = await as.merchandiser.purchases.add({
    orderedOn: orderedOn < today ? orderedOn : today,
    rows: [{ orderId, materialId: row.materialId, quantity: row.unbought, promisedOn: due < today ? due : wanted }],
  })
  const id = ids[0]!
  if (planted === 'late') {
    await as.merchandiser.purchases.chase({
      id,
      chasedOn: plusDays(today, -1),
      person: '刘生',
      answer: '货在路上,少车,过两天到',
      promisedOn: plusDays(start > today ? start : today, 2),
    })
    return
  }
  if (due < today)
    await as.warehouse.purchases.arrive({ id, arrivedOn: due, quantity: row.unbought, noteNumber: `送 ${id}` })
}

/** Gives out what the processes that have begun take. */
const issue = async ({ as, today }: Stage, orderId: number): Promise<void> => {
  const { lines } = await as.merchandiser.materials.order({ orderId })
  for (const { noticeLineId } of lines) {
    const sheet = await as.warehouse.materials.line({ noticeLineId })
    if (sheet.closed) continue
    const { rows: needs } = await as.warehouse.materials.order({ orderId })
    const rows = sheet.rows
      .filter(({ materialId, onHand, needed }) => {
        const need = needs.find((each) => each.materialId === materialId)
        return needed > 0 && onHand >= needed && need?.startOn != null && need.startOn <= today
      })
      .map(({ materialId, needed }) => ({ materialId, quantity: needed }))
    if (rows.length > 0)
      await as.warehouse.materials.move({ noticeLineId, kind: 'issue', movedOn: today, person: '吴工', rows })
  }
}

/** A line that is done: its materials given out, a little brought back, and closed. */
const closeDone = async ({ as, today }: Stage, noticeLineId: number, index: number): Promise<void> => {
  const { orderId, rows, good } = await as.merchandiser.materials.takeList({ noticeLineId })
  await as.merchandiser.purchases.add({
    orderedOn: today,
    rows: rows.map(({ materialId, needed }) => ({ kind: 'stock', orderId, materialId, quantity: needed * 2 })),
  })
  // the second line took more than its list allows
  const asked = rows.map(({ materialId, needed }, at) => ({
    materialId,
    quantity: index === 1 && at === 0 ? needed + 3000 : needed,
  }))
  await as.warehouse.materials.move({ noticeLineId, kind: 'issue', movedOn: today, person: '吴工', rows: asked })
  const sheet = await as.merchandiser.materials.line({ noticeLineId })
  await as.merchandiser.materials.close({
    noticeLineId,
    good,
    quantity: sheet.quantity,
    explanations: sheet.rows
      .filter(({ unexplained }) => unexplained !== 0)
      .map(({ materialId }) => ({ materialId, text: '板面有节疤,挑料多锯了' })),
  })
}

/**
 * Materials of the orders in work: most is here or on its way, of one order something was never ordered (漏定), of
 * another it comes late and was chased (sample-data.md 5.3); three lines that are done were closed.
 */
export const leaveMaterials = async (stage: Stage, products: readonly Product[]): Promise<void> => {
  const { as } = stage
  if ((await makeLists(stage, products)).size === 0) return
  const { rows: making } = await as.merchandiser.production.list({ state: 'making', limit: 200 })
  for (const { id } of making)
    for (const { id: noticeLineId } of (await as.merchandiser.production.read({ id })).noticeLines) {
      if (await isListed(stage, noticeLineId)) await as.merchandiser.materials.takeList({ noticeLineId })
    }
  const planted = new Map<'unbought' | 'late', number>()
  for (const orderId of new Set(making.map((notice) => notice.orderId))) {
    const { rows } = await as.merchandiser.materials.order({ orderId })
    for (const [index, row] of rows.entries()) {
      const last = index === rows.length - 1
      const fault = !last || (row.startOn ?? '') < stage.today ? null : planted.has('unbought') ? 'late' : 'unbought'
      const kind = fault !== null && !planted.has(fault) ? fault : 'none'
      if (kind !== 'none') planted.set(kind, orderId)
      await supply(stage, orderId, row, kind)
    }
    await issue(stage, orderId)
  }
  const { rows: done } = await as.merchandiser.production.list({ state: 'finished', limit: 20 })
  let closed = 0
  for (const { id } of done) {
    if (closed === 3) break
    const [line] = (await as.merchandiser.production.read({ id })).noticeLines
    if (!line || !(await isListed(stage, line.id))) continue
    await closeDone(stage, line.id, closed)
    closed += 1
  }
}

/** Whether the product of a line has a list to take over. */
const isListed = async ({ as }: Stage, noticeLineId: number): Promise<boolean> => {
  const { code } = await as.merchandiser.materials.line({ noticeLineId })
  const [product] = (await as.merchandiser.products.find({ typed: code, limit: 5 })).filter(
    (each) => each.code === code,
  )
  if (!product) return false
  const { rows } = await as.merchandiser.materials.productList({ productId: product.id })
  return rows.length > 0
}
