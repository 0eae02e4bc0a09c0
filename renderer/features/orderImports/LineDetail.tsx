import { useT } from '../../lib/language.ts'
import { pictureWords, problemWords, type ShownLine } from './lineColumns.tsx'
import styles from './OrderImport.module.css'
import type { OrderFileStore } from './useOrderFile.ts'

/** How many pictures go along, and which do not. */
const PicturesNote = ({ store }: { store: OrderFileStore }) => {
  const t = useT()
  const { open, pictures } = store
  if (!open) return null
  const of = open.lines.lines.map((line, index) => ({ row: line.row, picture: pictures.of(index) }))
  const count = of.filter(({ picture }) => picture !== null && (picture === 'working' || 'url' in picture)).length
  const left = of.flatMap(({ row, picture }) =>
    picture !== null && picture !== 'working' && 'problem' in picture
      ? [`${t('orderImports.row')} ${row}:${pictureWords(picture.problem, t)}`]
      : [],
  )
  const words = [
    count > 0 ? t('orderImports.picturesFound', { count }) : '',
    ...new Set(left),
    open.table.picturesMissing ? t('orderImports.picturesMissing') : '',
  ].filter(Boolean)
  if (words.length === 0) return null
  return (
    <small className={words.length > (count > 0 ? 1 : 0) ? styles['warned'] : 'dim'} title={words.join(';')}>
      {words.join(';')}
    </small>
  )
}

/** The line under the cursor in full, the pictures of the file, and the rows that were taken for no lines. */
export const LineDetail = ({ line, store }: { line: ShownLine | null; store: OrderFileStore }) => {
  const t = useT()
  const passed = store.open?.lines.passedOver ?? []
  const words = line ? problemWords(line, t) : ''
  const rows = passed.map(({ row, words: said }) => `${row} ${said.slice(0, 24)}`).join(';')
  return (
    <div className={styles['detail']}>
      {line && words !== '' && <span>{`${t('orderImports.row')} ${line.row}:${words}`}</span>}
      <PicturesNote store={store} />
      {passed.length > 0 && (
        <small className="dim" title={rows}>
          {t('orderImports.passedOver', { count: passed.length, rows })}
        </small>
      )}
    </div>
  )
}
