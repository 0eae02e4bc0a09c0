import { formatFen } from '../../../shared/money.ts'

/** `¥1,180.00`, `-¥1,180.00` of an amount in fen: for figures that stand alone. */
export const yuan = (fen: number): string => `${fen < 0 ? '-' : ''}¥${formatFen(Math.abs(fen))}`
