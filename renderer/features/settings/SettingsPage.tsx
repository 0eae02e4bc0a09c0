import { type ComponentType, useState } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { SubCodesSection } from '../exceptions/SubCodesSection.tsx'
import { CalendarSection } from './CalendarSection.tsx'
import { CompanySection } from './CompanySection.tsx'
import { FoldersSection } from './FoldersSection.tsx'
import { InspectionSection } from './InspectionSection.tsx'
import { PapersSection } from './PapersSection.tsx'
import { ProcessesSection } from './ProcessesSection.tsx'
import type { SectionProps } from './section.ts'
import { SwitchesSection } from './SwitchesSection.tsx'
import styles from './SettingsPage.module.css'

const sections: { name: string; label: PhraseKey; content: ComponentType<SectionProps> }[] = [
  { name: 'company', label: 'settings.sectionCompany', content: CompanySection },
  { name: 'switches', label: 'settings.sectionSwitches', content: SwitchesSection },
  { name: 'papers', label: 'settings.sectionPapers', content: PapersSection },
  { name: 'processes', label: 'settings.sectionProcesses', content: ProcessesSection },
  { name: 'calendar', label: 'settings.sectionCalendar', content: CalendarSection },
  { name: 'subCodes', label: 'exceptions.sectionSubCodes', content: SubCodesSection },
  { name: 'folders', label: 'settings.sectionFolders', content: FoldersSection },
  { name: 'inspection', label: 'quality.section', content: InspectionSection },
]

/** The office's own facts: company head, switches, papers, processes, calendar, folders, inspection. */
export const SettingsPage = () => {
  const t = useT()
  const [shown, setShown] = useState('company')
  const { data, error } = useQuery(client.settings.read, {})
  useKeys(
    Object.fromEntries(
      sections.map(({ name, label }, index) => [
        `Control+${index + 1}`,
        { label: t(label), run: () => setShown(name) },
      ]),
    ),
  )
  return (
    <Page>
      <Panel
        title={t('settings.title')}
        padded
        bar={
          <span className={styles['sections']} role="tablist" aria-label={t('settings.title')}>
            {sections.map(({ name, label }, index) => (
              <button
                key={name}
                type="button"
                role="tab"
                aria-selected={name === shown}
                aria-pressed={name === shown}
                aria-keyshortcuts={`Control+${index + 1}`}
                onClick={() => setShown(name)}
              >
                {t(label)}
                <kbd aria-hidden="true">Ctrl {index + 1}</kbd>
              </button>
            ))}
          </span>
        }
      >
        <RefusalNote message={error?.message} />
        {data &&
          sections.map(({ name, content: Content }) => (
            // hidden, not gone: what was typed in one section outlives a look at another
            <div key={name} role="tabpanel" hidden={name !== shown} className={styles['wide']}>
              {name === shown ||
              name === 'company' ||
              name === 'switches' ||
              name === 'papers' ||
              name === 'inspection' ? (
                <Content read={data} />
              ) : null}
            </div>
          ))}
      </Panel>
    </Page>
  )
}
