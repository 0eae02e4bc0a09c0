import { randomBytes } from 'node:crypto'
import { largestPictureBytes } from '../../../shared/pictures.ts'
import { pictureLimits } from '../../../shared/sheets.ts'
import { type MadeEntry, makeZip, workbookParts } from '../../sheets/zipForTests.ts'
import { pictureFile } from '../pictures.ts'
import { anchor, drawing, drawingPart, drawingParts, drawingRelations, relations } from './drawings.ts'
import type { HostileFile, HostilePictures } from './hostileFiles.ts'

/** Drawings made to hurt: the order beside them is read all the same, at worst without pictures. */

const cells = (...texts: string[]): string =>
  `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
const order = `<sheetData>${cells('货号', '图片', '数量')}${cells('X-1', '', 'two')}</sheetData>`
const good: [string, Uint8Array] = ['image1.png', pictureFile(10)]
const atLine = { from: [1, 1] as [number, number], embed: 'rId1' }

const file = (
  name: string,
  parts: () => MadeEntry[],
  pictures: Partial<HostilePictures> = {},
  ends: HostileFile['ends'] = 'everyLineRefused',
): HostileFile => ({
  name,
  fileName: `${name}.xlsx`,
  bytes: () => makeZip([...workbookParts(order), ...parts()]),
  ends,
  pictures: { files: 0, problems: [], missing: false, ...pictures },
})
const missing = { missing: true }
const changed = (entries: MadeEntry[], part: string, data: string): MadeEntry[] =>
  entries.map((entry) => (entry.name === part ? { name: part, data } : entry))
const withTarget = (target: string, outside = false): MadeEntry[] =>
  changed(
    drawingParts(drawing(anchor(atLine)), [good]),
    drawingRelations,
    relations([{ id: 'rId1', type: 'image', target, outside }]),
  )
/** The head of a PNG that says it is 30,000 pixels wide and high. */
const hugePng = (): Uint8Array => {
  const bytes = Buffer.from(pictureFile(10))
  bytes.writeUInt32BE(30_000, 16)
  bytes.writeUInt32BE(30_000, 20)
  return bytes
}
const laughs = `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}"><!ENTITY c "${'&b;'.repeat(10)}">]>`

export const hostileDrawings = (): HostileFile[] => [
  file('a drawing that laughs', () => drawingParts(`${laughs}${drawing(`&c;${anchor(atLine)}`)}`, [good]), missing),
  file(
    'a drawing with an outer entity',
    () => drawingParts(`<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>${drawing(anchor(atLine))}`, [good]),
    missing,
  ),
  file('a drawing with an unknown entity', () => drawingParts(drawing(`&f;${anchor(atLine)}`), [good]), missing),
  file('half of a drawing', () => drawingParts(drawing(anchor(atLine)).slice(0, 600), [good]), missing),
  file('a drawing of no XML', () => drawingParts(randomBytes(3000).toString('latin1'), [good]), missing),
  file(
    'a drawing five thousand levels deep',
    () => drawingParts(drawing(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`), [good]),
    missing,
  ),
  file('anchors beyond every sheet', () =>
    drawingParts(
      drawing(
        [
          anchor({ ...atLine, from: [1_048_575, 1] }),
          anchor({ ...atLine, from: [1, 16_383] }),
          anchor({ ...atLine, from: [-1, -1] }),
          anchor({ ...atLine, from: [Number.NaN, 1] }),
          anchor({ ...atLine, from: [1e308, 1e308] }),
          anchor({ ...atLine, from: [1.5, 1] }),
        ].join(''),
      ),
      [good],
    ),
  ),
  file(
    'one picture over everything',
    () => drawingParts(drawing(anchor({ ...atLine, to: [1_048_575, 16_383] })), [good]),
    { files: 1 },
  ),
  file(
    'more than a thousand anchors',
    () => drawingParts(drawing(anchor(atLine).repeat(pictureLimits.anchors + 200)), [good]),
    { files: 1, missing: true },
  ),
  file('thirty thousand anchors', () => drawingParts(drawing(anchor(atLine).repeat(30_000)), [good]), missing),
  file('a picture above its folder', () => withTarget('../../../../../../etc/passwd'), { problems: ['missing'] }),
  file('a picture at a place of the disk', () => withTarget('/etc/passwd'), { problems: ['missing'] }),
  file('a picture in the web', () => withTarget('http://127.0.0.1/x.png', true), { problems: ['missing'] }),
  file('a picture of another computer', () => withTarget('\\\\server\\share\\x.png', true), { problems: ['missing'] }),
  file('a picture that is the workbook', () => withTarget('../workbook.xml'), { problems: ['notPicture'] }),
  file(
    'a drawing without relations',
    () => drawingParts(drawing(anchor(atLine)), [good]).filter(({ name }) => name !== drawingRelations),
    { problems: ['missing'] },
  ),
  file(
    'relations without a drawing',
    () => drawingParts('', [good]).filter(({ name }) => name !== drawingPart),
    missing,
  ),
  file(
    'relations of every prototype',
    () =>
      changed(
        drawingParts(drawing(anchor({ ...atLine, embed: '__proto__' })), [good]),
        drawingRelations,
        relations([{ id: 'constructor', type: 'image', target: '__proto__' }]),
      ),
    { problems: ['missing'] },
  ),
  file(
    'a program called a picture',
    () => drawingParts(drawing(anchor(atLine)), [['image1.png', Buffer.from('MZ\x90\0 a program')]]),
    { problems: ['notPicture'] },
  ),
  file(
    'a picture larger than 5 MB',
    () =>
      drawingParts(drawing(anchor(atLine)), [
        ['image1.png', Buffer.concat([pictureFile(10), Buffer.alloc(largestPictureBytes)])],
      ]),
    { problems: ['tooLarge'] },
  ),
  file('a picture of 900 million pixels', () => drawingParts(drawing(anchor(atLine)), [['image1.png', hugePng()]]), {
    problems: ['tooManyPixels'],
  }),
  {
    ...file('a sheet that hides as a drawing', () => [], {}, 'damaged'),
    bytes: () =>
      makeZip([
        ...changed(
          workbookParts(order),
          'xl/_rels/workbook.xml.rels',
          relations([{ id: 'rId1', type: 'worksheet', target: 'drawings/drawing1.xml' }]),
        ),
        { name: drawingPart, data: `${laughs}<worksheet>${order}</worksheet>` },
      ]),
  },
]
