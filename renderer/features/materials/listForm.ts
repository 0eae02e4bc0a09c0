import type { ListRow, Material, ProductList } from '../../../shared/materials.ts'

/** A row of 材料表 while it is keyed. */
export interface FormRow {
  materialId: number | null
  code: string
  name: string
  spec: string
  unit: string
  supplier: string
  leadDays: number | null
  step: number
  usageMicros: number | null
  lossBasisPoints: number | null
  processId: string
}

export const emptyRow = (): FormRow => ({
  materialId: null,
  code: '',
  name: '',
  spec: '',
  unit: '',
  supplier: '',
  leadDays: null,
  step: 1000,
  usageMicros: null,
  lossBasisPoints: null,
  processId: '',
})

const rowOf = ({ processId, process: _, lossBasisPoints, ...row }: ListRow): FormRow => ({
  ...row,
  // a loss of nothing is an empty cell
  lossBasisPoints: lossBasisPoints === 0 ? null : lossBasisPoints * 10,
  processId: processId === null ? '' : String(processId),
})
export const rowsOf = (list: Pick<ProductList, 'rows'>): FormRow[] => list.rows.map(rowOf)

/** What a chosen material brings into its row. */
export const chosenMaterial = ({
  id,
  code,
  name,
  spec,
  unit,
  supplier,
  leadDays,
  step,
}: Material): Partial<FormRow> => ({
  materialId: id,
  code,
  name,
  spec,
  unit,
  supplier,
  leadDays,
  step,
})

/**
 * Lines as a hand left them, which may know less than the page: the material of a code that was found while the next
 * cell was typed stays in its line.
 */
export const keepMaterials = (next: readonly FormRow[], known: readonly FormRow[]): FormRow[] =>
  next.map((row) => {
    const found =
      row.materialId === null && row.code.trim() !== ''
        ? known.find(({ code, materialId }) => materialId !== null && code.trim() === row.code.trim())
        : undefined
    if (!found) return row
    const { materialId, name, spec, unit, supplier, leadDays, step } = found
    return { ...row, materialId, name, spec, unit, supplier, leadDays, step }
  })

export const isEmptyRow = ({ code, usageMicros }: FormRow): boolean => code.trim() === '' && usageMicros === null

/** The loss is shown in percent with up to three decimals: 5% is 5000 in its cell, 500 basis points as it is sent. */
export const sentLoss = ({ lossBasisPoints }: FormRow): number => Math.round((lossBasisPoints ?? 0) / 10)
