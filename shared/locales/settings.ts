import { phrases } from './phrases.ts'

export const settings = phrases({
  title: ['设置', '設定', 'Settings'],
  tradeInUse: ['已经有生产单在用现在的工序,不能换行业。可以在“工序”里增加或停用。', '已經有生產單在用現在的工序,不能換行業。可以在「工序」裡增加或停用。', 'Production notices use the present processes, so the trade cannot be changed. Add or retire single processes instead.'],
  processTaken: ['已经有工序“{{name}}”。', '已經有工序「{{name}}」。', 'There is already a process "{{name}}".'],
})
