import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import {
  registerDirectionKeys,
  type RegisterFilter,
  type RegisterRow,
  registerSourceKeys,
  registerStateKeys,
} from '../../../shared/register.ts'
import type { Context } from '../../context.ts'
import { registerList } from '../../papers/registerList.ts'
import { readCompany } from '../settings.ts'
import { listRegister } from './list.ts'

/** More are for the workbook. */
const mostPrinted = 2000

/** 收发文登记簿 as it is filtered, the oldest first as a book is written. */
export const registerPaper = async (ctx: Context, filter: RegisterFilter): Promise<PaperOutput> => {
  const t = translator(ctx.language)
  const rows: RegisterRow[] = []
  let total = 0
  for (let offset = 0; offset < mostPrinted; offset += 200) {
    const page = await listRegister(ctx, { ...filter, offset, limit: 200 })
    total = page.total
    rows.push(...page.rows)
    if (page.rows.length < 200) break
  }
  const company = await readCompany(ctx)
  const period = filter.number === '' ? `${filter.from} ~ ${filter.till}` : filter.number
  const note = [
    filter.direction && t(registerDirectionKeys[filter.direction]),
    filter.source && t(registerSourceKeys[filter.source]),
    filter.waiting && t('register.waitingOnly'),
  ]
  return registerList(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: '',
      madeBy: ctx.user.name,
      period: [period, ...note].filter(Boolean).join('　'),
      total,
      rows: rows.toReversed().map((row) => ({
        on: row.on,
        direction: t(registerDirectionKeys[row.direction]),
        number: row.number,
        what: row.what,
        subject: [row.subject, row.orderNumber === row.number ? '' : row.orderNumber].filter(Boolean).join(' '),
        party: row.party,
        copies: row.copies,
        by: row.by,
        signed:
          row.state === 'back'
            ? [row.backOn ?? '', row.backBy].filter(Boolean).join(' ')
            : row.state === 'none'
              ? ''
              : t(registerStateKeys[row.state]),
      })),
    },
    { language: ctx.language },
  )
}
