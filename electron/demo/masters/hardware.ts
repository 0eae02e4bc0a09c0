import type { CustomerDraft } from '../../../shared/customers.ts'
import type { ProductDraft } from '../../../shared/products.ts'
import { customer, type DemoProduct, type DemoStep, type DemoTrade, outside, product, step } from './parts.ts'

const customers: CustomerDraft[] = [
  customer('K001', 'Nordlicht Baubeschläge GmbH', '德国 Nordlicht', {
    initials: 'dgnl',
    grade: 'A',
    contact: 'Mr. Weber',
    phone: '+49 40 555 0001',
    fax: '+49 40 555 0002',
    address: 'Hafenstrasse 18, Hamburg',
    region: '德国',
    settlement: 'deposit',
    creditLimitFen: 80_000_000,
    remark: '美元报价 FOB 宁波,30 % T/T 订金,余款见提单副本;数量可 ±5 %',
  }),
  customer('K002', '宁波长乐进出口有限公司', '宁波长乐', {
    grade: 'A',
    contact: '单小姐',
    phone: '0574-8780 0003',
    fax: '0574-8780 0004',
    address: '宁波市江东区中兴路 717 号',
    region: '浙江',
    settlement: 'monthly',
    termDays: 30,
    creditLimitFen: 60_000_000,
  }),
  customer('K003', 'Lakeside Hardware Supply Inc.', '美国 Lakeside', {
    initials: 'mgls',
    grade: 'A',
    contact: 'Ms. Carter',
    phone: '+1 312 555 0005',
    address: '1200 W Lake St, Chicago',
    region: '美国',
    settlement: 'deposit',
    remark: '30 % T/T 订金,70 % 见提单副本;一份 PI 分两批出',
  }),
  customer('K004', 'Al Noor Building Materials LLC', '阿联酋 Al Noor', {
    initials: 'alqan',
    grade: 'B',
    contact: 'Mr. Hassan',
    phone: '+971 4 555 0006',
    fax: '+971 4 555 0007',
    address: 'Al Quoz Industrial 3, Dubai',
    region: '阿联酋',
    settlement: 'deposit',
    remark: 'D/P,唛头按客户图',
  }),
  customer('K005', '上海单氏五金贸易有限公司', '单氏五金', {
    initials: 'sswj',
    grade: 'A',
    contact: '单先生',
    phone: '021-6566 0008',
    address: '上海市杨浦区控江路 1688 号',
    region: '上海',
    settlement: 'monthly',
    termDays: 30,
    cutoffDay: 25,
    creditLimitFen: 50_000_000,
  }),
  customer('K006', 'Rhein Werkzeug & Beschlag KG', '德国 Rhein', {
    initials: 'dgry',
    grade: 'B',
    contact: 'Frau Klein',
    phone: '+49 221 555 0009',
    address: 'Industriestrasse 44, Köln',
    region: '德国',
    settlement: 'prepaid',
    remark: '即期信用证,装期和效期以证为准',
  }),
  customer('K007', '顺通五金店', '顺通五金', {
    grade: 'C',
    contact: '阿强',
    phone: '137 5790 0010',
    address: '永康市五金城 4 区 66 号',
    region: '浙江',
    settlement: 'cash',
  }),
  customer('K008', '义乌乐天进出口有限公司', '义乌乐天', {
    initials: 'ywlt',
    grade: 'B',
    contact: '朱小姐',
    phone: '0579-8518 0011',
    fax: '0579-8518 0012',
    address: '义乌市稠州北路 1360 号',
    region: '浙江',
    settlement: 'monthly',
    termDays: 60,
  }),
  customer('K009', 'Great Plains Door & Hinge Co.', '美国 Great Plains', {
    initials: 'mggp',
    grade: 'B',
    contact: 'Mr. Miller',
    phone: '+1 402 555 0013',
    address: '88 Farnam St, Omaha',
    region: '美国',
    settlement: 'deposit',
  }),
  customer('K010', '重庆解氏门业配件行', '解氏门配', {
    initials: 'xsmp',
    grade: 'C',
    contact: '解老板',
    phone: '135 9000 0014',
    address: '重庆市渝北区建材市场 12 栋 8 号',
    region: '重庆',
    settlement: 'cash',
  }),
]

