import { forms, type PrinterProfile, type ProfileDraft, type ProfileKey } from '../../../shared/printers.ts'
import type { TabParameters } from '../../lib/tabs.ts'

export const keyOf = ({ widthMicrons, heightMicrons, paper }: ProfileKey): ProfileKey => ({
  widthMicrons,
  heightMicrons,
  paper,
})

export const paramsOf = (profile: ProfileKey): TabParameters => ({ ...keyOf(profile) })

/** The profile a tab was opened for; null for a new one. */
export const keyFrom = ({ widthMicrons, heightMicrons, paper }: TabParameters): ProfileKey | null =>
  typeof widthMicrons === 'number' && typeof heightMicrons === 'number'
    ? { widthMicrons, heightMicrons, paper: typeof paper === 'string' ? paper : null }
    : null

/**
 * What a new set-up begins with: the half form of a dot-matrix printer on the first printer there is, with the driver's
 * own form. On a PC without a printer through the dialog. Either can be saved as it stands.
 */
export const newProfile = ([first]: readonly { name: string }[]): ProfileDraft => ({
  ...forms.half,
  paper: null,
  mode: first ? 'form' : 'dialog',
  printer: first?.name ?? '',
  formName: '',
  target: '',
  rightMicrons: 0,
  downMicrons: 0,
  heightCorrectionMicrons: 0,
  copies: 1,
})

export const draftOf = ({ testedAt: _, accepted: __, ...draft }: PrinterProfile): ProfileDraft => draft
