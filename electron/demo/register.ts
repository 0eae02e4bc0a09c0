import { plusDays } from '../../shared/dates.ts'
import type { Stage } from './story.ts'

const line = {
  id: null,
  version: 0,
  theirs: '',
  copies: 1,
  wanted: false,
  backOn: null,
  backBy: '',
  remark: '',
}

/** What came and went on paper and the program cannot know: a drawing by courier, an official letter, a contract. */
export const leaveRegister = async ({ as, today }: Stage, customer: string): Promise<void> => {
  const { register } = as.clerk
  await register.save({
    ...line,
    direction: 'in',
    on: plusDays(today, -6),
    theirs: '市监〔2026〕41 号',
    party: '市场监管所',
    subject: '产品质量抽查通知，原件给厂长',
  })
  await register.save({
    ...line,
    direction: 'out',
    on: plusDays(today, -5),
    party: `${customer} 顺丰`,
    subject: '年度供货合同，一式两份',
    copies: 2,
    wanted: true,
    backOn: plusDays(today, -2),
    backBy: '前台小李',
  })
  await register.save({
    ...line,
    direction: 'in',
    on: plusDays(today, -1),
    party: `${customer} 顺丰`,
    subject: '新图纸和色板，交跟单李敏',
    copies: 2,
  })
  await register.save({
    ...line,
    direction: 'out',
    on: today,
    party: '工商银行',
    subject: '开户资料变更',
    wanted: true,
  })
}
