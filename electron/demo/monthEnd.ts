import { plusDays } from '../../shared/dates.ts'
import type { FindingKind } from '../../shared/monthEnd.ts'
import type { Stage } from './story.ts'

/** Why a class was handed over as it was. */
const reasons: Partial<Record<FindingKind, string>> = {
  unsignedNote: '客户仓库盘点,月中统一盖章',
  orderWithoutNote: '客户要求晚发,交期已另约',
  serialGap: '印坏一张,已剪角存档',
  statementNotSigned: '客户会计出差,回来再盖章',
  zeroPrice: '样品不收钱,经理同意',
}

/** The month before goes to the cashier with its known exceptions (duty 103); the last one is left to be done. */
export const handOverMonth = async ({ as, today, last }: Stage): Promise<void> => {
  if (plusDays(today, 31) > last) return
  const month = plusDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const { monthEnd } = as.merchandiser
  const { classes } = await monthEnd.check({ month })
  for (const { kind, total } of classes)
    if (total > 0) await monthEnd.signOff({ month, kind, total, reason: reasons[kind] ?? '下月初补齐' })
  const { closingFen } = await monthEnd.sums({ month })
  await monthEnd.handOver({ month, taker: '孙会', takenOn: today, remark: '', closingFen })
}
