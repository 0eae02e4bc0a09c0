import { phrases } from './phrases.ts'

export const prices = phrases({
  title: ['协议价', '協議價', 'Agreed prices'],
  agreed: ['协议价', '協議價', 'agreed'],
  last: ['上次价', '上次價', 'last'],
  quoted: ['报价', '報價', 'quoted'],
  list: ['标价', '標價', 'list'],
  typed: ['手输', '手輸', 'typed'],
  sameTermsTwice: ['这个客户的这个货号,同一天、同一起订量已经有一个价格,请直接改那一条。', '這個客戶的這個貨號,同一天、同一起訂量已經有一個價格,請直接改那一條。', 'This customer already has a price for this product from that day and quantity; please edit that one.'],
})
