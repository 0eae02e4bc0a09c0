import type { Complaint, ComplaintDraft, ComplaintSource, ReplacementPart } from '../../shared/complaints.ts'
import { plusDays } from '../../shared/dates.ts'
import type { Trade } from '../../shared/settings.ts'
import type { Stage } from './story.ts'

interface Words {
  what: string
  kind: ComplaintDraft['kind']
  wants: ComplaintDraft['wants']
}
interface TradeWords {
  /** A part that is in stock, and one that must be made. */
  stock: Omit<ReplacementPart, 'productId' | 'quantity' | 'remark'>
  made: Omit<ReplacementPart, 'productId' | 'quantity' | 'remark'>
  part: Words
  back: Words
  money: Words
  wrong: Words
  late: Words
  department: string
  responsible: string
  cause: string
  prevention: string
  /** Why one complaint was rejected. */
  rejected: string
}

const words: Record<Trade, TradeWords> = {
  furniture: {
    stock: { name: '椅脚', material: '橡木', colourNumber: 'H02', size: '450 高', holes: '2 螺孔', unit: '只' },
    made: {
      name: '柜门板',
      material: '橡木多层板',
      colourNumber: 'H02',
      size: '398×2180×18',
      holes: '左 4 铰链孔',
      unit: '片',
    },
    part: { what: '柜门板下角划伤,拆箱就有,外箱同一角压瘪', kind: 'damage', wants: 'replacement' },
    back: { what: '漆面起泡,客户的客户退回来了', kind: 'quality', wants: 'return' },
    money: { what: '桌面有色差,客户说便宜点就留下', kind: 'quality', wants: 'deduction' },
    wrong: { what: '要胡桃色,送来的是原木色', kind: 'wrongGoods', wants: 'exchange' },
    late: { what: '说好周三到,周五还没到,安装师傅白跑一趟', kind: 'late', wants: 'other' },
    department: '包装',
    responsible: '包装组 张强',
    cause: '门板之间没放珍珠棉',
    prevention: '门板改用珍珠棉隔开,包装检验表加一项',
    rejected: '照片上是客户自己安装时锯短的,不是出厂的问题',
  },
  printing: {
    stock: {
      name: '不干胶补标',
      material: '铜版不干胶',
      colourNumber: '红 185C',
      size: '60×40',
      holes: '',
      unit: '张',
    },
    made: {
      name: '彩盒补印',
      material: '250g 白卡',
      colourNumber: '红 185C',
      size: '120×80×200',
      holes: '',
      unit: '个',
    },
    part: { what: '一箱里有两叠盒子压痕爆裂,粘不住', kind: 'quality', wants: 'replacement' },
    back: { what: '红色偏暗,和上一批放一起看得出来', kind: 'quality', wants: 'return' },
    money: { what: '过胶起泡,客户自己挑选用了半天', kind: 'quality', wants: 'deduction' },
    wrong: { what: '送来的是旧版,条码不对', kind: 'wrongStyle', wants: 'exchange' },
    late: { what: '比说的晚到一天,客户包装线停了', kind: 'late', wants: 'other' },
    department: '模切',
    responsible: '后道 李军',
    cause: '压痕线太深,刀模没垫好',
    prevention: '开机先做 20 张跌落和折痕试验',
    rejected: '客户仓库受潮,留样没有这个现象',
  },
  garment: {
    stock: { name: '备用纽扣', material: '树脂', colourNumber: '黑 09', size: '18L', holes: '四孔', unit: '粒' },
    made: { name: '补 L 码', material: '26s 200g', colourNumber: '藏青', size: 'L', holes: '', unit: '件' },
    part: { what: '一箱 L 码少 3 件,多了 3 件 S 码', kind: 'missing', wants: 'replacement' },
    back: { what: '洗一次领口就变形', kind: 'quality', wants: 'return' },
    money: { what: '胸围大了 2 cm,客户降价处理', kind: 'quality', wants: 'deduction' },
    wrong: { what: '吊牌挂错款号', kind: 'wrongStyle', wants: 'exchange' },
    late: { what: '船期前一天才到仓,客户加急装柜', kind: 'late', wants: 'other' },
    department: '包装',
    responsible: '后道 王秀',
    cause: '装箱没按配比单点数',
    prevention: '每箱封口前第二个人点码数',
    rejected: '按客户确认的尺寸表,在公差内',
  },
  hardware: {
    stock: { name: '沉头螺丝', material: '不锈钢 304', colourNumber: '', size: 'M4×16', holes: '', unit: '个' },
    made: {
      name: '合页补货',
      material: '不锈钢 304',
      colourNumber: '拉丝',
      size: '4″×3″×2.5',
      holes: '左右各 4 孔',
      unit: '个',
    },
    part: { what: '一箱里少配螺丝,客户装不了', kind: 'missing', wants: 'replacement' },
    back: { what: '盐雾 24 小时起锈点', kind: 'quality', wants: 'return' },
    money: { what: '外箱压坏,客户自己换箱', kind: 'damage', wants: 'deduction' },
    wrong: { what: '孔距 64 送成 96', kind: 'wrongGoods', wants: 'exchange' },
    late: { what: '船期晚一周,客户要求说明', kind: 'late', wants: 'other' },
    department: '包装',
    responsible: '包装组 陈辉',
    cause: '配件袋没过秤',
    prevention: '配件袋逐袋过秤再封箱',
    rejected: '客户验货报告写的是合格,批号对不上',
  },
}

