/** What the grid reads its lines from. */
interface Source<Row> {
  /** The caller's own lines at this moment, where answers may write into them faster than the page is drawn. */
  current?: () => readonly Row[]
}

/**
 * The lines a deed of the hand begins from. Between an answer that arrived and the page that shows it a cell may be left:
 * with `current` the deed is done to the lines as they are then, and takes nothing of the answer back.
 */
export class NowLines<Row, Props extends Source<Row>, Wrongs> {
  props: Props
  wrongs: Wrongs
  #drawn: Row[]
  constructor(props: Props, rows: readonly Row[], wrongs: Wrongs) {
    this.props = props
    this.wrongs = wrongs
    this.#drawn = [...rows]
  }
  get rows(): Row[] {
    const now = this.props.current?.()
    return now ? [...now] : this.#drawn
  }
  set rows(rows: Row[]) {
    this.#drawn = rows
  }
  /** As they were drawn last. */
  get drawn(): readonly Row[] {
    return this.#drawn
  }
}
