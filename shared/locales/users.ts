import { phrases } from './phrases.ts'

export const users = phrases({
  title: ['人员', '人員', 'People'],
  person: ['姓名', '姓名', 'Name'],
  role: ['岗位', '職位', 'Role'],
  language: ['语言', '語言', 'Language'],
  active: ['在用', '使用中', 'Active'],
  password: ['密码', '密碼', 'Password'],
  newPassword: ['新密码', '新密碼', 'New password'],
  currentPassword: ['现在的密码', '目前的密碼', 'Current password'],
  changePassword: ['改密码', '變更密碼', 'Change password'],
  signIn: ['登录', '登入', 'Sign in'],
  switchUser: ['换人', '換人', 'Switch user'],
  chooseName: ['请选姓名', '請選姓名', 'Choose your name'],
  addPerson: ['加人员', '新增人員', 'Add a person'],
  wrongPassword: ['密码不对,还可以试 {{left}} 次。', '密碼不對,還可以試 {{left}} 次。', 'Wrong password; {{left}} tries left.'],
  locked: ['密码连错多次,请过 {{minutes}} 分钟再试,或请老板重设密码。', '密碼連錯多次,請過 {{minutes}} 分鐘再試,或請老闆重設密碼。', 'Too many wrong passwords. Try again in {{minutes}} minutes, or ask the owner to set a new one.'],
  noPassword: ['{{name}} 还没有密码,请老板在“设置 → 人员”里设一个。', '{{name}} 還沒有密碼,請老闆在「設定 → 人員」設一個。', '{{name}} has no password yet; the owner sets one in Settings → People.'],
  nameTaken: ['已经有一位“{{name}}”,请换个写法,例如加工号。', '已經有一位「{{name}}」,請換個寫法,例如加工號。', 'There is already a "{{name}}"; please write the name differently.'],
  lastOwner: ['至少要留一位在用的老板,否则没人能管人员。', '至少要留一位使用中的老闆,否則沒人能管人員。', 'At least one active owner must remain.'],
  alreadyBegun: ['这个办公室已经建好了,请直接登录。', '這個辦公室已經建好了,請直接登入。', 'This office exists already; please sign in.'],
  passwordTooShort: ['密码至少 {{least}} 位。', '密碼至少 {{least}} 位。', 'A password has at least {{least}} characters.'],
})