/** A line of the newest note nobody has complained of yet, with enough pieces that some may be bad. */
const nextLine = async ({ as }: Stage): Promise<ComplaintSource | null> => {
  const known = await as.merchandiser.complaints.list({ view: 'all', limit: 50 })
  const complained = new Set(known.rows.map(({ noteNumber }) => noteNumber))
  const { rows } = await as.merchandiser.deliveries.list({ state: 'released', limit: 60 })
  for (const { id, kind, number } of rows) {
    if (kind !== 'delivery' || complained.has(number)) continue
    const [line] = await as.merchandiser.complaints.sources({ noteId: id })
    if (line && line.quantity >= 4000) return line
  }
  return null
}

const draftOf = (line: ComplaintSource, said: Words, on: string, time: string): ComplaintDraft => ({
  id: null,
  customerId: line.customerId,
  contact: line.contact,
  phone: line.phone,
  receivedOn: on,
  receivedTime: time,
  deliveryLineId: line.deliveryLineId,
  orderLineId: null,
  code: '',
  description: '',
  colour: '',
  unit: '',
  quantity: line.quantity,
  badQuantity: 2000,
  ...said,
  wantsWords: said.wants === 'other' ? '要一个书面说明' : '',
  photos: [],
  version: 0,
})

type Named = Pick<Complaint, 'id' | 'version'>
const at = ({ id, version }: Named): Named => ({ id, version })

/** Cause and cost, the customer's answer, the end. */
const finish = async ({ as }: Stage, complaint: Complaint, trade: TradeWords, result: string): Promise<Complaint> => {
  const { department, cause, responsible, prevention } = trade
  const found = await as.merchandiser.complaints.investigate({
    ...at(complaint),
    department,
    causeCode: 'scrap',
    cause,
    responsible,
    prevention,
    materialFen: 12_000,
    labourFen: 4000,
    freightFen: 2650,
    otherFen: null,
  })
  const told = await as.merchandiser.complaints.reply({
    ...at(found),
    repliedTo: complaint.contact || '客户',
    words: result,
  })
  return as.merchandiser.complaints.close({ ...at(told), result })
}

const confirm = ({ as }: Stage, complaint: Complaint, opinion: string): Promise<Complaint> =>
  as.manager.complaints.decide({ ...at(complaint), confirmed: true, opinion })

const replace = (
  { as, today }: Stage,
  complaint: Complaint,
  trade: TradeWords,
  way: 'stock' | 'made',
  wantedOn: string = plusDays(today, 3),
): Promise<Complaint> =>
  as.merchandiser.complaints.replace({
    ...at(complaint),
    way,
    reason: complaint.what.slice(0, 60),
    responsible: trade.responsible,
    chargeFen: 0,
    delivery: '随车',
    wantedOn,
    remark: '',
    parts: [{ ...trade[way], productId: null, quantity: 2000, remark: '' }],
  })

