import { useMemo } from 'react'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import type { LineVerdict, PlannedRow } from '../../../shared/orderImports.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { OrderField } from '../../../shared/orderSheetHead.ts'
import type { PictureProblem } from '../../../shared/sheets.ts'
import type { Column } from '../../components/DataTable.tsx'
import { pictureWidth } from '../../components/pictureColumn.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { fieldKeys } from './FilePanel.tsx'
import styles from './OrderImport.module.css'
import type { LinePicture } from './useFilePictures.ts'
import type { OrderFileStore } from './useOrderFile.ts'

/** A line of the preview with its place in the file. */
export type ShownLine = PlannedRow & { index: number; row: number }

const verdictKeys: Record<LineVerdict, PhraseKey> = {
  right: 'orderImports.right',
  look: 'orderImports.look',
  wrong: 'orderImports.wrong',
  leftOut: 'orderImports.leftOut',
}
const tones: Record<LineVerdict, Tone> = { right: 'ok', look: 'warn', wrong: 'bad', leftOut: 'plain' }

/** What is the matter with a line, the worst first. */
export const problemWords = (line: ShownLine, t: Translate): string =>
  line.problems
    .toSorted((a, b) => Number(b.wrong) - Number(a.wrong))
    .map(({ field, sentence }) => `${field === null ? '' : t(fieldKeys[field as OrderField])} ${sentence}`.trim())
    .join(';')

const What = ({ line }: { line: ShownLine }) => {
  const t = useT()
  const words = problemWords(line, t)
  return (
    <span className={line.verdict === 'wrong' ? 'neg' : ''} title={words}>
      {words}
    </span>
  )
}

const pictureKeys: Record<PictureProblem, PhraseKey> = {
  tooLarge: 'orderImports.pictureTooLarge',
  notPicture: 'orderImports.pictureNotPicture',
  damaged: 'orderImports.pictureDamaged',
  tooManyPixels: 'orderImports.pictureTooManyPixels',
  missing: 'orderImports.pictureMissing',
  tooMany: 'orderImports.pictureTooMany',
}

/** Why a picture of the file is not taken along. */
export const pictureWords = (problem: PictureProblem, t: Translate): string => t(pictureKeys[problem])

const Thumb = ({ picture, row }: { picture: LinePicture | null; row: number }) => {
  const t = useT()
  if (picture === null) return null
  if (picture === 'working') return <span className="dim">…</span>
  if ('problem' in picture)
    return (
      <span className={styles['warned']} title={pictureWords(picture.problem, t)}>
        ▲
      </span>
    )
  return <img className={styles['thumb']} src={picture.url} alt={t('orderImports.pictureOfRow', { row })} />
}

/** The columns of the preview; one for the pictures where there are some. */
export const useLineColumns = ({ open, pictures }: OrderFileStore): Column<ShownLine>[] => {
  const t = useT()
  const hasPictures = open?.lines.pictures.some((picture) => picture !== null) ?? false
  const { of } = pictures
  return useMemo(
    () => [
      { key: 'row', header: t('orderImports.row'), kind: 'integer', width: 38 },
      {
        key: 'verdict',
        header: t('orderImports.verdict'),
        width: 90,
        render: ({ verdict }) => <StateBadge tone={tones[verdict]}>{t(verdictKeys[verdict])}</StateBadge>,
      },
      ...(hasPictures
        ? [
            {
              key: 'picture',
              header: t('pictures.column'),
              width: pictureWidth,
              render: ({ index, row }: ShownLine) => <Thumb picture={of(index)} row={row} />,
            },
          ]
        : []),
      {
        key: 'item',
        header: t('orderImports.theirItem'),
        width: 124,
        render: ({ itemCode, itemName }) => {
          const words = [itemCode, itemName].filter(Boolean).join(' ')
          return (
            <span className={styles['two']} title={words}>
              {words}
            </span>
          )
        },
      },
      {
        key: 'product',
        header: t('orderImports.ourProduct'),
        width: 124,
        render: ({ code, name, spec }) => {
          const words = [code, name, code === '' ? '' : spec].filter(Boolean).join(' ')
          return (
            <span className={styles['two']} title={words}>
              {words}
            </span>
          )
        },
      },
      { key: 'colour', header: t('orderImports.fieldColour'), width: 52 },
      {
        key: 'quantity',
        header: t('app.quantity'),
        align: 'right',
        width: 66,
        value: ({ quantity, unit }) => (quantity === null ? '' : `${formatQuantity(quantity)} ${unit}`),
      },
      { key: 'priceMicros', header: t('orders.price'), kind: 'price', width: 76 },
      { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 84 },
      { key: 'dueOn', header: t('orders.dueOn'), kind: 'date', width: 96 },
      { key: 'what', header: t('orderImports.what'), render: (line) => <What line={line} /> },
    ],
    [t, hasPictures, of],
  )
}
