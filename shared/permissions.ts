/** Who may do what. Anything not listed here is denied; the owner may do everything. */
export const roles = ['owner', 'manager', 'merchandiser', 'clerk', 'cashier', 'warehouse', 'workshop'] as const
export type Role = (typeof roles)[number]

const office = ['manager', 'merchandiser', 'clerk'] as const
const all = ['manager', 'merchandiser', 'clerk', 'cashier', 'warehouse', 'workshop'] as const

/** Permission → the roles that have it beside the owner. `public` needs no sign-in. */
export const permissions = {
  public: [],
  signedIn: all,
  'users.manage': [],
  'settings.write': ['manager'],
  /** How this PC prints: whoever stands at the printer sets it. */
  'printers.write': all,
  'customers.read': all,
  'customers.write': office,
  'products.read': all,
  'products.write': office,
  'prices.read': ['manager', 'merchandiser', 'clerk', 'cashier'],
  'prices.write': ['manager', 'merchandiser'],
  'inbox.read': office,
  'inbox.write': office,
  'orders.read': all,
  'orders.write': office,
  'changes.write': office,
  'reviews.write': office,
  'changes.approve': ['manager', 'merchandiser'],
  'quotations.write': office,
  'orders.void': ['manager', 'merchandiser'],
  'checks.write': office,
  'signBacks.write': ['manager', 'merchandiser', 'clerk', 'cashier', 'warehouse'],
  'materials.read': all,
  'materials.write': office,
  /** What comes in, goes out and comes back. */
  'materials.move': ['manager', 'merchandiser', 'clerk', 'warehouse'],
  'production.write': ['manager', 'merchandiser'],
  'gates.override': ['manager'],
  'operations.read': all,
  'operations.write': ['manager', 'merchandiser', 'clerk', 'workshop'],
  'quality.read': all,
  // there is no role of 品管 alone: the workshop, the warehouse and the office inspect
  'quality.write': ['manager', 'merchandiser', 'clerk', 'warehouse', 'workshop'],
  'quality.void': ['manager', 'merchandiser'],
  'quality.concede': ['manager'],
  'pictures.write': ['manager', 'merchandiser', 'clerk', 'warehouse', 'workshop'],
  'outsourcing.write': office,
  'outsourcing.return': ['manager', 'merchandiser', 'clerk', 'warehouse'],
  'deliveries.read': all,
  'deliveries.write': ['manager', 'merchandiser', 'clerk', 'warehouse'],
  'deliveries.release': ['manager', 'merchandiser', 'warehouse'],
  'shipments.answer': ['manager', 'merchandiser', 'clerk', 'workshop'],
  'shipments.tell': office,
  'store.write': ['manager', 'merchandiser', 'clerk', 'warehouse'],
  'allocations.write': ['manager', 'merchandiser'],
  'receipts.read': ['manager', 'merchandiser', 'clerk', 'cashier'],
  'receipts.write': ['manager', 'merchandiser', 'clerk', 'cashier'],
  'receipts.confirm': ['cashier'],
  'archive.write': office,
  'cod.settle': ['manager', 'merchandiser', 'cashier'],
  'statements.read': ['manager', 'merchandiser', 'cashier'],
  'statements.write': ['manager', 'merchandiser', 'cashier'],
  /** What puts money on an account without goods (扣款, an agreed difference), and what opens a signed period again. */
  'statements.settle': ['manager', 'cashier'],
  'complaints.read': all,
  'complaints.write': office,
  /** 经理确认 (duty 96). */
  'complaints.confirm': ['manager'],
  /** Who sees no prices sees no sums in them. */
  'reports.read': all,
  'messages.write': all,
  'backup.write': ['manager', 'merchandiser', 'clerk', 'cashier'],
  'backup.restore': [],
  'audit.read': ['manager'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether a role has a permission. `null` is nobody signed in. */
export const may = (role: Role | null, permission: Permission): boolean =>
  permission === 'public' ||
  role === 'owner' ||
  (role !== null && (permissions[permission] as readonly Role[]).includes(role))
