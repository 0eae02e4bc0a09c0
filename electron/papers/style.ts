/**
 * The style sheet of one paper. The app's CSP forbids inline styles, so every size becomes a class:
 * `style.use('width:62mm')` gives the class that says so, the same one each time.
 */
export class Style {
  readonly #classes = new Map<string, string>()

  use(declarations: string): string {
    const known = this.#classes.get(declarations)
    if (known) return known
    const name = `s${this.#classes.size}`
    this.#classes.set(declarations, name)
    return name
  }

  css(): string {
    return [...this.#classes].map(([declarations, name]) => `.${name} { ${declarations} }`).join('\n')
  }
}

/** Millimetres as CSS: at most three decimals, so that the same layout always gives the same text. */
export const mm = (value: number): string => `${Number(value.toFixed(3))}mm`

export interface Sheet {
  widthMm: number
  heightMm: number
  marginTop: number
  marginSide: number
  /** Body size in points; lines of text are `lineMm` high. */
  points: number
  lineMm: number
}

export const innerWidth = (sheet: Sheet): number => sheet.widthMm - 2 * sheet.marginSide

/**
 * Rules every paper shares: black on white, 1 px lines, no grey and no fill, so that a fax and a 24-pin
 * printer keep every stroke. On paper a page is a hair lower than its form: a rounded-up page would feed
 * an empty form after each one.
 */
export const baseCss = (sheet: Sheet): string => `
.page { position: relative; box-sizing: border-box; width: ${mm(sheet.widthMm)}; height: ${mm(sheet.heightMm)};
  padding: ${mm(sheet.marginTop)} ${mm(sheet.marginSide)} 0; overflow: hidden; background: #fff; color: #000;
  font-family: "Microsoft YaHei", "SimSun", "Noto Sans CJK SC", sans-serif; font-size: ${sheet.points}pt;
  line-height: ${mm(sheet.lineMm)}; font-kerning: none; font-variant-ligatures: none; text-align: left;
  font-style: normal; font-weight: 400; letter-spacing: 0; word-spacing: 0; text-indent: 0; text-size-adjust: none;
  -webkit-text-size-adjust: none; -webkit-print-color-adjust: exact; print-color-adjust: exact }
.page div { box-sizing: border-box }
.page + .page { break-before: page }
@media print { .page { height: ${mm(sheet.heightMm - 0.3)} } }
.l { display: block; white-space: pre; unicode-bidi: isolate }
.row { display: flex; align-items: stretch }
.cell { flex: none; display: flex; flex-direction: column; justify-content: center; overflow: hidden }
.left { text-align: left } .right { text-align: right } .center { text-align: center }
.bold { font-weight: 700 }
.top { border-top: 1px solid #000 } .bottom { border-bottom: 1px solid #000 }
.lead { border-left: 1px solid #000 } .trail { border-right: 1px solid #000 }
.start { justify-content: flex-start } .end { justify-content: flex-end }
.level { border-bottom: 1px solid transparent }
.apart { justify-content: space-between }`
