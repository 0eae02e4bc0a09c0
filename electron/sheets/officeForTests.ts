import { execFile } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What openpyxl, a reader that is not ours, finds in a workbook. */
export interface OpenpyxlSheet {
  name: string
  freeze: string | null
  printArea: string | null
  titleRows: string | null
  paper: number
  orientation: string
  fitToWidth: number
  fitToHeight: number
  fitToPage: boolean
  footer: string
  merged: string[]
  widths: Record<string, number>
  /** Whether a password locks it against changes. */
  locked: boolean
  /** By reference: the formula or constant, the cached value, the kind, the number format, how it is dressed. */
  cells: Record<string, OpenpyxlCell>
}
export interface OpenpyxlCell {
  raw: string | number | null
  value: string | number | null
  type: string
  format: string
  bold: boolean
  /** Points. */
  size: number
  /** A line on all four sides. */
  boxed: boolean
  filled: boolean
}

const script = `
import json, sys, datetime, openpyxl
from openpyxl.utils import get_column_letter
def plain(v):
    return v.strftime('%Y-%m-%d') if isinstance(v, (datetime.datetime, datetime.date)) else v
def sheet(ws, cached):
    cells = {}
    for row in ws.iter_rows():
        for c in row:
            if c.value is not None:
                b = c.border
                cells[c.coordinate] = dict(raw=plain(c.value), value=plain(cached[c.coordinate].value), type=c.data_type, format=c.number_format,
                    bold=bool(c.font.b), size=c.font.sz, boxed=all(side is not None and side.style for side in (b.left, b.right, b.top, b.bottom)),
                    filled=c.fill.fill_type == 'solid')
    return dict(name=ws.title, freeze=ws.freeze_panes, printArea=ws.print_area if not isinstance(ws.print_area, list) else ','.join(ws.print_area),
        titleRows=ws.print_title_rows, paper=int(ws.page_setup.paperSize or 0), orientation=ws.page_setup.orientation,
        fitToWidth=int(ws.page_setup.fitToWidth if ws.page_setup.fitToWidth is not None else 1), fitToHeight=int(ws.page_setup.fitToHeight if ws.page_setup.fitToHeight is not None else 1),
        fitToPage=bool(ws.sheet_properties.pageSetUpPr and ws.sheet_properties.pageSetUpPr.fitToPage),
        footer=(ws.oddFooter.left.text or '') + '|' + (ws.oddFooter.center.text or '') + '|' + (ws.oddFooter.right.text or ''),
        merged=[str(r) for r in ws.merged_cells.ranges], widths={get_column_letter(i): d.width for k, d in ws.column_dimensions.items() for i in range(d.min, d.max + 1)}, locked=bool(ws.protection.sheet), cells=cells)
def book(path):
    live = openpyxl.load_workbook(path); cached = openpyxl.load_workbook(path, data_only=True)
    return [sheet(ws, cached[ws.title]) for ws in live]
print(json.dumps([book(path) for path in sys.argv[1:]]))
`

/** Debian's own Python has openpyxl; one in front of it on the path may not. */
const python = '/usr/bin/python3'

/** The sheets of each of some workbooks, in the order of their paths. */
export const readAllWithOpenpyxl = async (paths: readonly string[]): Promise<OpenpyxlSheet[][]> => {
  const { stdout } = await run(python, ['-c', script, ...paths], { maxBuffer: 256 * 1024 * 1024 })
  return JSON.parse(stdout) as OpenpyxlSheet[][]
}

export const readWithOpenpyxl = async (path: string): Promise<OpenpyxlSheet[]> =>
  (await readAllWithOpenpyxl([path]))[0]!

/** A copy without any cached value, so that whoever opens it must work the formulas out. */
export const withoutCachedValues = async (path: string, copy: string): Promise<void> => {
  await run(python, ['-c', 'import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])', path, copy])
}

/** Converts with LibreOffice, under a profile of its own beside the file; returns the path of the result. */
export const convert = async (path: string, to: string, filter = ''): Promise<string> => {
  const folder = dirname(path)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  await run('soffice', [
    profile,
    '--headless',
    '--convert-to',
    filter ? `${to}:${filter}` : to,
    '--outdir',
    folder,
    path,
  ])
  return join(folder, `${basename(path).replace(/\.[^.]*$/, '')}.${to}`)
}

/** Pages of a PDF and the size of the first, as poppler says them. */
export const pdfPages = async (path: string): Promise<{ pages: number; size: string }> => {
  const { stdout } = await run('pdfinfo', [path])
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(stdout)?.[1]),
    size: /Page size:\s+(.*)/.exec(stdout)?.[1] ?? '',
  }
}

export const pdfText = async (path: string): Promise<string[]> => {
  const { stdout } = await run('pdftotext', ['-layout', path, '-'])
  return stdout.split('\f').slice(0, -1)
}
