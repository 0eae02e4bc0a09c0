import { phrases } from './phrases.ts'

export const customers = phrases({
  title: ['客户', '客戶', 'Customers'],
  codeTaken: ['客户编号“{{value}}”已经有了,请换一个。', '客戶編號「{{value}}」已經有了,請換一個。', 'Customer code "{{value}}" is taken; choose another.'],
  nameTaken: ['已经有客户“{{value}}”,请先查一查是不是同一家。', '已經有客戶「{{value}}」,請先查一查是不是同一家。', 'There is already a customer "{{value}}"; check whether it is the same.'],
})
