import { phrases } from './phrases.ts'

export const today = phrases({
  title: ['今日要办', '今日要辦', 'To do today'],
  area: ['今日', '今日', 'Today'],
  note: [
    '{{date}} 星期{{weekday}} · {{count}} 件',
    '{{date}} 星期{{weekday}} · {{count}} 件',
    '{{weekday}} {{date}} · {{count}} to do',
  ],
  mine: ['只看我跟的', '只看我跟的', 'Only my orders'],
  emptyTitle: ['今天没有要办的事', '今天沒有要辦的事', 'Nothing to do today'],
  emptyHint: [
    '来了传真放进“收件”,接到电话按 F2,新订单按 F3。',
    '來了傳真放進「收件」,接到電話按 F2,新訂單按 F3。',
    'Put faxes into the inbox, press F2 when the phone rings, F3 for a new order.',
  ],
  urgency: ['缓急', '緩急', 'When'],
  matter: ['要办的事', '要辦的事', 'What to do'],
  reference: ['单号 / 时间', '單號 / 時間', 'Number / time'],
  // badges
  now: ['现在', '現在', 'Now'],
  late: ['已晚', '已晚', 'Late'],
  today: ['今天', '今天', 'Today'],
  waitingSign: ['未回签', '未回簽', 'Not signed'],
  waitingCod: ['代收', '代收', 'COD'],
  waitingMoney: ['待到账', '待到帳', 'Unconfirmed'],
  // sentences
  goodsMore: ['{{goods}} 等 {{count}} 款', '{{goods}} 等 {{count}} 款', '{{goods}} and {{more}} more'],
  callBack: [
    '回电核对 {{number}} {{customer}} {{done}} / {{of}} 项',
    '回電核對 {{number}} {{customer}} {{done}} / {{of}} 項',
    'Call back about {{number}} {{customer}}: {{done}} of {{of}} fields',
  ],
  question: [
    '{{customer}} {{number}} 有疑问没答复:{{what}}',
    '{{customer}} {{number}} 有疑問沒答覆:{{what}}',
    '{{customer}} {{number}}, question without an answer: {{what}}',
  ],
  fax: [
    '传真没有订单:{{number}} {{of}} 页',
    '傳真沒有訂單:{{number}} {{of}} 頁',
    'Fax without an order: {{number}}, {{of}} pages',
  ],
  faxOf: [
    '{{customer}}的传真没有订单:{{number}} {{of}} 页',
    '{{customer}}的傳真沒有訂單:{{number}} {{of}} 頁',
    'Fax of {{customer}} without an order: {{number}}, {{of}} pages',
  ],
  toRelease: [
    '可以下生产单:{{customer}} {{goods}},交期 {{day}}',
    '可以下生產單:{{customer}} {{goods}},交期 {{day}}',
    'Ready for production: {{customer}} {{goods}}, due {{day}}',
  ],
  toConfirm: [
    '等出纳确认到账:{{customer}} ¥{{amount}}({{who}} 登记)',
    '等出納確認到帳:{{customer}} ¥{{amount}}({{who}} 登記)',
    'Money to be confirmed by the cashier: {{customer}} ¥{{amount}} (entered by {{who}})',
  ],
  lateWithoutCause: [
    '{{goods}} {{customer}} {{process}}晚 {{days}} 天,**缺原因**',
    '{{goods}} {{customer}} {{process}}晚 {{days}} 天,**缺原因**',
    '{{goods}} {{customer}}: {{process}} {{days}} days late, **no cause given**',
  ],
  promiseLate: [
    '答应{{customer}} {{day}}“{{what}}”,已过 {{days}} 天({{who}}答应)',
    '答應{{customer}} {{day}}「{{what}}」,已過 {{days}} 天({{who}}答應)',
    'Promised to {{customer}} for {{day}}: "{{what}}", {{days}} days past (by {{who}})',
  ],
  promiseDue: [
    '答应{{customer}}{{when}}“{{what}}”({{who}}答应)',
    '答應{{customer}}{{when}}「{{what}}」({{who}}答應)',
    'Promised to {{customer}} for {{when}}: "{{what}}" (by {{who}})',
  ],
  contactDue: [
    '今天联系{{customer}}:{{what}}',
    '今天聯繫{{customer}}:{{what}}',
    'Get in touch with {{customer}} today: {{what}}',
  ],
  contactLate: [
    '说好 {{day}} 联系{{customer}},已过 {{days}} 天:{{what}}',
    '說好 {{day}} 聯繫{{customer}},已過 {{days}} 天:{{what}}',
    '{{customer}} was to be contacted on {{day}}, {{days}} days past: {{what}}',
  ],
  deposit: [
    '订金未到:{{customer}} ¥{{amount}}',
    '訂金未到:{{customer}} ¥{{amount}}',
    'Deposit not in: {{customer}} ¥{{amount}}',
  ],
  dueSoon: [
    '{{customer}} {{goods}} {{when}}交货',
    '{{customer}} {{goods}} {{when}}交貨',
    '{{customer}} {{goods}} due {{when}}',
  ],
  dueLate: [
    '{{customer}} {{goods}} 交期 {{day}} 已过 {{days}} 天,还没送完',
    '{{customer}} {{goods}} 交期 {{day}} 已過 {{days}} 天,還沒送完',
    '{{customer}} {{goods}} was due {{day}}, {{days}} days ago, not all delivered',
  ],
  askShipDate: [
    '问车间出货日:{{customer}} {{goods}} 预计 {{day}} 做完',
    '問車間出貨日:{{customer}} {{goods}} 預計 {{day}} 做完',
    'Ask the workshop for the day to ship: {{customer}} {{goods}}, done about {{day}}',
  ],
  confirmationOut: ['订货确认书', '訂貨確認書', 'Order confirmations'],
  noteOut: ['送货单', '送貨單', 'Delivery notes'],
  statementOut: ['对账单', '對帳單', 'Statements'],
  unsignedOne: [
    '{{paper}} {{number}} {{customer}} 没回签,已 {{days}} 天',
    '{{paper}} {{number}} {{customer}} 沒回簽,已 {{days}} 天',
    '{{paper}}: {{number}} {{customer}} not signed for {{days}} days',
  ],
  unsignedMany: [
    '{{paper}} {{papers}} 张没回签,最久 {{days}} 天({{customer}} {{number}})',
    '{{paper}} {{papers}} 張沒回簽,最久 {{days}} 天({{customer}} {{number}})',
    '{{papers}} {{paper}} not signed, the oldest for {{days}} days ({{customer}} {{number}})',
  ],
  cod: [
    '{{who}}代收 ¥{{amount}} 未交出纳',
    '{{who}}代收 ¥{{amount}} 未交出納',
    '¥{{amount}} collected by {{who}}, not handed in',
  ],
  codMany: [
    '{{who}}代收 {{papers}} 张单 ¥{{amount}} 未交出纳',
    '{{who}}代收 {{papers}} 張單 ¥{{amount}} 未交出納',
    '¥{{amount}} of {{papers}} notes collected by {{who}}, not handed in',
  ],
  driver: ['司机', '司機', 'the driver'],
  // the right column
  keyedAt: ['{{time}} 录入', '{{time}} 錄入', 'keyed {{time}}'],
  receivedAt: ['{{time}} 收到', '{{time}} 收到', 'received {{time}}'],
  yesterday: ['昨天', '昨天', 'yesterday'],
  tomorrow: ['明天', '明天', 'tomorrow'],
  dayAfter: ['后天', '後天', 'in 2 days'],
  onDay: ['{{day}} 星期{{weekday}}', '{{day}} 星期{{weekday}}', '{{weekday}} {{day}}'],
  daysAgo: ['{{count}} 天前', '{{count}} 天前', '{{count}} days ago'],
  // messages
  messages: ['给我的留言', '給我的留言', 'Messages for me'],
  allMessages: ['全部', '全部', 'All'],
  messagesDone: ['已复电的', '已覆電的', 'Called back'],
  noMessages: ['没有留言', '沒有留言', 'No messages'],
  messageBy: [
    '{{matter}} · {{by}} {{time}} 接',
    '{{matter}} · {{by}} {{time}} 接',
    '{{matter}} · taken by {{by}} {{time}}',
  ],
  calledBack: ['已复电', '已覆電', 'Called back'],
  calledBackAt: ['{{time}} 已复电', '{{time}} 已覆電', 'called back {{time}}'],
})
