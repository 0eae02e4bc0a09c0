import type { Output } from '../../../shared/contract.ts'
import type { settings } from '../../../shared/settings.ts'

export type ReadSettings = Output<typeof settings.read>
/** What each section of the settings page gets. */
export interface SectionProps {
  read: ReadSettings
}
