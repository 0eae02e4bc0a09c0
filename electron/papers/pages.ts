import { type Block, type Pen, stack } from './blocks.ts'

/** A block on its way into pages. */
export interface Flow {
  block: Block
  /** Repeated above the block when it opens a page: the head of the table it belongs to. */
  head?: Block
  /** Stays on one page with the blocks behind it that carry the same name: a sum with its words and stamps. */
  together?: string
}

/** The head of page n of m: the same height on each page. */
export type PageHead = (page: number, pages: number) => Block

const heightOf = (group: Flow[]): number => group.reduce((sum, item) => sum + item.block.heightMm, 0)

/** What stays together; what is higher than a page together cannot, and goes block by block. */
const groupsOf = (flow: Flow[], roomMm: number): Flow[][] => {
  const groups: Flow[][] = []
  for (const item of flow) {
    const last = groups.at(-1)
    if (item.together !== undefined && last?.[0]?.together === item.together) last.push(item)
    else groups.push([item])
  }
  return groups.flatMap((group) =>
    heightOf(group) + (group[0]!.head?.heightMm ?? 0) > roomMm ? group.map((item) => [item]) : [group],
  )
}

/** Fills pages from top to bottom by known heights: deterministic, without a screen. */
export const fillPages = (flow: Flow[], roomMm: number): Block[][] => {
  const pages: Block[][] = [[]]
  let used = 0
  for (const group of groupsOf(flow, roomMm)) {
    const height = heightOf(group)
    const head = group[0]!.head
    if (used > 0 && used + height > roomMm + 0.01) {
      pages.push([])
      used = 0
      if (head) {
        pages.at(-1)!.push(head)
        used += head.heightMm
      }
    }
    for (const item of group) {
      pages.at(-1)!.push(item.block)
      used += item.block.heightMm
    }
  }
  return pages
}

/** Lays the flow out into finished pages under their head, `bottomMm` left free at the foot. */
export const layPages = (pen: Pen, flow: Flow[], head: PageHead, bottomMm: number): string[] => {
  const room = pen.sheet.heightMm - pen.sheet.marginTop - head(1, 1).heightMm - bottomMm
  const pages = fillPages(flow, room)
  return pages.map(
    (blocks, index) => `<div class="page">${stack([head(index + 1, pages.length), ...blocks]).html}</div>`,
  )
}
