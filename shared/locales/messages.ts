import { phrases } from './phrases.ts'

export const messages = phrases({
  promisePast: ['答应的日期不能早于今天。', '答應的日期不能早於今天。', 'A promised day cannot be before today.'],
  promiseFar: [
    '答应的日期太远了,请核对年份。',
    '答應的日期太遠了,請核對年份。',
    'The promised day is too far away; check the year.',
  ],
  promiseTitle: ['记下给 {{customer}} 的答复', '記下給 {{customer}} 的答覆', 'Record the promise to {{customer}}'],
  promiseOrder: ['哪张订单', '哪張訂單', 'Which order'],
  promiseAll: ['全部 / 不分订单', '全部 / 不分訂單', 'All / no order in particular'],
  promiseOn: ['答应哪一天', '答應哪一天', 'Promised day'],
  promiseWords: ['怎么说的', '怎麼說的', 'In words'],
  promiseWordsHint: ['例如:上午送到', '例如:上午送到', 'for example: delivered in the morning'],
  promiseDefault: ['送到', '送到', 'delivered'],
  promiseBefore: [
    '上次:{{day}} {{words}}({{by}})',
    '上次:{{day}} {{words}}({{by}})',
    'Last time: {{day}} {{words}} ({{by}})',
  ],
  promiseSave: ['记下', '記下', 'Record'],
  promiseSaved: [
    '已记下:答应{{customer}} {{day}} {{words}}',
    '已記下:答應{{customer}} {{day}} {{words}}',
    'Recorded: promised {{customer}} {{day}} {{words}}',
  ],
  slipTitle: ['留言条', '留言條', 'Message slip'],
  slipFor: ['留给谁', '留給誰', 'For whom'],
  slipName: ['对方姓名', '對方姓名', 'Name of the caller'],
  slipFactory: ['厂名 / 客户', '廠名 / 客戶', 'Company'],
  slipPhone: ['回电号码', '回電號碼', 'Number to call back'],
  slipMatter: ['什么事', '什麼事', 'What about'],
  slipSave: ['留言', '留言', 'Leave the message'],
  slipSaved: [
    '已留给{{name}},在他的“今日”里等他复电',
    '已留給{{name}},在他的「今日」裡等他覆電',
    'Left for {{name}}; it waits on the Today page',
  ],
})
