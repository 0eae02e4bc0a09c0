import { emptyCustomer, type CustomerDraft } from '../../shared/customers.ts'
import { emptyProduct, type ProductDraft } from '../../shared/products.ts'
import type { Role } from '../../shared/permissions.ts'
import type { Company } from '../../shared/settings.ts'

/** The invented furniture factory 禾杉家具 (sample-data.md 5.1): its people, customers and products. */
export const demoPassword = 'demo123'

export const demoCompany: Company = {
  name: '禾杉家具有限公司',
  shortName: '禾杉家具',
  address: '佛山市顺德区乐从镇工业路 8 号',
  phone: '0757-2288 6600',
  fax: '0757-2288 6601',
  taxNumber: '91440606TEST00001X',
  bankAccounts: [{ name: '禾杉家具有限公司', bank: '工商银行乐从支行', account: '6222 0000 1234 5678' }],
}

export const demoPeople: { name: string; role: Role }[] = [
  { name: '赵经理', role: 'manager' },
  { name: '李敏', role: 'merchandiser' },
  { name: '陈静', role: 'clerk' },
  { name: '孙会', role: 'cashier' },
  { name: '老周', role: 'warehouse' },
  { name: '吴工', role: 'workshop' },
]

const customer = (code: string, name: string, shortName: string, rest: Partial<CustomerDraft>): CustomerDraft => ({
  ...emptyCustomer,
  code,
  name,
  shortName,
  ...rest,
})

export const demoCustomers: CustomerDraft[] = [
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

const product = (
  code: string,
  name: string,
  spec: string,
  unit: string,
  packs: number,
  packUnits: number,
  yuan: number,
  rest: Partial<ProductDraft> = {},
): ProductDraft => ({
  ...emptyProduct,
  code,
  name,
  spec,
  unit,
  packs,
  packUnits,
  listPriceMicros: yuan * 1_000_000,
  floorPriceMicros: Math.round(yuan * 850_000),
  leadDays: 15,
  ...rest,
})

export const demoProducts: ProductDraft[] = [
  product('TS-801', '餐桌', '1400×800×750', '张', 2, 1, 1180, {
    series: '餐厅',
    colours: '胡桃/原木',
    sellingPoints: '实木桌面,圆角,六人坐',
    processNotes: '面 1 脚 1 分开包装',
  }),
  product('TS-812', '餐椅', '450×520×880', '把', 1, 2, 238, {
    series: '餐厅',
    colours: '胡桃/原木',
    sellingPoints: '可叠放,椅脚加固',
    processNotes: '2 把一箱',
  }),
  product('TS-905', '四门衣柜', '1600×600×2200', '套', 6, 1, 2680, {
    series: '卧室',
    colours: '白/胡桃',
    sellingPoints: '含穿衣镜,可拆装',
    processNotes: '需上门安装,五金另包',
  }),
  product('TS-620', '床', '1800×2000', '张', 3, 1, 1680, { series: '卧室', colours: '胡桃/原木/白' }),
  product('TS-621', '床头柜', '450×400×500', '个', 1, 1, 320, { series: '卧室', colours: '胡桃/原木/白' }),
  product('TS-330', '电视柜', '2000×400×450', '个', 2, 1, 760, { series: '客厅', colours: '胡桃/白' }),
  product('TS-450', '书桌', '1200×600', '张', 2, 1, 620, { series: '书房', colours: '胡桃/原木' }),
  product('TS-118', '茶几', '1200×700', '张', 1, 1, 540, { series: '客厅', colours: '胡桃/黑' }),
]
