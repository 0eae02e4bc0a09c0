import { HALF_DOTS, FULL_DOTS, isHalf } from './characters.ts'

/** A run of text as it came out: upper left corner, width, in dots of 1/180 inch from the top of its form. */
export interface PrintedText {
  x: number
  y: number
  width: number
  text: string
  bold: boolean
  wide: boolean
}

/** One form as a printer would have left it. */
export interface PrintedForm {
  texts: PrintedText[]
  /** Dots of the bit images: `y * 4096 + x` of each. */
  dots: Set<number>
  /** Lowest row of dots that was printed on. */
  bottom: number
}

export interface Printed {
  forms: PrintedForm[]
  /** Length of a form in dots. */
  formDots: number
  /** Every command as a line to read, text as text. */
  commands: string[]
}

const ROW = 4096
export const dotAt = (x: number, y: number): number => y * ROW + x
export const placeOfDot = (dot: number): { x: number; y: number } => ({ x: dot % ROW, y: Math.trunc(dot / ROW) })

interface State {
  x: number
  y: number
  bold: boolean
  wideHalf: boolean
  wideFull: boolean
  spacing: number
}

/**
 * Reads ESC/P as a 24-pin printer does and says what is on the paper: for the tests, and written without a look at how the
 * bytes were made. A command it does not know, text outside Chinese mode or at another pitch, and a feed beyond the form
 * are faults.
 */
class Printer {
  readonly #bytes: Uint8Array
  readonly #decoder = new TextDecoder('gb18030', { fatal: true })
  readonly forms: PrintedForm[] = []
  readonly commands: string[] = []
  #at = 0
  #form: PrintedForm | null = null
  #state: State = { x: 0, y: 0, bold: false, wideHalf: false, wideFull: false, spacing: 30 }
  #ready = { chinese: false, pitch: false, tight: false }
  formDots = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  #next(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new Error('the bytes end within a command')
    this.#at += 1
    return byte
  }

  #word(): number {
    const lower = this.#next()
    return lower + this.#next() * 256
  }

  #say(command: string): void {
    this.commands.push(command)
  }

  #open(): PrintedForm {
    if (!this.#form) {
      this.#form = { texts: [], dots: new Set(), bottom: 0 }
      this.forms.push(this.#form)
    }
    return this.#form
  }

  run(): void {
    while (this.#at < this.#bytes.length) {
      const byte = this.#next()
      if (byte === 0x1b) this.#escape(this.#next())
      else if (byte === 0x1c) this.#chinese(this.#next())
      else if (byte === 0x0c) this.#feedForm()
      else if (byte >= 0x20) this.#text(byte)
      else throw new Error(`no command: ${byte} at ${this.#at - 1}`)
    }
    if (this.#form) throw new Error('the last form was not fed out')
  }

  #feedForm(): void {
    this.#say('FF')
    this.#open()
    this.#form = null
    this.#state = { ...this.#state, x: 0, y: 0 }
  }

  #escape(code: number): void {
    const state = this.#state
    if (code === 0x40) this.#say('ESC @')
    else if (code === 0x52) this.#say(`ESC R ${this.#next()}`)
    else if (code === 0x4f) this.#say('ESC O')
    else if (code === 0x55) this.#say(`ESC U ${this.#next()}`)
    else if (code === 0x33) this.#say(`ESC 3 ${(state.spacing = this.#next())}`)
    else if (code === 0x43) this.#length(this.#next())
    else if (code === 0x67) this.#pitch()
    else if (code === 0x45 || code === 0x46) this.#emphasis(code === 0x45)
    else if (code === 0x57) this.#say(`ESC W ${Number((state.wideHalf = this.#next() === 1))}`)
    else if (code === 0x4a) this.#feed(this.#next())
    else if (code === 0x24) this.#say(`ESC $ ${(state.x = this.#word() * 3) / 3}`)
    else if (code === 0x2a) this.#image()
    else throw new Error(`no command: ESC ${code} at ${this.#at - 1}`)
  }

  #length(lines: number): void {
    if (lines < 1 || lines > 127) throw new Error(`a form of ${lines} lines`)
    this.formDots = lines * this.#state.spacing
    this.#say(`ESC C ${lines}`)
  }

  #pitch(): void {
    this.#ready.pitch = true
    this.#say('ESC g')
  }

  #emphasis(bold: boolean): void {
    this.#state.bold = bold
    this.#say(bold ? 'ESC E' : 'ESC F')
  }

  #feed(dots: number): void {
    this.#state.y += dots
    this.#say(`ESC J ${dots}`)
    if (this.#state.y >= this.formDots) throw new Error('fed beyond the form')
  }

  #chinese(code: number): void {
    if (code === 0x26) this.#ready.chinese = true
    if (code === 0x0e || code === 0x14) this.#state.wideFull = code === 0x0e
    const names: Record<number, string> = { 0x26: 'FS &', 0x2e: 'FS .', 0x0e: 'FS SO', 0x14: 'FS DC4' }
    if (code === 0x53) {
      const [left, right] = [this.#next(), this.#next()]
      this.#ready.tight = left === 0 && right === 0
      this.#say(`FS S ${left} ${right}`)
    } else if (names[code]) this.#say(names[code])
    else throw new Error(`no command: FS ${code} at ${this.#at - 1}`)
  }

  #image(): void {
    const mode = this.#next()
    if (mode !== 39) throw new Error(`bit image ${mode}`)
    const { dots } = this.#open()
    const [columns, x0, y0] = [this.#word(), this.#state.x, this.#state.y]
    const form = this.#open()
    for (let column = 0; column < columns; column += 1)
      for (let part = 0; part < 3; part += 1) {
        const pins = this.#next()
        for (let pin = 0; pin < 8; pin += 1)
          if (pins & (0x80 >> pin)) {
            dots.add(dotAt(x0 + column, y0 + part * 8 + pin))
            form.bottom = Math.max(form.bottom, y0 + part * 8 + pin)
          }
      }
    this.#state.x += columns
    this.#say(`ESC * 39 ${columns} columns`)
  }

  #text(first: number): void {
    if (!this.#ready.chinese || !this.#ready.pitch || !this.#ready.tight) throw new Error('text before its mode')
    const bytes = first < 0x80 ? [first] : [first, this.#next()]
    const character = this.#decoder.decode(Uint8Array.from(bytes))
    const half = bytes.length === 1
    if (isHalf(character) !== half) throw new Error(`${character} in ${bytes.length} bytes`)
    const wide = half ? this.#state.wideHalf : this.#state.wideFull
    const width = (half ? HALF_DOTS : FULL_DOTS) * (wide ? 2 : 1)
    const { x, y, bold } = this.#state
    const form = this.#open()
    const last = form.texts.at(-1)
    if (last && last.y === y && last.x + last.width === x && last.bold === bold && last.wide === wide) {
      last.text += character
      last.width += width
      if (this.commands.at(-1)?.startsWith('「')) this.commands[this.commands.length - 1] = `「${last.text}」`
      else this.#say(`「${character}」`)
    } else {
      form.texts.push({ x, y, width, text: character, bold, wide })
      this.#say(`「${character}」`)
    }
    form.bottom = Math.max(form.bottom, y + FULL_DOTS - 1)
    this.#state.x += width
  }
}

export const interpret = (bytes: Uint8Array): Printed => {
  const printer = new Printer(bytes)
  printer.run()
  return { forms: printer.forms, formDots: printer.formDots, commands: printer.commands }
}
