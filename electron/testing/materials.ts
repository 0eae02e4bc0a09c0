import { emptyMaterial } from '../../shared/materials.ts'
import { emptyProduct } from '../../shared/products.ts'
import type { TestOffice } from './office.ts'
import { workshopOf } from './workshop.ts'

/** Materials, their list on a product, and an order of it in work, bound to one office. */
export const materialsOf = (office: TestOffice) => {
  let made = 0
  const desk = office.as.merchandiser

  const material = async (name: string, part: Partial<typeof emptyMaterial> = {}): Promise<number> => {
    made += 1
    const { id } = await desk.materials.save({
      ...emptyMaterial,
      code: `M-${String(made).padStart(2, '0')}`,
      name,
      unit: '米',
      supplier: '恒达纺织',
      leadDays: 7,
      step: 100,
      ...part,
    })
    return id
  }
  const product = async (
    rows: { materialId: number; usageMicros: number; lossBasisPoints?: number; processId?: number | null }[],
  ): Promise<number> => {
    made += 1
    const { id } = await desk.products.save({ ...emptyProduct, code: `P-${made}`, name: '圆领T恤' })
    await desk.materials.saveProductList({
      productId: id,
      version: 0,
      rows: rows.map((row) => ({ lossBasisPoints: 0, processId: null, ...row })),
    })
    return id
  }
  /** An order of `pieces` in work. */
  const inWork = (productId: number, pieces: number, dueOn = '2026-12-15') =>
    workshopOf(office).inWork({ productIds: [productId], pieces: [pieces], dueOn })

  const buy = async (
    orderId: number | null,
    materialId: number,
    quantity: number,
    part: { kind?: 'purchase' | 'stock' | 'customer'; promisedOn?: string | null; priceMicros?: number | null } = {},
  ): Promise<number> => {
    const { ids } = await desk.purchases.add({
      sure: true,
      orderedOn: '2026-11-22',
      rows: [{ orderId, materialId, quantity, ...part }],
    })
    return ids[0]!
  }
  const arrive = (id: number, quantity: number, arrivedOn = '2026-11-22') =>
    office.as.warehouse.purchases.arrive({ id, quantity, arrivedOn, sure: true })
  const move = (
    noticeLineId: number,
    kind: 'issue' | 'return',
    rows: { materialId: number; quantity: number }[],
    movedOn = '2026-11-22',
  ) => office.as.warehouse.materials.move({ noticeLineId, kind, movedOn, person: '吴工', rows })
  const line = (noticeLineId: number) => desk.materials.line({ noticeLineId })
  const balance = async (orderId: number, materialId: number) => {
    const { rows } = await desk.materials.order({ orderId })
    return rows.find((row) => row.materialId === materialId)!
  }
  return { material, product, inWork, buy, arrive, move, line, balance }
}
