import type { Translate } from '../../shared/language.ts'
import type { LineColumn } from './lineGridModel.ts'
import { PictureThumb } from './Picture.tsx'

/** Px of 图 in a table: a thumbnail and its margins. In a grid of lines there are none: beside a fax every one counts. */
export const pictureWidth = 44
const gridWidth = 30

/** 图 of a line: its own picture or its product's, always as wide, so that nothing jumps when one comes. */
export const pictureColumn = <Row extends { picture: string; productPicture: string }>(
  t: Translate,
  onPicture: (row: number) => void,
): LineColumn<Row> => ({
  key: 'picture',
  header: t('pictures.column'),
  kind: 'text',
  width: gridWidth,
  readOnly: true,
  render: (line, index) => (
    <PictureThumb
      sha256={line.picture || line.productPicture}
      label={t('pictures.ofLine', { line: index + 1 })}
      onOpen={() => onPicture(index)}
    />
  ),
})
