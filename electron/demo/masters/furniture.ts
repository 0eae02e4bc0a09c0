import type { CustomerDraft } from '../../../shared/customers.ts'
import { customer, type DemoProduct, type DemoTrade, product, step } from './parts.ts'

const customers: CustomerDraft[] = [
  customer('K001', '永兴家居有限公司', '永兴家居', {
    grade: 'A',
    contact: '王老板',
    phone: '139 2333 0001',
    fax: '0757-8321 0002',
    address: '佛山市禅城区中山西路 18 号',
    region: '广东',
    settlement: 'deposit',
    creditLimitFen: 20_000_000,
  }),
  customer('K002', '重庆长乐家具商场', '重庆长乐', {
    grade: 'A',
    contact: '刘小姐',
    phone: '023-6780 0003',
    fax: '023-6780 0004',
    address: '重庆市江北区建新北路 66 号',
    region: '重庆',
    settlement: 'monthly',
    termDays: 30,
    creditLimitFen: 30_000_000,
  }),
  customer('K003', '单氏家私有限公司', '单氏家私', {
    initials: 'ssjs',
    grade: 'B',
    contact: '单先生',
    phone: '0571-8605 0005',
    address: '杭州市江干区艮山路 120 号',
    region: '浙江',
    settlement: 'deposit',
  }),
  customer('K004', '宏达办公家具行', '宏达办公', {
    grade: 'B',
    contact: '曾经理',
    phone: '020-3401 0006',
    fax: '020-3401 0007',
    address: '广州市海珠区新港西路 9 号',
    region: '广东',
    settlement: 'deposit',
  }),
  customer('K005', '厦门海湾家居广场', '厦门海湾', {
    grade: 'A',
    contact: '林总',
    phone: '0592-5566 0008',
    address: '厦门市思明区湖滨南路 301 号',
    region: '福建',
    settlement: 'monthly',
    termDays: 30,
    cutoffDay: 25,
    creditLimitFen: 25_000_000,
  }),
  customer('K006', '乐山红木坊', '乐山红木', {
    initials: 'lshm',
    grade: 'C',
    contact: '解师傅',
    phone: '0833-2101 0009',
    address: '乐山市市中区嘉定北路 44 号',
    region: '四川',
    settlement: 'prepaid',
  }),
  customer('K007', '顺通家具店', '顺通', {
    grade: 'C',
    contact: '阿强',
    phone: '137 6000 0010',
    address: '佛山市南海区桂城南新路 5 号',
    region: '广东',
    settlement: 'cash',
  }),
  customer('K008', '长沙宜家乐商贸有限公司', '长沙宜家乐', {
    grade: 'B',
    contact: '朱小姐',
    phone: '0731-8888 0011',
    fax: '0731-8888 0012',
    address: '长沙市雨花区万家丽路 200 号',
    region: '湖南',
    settlement: 'monthly',
    termDays: 60,
  }),
  customer('K009', '南昌天和家具城', '南昌天和', {
    grade: 'B',
    contact: '万经理',
    phone: '0791-8612 0013',
    address: '南昌市青云谱区迎宾大道 88 号',
    region: '江西',
    settlement: 'deposit',
  }),
  customer('K010', '鸿运来五金家具', '鸿运来', {
    grade: 'C',
    contact: '老陆',
    phone: '135 9000 0014',
    address: '东莞市厚街镇家具大道 12 号',
    region: '广东',
    settlement: 'cash',
  }),
]

/** Every piece passes all processes of the office; a line is two to ten boxes of it. */
const piece = (
  material: string,
  card: DemoProduct['card'],
  route: DemoProduct['route'] = [],
  materialOf: Record<string, string> = {},
): DemoProduct => ({
  materialOf,
  card,
  material,
  route,
  lot: { least: 2, most: 10, of: card.packUnits },
  ratio: [],
})

/** A wardrobe is three times the carcase work of a table, and twice the sanding (duty 38). */
const wardrobeRoute = [
  step('开料', 1, 1, 280),
  step('白茬', 3, 3, 480),
  step('打磨', 1, 2, 400),
  step('底漆', 2, 1, 320),
  step('面漆', 2, 1, 360),
  step('组装', 1, 1, 420),
  step('包装', 1, 1, 200),
]

