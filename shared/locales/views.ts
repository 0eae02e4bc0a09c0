import { phrases } from './phrases.ts'

export const views = phrases({
  columns: ['列', '欄', 'Columns'],
  columnsOf: ['{{list}} 显示哪些列', '{{list}} 顯示哪些欄', 'Columns of {{list}}'],
  columnsHelp: [
    '↑↓ 选列 · 空格 显示/不显示 · Alt ↑↓ 换位置 · ←→ 调宽窄 · 回车 保存',
    '↑↓ 選欄 · 空白鍵 顯示/不顯示 · Alt ↑↓ 換位置 · ←→ 調寬窄 · Enter 儲存',
    '↑↓ choose · Space show or hide · Alt ↑↓ move · ←→ width · Enter save',
  ],
  columnLine: [
    '{{name}},{{shown}},宽 {{width}}',
    '{{name}},{{shown}},寬 {{width}}',
    '{{name}}, {{shown}}, width {{width}}',
  ],
  shown: ['显示', '顯示', 'shown'],
  hidden: ['不显示', '不顯示', 'hidden'],
  width: ['宽 {{width}}', '寬 {{width}}', 'width {{width}}'],
  toDefault: ['恢复默认', '恢復預設', 'Back to default'],
  keepOne: ['至少留一列。', '至少留一欄。', 'At least one column stays.'],
  saved: ['列已记住,换电脑也一样', '欄已記住,換電腦也一樣', 'Columns kept, on every PC'],
  views: ['常用筛选', '常用篩選', 'Saved filters'],
  viewsHelp: [
    '↑↓ 选 · 回车 用它 · Del 删掉 · Tab 给现在的起名',
    '↑↓ 選 · Enter 用它 · Del 刪掉 · Tab 給現在的起名',
    '↑↓ choose · Enter use · Del remove · Tab name this one',
  ],
  noViews: [
    '还没有。给现在的筛选和列起个名字存下来,下次一键调出。',
    '還沒有。給現在的篩選和欄起個名字存下來,下次一鍵調出。',
    'None yet. Give the filter and columns as they stand a name and call them up next time.',
  ],
  newName: ['把现在的存为', '把現在的存為', 'Keep this one as'],
  keep: ['存下', '存下', 'Keep'],
  kept: ['已存下“{{name}}”', '已存下「{{name}}」', '"{{name}}" is kept'],
  removed: ['已删掉“{{name}}”', '已刪掉「{{name}}」', '"{{name}}" is removed'],
  tooMany: [
    '常用筛选最多存 40 个,请先删掉不用的。',
    '常用篩選最多存 40 個,請先刪掉不用的。',
    'At most 40 filters are kept; remove one first.',
  ],
})
