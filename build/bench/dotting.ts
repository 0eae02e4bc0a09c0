import { deliveryNote } from '../../electron/papers/deliveryNote.ts'
import { drawPaper } from '../../electron/papers/dots/drawing.ts'
import { escp } from '../../electron/papers/dots/escp.ts'
import { layNowOnDots } from '../../electron/papers/dots/laying.ts'
import { paperDocument } from '../../electron/papers/paper.ts'
import { delivery, deliveryLines } from '../../electron/papers/samples.ts'
import { contest, figureOf, type Figure } from './measure.ts'

/** A note of 200 lines on its forms. */
const note = {
  ...delivery,
  lines: Array.from({ length: 200 }, (_, index) => ({ ...deliveryLines[index % 3]!, code: `K-${1000 + index}` })),
}

/** From the data of a note to the bytes of a dot-matrix printer, against the document it is printed from as a page. */
export const escp200 = async (): Promise<Figure> => {
  let squeeze: number | undefined
  const ours = (): unknown => {
    const paper = layNowOnDots(() => deliveryNote(note), squeeze)
    squeeze = paper.squeeze
    return escp(drawPaper(paper))
  }
  const baseline = (): unknown => paperDocument(deliveryNote(note))
  return figureOf('escp-200-lines', '200 lines', 3, await contest({ ours, baseline, rounds: 30 }))
}