const products: DemoProduct[] = [
  piece(
    '橡木面,哑光清漆',
    product('TS-801', '餐桌', '1400×800×750', '张', 2, 1, 1180, {
      series: '餐厅',
      colours: '胡桃/原木',
      sellingPoints: '实木桌面,圆角,六人坐',
      processNotes:
        '面 1 脚 1 分开包装。面板含水率 8–12 %,拼缝不见胶线;底漆 2 遍、面漆 2 遍,哑光 30°;脚装上后四角落地,晃动不超过 1 mm。',
    }),
  ),
  piece(
    '橡木脚,布垫',
    product('TS-812', '餐椅', '450×520×880', '把', 1, 2, 238, {
      series: '餐厅',
      colours: '胡桃/原木',
      sellingPoints: '可叠放,椅脚加固',
      processNotes: '2 把一箱,椅脚套 EPE。榫接加胶,座框四角加木楔;坐面承重 120 kg 不松动;同一单椅子色差看不出来。',
    }),
  ),
  piece(
    '白色烤漆门板,阻尼铰链',
    product('TS-905', '四门衣柜', '1600×600×2200', '套', 6, 1, 2680, {
      series: '卧室',
      colours: '白/胡桃',
      sellingPoints: '含穿衣镜,可拆装',
      processNotes:
        '需上门安装,五金另包一盒放 6 号包。门缝上下一样宽,不超过 2 mm;背板开槽不见钉;门板色号照样板,出厂前试装一套。',
    }),
    wardrobeRoute,
    { 胡桃: '胡桃木皮门板,阻尼铰链' },
  ),
  piece(
    '橡木框,排骨架',
    product('TS-620', '床', '1800×2000', '张', 3, 1, 1680, {
      series: '卧室',
      colours: '胡桃/原木/白',
      sellingPoints: '静音床板,靠背可调',
      processNotes: '床头、床边、排骨架分三包。床边五金孔位 ±0.5 mm;排骨条 13 根加中梁脚;坐躺无响声。',
    }),
  ),
  piece(
    '橡木,三节静音导轨',
    product('TS-621', '床头柜', '450×400×500', '个', 1, 1, 320, {
      series: '卧室',
      colours: '胡桃/原木/白',
      sellingPoints: '两抽,自闭导轨',
      processNotes: '抽面缝 2 mm 上下一致,拉手居中;导轨推拉 20 次不卡;护角 8 只再装箱。',
    }),
  ),
  piece(
    '胡桃木皮面,钢脚',
    product('TS-330', '电视柜', '2000×400×450', '个', 2, 1, 760, {
      series: '客厅',
      colours: '胡桃/白',
      sellingPoints: '走线孔,柜门缓冲',
      processNotes: '木皮横向对纹;背面走线孔 60 mm 加胶圈;钢脚粉末喷涂不露底。',
    }),
    [],
    { 白: '白色混油面,钢脚' },
  ),
  piece(
    '橡木面,碳钢架',
    product('TS-450', '书桌', '1200×600', '张', 2, 1, 620, {
      series: '书房',
      colours: '胡桃/原木',
      sellingPoints: '桌面加厚,带键盘托',
      processNotes: '面与架分两包,螺丝袋贴在架上。面板平整度 1 m 内不超过 1 mm;边角倒 R3。',
    }),
  ),
  piece(
    '岩板面,实木框',
    product('TS-118', '茶几', '1200×700', '张', 1, 1, 540, {
      series: '客厅',
      colours: '胡桃/黑',
      sellingPoints: '岩板面,不怕烫',
      processNotes: '岩板四角加 20 mm 泡沫,木箱条加固;面与框间胶垫 6 处。',
    }),
  ),
]

/** The invented furniture factory 禾杉家具 (sample-data.md 5.1). */
export const furnitureDemo: DemoTrade = {
  trade: 'furniture',
  company: {
    name: '禾杉家具有限公司',
    shortName: '禾杉家具',
    address: '佛山市顺德区乐从镇工业路 8 号',
    phone: '0757-2288 6600',
    fax: '0757-2288 6601',
    taxNumber: '91440606TEST00001X',
    bankAccounts: [{ name: '禾杉家具有限公司', bank: '工商银行乐从支行', account: '6222 0000 1234 5678' }],
  },
  processes: [],
  customers,
  products,
  agreedYuan: 228,
  most: 4,
  dueDays: [22, 32],
  causeless: [36, 38],
  words: {
    rush: '客户开店急用',
    drivers: ['老何', '小冯'],
    vehicle: '粤 Y·8K326',
    method: '送货上门',
    causes: [
      ['machine', '砂光机坏,等配件'],
      ['material', '五金件未到', '3a'],
      ['machine', '夹具松,重做', '2b'],
      ['earlier', '前道压货'],
    ],
    machine: '1号开料锯',
    lateFrom: 2,
    message: { name: '刘小姐', factory: '重庆长乐', phone: '023-6780 0003', matter: '问床头柜什么时候能发' },
    faxNumber: '0757-8321 0099',
    changes: {
      doubled: '客户加数,交期顺延三天',
      postponed: '客户店面装修没完,要求晚三天送',
      otherwise: {
        reason: '客户传真:颜色改白',
        bought: '面漆已到 1 桶,退不了',
        lossReason: '已开的料转下一单',
        remark: '',
      },
    },
    quotation: {
      steps: [
        [10, 100],
        [30, 97],
        [100, 94],
      ],
      minQuantity: 10,
      leadDays: 25,
      packing: '五层瓦楞纸箱',
      delivery: '送到贵司仓库,运费我方付',
      item: { name: '岩板餐桌', spec: '1600×900×750', material: '岩板面,碳素钢脚,新开模', mouldFen: 120_000 },
    },
  },
}