/** 冲压 → 机加 → 打磨抛光 → 电镀 at another factory → 组装 → 全检 → 包装. */
const plated = [
  step('冲压', 2),
  step('机加', 2),
  step('打磨抛光'),
  outside('电镀', 4),
  step('组装'),
  step('全检'),
  step('包装'),
]
/** Stainless steel needs no plating. */
const stainless = plated.filter(({ process }) => process !== '电镀')
/** A stamped part in one piece. */
const stamped = plated.filter(({ process }) => process !== '机加' && process !== '组装')

/** A line is so many whole cartons. */
const part = (
  material: string,
  route: DemoStep[],
  [least, most]: [number, number],
  card: ProductDraft,
): DemoProduct => ({
  card,
  material,
  route,
  lot: { least, most, of: card.packUnits },
  ratio: [],
})

const products: DemoProduct[] = [
  part(
    '304 不锈钢,拉丝',
    stainless,
    [10, 50],
    product('HG-4325', '不锈钢合页', '4″×3″×2.5 mm', '片', 1, 200, 2.98, {
      series: '合页',
      colours: '拉丝/镜光',
      leadDays: 25,
      sellingPoints: 'FOB 宁波 USD 0.42;200/箱,19.5/20.3 kg,38×28×20 cm',
      processNotes:
        '轴间隙 ≤ 0.15 mm,开合 5 万次不松;孔位 ±0.1 mm;中性盐雾 48 小时不锈;毛边倒净,一内盒 2 片配 12 粒螺丝。',
    }),
  ),
  part(
    '锌合金座,磁吸',
    plated,
    [10, 40],
    product('MX-30', '门吸', 'φ48×32 mm', '个', 1, 100, 5.54, {
      series: '门吸',
      colours: '镍拉丝/古铜/哑黑',
      leadDays: 28,
      sellingPoints: 'FOB 宁波 USD 0.78;强磁 4 kg',
      processNotes: '镀层 8 µm 以上,盐雾 48 小时;吸力 ≥ 40 N;螺丝、胀管配齐,一个一盒。',
    }),
  ),
  part(
    '锌合金压铸',
    plated,
    [10, 50],
    product('LS-128', '拉手', '孔距 128 mm', '个', 1, 200, 4.62, {
      series: '拉手',
      colours: '镍拉丝/古铜/哑黑',
      leadDays: 28,
      sellingPoints: 'FOB 宁波 USD 0.65;配两种长度螺丝',
      processNotes: '孔距 128 ±0.2 mm;表面无砂眼、流痕,同批色差看不出来;百格 0 级;泡泡袋独立包。',
    }),
  ),
  part(
    '冷轧板 1.5 mm',
    plated,
    [10, 40],
    product('YG-02', '衣钩', '双钩 60 mm', '个', 1, 300, 2.34, {
      series: '衣钩',
      colours: '镍拉丝/哑黑/古铜',
      leadDays: 25,
      sellingPoints: 'FOB 宁波 USD 0.33;承重 10 kg',
      processNotes: '钩头圆滑不刮手;吊 10 kg 24 小时不变形;盐雾 24 小时。',
    }),
  ),
  part(
    '冷轧板 2.0 mm',
    stamped,
    [5, 20],
    product('JM-40', '角码', '40×40×16 mm', '个', 1, 2000, 0.43, {
      series: '连接件',
      colours: '白锌/彩锌',
      leadDays: 20,
      sellingPoints: 'FOB 宁波 USD 0.06;足数,50 个一袋',
      processNotes: '角度 90° ±0.5°;毛边 ≤ 0.1 mm;镀锌 5 µm 以上,盐雾 24 小时;称重点数,缺数按袋补。',
    }),
  ),
  part(
    '304 不锈钢,轴承 2 粒',
    stainless,
    [10, 30],
    product('HG-5330', '重型合页', '5″×3.5″×3.0 mm', '片', 1, 100, 5.68, {
      series: '合页',
      colours: '拉丝/镜光',
      leadDays: 28,
      sellingPoints: 'FOB 宁波 USD 0.80;两粒轴承,承重 80 kg',
      processNotes: '轴承压紧不响;承重 80 kg 下垂 ≤ 1 mm;盐雾 48 小时。',
    }),
  ),
  part(
    '冷轧板,钢芯',
    plated,
    [10, 30],
    product('CX-06', '插销', '6″ 150 mm', '个', 1, 120, 3.9, {
      series: '插销',
      colours: '镍拉丝/古铜',
      leadDays: 25,
      sellingPoints: 'FOB 宁波 USD 0.55;推拉顺',
      processNotes: '插杆行程 30 mm 不卡;铆点牢,扭 5 N·m 不转;一卡一个配螺丝。',
    }),
  ),
  part(
    '黄铜芯,锌合金壳',
    plated,
    [5, 20],
    product('SJ-70', '门锁把手', '70 中心距', '套', 1, 20, 42.6, {
      series: '门锁',
      colours: '镍拉丝/哑黑',
      leadDays: 30,
      sellingPoints: 'FOB 宁波 USD 6.00;三把钥匙,开合 10 万次',
      processNotes: '回弹有力不下垂;锁芯互开率试 100 套;盐雾 48 小时;一套一彩盒,20 套一箱。',
    }),
  ),
]

