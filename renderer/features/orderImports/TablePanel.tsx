import { useEffect, useState } from 'react'
import type { InboxRow } from '../../../shared/inbox.ts'
import type { Output } from '../../../shared/contract.ts'
import type { shell } from '../../../shared/shell.ts'
import { EncodingChoice, useEncoding } from '../../components/EncodingChoice.tsx'
import { Button } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { sentenceOf } from '../../lib/notices.ts'
import styles from './OrderImport.module.css'

type Table = Output<typeof shell.readPaperTable>
const mostRows = 400
const mostColumns = 40

/** A table of the inbox as it was sent: the proof of the order, read in the process that is thrown away. */
export const TablePanel = ({ paper }: { paper: InboxRow }) => {
  const t = useT()
  const [table, setTable] = useState<Table | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [chosen, setChosen] = useState(0)
  const encoding = useEncoding((chosen) => client.shell.readPaperTable({ id: paper.id, encoding: chosen }), setTable)
  const { reset } = encoding
  useEffect(() => {
    let hasLeft = false
    reset()
    client.shell.readPaperTable({ id: paper.id }).then(
      (read) => hasLeft || setTable(read),
      (failure: unknown) => hasLeft || setError(sentenceOf(failure)),
    )
    return () => {
      hasLeft = true
    }
  }, [paper.id, reset])
  const sheet = table?.sheets[chosen]
  const rows = (sheet?.rows ?? []).slice(0, mostRows)
  const width = Math.min(mostColumns, Math.max(0, ...rows.map((row) => row.length)))
  return (
    <Panel
      title={t('orderImports.tableFile')}
      note={table || error ? paper.fileName : t('orderImports.reading')}
      bar={
        table?.encoding ? (
          <EncodingChoice inline state={encoding} encoding={table.encoding} />
        ) : (
          (table?.sheets.length ?? 0) > 1 &&
          table?.sheets.map(({ name }, index) => (
            <Button key={index} aria-pressed={index === chosen} onClick={() => setChosen(index)}>
              {name}
            </Button>
          ))
        )
      }
    >
      <RefusalNote message={error ?? encoding.error} />
      <div className={styles['sheet']} tabIndex={-1}>
        <table>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                <th>{index + 1}</th>
                {Array.from({ length: width }, (_, column) => (
                  <td key={column} title={row[column]}>
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
