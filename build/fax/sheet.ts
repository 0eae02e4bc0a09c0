/** One line of the customer's own form, as the customer writes it. */
export type FaxLine = { model: string; name: string; colour: string; quantity: string; price: string }

/** What a customer faxes. `date` and `due` are YYYY-MM-DD; texts stand on the sheet as given. */
export type FaxOrder = {
  customer: string
  contact: string
  /** The factory and the person it is sent to. */
  to: string
  /** Number printed by the sending machine in the top line. */
  sender: string
  date: string
  /** Clock time in the top line, HH:mm. */
  time: string
  due: string
  lines: FaxLine[]
  /** Sentences under the table. */
  remarks: string[]
  /** Second page: sentences about delivery; empty for a fax of one page. */
  delivery: string[]
}

/** The furniture order of the sample data: 12 tables, 72 chairs, 6 wardrobes, 47,376.00 yuan. */
export const furnitureOrder: FaxOrder = {
  customer: '永兴家居',
  contact: '王老板',
  to: '禾杉家具　陈小姐　　传真:0757-2288 ××××',
  sender: '0757-2266 XXXX',
  date: '2026-11-22',
  time: '09:14',
  due: '2026-12-15',
  lines: [
    { model: 'TS-801', name: '餐桌 1.4 米', colour: '胡桃', quantity: '12 张', price: '1180' },
    { model: 'TS-812', name: '餐椅', colour: '胡桃', quantity: '72 把', price: '238' },
    { model: 'TS-905', name: '四门衣柜', colour: '白', quantity: '6 套', price: '2680' },
  ],
  remarks: ['订金三成,货到付清。请送到:中山西路 18 号'],
  delivery: [
    '一、送货地址:中山西路 18 号永兴家居,北门卸货,大车从后巷进。',
    '二、送货前一天请打电话给王老板,上午 9 点到 11 点半收货。',
    '三、衣柜请派师傅安装,板件边角包好,不要碰花。',
    '四、餐椅两把一箱,箱外写清颜色和数量。',
  ],
}

/** The sheet in CSS pixels: half of 1728 dots wide, A4 in proportion; drawn at a device scale of 2. */
export const sheetWidth = 864
export const sheetHeight = 1192

const style = `
  * { box-sizing: border-box; margin: 0 }
  body { width: ${sheetWidth}px; height: ${sheetHeight}px; background: #fff; color: #000; position: relative;
    font: 23px/2 "Noto Serif CJK SC", SimSun, serif }
  .top { position: absolute; top: 8px; left: 40px; right: 40px; height: 20px; display: flex;
    justify-content: space-between; font: 14px/20px "Noto Sans CJK SC", SimHei, sans-serif }
  main { padding: 96px 56px 0 }
  h1 { text-align: center; font-size: 36px; letter-spacing: 14px; line-height: 1.6; margin-bottom: 12px }
  table { border-collapse: collapse; width: 100%; margin: 6px 0 }
  td, th { border: 2px solid #000; height: 54px; padding: 0 12px; text-align: left; font-weight: 400 }
  .sign { text-align: right; margin-top: 14px }
  .map { margin: 34px 0 0 20px }
  .stamp { position: absolute; right: 96px; top: 860px }
`

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

const monthDay = (date: string) => `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8, 10))} 日`

const paragraphs = (texts: string[]) => texts.map((text) => `<p>${escape(text)}</p>`).join('')

function page(order: FaxOrder, number: number, count: number, body: string): string {
  const numbers = [number, count].map((value) => String(value).padStart(2, '0')).join('/')
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${style}</style>
    <div class="top"><span>${order.date} ${order.time}</span><span>${escape(order.customer)}</span>
    <span>FAX ${escape(order.sender)}</span><span>P.${numbers}</span></div><main>${body}</main></html>`
}

function orderPage(order: FaxOrder): string {
  const rows = order.lines.map(
    (line) =>
      `<tr>${[line.model, line.name, line.colour, line.quantity, line.price].map((cell) => `<td>${escape(cell)}`).join('')}`,
  )
  return `<h1>订 货 单</h1><p>致:${escape(order.to)}</p><p>我司订购下列货品,请于 ${monthDay(order.due)}前送到:</p>
    <table><tr><th>型号<th>品名<th>颜色<th>数量<th>单价</tr>${rows.join('')}</table>
    ${paragraphs(order.remarks)}<p class="sign">${escape(order.customer)}　${escape(order.contact)}　${monthDay(order.date)}</p>`
}

/** A round seal: the name along the upper half, a star in the middle. */
function stamp(name: string): string {
  return `<svg class="stamp" width="210" height="210" viewBox="-105 -105 210 210" font-family="Noto Serif CJK SC, SimSun">
    <circle r="98" fill="none" stroke="#000" stroke-width="6"/>
    <path id="arc" d="M -68 24 A 72 72 0 1 1 68 24" fill="none"/>
    <text font-size="26" font-weight="700"><textPath href="#arc" startOffset="50%" text-anchor="middle"
      letter-spacing="10">${escape(name)}</textPath></text>
    <path d="M0-30 7-10 29-9 11 4 18 25 0 13-18 25-11 4-29-9-7-10Z"/>
    <text y="62" font-size="22" text-anchor="middle">订货专用章</text></svg>`
}

/** The way to the shop as a customer draws it: two roads, the shop, the back lane. */
const map = `<svg class="map" width="440" height="300" viewBox="0 0 440 300" fill="none" stroke="#000" stroke-width="4"
    font-family="Noto Serif CJK SC, SimSun" stroke-linecap="round">
  <path d="M6 212 Q 120 204 214 214 T 434 208M8 258 Q 140 250 250 260 T 432 252M96 8 Q 104 100 98 206M146 10 Q 140 90 148 204"/>
  <path d="M214 96 h120 v84 h-120zM334 128 q 40 4 40 76" stroke-width="5"/><path d="M366 190l8 16 9-15" stroke-width="4"/>
  <g fill="#000" stroke="none" font-size="24"><text x="190" y="246">中山西路</text><text x="236" y="146">本店</text>
  <text x="352" y="118">后巷进</text><text x="110" y="60">加</text><text x="110" y="90">油</text><text x="110" y="120">站</text></g></svg>`

function deliveryPage(order: FaxOrder): string {
  return `<h1>送 货 说 明</h1>${paragraphs(order.delivery)}${map}${stamp(order.customer)}
    <p class="sign" style="margin-top:40px">${escape(order.customer)}　${escape(order.contact)}</p>`
}

/** The sheets of a fax as HTML pages, in order. */
export function sheetsOf(order: FaxOrder): string[] {
  const bodies = [orderPage(order), ...(order.delivery.length > 0 ? [deliveryPage(order)] : [])]
  return bodies.map((body, index) => page(order, index + 1, bodies.length, body))
}
