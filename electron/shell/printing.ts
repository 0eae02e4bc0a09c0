import { BrowserWindow } from 'electron'
import type { PaperOutput } from '../../shared/papers.ts'
import { adjustmentOf, type PrinterProfile, printOptions } from '../../shared/printers.ts'
import { type Adjustment, paperDocument } from '../papers/paper.ts'
import { offerPaper } from './page.ts'

/** Runs something on a hidden window that shows a paper: no preload, no script. */
const onPaper = async <T>(
  paper: PaperOutput,
  adjustment: Adjustment | undefined,
  use: (window: BrowserWindow) => Promise<T>,
): Promise<T> => {
  const offered = offerPaper(paperDocument(paper, adjustment))
  const window = new BrowserWindow({
    show: false,
    width: 800,
    height: 600,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  try {
    await window.loadURL(offered.url)
    return await use(window)
  } finally {
    offered.take()
    window.destroy()
  }
}

/** The paper as it was laid out: what is kept and what is saved. */
export const paperToPdf = (paper: PaperOutput): Promise<Uint8Array> =>
  onPaper(paper, undefined, (window) =>
    window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      pageSize: { width: paper.widthMm / 25.4, height: paper.heightMm / 25.4 },
    }),
  )

export type PrintOutcome = 'printed' | 'cancelled' | 'failed'

/**
 * Sends a paper as the profile of this PC says, moved and corrected; without one through the system's dialog. A test
 * page goes without the dialog: it is looked at before anything else may.
 */
export const printPaper = (paper: PaperOutput, profile: PrinterProfile | null, test = false): Promise<PrintOutcome> =>
  onPaper(
    paper,
    adjustmentOf(profile),
    (window) =>
      new Promise((resolve) => {
        window.webContents.print(printOptions(paper, profile, test), (done, why) => {
          if (done) resolve('printed')
          else resolve(/cancel/i.test(why) ? 'cancelled' : 'failed')
        })
      }),
  )
