import { codMethodKeys } from '../../../shared/cod.ts'
import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { codHandover } from '../../papers/codHandover.ts'
import { readCompany } from '../settings.ts'
import { readHandover } from './handing.ts'

/** 代收款交接单 as it stands: before the count with room to write it in, after it with what was counted. */
export const handoverPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const t = translator(ctx.language)
  const handover = await readHandover(ctx, id)
  const company = await readCompany(ctx)
  return codHandover(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: handover.number,
      printed: handover.printed + 1,
      madeBy: handover.madeBy,
      driver: handover.driver,
      on: handover.handedOn,
      remark: handover.remark,
      slipNumber: handover.slipNumber,
      voided: handover.state === 'void',
      countedBy: handover.confirmedByName,
      handedFen: handover.state === 'counted' ? handover.handedFen : null,
      collectedFen: handover.collectedFen,
      lines: handover.lines.map((line) => ({ ...line, method: t(codMethodKeys[line.method]) })),
    },
    { language: ctx.language },
  )
}
