import { phrases } from './phrases.ts'

export const customerItems = phrases({
  title: ['客户货号', '客戶貨號', "Customer's codes"],
  itemCode: ['客户的货号', '客戶的貨號', "Customer's code"],
  theirs: ['客户货号 {{code}}', '客戶貨號 {{code}}', "customer's {{code}}"],
  none: ['还没有客户货号', '還沒有客戶貨號', "No customer's codes yet"],
  add: ['加客户货号', '加客戶貨號', 'Add a code'],
  remove: ['去掉', '去掉', 'Remove'],
  codeNeeded: ['请写客户的货号。', '請寫客戶的貨號。', "Write the customer's code."],
  learnTitle: ['记住客户货号?', '記住客戶貨號?', "Keep the customer's code?"],
  learnAction: ['记住', '記住', 'Keep it'],
  learnText: [
    '{{customer}} 写的“{{itemCode}}”就是我们的 {{code}} {{name}}。以后打“{{itemCode}}”直接出来。',
    '{{customer}} 寫的「{{itemCode}}」就是我們的 {{code}} {{name}}。以後打「{{itemCode}}」直接出來。',
    '"{{itemCode}}" of {{customer}} is our {{code}} {{name}}. From now on it completes.',
  ],
})
