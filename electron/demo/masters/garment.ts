import type { CustomerDraft } from '../../../shared/customers.ts'
import type { ProductDraft } from '../../../shared/products.ts'
import { customer, type DemoProduct, type DemoStep, type DemoTrade, outside, product, step } from './parts.ts'

const customers: CustomerDraft[] = [
  customer('K001', '上海单氏贸易有限公司', '单氏贸易', {
    initials: 'ssmy',
    grade: 'A',
    contact: '单小姐',
    phone: '139 1700 0001',
    fax: '021-6233 0002',
    address: '上海市长宁区延安西路 900 号',
    region: '上海',
    settlement: 'deposit',
    creditLimitFen: 30_000_000,
  }),
  customer('K002', '重庆长乐劳保用品公司', '长乐劳保', {
    grade: 'A',
    contact: '刘科长',
    phone: '023-6780 0003',
    fax: '023-6780 0004',
    address: '重庆市渝中区朝天门市场 5 楼',
    region: '重庆',
    settlement: 'monthly',
    termDays: 30,
    creditLimitFen: 40_000_000,
  }),
  customer('K003', '杭州柏荷服饰有限公司', '柏荷服饰', {
    grade: 'B',
    contact: '傅小姐',
    phone: '0571-8510 0005',
    address: '杭州市江干区九堡四季青 2 期 B108',
    region: '浙江',
    settlement: 'deposit',
  }),
  customer('K004', '宏远校服有限公司', '宏远校服', {
    grade: 'B',
    contact: '曾经理',
    phone: '020-3401 0006',
    fax: '020-3401 0007',
    address: '广州市海珠区新港西路 9 号',
    region: '广东',
    settlement: 'deposit',
  }),
  customer('K005', '厦门海湾体育用品有限公司', '海湾体育', {
    grade: 'A',
    contact: '林总',
    phone: '0592-5566 0008',
    address: '厦门市湖里区兴湖路 27 号',
    region: '福建',
    settlement: 'monthly',
    termDays: 30,
    cutoffDay: 25,
    creditLimitFen: 35_000_000,
  }),
  customer('K006', '乐山嘉定服装商行', '嘉定服装', {
    grade: 'C',
    contact: '解老板',
    phone: '0833-2101 0009',
    address: '乐山市市中区嘉定中路 44 号',
    region: '四川',
    settlement: 'prepaid',
  }),
  customer('K007', '阿强服装档', '阿强服装', {
    grade: 'C',
    contact: '阿强',
    phone: '137 6000 0010',
    address: '石狮市服装城一期 A3-12',
    region: '福建',
    settlement: 'cash',
  }),
  customer('K008', '长沙宜家乐商贸有限公司', '长沙宜家乐', {
    initials: 'csyjl',
    grade: 'B',
    contact: '朱小姐',
    phone: '0731-8888 0011',
    fax: '0731-8888 0012',
    address: '长沙市雨花区万家丽路 200 号',
    region: '湖南',
    settlement: 'monthly',
    termDays: 60,
  }),
  customer('K009', '南昌天和工装有限公司', '天和工装', {
    grade: 'B',
    contact: '万经理',
    phone: '0791-8612 0013',
    address: '南昌市青云谱区迎宾大道 88 号',
    region: '江西',
    settlement: 'deposit',
  }),
  customer('K010', '泉州曾氏外贸尾货行', '曾氏尾货', {
    initials: 'zswh',
    grade: 'C',
    contact: '曾老板',
    phone: '135 9000 0014',
    address: '泉州市晋江市阳光路 12 号',
    region: '福建',
    settlement: 'cash',
  }),
]

/** 验布 → 裁剪 → (绣/印花 at another factory) → 缝制 → 后道 → 整烫 → 检验 → 包装. */
const plain = (sewing: number): DemoStep[] => [
  step('验布'),
  step('裁剪'),
  step('缝制', sewing),
  step('后道'),
  step('整烫'),
  step('检验'),
  step('包装'),
]
const decorated = (sewing: number): DemoStep[] => plain(sewing).toSpliced(2, 0, outside('绣印花', 3))

/** Five sizes at 1:2:3:2:1; ordered by whole sets of nine, packed sixty to a mixed carton. */
const style = (material: string, route: DemoStep[], card: ProductDraft): DemoProduct => ({
  card: {
    ...card,
    sizes: 'S/M/L/XL/XXL',
    units: [
      { unit: '打', factor: 12_000 },
      { unit: '箱', factor: 60_000 },
    ],
  },
  material,
  route,
  lot: { least: 15, most: 50, of: 9 },
  ratio: [1, 2, 3, 2, 1],
})

const tolerance = '尺寸公差:胸围 ±1 cm,衣长 ±1 cm,袖长 ±0.5 cm。'

