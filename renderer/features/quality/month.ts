import { plusDays } from '../../../shared/dates.ts'

/** The first and last day of a month: `2026-11` → 2026-11-01, 2026-11-30. */
export const monthOf = (month: string): { from: string; to: string } => {
  const from = `${month}-01`
  const next = plusDays(from, 31).slice(0, 7)
  return { from, to: plusDays(`${next}-01`, -1) }
}
