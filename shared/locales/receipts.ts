import { phrases } from './phrases.ts'

export const receipts = phrases({
  title: ['收款', '收款', 'Receipts'],
  notOpen: ['选的单据不是这个客户的,或者已经付清,请重新选。', '選的單據不是這個客戶的,或者已經付清,請重新選。', 'A chosen document is not of this customer or is already paid; please choose again.'],
  moreThanOpen: ['{{number}} 只欠 {{open}} 元,冲不了那么多。', '{{number}} 只欠 {{open}} 元,沖不了那麼多。', '{{number}} has only {{open}} open; you cannot set more against it.'],
  chosenTwice: ['{{number}} 选了两次。', '{{number}} 選了兩次。', '{{number}} was chosen twice.'],
  moreThanReceived: ['冲账合计 {{sum}} 元,超过了收到的 {{received}} 元。', '沖帳合計 {{sum}} 元,超過了收到的 {{received}} 元。', 'You set {{sum}} against documents but received only {{received}}.'],
  future: ['收款日期不能晚于今天。', '收款日期不能晚於今天。', 'The day of receipt cannot be after today.'],
  isVoid: ['{{number}} 已经作废。', '{{number}} 已經作廢。', '{{number}} is void.'],
  alreadyConfirmed: ['这笔钱已由 {{name}} 确认过。', '這筆錢已由 {{name}} 確認過。', 'This money was already confirmed by {{name}}.'],
  inStatement: ['{{number}} 已经进了对账单,不能作废;请先作废那张对账单,或在下期做调整。', '{{number}} 已經進了對帳單,不能作廢;請先作廢那張對帳單,或在下期做調整。', '{{number}} is in a statement and cannot be voided; void that statement first or adjust in the next period.'],
})
