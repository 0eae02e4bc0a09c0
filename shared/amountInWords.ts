import nzh from 'nzh/cn'

/**
 * 金额大写 of an amount in fen, without the word 人民币 (papers.md 4.7).
 *
 * Two spellings are legal where 零 is optional. This house keeps one: no 零 between 元 and 角 when the yuan end
 * in 0 (壹仟陆佰捌拾元叁角贰分), 零 when 角 is missing before 分 (贰拾元零伍分), 整 after 元 only, never after 角
 * (壹仟肆佰零玖元伍角). A leading 壹 is always written (壹拾元整), against tampering.
 */
export const amountInWords = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError('amount out of range')
  const absolute = Math.abs(fen)
  // as text: a floating number would lose the fen of large amounts; nzh writes 整 only where there is no point
  const decimals = absolute % 100 === 0 ? '' : `.${String(absolute % 100).padStart(2, '0')}`
  const yuan = `${Math.trunc(absolute / 100)}${decimals}`
  return `${fen < 0 ? '负' : ''}${nzh.toMoney(yuan, { outSymbol: false })}`
}
