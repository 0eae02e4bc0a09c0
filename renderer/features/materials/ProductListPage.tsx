import { useEffect, useMemo, useRef, useState } from 'react'
import { needOf, usageText } from '../../../shared/materialNeeds.ts'
import type { Material, ProductList } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { Form, refuseField } from '../../components/Form.tsx'
import { LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { LineBar } from '../../components/LineBar.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { type FoundProduct, ProductPicker } from '../../components/ProductPicker.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { chosenMaterial, emptyRow, type FormRow, isEmptyRow, rowsOf, sentLoss, keepMaterials } from './listForm.ts'
import { completeMaterial } from './MaterialPicker.tsx'
import styles from './Materials.module.css'

/** Pieces the example under the grid is reckoned for, thousandths. */
const example = 100_000

const useColumns = (unit: string): LineColumn<FormRow>[] => {
  const t = useT()
  const { data: processes } = useQuery(client.settings.processes, {})
  return useMemo(
    () => [
      { key: 'code', header: t('materials.code'), kind: 'code', width: 120, complete: completeMaterial },
      { key: 'name', header: t('materials.name'), kind: 'text', width: 140, readOnly: true },
      { key: 'spec', header: t('materials.spec'), kind: 'text', readOnly: true },
      { key: 'usageMicros', header: t('materials.usagePer', { unit }), kind: 'price', width: 100 },
      { key: 'unit', header: t('app.unit'), kind: 'text', width: 50, readOnly: true },
      { key: 'lossBasisPoints', header: t('materials.lossPercent'), kind: 'quantity', width: 70 },
      {
        key: 'processId',
        header: t('materials.neededAt'),
        kind: 'choice',
        width: 110,
        passed: true,
        options: [
          { value: '', label: t('materials.firstProcess') },
          ...(processes ?? [])
            .filter(({ active }) => active)
            .map(({ id, name }) => ({ value: String(id), label: name })),
        ],
      },
      { key: 'leadDays', header: t('materials.leadDays'), kind: 'integer', width: 84, readOnly: true },
      { key: 'supplier', header: t('purchases.supplier'), kind: 'text', width: 150, readOnly: true },
      {
        key: 'step',
        header: t('materials.forHundred', { unit }),
        kind: 'text',
        width: 110,
        readOnly: true,
        text: (row) =>
          row.usageMicros === null
            ? ''
            : `${formatQuantity(needOf(example, { usageMicros: row.usageMicros, lossBasisPoints: sentLoss(row) }, row.step))} ${row.unit}`,
      },
    ],
    [t, unit, processes],
  )
}

const ListForm = ({ list }: { list: ProductList }) => {
  const t = useT()
  const mayWrite = useMay('materials.write')
  const grid = useRef<LineGridHandle>(null)
  const [saved, setSaved] = useState(list)
  const [rows, setRows] = useState(() => [...rowsOf(list), ...(mayWrite ? [emptyRow()] : [])])
  const columns = useColumns(list.unit)
  const dirty = JSON.stringify(rows.filter((row) => !isEmptyRow(row))) !== JSON.stringify(rowsOf(saved))
  useEffect(() => {
    if (list.version > saved.version && !dirty) {
      setSaved(list)
      setRows([...rowsOf(list), emptyRow()])
    }
  }, [list, saved, dirty])
  useEffect(() => grid.current?.focusCell(0), [])
  const latest = useRef(rows)
  latest.current = rows

  const change = (index: number, part: Partial<FormRow>): void =>
    setRows((before) => before.map((row, at) => (at === index ? { ...row, ...part } : row)))
  /** A code that was typed or pasted whole names its material without being chosen. */
  const leaveCode = async (index: number, code: string): Promise<void> => {
    // a hand that is faster than the screen leaves the cell as it was before its material was chosen
    const leave = (row: FormRow, at: number): FormRow =>
      at === index && row.code.trim() === code.trim() ? { ...row, materialId: null, name: '', spec: '', unit: '' } : row
    setRows((before) => before.map(leave))
    if (code.trim() === '') return
    const found = (await client.materials.find({ typed: code, limit: 10 })).find((each) => each.code === code.trim())
    if (found) change(index, chosenMaterial(found))
  }
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('rows', wrong.sentence)
    }
    const filled = latest.current.filter((row) => !isEmptyRow(row))
    const at = filled.findIndex((row) => row.materialId === null || row.usageMicros === null || row.usageMicros <= 0)
    if (at >= 0) {
      const row = filled[at]!
      grid.current?.focusCell(latest.current.indexOf(row), row.materialId === null ? 'code' : 'usageMicros')
      throw refuseField(
        'rows',
        row.materialId === null
          ? t('materials.unknownCode', { code: row.code })
          : t('materials.usageNeeded', { name: row.name }),
      )
    }
    const answer = await client.materials.saveProductList({
      productId: list.productId,
      version: saved.version,
      rows: filled.map((row) => ({
        materialId: row.materialId!,
        usageMicros: row.usageMicros!,
        lossBasisPoints: sentLoss(row),
        processId: row.processId === '' ? null : Number(row.processId),
      })),
    })
    setSaved(answer)
    setRows([...rowsOf(answer), emptyRow()])
    notify(t('materials.listSaved', { product: list.code, count: answer.rows.length }))
  }
  /** Rows of another product's list whose material is not in this one. */
  const takeFrom = async (product: FoundProduct | null): Promise<void> => {
    if (!product) return
    const other = await client.materials.productList({ productId: product.id })
    const here = new Set(rows.map(({ materialId }) => materialId))
    const fresh = rowsOf(other).filter(({ materialId }) => !here.has(materialId))
    setRows([...rows.filter((row) => !isEmptyRow(row)), ...fresh, emptyRow()])
    notify(t('materials.taken', { product: product.code, count: fresh.length }))
  }
  return (
    <Form
      label={t('materials.list')}
      className={styles['form']!}
      unsaved={dirty}
      onSubmit={save}
      foot={
        mayWrite && (
          <>
            <LineBar grid={grid} />
            <span className="spring" />
            <SubmitButton>{t('app.save')}</SubmitButton>
          </>
        )
      }
    >
      {mayWrite && (
        <div className={styles['head']}>
          <ProductPicker
            inline
            width={150}
            label={t('materials.takeFrom')}
            text=""
            onPick={(found) => void takeFrom(found)}
          />
          <span className="dim">{t('materials.listHint')}</span>
        </div>
      )}
      {list.version > saved.version && dirty && <RefusalNote message={t('customers.changed')} />}
      <LineGrid<FormRow>
        ref={grid}
        label={t('materials.list')}
        columns={columns}
        rows={rows}
        onChange={(next) => setRows((before) => keepMaterials(next, before))}
        newRow={emptyRow}
        readOnly={!mayWrite}
        mostRows={200}
        onCellLeave={(row, key, value) => (key === 'code' ? leaveCode(row, String(value ?? '')) : undefined)}
        onChoose={(row, key, option) => key === 'code' && change(row, chosenMaterial(option.row as Material))}
      />
    </Form>
  )
}

/** 材料表 of a product: what one piece takes of each material, with its loss (duty 64). */
export const ProductListPage = ({ id }: PageProps) => {
  const t = useT()
  const { data, error } = useQuery(client.materials.productList, { productId: id ?? 0 }, { enabled: id !== null })
  return (
    <Page>
      <Panel
        title={data ? t('materials.listOf', { product: `${data.code} ${data.name}` }) : t('materials.list')}
        note={
          data && t('materials.listNote', { count: data.rows.length, example: usageText(1_000_000), unit: data.unit })
        }
      >
        <RefusalNote message={error?.message} />
        {data && <ListForm list={data} />}
      </Panel>
    </Page>
  )
}
