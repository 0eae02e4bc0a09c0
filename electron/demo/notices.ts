import { plusDays } from '../../shared/dates.ts'
import { lineFields } from '../../shared/noticeFields.ts'
import type { EnclosureKind } from '../../shared/noticeDesk.ts'
import type { FieldValues } from '../../shared/noticeFields.ts'
import type { Trade } from '../../shared/settings.ts'
import type { Stage } from './story.ts'

/** What an office of each trade writes on its notices (papers.md 4.2). */
const values: Record<Trade, FieldValues> = {
  furniture: {
    spare: '0',
    material: '橡木实木 + E0 板',
    colourCode: 'H02',
    fittings: '阻尼铰链、三合一',
    parts: '面板/脚架分开包',
  },
  printing: {
    spare: '3',
    finishedSize: '120×80×200',
    flatSize: '412×296',
    paper: '250g 白卡 对开',
    inks: '4+0',
    plates: 'CTP',
    surface: '过光胶',
    dieCut: 'D-0218',
    binding: '粘盒',
    perCarton: '500',
  },
  garment: {
    spare: '2',
    shell: '26s 200g 精棉',
    trims: '1×1 罗纹、四合扣',
    decoration: '左胸绣花',
    washing: '普洗',
    labels: '主唛 + 洗唛 + 吊牌',
    assortment: '60 件混码一箱',
    sizeTable: '部位|S|M|L|XL|公差\n胸围|96|100|104|108|±1\n衣长|66|68|70|72|±1\n袖长|20|21|22|23|±0.5',
  },
  hardware: {
    spare: '1',
    material: '304 不锈钢 2.5mm',
    surface: '抛光镀镍',
    saltSpray: '48 小时',
    mould: 'M-118',
    innerBox: '20 个/盒',
    carton: '200 个/箱 38×28×20',
    shippingMark: '正唛 TR-HINGE,侧唛 毛净重',
  },
}
const things: Record<Trade, { kind: EnclosureKind; label: string; to: string }[]> = {
  furniture: [
    { kind: 'sample', label: '色板 H02', to: '油漆车间 老梁' },
    { kind: 'drawing', label: '拆单图 A 版', to: '木工车间 阿强' },
  ],
  printing: [
    { kind: 'sampleBag', label: 'B-0312', to: '版房 小林' },
    { kind: 'film', label: 'F-0312', to: '版房 小林' },
    { kind: 'die', label: 'D-0218', to: '后道车间 阿芳' },
  ],
  garment: [
    { kind: 'customerSheet', label: '客户制单', to: '裁剪车间 阿珍' },
    { kind: 'processSheet', label: '工艺单', to: '裁剪车间 阿珍' },
    { kind: 'approvedSample', label: '产前样', to: '缝制车间 阿霞' },
    { kind: 'swatchCard', label: '面料样卡', to: '裁剪车间 阿珍' },
  ],
  hardware: [
    { kind: 'drawing', label: 'REV.B', to: '冲压车间 老冯' },
    { kind: 'mould', label: 'M-118', to: '冲压车间 老冯' },
  ],
}
const receivers = ['阿强', '老周', '品管 小何', '李敏']

/** Falls the same for a notice each time, and takes nothing from the dice of the story. */
const luck = (noticeId: number, salt: number): number => ((noticeId * 37 + salt * 53) % 100) / 100

const checkFilm = async ({ as, today }: Stage, noticeId: number): Promise<void> => {
  const { wanted, items } = await as.merchandiser.production.film({ noticeId })
  if (!wanted) return
  const signed = { noticeId, checkedBy: '李敏', checkedOn: today }
  const right = items.map((item) => ({ item, mark: 'right' as const, words: '' }))
  if (luck(noticeId, 1) < 0.1) {
    const wrong = right.map((each) =>
      each.item === '条码' ? { ...each, mark: 'wrong' as const, words: '少一位' } : each,
    )
    await as.merchandiser.production.checkFilm({ ...signed, items: wrong })
  }
  await as.merchandiser.production.checkFilm({ ...signed, items: right })
}

const writeSheet = async ({ as }: Stage, noticeId: number, more: FieldValues): Promise<void> => {
  const { trade, version, lines } = await as.clerk.production.sheet({ id: noticeId })
  const known = new Set(lineFields[trade].map(({ key }) => key))
  await as.clerk.production.saveSheet({
    id: noticeId,
    version,
    head: { packingWay: '五层瓦楞箱', marks: '外箱:客户代号 + 订单号 + 箱号', ...more },
    lines: lines.map((line) => ({
      id: line.id,
      values: {
        ...Object.fromEntries(Object.entries(values[trade]).filter(([key]) => known.has(key))),
        ...line.values,
      },
    })),
  })
}

const handOut = async ({ as, today }: Stage, noticeId: number, copies: number, oldBack = false): Promise<void> => {
  const { names, edition } = await as.clerk.production.copies({ noticeId })
  for (const [index, copy] of names.slice(0, copies).entries())
    await as.clerk.production.handOut({
      noticeId,
      copy,
      receiver: receivers[index] ?? '李敏',
      receivedOn: today,
      edition,
      oldBack,
    })
}

/**
 * What an office does with a notice it has just made: film checked where it prints; for those of the last weeks also the
 * process fields, the copies signed for and the things that go along. Now and then a copy is forgotten, a thing stays out,
 * or a change makes a second version of which two still hold the first.
 */
export const furnishNotice = async (stage: Stage, noticeId: number): Promise<void> => {
  await checkFilm(stage, noticeId)
  const { as, on, today, last } = stage
  if (plusDays(today, 30) < last) return
  await writeSheet(stage, noticeId, {})
  await as.merchandiser.production.markPrinted({ id: noticeId })
  await handOut(stage, noticeId, luck(noticeId, 2) < 0.3 ? 3 : 4)
  const { trade } = await as.clerk.production.sheet({ id: noticeId })
  for (const { kind, label, to } of things[trade].slice(0, luck(noticeId, 3) < 0.5 ? 4 : 1)) {
    const thing = await as.clerk.production.saveEnclosure({ id: null, noticeId, kind, label, pieces: 1, version: 0 })
    const out = await as.clerk.production.handEnclosure({
      id: thing.id,
      version: thing.version,
      handedTo: to,
      handedOn: today,
    })
    if (luck(noticeId, 4) < 0.6)
      on(plusDays(today, 12), async () => {
        const [, by = to] = to.split(' ')
        const back = { id: out.id, version: out.version, returnedBy: by, returnedOn: plusDays(today, 12) }
        await as.clerk.production.returnEnclosure(back)
      })
  }
  if (luck(noticeId, 5) < 0.2)
    on(plusDays(today, 2), async () => {
      const { state } = await as.clerk.production.read({ id: noticeId })
      if (state === 'void') return
      await writeSheet(stage, noticeId, { attention: '客户来电:边角要倒圆,按新样做' })
      await as.merchandiser.production.markPrinted({ id: noticeId })
      await handOut({ ...stage, today: plusDays(today, 2) }, noticeId, 2, true)
    })
}
