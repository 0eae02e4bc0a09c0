import type { Role } from '../../shared/permissions.ts'
import type { Trade } from '../../shared/settings.ts'
import { furnitureDemo } from './masters/furniture.ts'
import { garmentDemo } from './masters/garment.ts'
import { hardwareDemo } from './masters/hardware.ts'
import type { DemoTrade } from './masters/parts.ts'
import { printingDemo } from './masters/printing.ts'

export const demoPassword = 'demo123'

/** The people behind the owner: the same names in every demo office. */
export const demoPeople: { name: string; role: Role }[] = [
  { name: '赵经理', role: 'manager' },
  { name: '李敏', role: 'merchandiser' },
  { name: '陈静', role: 'clerk' },
  { name: '孙会', role: 'cashier' },
  { name: '老周', role: 'warehouse' },
  { name: '吴工', role: 'workshop' },
]

/** The invented factory of each trade. */
export const demoTrades: Record<Trade, DemoTrade> = {
  furniture: furnitureDemo,
  printing: printingDemo,
  garment: garmentDemo,
  hardware: hardwareDemo,
}
