import type { Trade } from '../../shared/settings.ts'

/** The workshop of what factories do: a notice released to it takes none of the own capacity (duties 38, 41). */
export const outsideWorkshop = '外协'

interface TradeProcess {
  name: string
  standardDays: number
  /** Of a workday, in `capacityUnit`; 0 = not limited. */
  dailyCapacity: number
  /** 件 unless the process counts otherwise. */
  capacityUnit?: string
  workshop: string
}

/** The processes of each trade with standard days and daily capacity (sample-data.md 5.1 to 5.4). */
export const tradeProcesses: Record<Trade, TradeProcess[]> = {
  furniture: [
    { name: '开料', standardDays: 1, dailyCapacity: 60, workshop: '木工车间' },
    { name: '白茬', standardDays: 3, dailyCapacity: 40, workshop: '木工车间' },
    { name: '打磨', standardDays: 1, dailyCapacity: 45, workshop: '油漆车间' },
    { name: '底漆', standardDays: 2, dailyCapacity: 80, workshop: '油漆车间' },
    { name: '面漆', standardDays: 2, dailyCapacity: 60, workshop: '油漆车间' },
    { name: '组装', standardDays: 1, dailyCapacity: 0, workshop: '组装车间' },
    { name: '包装', standardDays: 1, dailyCapacity: 70, workshop: '组装车间' },
  ],
  printing: [
    { name: '制版', standardDays: 1, dailyCapacity: 0, workshop: '版房' },
    { name: '开料', standardDays: 1, dailyCapacity: 0, workshop: '印刷车间' },
    { name: '印刷', standardDays: 1, dailyCapacity: 48000, capacityUnit: '张', workshop: '印刷车间' },
    { name: '表面处理', standardDays: 1, dailyCapacity: 0, workshop: '后道车间' },
    { name: '模切', standardDays: 1, dailyCapacity: 36000, capacityUnit: '张', workshop: '后道车间' },
    { name: '粘盒', standardDays: 1, dailyCapacity: 8000, capacityUnit: '个', workshop: '后道车间' },
    { name: '包装', standardDays: 1, dailyCapacity: 0, workshop: '后道车间' },
  ],
  garment: [
    { name: '验布', standardDays: 1, dailyCapacity: 0, workshop: '裁剪车间' },
    { name: '裁剪', standardDays: 1, dailyCapacity: 1500, workshop: '裁剪车间' },
    // 绣花、印花: a style without it has a route of its own
    { name: '绣印花', standardDays: 3, dailyCapacity: 0, workshop: '外协' },
    { name: '缝制', standardDays: 4, dailyCapacity: 960, workshop: '缝制车间' },
    { name: '后道', standardDays: 1, dailyCapacity: 0, workshop: '后道车间' },
    { name: '整烫', standardDays: 1, dailyCapacity: 1000, workshop: '后道车间' },
    { name: '检验', standardDays: 1, dailyCapacity: 0, workshop: '后道车间' },
    { name: '包装', standardDays: 1, dailyCapacity: 0, workshop: '后道车间' },
  ],
  hardware: [
    { name: '冲压', standardDays: 2, dailyCapacity: 0, workshop: '冲压车间' },
    { name: '机加', standardDays: 2, dailyCapacity: 0, workshop: '机加车间' },
    { name: '打磨抛光', standardDays: 1, dailyCapacity: 0, workshop: '机加车间' },
    { name: '电镀', standardDays: 3, dailyCapacity: 0, workshop: '外协' },
    { name: '组装', standardDays: 1, dailyCapacity: 0, workshop: '组装车间' },
    { name: '全检', standardDays: 1, dailyCapacity: 0, workshop: '组装车间' },
    { name: '包装', standardDays: 1, dailyCapacity: 0, workshop: '组装车间' },
  ],
}
