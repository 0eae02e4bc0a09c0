import { phrases } from './phrases.ts'

/** What 今日 says of complaints; part of its phrases. */
export const complaintTasks = phrases({
  complaintToConfirm: [
    '**{{customer}}** 投诉:{{what}},等经理确认',
    '**{{customer}}** 投訴:{{what}},等經理確認',
    '**{{customer}}** complains: {{what}} — the manager is to confirm',
  ],
  complaintToReply: [
    '回复 **{{customer}}** 的投诉:{{what}}',
    '回覆 **{{customer}}** 的投訴:{{what}}',
    'Answer the complaint of **{{customer}}**: {{what}}',
  ],
  replacementDue: [
    '**{{customer}}** 的补件今天要寄:{{what}}',
    '**{{customer}}** 的補件今天要寄:{{what}}',
    'The replacement for **{{customer}}** leaves today: {{what}}',
  ],
  replacementLate: [
    '**{{customer}}** 的补件过了 {{days}} 天还没寄:{{what}}',
    '**{{customer}}** 的補件過了 {{days}} 天還沒寄:{{what}}',
    'The replacement for **{{customer}}** is {{days}} days late: {{what}}',
  ],
})
