import { useMemo, useRef, useState } from 'react'
import type { LineMaterial, LineSheet } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { type CellMark, LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client, Refused } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { entersGrid } from './entersGrid.ts'
import { identityWords } from './identity.ts'
import styles from './Materials.module.css'

type Row = LineMaterial & { words: string }

const useColumns = (): LineColumn<Row>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('materials.name'),
        kind: 'text',
        readOnly: true,
        text: (row) => `${row.code} ${row.name}`,
      },
      { key: 'issued', header: t('materials.issue'), kind: 'quantity', width: 70, readOnly: true },
      { key: 'returned', header: t('materials.return'), kind: 'quantity', width: 70, readOnly: true },
      { key: 'used', header: t('materials.used'), kind: 'quantity', width: 70, readOnly: true },
      { key: 'standard', header: t('materials.standard'), kind: 'quantity', width: 78, readOnly: true },
      { key: 'allowed', header: t('materials.allowed'), kind: 'quantity', width: 78, readOnly: true },
      { key: 'unexplained', header: t('materials.unexplained'), kind: 'quantity', width: 78, readOnly: true },
      { key: 'unit', header: t('app.unit'), kind: 'text', width: 44, readOnly: true },
      {
        key: 'words',
        header: t('materials.explanation'),
        kind: 'text',
        width: 210,
        passed: (row) => row.unexplained === 0,
      },
    ],
    [t],
  )
}

/** 结单 (duty 55): ordered = good + short, and every material is explained. */
export const CloseDialog = ({ sheet, onClose }: { sheet: LineSheet; onClose: () => void }) => {
  const t = useT()
  const grid = useRef<LineGridHandle>(null)
  const columns = useColumns()
  const { fields, change, done, kept, clear } = useKeptFields(`close/${sheet.noticeLineId}`, { reason: '' })
  const [rows, setRows] = useState<Row[]>(() => sheet.rows.map((row) => ({ ...row, words: '' })))
  const latest = useRef(rows)
  latest.current = rows
  const quantity = (value: number): string => `${formatQuantity(value)} ${sheet.unit}`
  const firstSilent = Math.max(
    0,
    rows.findIndex(({ unexplained }) => unexplained !== 0),
  )
  const missing = Math.max(0, sheet.quantity - sheet.good)
  const why =
    missing > 0
      ? 'materials.whyShort'
      : sheet.over > 0
        ? 'materials.whyOver'
        : sheet.between.length > 0
          ? 'materials.whyBetween'
          : null
  const begun = sheet.between.map((each) => t('materials.between', { ...each, quantity: quantity(each.quantity) }))
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    if (why !== null && fields.reason.trim() === '') throw refuseField('reason', t('materials.reasonNeeded'))
    try {
      await client.materials.close({
        noticeLineId: sheet.noticeLineId,
        good: sheet.good,
        quantity: sheet.quantity,
        reason: fields.reason,
        explanations: latest.current.map(({ materialId, words }) => ({ materialId, text: words })),
      })
    } catch (error) {
      const at = error instanceof Refused ? /^explanations\.(\d+)/.exec(error.field ?? '') : null
      if (at) grid.current?.focusCell(Number(at[1]), 'words')
      throw error
    }
    done()
    notify(
      missing > 0
        ? t('materials.closedShort', { notice: sheet.noticeNumber, short: quantity(missing) })
        : t('materials.closedDone', { notice: sheet.noticeNumber }),
    )
    onClose()
  }
  const mark = (row: Row, _index: number, key: string): CellMark | null =>
    (key === 'words' || key === 'unexplained') && row.unexplained !== 0 && row.words.trim() === ''
      ? { tone: 'bad', text: t('materials.explainMark') }
      : null
  const title = t('materials.closeTitle', { notice: sheet.noticeNumber })
  return (
    <Dialog title={title} onClose={onClose} width={960}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('materials.close')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p>
          {sheet.description} · {identityWords(t, sheet)}
          {sheet.over > 0 && ` · ${t('materials.overBy', { over: quantity(sheet.over) })}`}
        </p>
        {begun.length > 0 && (
          <p className={styles['begun']}>▲ {t('materials.betweenWarn', { list: begun.join(';') })}</p>
        )}
        {why !== null && (
          <div onKeyDown={(event) => entersGrid(event, 'reason', grid, 'words', firstSilent)}>
            <TextInput
              name="reason"
              label={t(why)}
              required
              autoFocus
              maxLength={200}
              value={fields.reason}
              onChange={(reason) => change({ reason })}
            />
          </div>
        )}
        {missing > 0 && <p className="dim">{t('materials.shortGoesBack', { short: quantity(missing) })}</p>}
        {rows.length > 0 && (
          <>
            <LineGrid<Row> ref={grid} label={title} columns={columns} rows={rows} onChange={setRows} mark={mark} />
            <p className={styles['rule']}>{t('materials.closeRule')}</p>
          </>
        )}
      </Form>
    </Dialog>
  )
}
