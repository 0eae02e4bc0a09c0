import type { Trade } from './settings.ts'
import type { DefectKind, Severity } from './severities.ts'

export interface InspectionList {
  /** What is looked at, each ✓ or ×. */
  items: string[]
  defects: DefectKind[]
}

const kinds = (severity: Severity, ...names: string[]): DefectKind[] => names.map((defect) => ({ defect, severity }))

/** 服装八查 (duty 127), word for word as the trade asks them. */
export const garmentChecks = [
  '物料是否正确',
  '尺寸是否准确',
  '款式是否错误',
  '做工是否细致',
  '成品颜色是否正确',
  '有无漏定物料',
  '物料能否按预定时间到加工厂',
  '交期有无问题',
]

/** What each trade looks at and finds, until the office writes its own lists in the settings. */
export const tradeInspections: Record<Trade, InspectionList> = {
  furniture: {
    items: ['数量', '款式与图纸', '尺寸', '颜色色号', '木质含水率', '结构牢固', '漆面', '五金与配件包', '包装与唛头'],
    defects: [
      ...kinds('critical', '玻璃破裂', '钉尖外露', '承重断裂'),
      ...kinds('major', '划伤', '色差', '尺寸超差', '漏漆', '开裂', '孔位不对', '缺配件', '摇晃不稳'),
      ...kinds('minor', '漆面颗粒', '轻微磕碰', '胶痕', '清洁不净', '标签贴歪'),
    ],
  },
  printing: {
    items: ['数量', '文字与签样', '条码扫描', '颜色与色样', '套印', '尺寸与成型', '表面处理', '粘合牢度', '包装与标签'],
    defects: [
      ...kinds('critical', '文字错误', '条码扫不出'),
      ...kinds('major', '套印不准', '色差', '漏印', '模切偏位', '粘盒开胶', '过胶起泡'),
      ...kinds('minor', '刮花', '脏点', '爆线', '毛边'),
    ],
  },
  garment: {
    items: garmentChecks,
    defects: [
      ...kinds('critical', '断针残留', '异味霉变'),
      ...kinds('major', '尺寸超差', '色差', '破洞', '跳针断线', '款式不符', '唛头错', '污渍', '印花脱落'),
      ...kinds('minor', '线头', '起皱', '线迹不匀', '轻微污点', '烫迹'),
    ],
  },
  hardware: {
    items: ['数量', '外观', '尺寸与通止规', '镀层厚度', '盐雾试验', '装配与开合', '螺纹', '内盒外箱', '唛头与净重'],
    defects: [
      ...kinds('critical', '锐边割手', '断裂'),
      ...kinds('major', '盐雾不合格', '尺寸超差', '镀层起泡', '滑牙', '漏攻牙', '生锈', '少配件'),
      ...kinds('minor', '划痕', '毛刺', '色泽不匀', '污渍'),
    ],
  },
}

/** The office's own lists where it wrote any, the trade's otherwise. */
export const inspectionListOf = (office: {
  trade: Trade
  inspectionItems: readonly string[]
  inspectionDefects: readonly DefectKind[]
}): InspectionList => ({
  items: office.inspectionItems.length > 0 ? [...office.inspectionItems] : tradeInspections[office.trade].items,
  defects: office.inspectionDefects.length > 0 ? [...office.inspectionDefects] : tradeInspections[office.trade].defects,
})
