import type { ImportColumn } from '../../../shared/imports.ts'
import { EncodingChoice, type EncodingState } from '../../components/EncodingChoice.tsx'
import { Choice } from '../../components/Field.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Import.module.css'
import { guessReading, type PickedTable, type Reading } from './table.ts'

interface ReadingPanelProps {
  table: PickedTable
  encoding: EncodingState
  reading: Reading
  columns: readonly ImportColumn<string>[]
  onChange: (reading: Reading) => void
}

/** The name of the choice of a field's column, by which a question puts the cursor there. */
export const columnSelectName = (field: string): string => `column ${field}`

/** `C 联系电话`: the letter of the column as Excel shows it, and its heading. */
const columnName = (index: number, heading: string): string => {
  const letter = index < 26 ? String.fromCharCode(65 + index) : `A${String.fromCharCode(65 + (index % 26))}`
  return `${letter} ${heading.trim().slice(0, 16)}`
}

/** Which sheet, which row holds the headings, and which column is what; every guess can be changed. */
export const ReadingPanel = ({ table, encoding, reading, columns, onChange }: ReadingPanelProps) => {
  const t = useT()
  const rows = table.sheets[reading.sheet]?.rows ?? []
  const headings = rows[reading.header] ?? []
  const width = Math.max(headings.length, ...rows.slice(0, 20).map((row) => row.length))
  const options = [
    { value: '', label: t('imports.columnNone') },
    ...Array.from({ length: width }, (_, index) => ({
      value: String(index),
      label: columnName(index, headings[index] ?? ''),
    })),
  ]
  const choose = (field: string, value: string): void =>
    onChange({
      ...reading,
      columns: { ...reading.columns, [field]: value === '' ? null : Number(value) },
      guessed: reading.guessed.filter((each) => each !== field),
      said: undefined,
    })
  return (
    <div className={styles['reading']}>
      <b>{table.fileName}</b>
      <EncodingChoice state={encoding} encoding={table.encoding} />
      <RefusalNote message={encoding.error} />
      {table.sheets.length > 1 && (
        <Choice
          label={t('imports.sheet')}
          value={String(reading.sheet)}
          options={table.sheets.map(({ name }, index) => ({ value: String(index), label: name }))}
          onChange={(value) => onChange(guessReading(table, columns, Number(value)))}
        />
      )}
      <IntegerInput
        label={t('imports.headerRow')}
        width={60}
        value={reading.header + 1}
        onChange={(row) => {
          if (row !== null && row >= 1) onChange(guessReading(table, columns, reading.sheet, row - 1))
        }}
      />
      <h3>{t('imports.columns')}</h3>
      {columns.map(({ field, label }) => (
        <label key={field} className={styles['column']}>
          <span>{t(label)}</span>
          <select
            name={columnSelectName(field)}
            value={String(reading.columns[field] ?? '')}
            onChange={(event) => choose(field, event.currentTarget.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          {reading.guessed.includes(field) && <small className={styles['guess']}>◆ {t('imports.guessed')}</small>}
        </label>
      ))}
    </div>
  )
}
