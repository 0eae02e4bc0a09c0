import type { PhraseKey } from '../../../shared/language.ts'

/** The parts of 设置 in the order of their keys Ctrl+1…; Ctrl+G opens each by its name. */
export const sections = [
  { name: 'company', label: 'settings.sectionCompany' },
  { name: 'switches', label: 'settings.sectionSwitches' },
  { name: 'papers', label: 'settings.sectionPapers' },
  { name: 'processes', label: 'settings.sectionProcesses' },
  { name: 'calendar', label: 'settings.sectionCalendar' },
  { name: 'subCodes', label: 'exceptions.sectionSubCodes' },
  { name: 'folders', label: 'settings.sectionFolders' },
  { name: 'inspection', label: 'quality.section' },
] as const satisfies { name: string; label: PhraseKey }[]
export type SectionName = (typeof sections)[number]['name']
