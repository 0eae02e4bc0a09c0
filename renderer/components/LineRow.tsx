import { textOf } from '../lib/values.ts'
import { type CellEvents, isNumeric, LineCell } from './LineCell.tsx'
import { type CellMark, isReadOnly, type LineColumn, valueKind } from './lineGridModel.ts'
import { placeName, type Wrongs } from './useLines.ts'
import styles from './LineGrid.module.css'

interface Props<Row> {
  columns: readonly LineColumn<Row>[]
  row: Row
  index: number
  /** The cursor is in this line. */
  here: boolean
  numbered: boolean
  readOnly: boolean
  wrongs: Wrongs
  mark: ((row: Row, index: number, key: string) => CellMark | null) | undefined
  events: CellEvents
}

const shownText = <Row,>(column: LineColumn<Row>, value: unknown): string =>
  column.options?.find((option) => option.value === value)?.label ?? textOf(valueKind(column.kind), value)

const ShownCell = <Row,>({
  column,
  row,
  index,
  mark,
}: {
  column: LineColumn<Row>
  row: Row
  index: number
  mark: CellMark | null
}) => {
  const value = row[column.key]
  const classes = [
    styles['shown'],
    isNumeric(column.kind) ? 'n' : '',
    typeof value === 'number' && value < 0 ? styles['negative'] : '',
    mark ? styles[mark.tone] : '',
  ]
  return (
    <td className={classes.filter(Boolean).join(' ')} title={mark?.text} data-column={column.key}>
      {column.render?.(row, index) ?? column.text?.(row, index) ?? shownText(column, value)}
    </td>
  )
}

/** One line of the grid: what is only shown as text, the rest as inputs. */
export const LineRow = <Row,>({ columns, row, index, here, numbered, readOnly, wrongs, mark, events }: Props<Row>) => (
  <tr className={here ? styles['here'] : undefined}>
    {numbered && <td className={styles['line']}>{index + 1}</td>}
    {columns.map((column) => {
      const cellMark = mark?.(row, index, column.key) ?? null
      if (readOnly || isReadOnly(column, row, index))
        return <ShownCell key={column.key} column={column} row={row} index={index} mark={cellMark} />
      const wrong = wrongs[placeName(index, column.key)] ?? null
      const tone = wrong ? 'bad' : cellMark?.tone
      return (
        <td key={column.key} className={tone ? styles[tone] : undefined}>
          <LineCell
            column={column}
            row={row}
            index={index}
            value={row[column.key]}
            wrong={wrong}
            mark={cellMark}
            events={events}
          />
        </td>
      )
    })}
  </tr>
)
