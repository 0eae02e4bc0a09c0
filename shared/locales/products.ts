import { phrases } from './phrases.ts'

export const products = phrases({
  title: ['产品', '產品', 'Products'],
  codeTaken: ['货号“{{value}}”已经有了,请换一个。', '貨號「{{value}}」已經有了,請換一個。', 'Product code "{{value}}" is taken; choose another.'],
  unitTwice: ['单位“{{unit}}”写了两次。', '單位「{{unit}}」寫了兩次。', 'The unit "{{unit}}" is there twice.'],
})
