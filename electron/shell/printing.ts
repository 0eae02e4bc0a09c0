import { BrowserWindow } from 'electron'
import { offerPaper } from './page.ts'

interface Sheet {
  html: string
  widthMm: number
  heightMm: number
}

/** Runs something on a hidden window that shows a paper: no preload, no script. */
const onPaper = async <T>(sheet: Sheet, use: (window: BrowserWindow) => Promise<T>): Promise<T> => {
  const offered = offerPaper(sheet.html)
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

export const paperToPdf = (sheet: Sheet): Promise<Uint8Array> =>
  onPaper(sheet, (window) =>
    window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      pageSize: { width: sheet.widthMm / 25.4, height: sheet.heightMm / 25.4 },
    }),
  )

/** Through the system's dialog, with the paper's own size in microns and never a `dpi` (libraries.md 5). */
export const printPaper = (sheet: Sheet): Promise<'printed' | 'cancelled' | 'failed'> =>
  onPaper(
    sheet,
    (window) =>
      new Promise((resolve) => {
        const pageSize = { width: Math.round(sheet.widthMm * 1000), height: Math.round(sheet.heightMm * 1000) }
        window.webContents.print({ silent: false, margins: { marginType: 'none' }, pageSize }, (done, why) => {
          if (done) resolve('printed')
          else resolve(/cancel/i.test(why) ? 'cancelled' : 'failed')
        })
      }),
  )
