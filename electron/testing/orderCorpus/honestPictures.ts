import { makeZip, workbookParts } from '../../sheets/zipForTests.ts'
import { pictureFile } from '../pictures.ts'
import { anchor, cellImageParts, drawing, drawingParts } from './drawings.ts'
import { all, chair, head, type HonestFile, low, table } from './parts.ts'

/** Orders with pictures: beside what each line must come to, the bar of the picture it must get (testing/pictures.ts). */

const cell = (value: string | number | null): string =>
  value === null ? '<c/>' : `<c t="inlineStr"><is><t>${String(value).replaceAll('"', '&quot;')}</t></is></c>`
const sheet = (rows: readonly (readonly (string | number | null)[])[], after = ''): string =>
  `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>${after}`

const company = ['永兴家居有限公司 采购订单']
const pictured = (heading: string): (string | number | null)[][] => [
  [...head.slice(0, 1), heading, ...head.slice(1)],
  ...[table, chair, low].map((row) => [row[0]!, null, ...row.slice(1)]),
]

/** EMU of a row of 30 points. */
const high = 381_000

export const honestPictures = (): HonestFile[] => [
  {
    name: 'pictures inside the sheet',
    fileName: '图片订单.xlsx',
    bytes: makeZip([
      ...workbookParts(sheet([company, ...pictured('图片'), ['合计', null, null, null, 90]])),
      ...drawingParts(
        drawing(
          [
            // a logo above, a seal over the last lines: neither lies in the column of the pictures
            anchor({ from: [0, 1], to: [0, 2, 90_000], embed: 'rId3' }),
            anchor({ from: [3, 6], to: [5, 8, 90_000], embed: 'rId3' }),
            anchor({ from: [2, 1, 9000], to: [2, 1, 300_000], embed: 'rId1' }),
            // begins a little above its row, as hands place them
            anchor({ from: [2, 1, 360_000], to: [3, 1, 279_000], height: 300_000, embed: 'rId2' }),
            // the same file once more
            anchor({ from: [4, 1], to: [5, 1], embed: 'rId1' }),
          ].join(''),
        ),
        [
          ['image1.png', pictureFile(10)],
          ['image2.png', pictureFile(20)],
          ['logo.png', pictureFile(30)],
        ],
      ),
    ]),
    expected: all,
    pictures: [10, 20, 10],
  },
  {
    name: 'one picture for two colours, and a picture that is none',
    fileName: '款式图订单.xlsx',
    bytes: makeZip([
      ...workbookParts(
        sheet(
          [
            ['款号', '产品图片', '品名', '颜色', '数量', '单价', '交期', '订单号'],
            ['TS-801', null, '实木餐桌', '胡桃', 12, 1180, '2026-12-15', 'PO-1'],
            ['TS-801', null, '实木餐桌', '原木', 3, 1180, '2026-12-15', 'PO-1'],
            ['TS-905', null, '茶几', '白', 6, 680, '2026-12-15', 'PO-1'],
            ['TS-830', null, '长餐凳', '原木', 4, 410, '2026-12-15', 'PO-1'],
          ],
          '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>',
        ),
      ),
      ...drawingParts(
        drawing(
          [
            anchor({ from: [1, 1, high - 9000], embed: 'rId1' }),
            anchor({ from: [3, 1], embed: 'rId2' }),
            anchor({ from: [4, 1], embed: 'rId3' }),
          ].join(''),
        ),
        [
          ['image1.png', pictureFile(11)],
          ['image2.png', Buffer.concat([Buffer.from(pictureFile(12)).subarray(0, 40), Buffer.alloc(4000, 7)])],
          ['image3.emf', Buffer.from('\x01\0\0\0 a drawing of Windows')],
        ],
        { absolute: true },
      ),
    ]),
    expected: [
      'TS-801||胡桃|12|1,180.00|2026-12-15|PO-1',
      'TS-801||原木|3|1,180.00|2026-12-15|PO-1',
      'TS-905||白|6|680.00|2026-12-15|PO-1',
      'TS-830||原木|4|410.00|2026-12-15|PO-1',
    ],
    pictures: [11, 11, 'damaged', 'notPicture'],
  },
  {
    name: 'pictures WPS keeps in the cells',
    fileName: 'WPS图片订单.xlsx',
    bytes: makeZip([
      ...workbookParts(
        sheet(
          pictured('款式图').map((row, index) =>
            row.map((value, column) =>
              column === 1 && index > 0 ? `=DISPIMG("ID_${['5A', '5B', '5A'][index - 1]}",1)` : value,
            ),
          ),
        ),
      ),
      ...cellImageParts([
        ['ID_5A', 'image1.png', pictureFile(13)],
        ['ID_5B', 'image2.png', pictureFile(14)],
      ]),
    ]),
    expected: all,
    pictures: [13, 14, 13],
  },
]