/** The invented hardware factory 拓锐五金 (sample-data.md 5.4): what it quotes in dollars stands here in yuan. */
export const hardwareDemo: DemoTrade = {
  trade: 'hardware',
  company: {
    name: '拓锐五金制品有限公司',
    shortName: '拓锐五金',
    address: '金华市永康市经济开发区金都路 28 号',
    phone: '0579-8722 6600',
    fax: '0579-8722 6601',
    taxNumber: '91330784TEST00004X',
    bankAccounts: [{ name: '拓锐五金制品有限公司', bank: '中国银行永康支行', account: '6216 0000 4567 8901' }],
  },
  processes: [],
  customers,
  products,
  agreedYuan: 5.35,
  most: 4,
  dueDays: [26, 36],
  causeless: [30, 32],
  words: {
    rush: '赶船期,柜已订',
    drivers: ['老楼', '小应'],
    vehicle: '浙 G·3F582',
    method: '送货代仓库',
    causes: [
      ['earlier', '电镀厂回货晚'],
      ['scrap', '盐雾 24 小时不过,返镀做 48 小时'],
      ['machine', '冲床模具崩刃,修模', '2a'],
      ['material', '轴承未到', '3a'],
    ],
    machine: '1号冲床',
    lateFrom: 3,
    message: { name: '单小姐', factory: '宁波长乐', phone: '0574-8780 0003', matter: '问门吸赶不赶得上船期' },
    faxNumber: '0574-8321 0099',
    changes: {
      doubled: '客户加单凑柜,交期顺延三天',
      postponed: '客户船期改后一班,要求晚三天出货',
      otherwise: {
        reason: '客户邮件:内盒改英德双语',
        bought: '旧内盒已到 3000 只,退不了',
        lossReason: '旧内盒留给内销',
        remark: '内盒用英德双语新版,旧盒不得装柜',
      },
    },
    quotation: {
      steps: [
        [2000, 100],
        [5000, 97],
        [20_000, 94],
      ],
      minQuantity: 2000,
      leadDays: 30,
      packing: '内盒加外箱,正侧唛,打托',
      delivery: 'FOB 宁波',
      item: { name: '隐形合页', spec: '95×19 mm', material: '锌合金,新开压铸模', mouldFen: 1_800_000 },
    },
  },
}
