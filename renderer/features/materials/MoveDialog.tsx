import { useMemo, useRef, useState } from 'react'
import type { LineMaterial, LineSheet } from '../../../shared/materials.ts'
import { belowZero } from '../../components/belowZero.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { type CellMark, LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'
import { entersGrid } from './entersGrid.ts'
import styles from './Materials.module.css'

export type MoveKind = 'issue' | 'return'
type Row = LineMaterial & { quantity: number | null }

/** 领: what is needed and not given out yet, as far as it is there. 退: nothing beforehand, the hand counts it. */
const proposed = (row: LineMaterial, kind: MoveKind): number | null => {
  if (kind === 'return') return null
  const open = Math.min(Math.max(0, row.needed - row.used), Math.max(0, row.onHand))
  return open > 0 ? open : null
}

const useColumns = (kind: MoveKind): LineColumn<Row>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'code', header: t('materials.code'), kind: 'text', width: 110, readOnly: true },
      { key: 'name', header: t('materials.name'), kind: 'text', readOnly: true },
      { key: 'needed', header: t('materials.needed'), kind: 'quantity', width: 80, readOnly: true },
      { key: 'used', header: t('materials.held'), kind: 'quantity', width: 80, readOnly: true },
      { key: 'onHand', header: t('materials.onHand'), kind: 'quantity', width: 80, readOnly: true },
      {
        key: 'quantity',
        header: t(kind === 'issue' ? 'materials.issueNow' : 'materials.returnNow'),
        kind: 'quantity',
        width: 90,
        refuse: (value) => belowZero(value, t),
      },
      { key: 'unit', header: t('app.unit'), kind: 'text', width: 50, readOnly: true },
    ],
    [t, kind],
  )
}

/** 领料 or 退料 of one notice line: one slip for all its materials (duty 55). */
export const MoveDialog = ({ sheet, kind, onClose }: { sheet: LineSheet; kind: MoveKind; onClose: () => void }) => {
  const t = useT()
  const grid = useRef<LineGridHandle>(null)
  const columns = useColumns(kind)
  const { fields, change, done, kept, clear } = useKeptFields(`move/${kind}/${sheet.noticeLineId}`, {
    person: '',
    movedOn: todayHere() as string | null,
    remark: '',
  })
  const [rows, setRows] = useState<Row[]>(() => sheet.rows.map((row) => ({ ...row, quantity: proposed(row, kind) })))
  const latest = useRef(rows)
  latest.current = rows
  const mark = (row: Row, _index: number, key: string): CellMark | null => {
    if (key !== 'quantity' || row.quantity === null) return null
    const most = kind === 'issue' ? row.onHand : row.used
    return row.quantity > most
      ? { tone: 'bad', text: t(kind === 'issue' ? 'materials.aboveHandMark' : 'materials.aboveHeldMark') }
      : null
  }
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('rows', wrong.sentence)
    }
    if (fields.person.trim() === '') throw refuseField('person', t('shell.required', { field: t('materials.person') }))
    const filled = latest.current.filter(({ quantity }) => quantity !== null && quantity > 0)
    if (filled.length === 0) throw refuseField('rows', t('materials.nothingMoved'))
    const { number } = await client.materials.move({
      noticeLineId: sheet.noticeLineId,
      kind,
      ...fields,
      movedOn: fields.movedOn ?? todayHere(),
      rows: filled.map(({ materialId, quantity }) => ({ materialId, quantity: quantity! })),
    })
    done()
    notify(t(kind === 'issue' ? 'materials.issued' : 'materials.returnedDone', { number, count: filled.length }))
    onClose()
  }
  const title = t(kind === 'issue' ? 'materials.issueTitle' : 'materials.returnTitle', { notice: sheet.noticeNumber })
  return (
    <Dialog title={title} onClose={onClose} width={820}>
      <Form
        label={title}
        onSubmit={save}
        foot={<SubmitButton>{t(kind === 'issue' ? 'materials.issue' : 'materials.return')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <div className={styles['head']} onKeyDown={(event) => entersGrid(event, 'remark', grid, 'quantity')}>
          <TextInput
            name="person"
            inline
            width={110}
            label={t(kind === 'issue' ? 'materials.taker' : 'materials.bringer')}
            required
            autoFocus
            maxLength={30}
            value={fields.person}
            onChange={(person) => change({ person })}
          />
          <DateInput
            name="movedOn"
            inline
            label={t('app.date')}
            value={fields.movedOn}
            onChange={(movedOn) => change({ movedOn })}
          />
          <TextInput
            name="remark"
            inline
            width={170}
            label={t('app.remark')}
            maxLength={100}
            value={fields.remark}
            onChange={(remark) => change({ remark })}
          />
        </div>
        <LineGrid<Row> ref={grid} label={title} columns={columns} rows={rows} onChange={setRows} mark={mark} />
      </Form>
    </Dialog>
  )
}
