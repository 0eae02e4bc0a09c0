import { phrases } from './phrases.ts'

export const messages = phrases({
  promisePast: ['答应的日期不能早于今天。', '答應的日期不能早於今天。', 'A promised day cannot be before today.'],
  promiseFar: ['答应的日期太远了,请核对年份。', '答應的日期太遠了,請核對年份。', 'The promised day is too far away; check the year.'],
})