const products: DemoProduct[] = [
  style(
    '26s 精梳棉 200g',
    plain(3),
    product('JY-T201', '圆领T恤', '26s 200g', '件', 1, 60, 22, {
      series: 'T恤',
      colours: '黑/藏青/米',
      breaks: [
        [300, 20],
        [600, 18.5],
      ],
      leadDays: 20,
      sellingPoints: '精梳棉不起球,满 600 件 18.50',
      processNotes: `领口四针六线,后领贴条;下摆折 2.5 cm。${tolerance}色差 4 级,针距 12 针/3 cm,线头剪净;60 件一箱混码。`,
    }),
  ),
  style(
    '26s 精梳棉 200g,前胸水浆印',
    decorated(3),
    product('JY-T202', '印花T恤', '26s 200g', '件', 1, 60, 25, {
      series: 'T恤',
      colours: '黑/白/藏青',
      breaks: [
        [300, 23],
        [600, 21.5],
      ],
      leadDays: 25,
      sellingPoints: '水浆印透气,四色以内不加价',
      processNotes: `裁片外协印花,花位距领 8 cm ±0.5。水洗 5 次不裂;印片回厂先点数再上线。${tolerance}`,
    }),
  ),
  style(
    '32s 珠地 220g,左胸绣标',
    decorated(4),
    product('JY-P310', 'POLO衫', '珠地 220g', '件', 1, 60, 32, {
      series: 'POLO',
      colours: '黑/藏青/酒红',
      breaks: [[500, 30]],
      leadDays: 28,
      sellingPoints: '罗纹领不卷边,含左胸绣标',
      processNotes: `左胸绣标外协,针数 6000。领子左右对称 ±0.3 cm,三粒扣,扣眼不毛;${tolerance}`,
    }),
  ),
  style(
    '抓绒 320g,罗纹 2×2',
    plain(4),
    product('JY-W508', '圆领卫衣', '抓绒 320g', '件', 1, 30, 46, {
      series: '卫衣',
      colours: '灰/黑/藏青',
      breaks: [[500, 43]],
      leadDays: 28,
      sellingPoints: '抓绒加厚,罗纹袖口不松',
      processNotes: `领、袖口、下摆 2×2 罗纹,拉力均匀;抓绒面不掉毛。${tolerance}30 件一箱。`,
    }),
  ),
  style(
    '全棉斜纹 260g',
    plain(5),
    product('JY-K705', '工装裤', '斜纹 260g', '条', 1, 40, 54, {
      series: '工装',
      colours: '卡其/藏青/黑',
      breaks: [[500, 51]],
      leadDays: 28,
      sellingPoints: '膝部双层,六口袋',
      processNotes: '裆缝双针包缝,袋口套结 8 处;膝贴居中。公差:腰围 ±1 cm,裤长 ±1.5 cm;水洗缩率 ≤ 3 %。',
    }),
  ),
  style(
    '抓绒 320g,帽里单面布,后背绣花',
    decorated(4),
    product('JY-W512', '连帽卫衣', '抓绒 320g', '件', 1, 30, 58, {
      series: '卫衣',
      colours: '灰/黑/酒红',
      breaks: [[500, 54]],
      leadDays: 30,
      sellingPoints: '双层帽,金属气眼',
      processNotes: `后背绣花外协,绣片背面衬纸撕净。帽绳左右等长,气眼不脱;${tolerance}`,
    }),
  ),
  style(
    '涤棉纱卡 240g,反光条',
    decorated(5),
    product('JY-J120', '工装夹克', '纱卡 240g', '件', 1, 30, 78, {
      series: '工装',
      colours: '藏青/灰',
      breaks: [[300, 74]],
      leadDays: 30,
      sellingPoints: '反光条 5 cm,可绣厂名',
      processNotes: `左胸厂名外协绣花,反光条水平对齐 ±0.3 cm;拉链平服不起拱。${tolerance}`,
    }),
  ),
  style(
    '涤盖棉 280g,三道杠',
    plain(5),
    product('JY-X330', '校服套装', '涤盖棉 280g', '套', 1, 30, 68, {
      series: '校服',
      colours: '藏青白/红白',
      breaks: [[500, 64]],
      leadDays: 30,
      sellingPoints: '上衣长裤一套,送姓名贴',
      processNotes: `上衣与长裤同缸布,一套一袋,袋外贴码。拼色缝对齐;${tolerance}`,
    }),
  ),
]

/** The invented garment factory 锦阳服饰 (sample-data.md 5.3). */
export const garmentDemo: DemoTrade = {
  trade: 'garment',
  company: {
    name: '锦阳服饰有限公司',
    shortName: '锦阳服饰',
    address: '泉州市石狮市灵秀镇服装工业园 6 号',
    phone: '0595-8866 6600',
    fax: '0595-8866 6601',
    taxNumber: '91350581TEST00003X',
    bankAccounts: [{ name: '锦阳服饰有限公司', bank: '建设银行石狮支行', account: '6217 0000 3456 7890' }],
  },
  processes: [],
  customers,
  products,
  agreedYuan: 22.8,
  most: 2,
  dueDays: [24, 34],
  causeless: [32, 34],
  words: {
    rush: '学校开学前要发',
    drivers: ['小施', '老蔡'],
    vehicle: '闽 C·5M630',
    method: '送货上门',
    causes: [
      ['earlier', '绣花厂回货晚两天'],
      ['material', '洗唛漏定,等洗唛', '3a'],
      ['people', '缝制线请假多'],
      ['machine', '锁眼机坏'],
    ],
    machine: '1号裁床',
    lateFrom: 2,
    message: { name: '刘科长', factory: '长乐劳保', phone: '023-6780 0003', matter: '问工装裤什么时候能发' },
    faxNumber: '0595-8321 0099',
    changes: {
      doubled: '客户加单,配比不变,交期顺延三天',
      postponed: '客户吊牌没到,要求晚三天出货',
      otherwise: {
        reason: '客户传真:主唛改新款',
        bought: '旧主唛已到 600 个,退不了',
        lossReason: '旧主唛留给下一单',
        remark: '主唛用新款,旧唛不得上线',
      },
    },
    quotation: {
      steps: [
        [300, 100],
        [600, 95],
        [2000, 90],
      ],
      minQuantity: 300,
      leadDays: 28,
      packing: '一件一胶袋,60 件一箱混码',
      delivery: '送到贵司仓库,运费我方付',
      item: { name: '冲锋衣', spec: '三合一 可拆内胆', material: '涤塔夫压胶,内胆抓绒,新开版', mouldFen: 80_000 },
    },
  },
}