type Deed = (stage: Stage, trade: TradeWords, line: ComplaintSource) => Promise<unknown>

/** The customer calls early in the morning; the manager speaks the same day. */
const called = (stage: Stage, line: ComplaintSource, said: Words, time: string): Promise<Complaint> =>
  stage.as.clerk.complaints.save(draftOf(line, said, stage.today, time))

/** The customer knows what is done; gives the complaint as it is now. */
const answer = ({ as }: Stage, complaint: Complaint, said: string): Promise<Complaint> =>
  as.merchandiser.complaints.reply({ ...at(complaint), repliedTo: complaint.contact || '客户', words: said })

const moneyBack: Deed = async (stage, trade, line) => {
  const money = await confirm(stage, await called(stage, line, trade.money, '08:12'), '扣一点,货留下')
  const [left, leftFen] = [money.left ?? 0, money.leftFen ?? 0]
  const quantity = Math.min(left, 2000)
  const off = await stage.as.manager.complaints.deduct({
    ...at(money),
    quantity,
    amountFen: Math.max(1, Math.floor((leftFen * quantity) / Math.max(1, left) / 4)),
    reason: trade.money.what.slice(0, 30),
  })
  await finish(stage, off, trade, '扣款,货客户留下')
}
const goodsBack: Deed = async (stage, trade, line) => {
  const back = await confirm(stage, await called(stage, line, trade.back, '08:05'), '退回来看')
  const told = await answer(stage, back, '先退回来,看了再说怎么补')
  await stage.as.merchandiser.complaints.takeBack({ ...at(told), quantity: 2000, on: stage.today, remark: '' })
}
const madeAgain: Deed = async (stage, trade, line) => {
  const made = await confirm(stage, await called(stage, line, trade.part, '08:21'), '免费补,尽快')
  const told = await answer(stage, made, '已安排补做,做好随车送到')
  await replace(stage, told, trade, 'made', plusDays(stage.today, 20))
}
const fromStock: Deed = async (stage, trade, line) => {
  const stocked = await confirm(stage, await called(stage, line, trade.part, '08:02'), '库存有,下一车带去')
  await replace(stage, await answer(stage, stocked, '明天随车带到'), trade, 'stock', plusDays(stage.today, 1))
}
const exchanged: Deed = async (stage, trade, line) => {
  const wrong = await confirm(stage, await called(stage, line, trade.wrong, '08:16'), '换')
  const told = await answer(stage, wrong, '后天送对的,错的带回')
  await stage.as.merchandiser.complaints.exchange({
    ...at(told),
    quantity: 1000,
    on: plusDays(stage.today, 2),
    remark: '',
  })
}
const refused: Deed = async (stage, trade, line) => {
  const late = await called(stage, line, trade.late, '08:08')
  await stage.as.manager.complaints.decide({ ...at(late), confirmed: false, opinion: trade.rejected })
}

/** Three complaints a week (sample-data.md, Common): days before today → what happens. */
const daysBefore: Record<number, Deed[]> = {
  8: [moneyBack],
  5: [goodsBack],
  3: [madeAgain],
  1: [fromStock, exchanged, refused],
}

export const complaintsOfDay = async (stage: Stage, tradeName: Trade, before: number): Promise<void> => {
  for (const deed of daysBefore[before] ?? []) {
    const line = await nextLine(stage)
    if (line) await deed(stage, words[tradeName], line)
  }
}

/** Nobody has spoken about this one since yesterday. */
export const leaveComplaint = async (stage: Stage, tradeName: Trade): Promise<void> => {
  const line = await nextLine(stage)
  if (!line) return
  const yesterday = plusDays(stage.today, -1)
  await stage.as.clerk.complaints.save(draftOf(line, words[tradeName].part, yesterday, '16:40'))
}
