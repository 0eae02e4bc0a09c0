import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const python = '/usr/bin/python3'

/**
 * A form as an office would make it, written by openpyxl: two sheets, a logo above and a stamp below, merges in, over and
 * under the row, formats by condition, a list to choose from, a comment, own formulas, print settings.
 */
const form = `
import sys, io, openpyxl
from openpyxl.styles import Font, PatternFill, Border, Side, Alignment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from PIL import Image as Picture
wb = openpyxl.Workbook(); ws = wb.active; ws.title = "月结 单"; other = wb.create_sheet("封面")
def name(n, ref): wb.defined_names.append(DefinedName(n, attr_text=ref))
q = "'月结 单'!"
thin = Side(style='thin', color='FF0000'); thick = Side(style='medium')
ws['A1'] = '致'; ws.merge_cells('B1:E1'); name('客户名称', q + '$B$1'); ws['B1'].font = Font(name='黑体', size=15, bold=True)
name('对账期间', q + '$F$1')
ws['A2'] = '上期'; name('期初余额', q + '$I$2'); ws['I2'].number_format = '0.00'
ws.merge_cells('A4:A6')  # over the row
heads = ['类', '日期', '单号', '品名', '', '数量', '单价', '金额', '收款', '余额', '率']
for i, h in enumerate(heads): ws.cell(4 if i else 3, i + 1, h)
ws.merge_cells('D5:E5')  # in the row
for i, n in enumerate(['日期', '单号', '品名', None, '数量', '单价', '金额', '收款', '余额']):
    c = ws.cell(5, i + 2)
    c.border = Border(bottom=thin, left=thick)
    if n: name(n, q + '$%s$5' % c.column_letter)
ws['B5'].number_format = 'm"月"d"日"'; ws['F5'].number_format = '#,##0'; ws['H5'].number_format = '¥#,##0.00'
ws['K5'] = '=H5/H$6'; ws['K5'].number_format = '0.0%'
ws['L5'] = '件'
ws.row_dimensions[5].height = 31.5
name('明细', q + '$A$5:$L$5')
ws['A7'] = '合计'; name('本期应收', q + '$H$7'); name('本期已收', q + '$I$7'); name('期末余额', q + '$J$7')
ws['H6'] = '=SUM(H5:H5)'; ws['I6'] = '=SUM(收款)'
ws.merge_cells('B8:J8'); name('大写', q + '$B$8'); ws['B8'].alignment = Alignment(wrap_text=True); ws.row_dimensions[8].height = 40
ws['B9'] = '盖章'; ws['B9'].comment = Comment('请盖章', '王')
ws['B9'].fill = PatternFill('solid', fgColor='FFEEAA')
ws.conditional_formatting.add('H5', CellIsRule(operator='lessThan', formula=['$H$7'], font=Font(color='FF0000')))
ws.conditional_formatting.add('J7:J7', CellIsRule(operator='greaterThan', formula=['100'], font=Font(bold=True)))
dv = DataValidation(type='list', formula1='"对,错"'); ws.add_data_validation(dv); dv.add('L5'); dv.add('B9')
for at, size in (('G1', 20), ('H9', 24)):
    data = io.BytesIO(); Picture.new('RGB', (size, size), (200, 0, 0)).save(data, 'PNG'); data.seek(0)
    ws.add_image(Image(data), at)
ws.print_area = 'A1:L10'; ws.print_title_rows = '3:4'; ws.page_setup.orientation = 'landscape'; ws.page_setup.paperSize = 9
ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0; ws.sheet_properties.pageSetUpPr.fitToPage = True
ws.oddHeader.center.text = '机密'; ws.oddFooter.center.text = '第 &P 页'; ws.freeze_panes = 'A5'
ws.column_dimensions['D'].width = 33.7; ws.row_breaks.append(openpyxl.worksheet.pagebreak.Break(id=7))
other['B2'] = "='月结 单'!J7"; name('公司名称', '封面!$B$4'); name('制表日期', '封面!$B$5'); name('我的', '封面!$C$1')
other['B6'] = '=客户名称&"的账"'
wb.save(sys.argv[1])
`

/** Writes the form; `changes` is more Python before it is saved (wb, ws, other, name, q). */
export const madeForm = async (path: string, changes = ''): Promise<Uint8Array> => {
  const script = form.replace('wb.save(', `${changes}\nwb.save(`)
  await run(python, ['-c', script, path])
  return new Uint8Array(await readFile(path))
}

/** What openpyxl says of the looks of a sheet. */
export interface Looks {
  names: Record<string, string>
  heights: Record<string, number | null>
  merged: string[]
  formats: string[][]
  checks: string[]
  comments: Record<string, string>
  pictures: [string, number][]
  breaks: number[]
  header: string
  fonts: Record<string, [string, number, boolean]>
  borders: Record<string, [string | null, string | null]>
  sheets: string[]
  locked: boolean
}

const looks = `
import json, sys, openpyxl
wb = openpyxl.load_workbook(sys.argv[1]); ws = wb[sys.argv[2]]
at = json.loads(sys.argv[3])
print(json.dumps(dict(
  names={d.name: d.attr_text for d in wb.defined_names.definedName},
  heights={str(r): ws.row_dimensions[r].height for r in range(1, ws.max_row + 1)},
  merged=sorted(str(r) for r in ws.merged_cells.ranges),
  formats=[[str(f.sqref), r.formula[0]] for f in ws.conditional_formatting for r in f.rules],
  checks=[str(d.sqref) for d in ws.data_validations.dataValidation],
  comments={c.coordinate: c.comment.text for row in ws.iter_rows() for c in row if c.comment},
  pictures=[[i.anchor._from.col and chr(65 + i.anchor._from.col) or 'A', i.anchor._from.row + 1] for i in ws._images],
  breaks=[b.id for b in ws.row_breaks.brk],
  header=ws.oddHeader.center.text or '',
  fonts={a: [ws[a].font.name, ws[a].font.sz, bool(ws[a].font.b)] for a in at},
  borders={a: [ws[a].border.left.style, ws[a].border.bottom.style] for a in at},
  sheets=wb.sheetnames, locked=bool(ws.protection.sheet))))
`

export const looksOf = async (path: string, sheet: string, at: readonly string[]): Promise<Looks> => {
  const { stdout } = await run(python, ['-c', looks, path, sheet, JSON.stringify(at)], { maxBuffer: 32 * 1024 * 1024 })
  return JSON.parse(stdout) as Looks
}
