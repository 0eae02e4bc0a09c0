import type { PhraseKey } from './language.ts'
import { formatQuantity } from './quantities.ts'
import { runInWords, type SizeQuantity } from './sizeRuns.ts'
import type { SizeFault } from './sizeShares.ts'

/** The words a share with such sizes is refused with; `left` is what remains of the line. */
export const wordsOfFault = (
  fault: SizeFault,
  left: readonly SizeQuantity[],
): { code: PhraseKey; values: Record<string, string> } => {
  if (fault.kind === 'sum')
    return {
      code: 'notices.sizesSum',
      values: { sum: formatQuantity(fault.sum), quantity: formatQuantity(fault.quantity) },
    }
  if (fault.kind === 'unknown')
    return { code: 'notices.sizeUnknown', values: { size: fault.size, sizes: left.map(({ size }) => size).join('、') } }
  if (fault.kind === 'above')
    return {
      code: 'notices.sizeAbove',
      values: { size: fault.size, asked: formatQuantity(fault.asked), left: formatQuantity(fault.left) },
    }
  return { code: 'notices.sizesUnread', values: { example: runInWords(left) } }
}
