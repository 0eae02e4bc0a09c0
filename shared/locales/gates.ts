import { phrases } from './phrases.ts'

export const gates = phrases({
  deposit: ['订金', '訂金', 'Deposit'],
  shipping: ['出货款', '出貨款', 'Payment before shipping'],
  noMoneyNeeded: ['不需先收款', '不需先收款', 'No money needed first'],
  paid: ['已到账', '已到帳', 'Paid'],
  override: ['特批放行', '特批放行', 'Released by override'],
  missing: ['款未到', '款未到', 'Money missing'],
  overriddenBy: ['{{by}} 特批放行:{{reason}}', '{{by}} 特批放行:{{reason}}', 'Released by {{by}}: {{reason}}'],
  confirmedBy: [
    '{{by}} 确认到账,水单号 {{slip}}',
    '{{by}} 確認到帳,水單號 {{slip}}',
    'Confirmed by {{by}}, bank slip {{slip}}',
  ],
  reasonNeeded: [
    '特批放行要写明原因,这条记录会一直留着。',
    '特批放行要寫明原因,這條記錄會一直留著。',
    'An override needs a reason; it stays on record for ever.',
  ],
  overrideNotAllowed: [
    '特批放行只有老板或经理能做,请找他们,或先等款到账。',
    '特批放行只有老闆或經理能做,請找他們,或先等款到帳。',
    'Only the owner or a manager may override; ask them, or wait for the money.',
  ],
  alreadyOpen: [
    '这一关已经放行,不用特批。',
    '這一關已經放行,不用特批。',
    'This gate is open already; no override is needed.',
  ],
  wrongOrder: [
    '这张送货单里没有这份订单的货。',
    '這張送貨單裡沒有這份訂單的貨。',
    'This delivery note carries no goods of that order.',
  ],
})
