import { type ComponentType, useEffect, useState } from 'react'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { SubCodesSection } from '../exceptions/SubCodesSection.tsx'
import { CalendarSection } from './CalendarSection.tsx'
import { CompanySection } from './CompanySection.tsx'
import { FoldersSection } from './FoldersSection.tsx'
import { InspectionSection } from './InspectionSection.tsx'
import { PapersSection } from './PapersSection.tsx'
import { ProcessesSection } from './ProcessesSection.tsx'
import type { SectionProps } from './section.ts'
import { type SectionName, sections } from './sections.ts'
import { SwitchesSection } from './SwitchesSection.tsx'
import styles from './SettingsPage.module.css'

const contents: Record<SectionName, ComponentType<SectionProps>> = {
  company: CompanySection,
  switches: SwitchesSection,
  papers: PapersSection,
  processes: ProcessesSection,
  calendar: CalendarSection,
  subCodes: SubCodesSection,
  folders: FoldersSection,
  inspection: InspectionSection,
}
/** Those with a form of their own stay while another is looked at. */
const kept: readonly SectionName[] = ['company', 'switches', 'papers', 'inspection']

/** The office's own facts: company head, switches, papers, processes, calendar, folders, inspection; `parameters.section` opens one. */
export const SettingsPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const [shown, setShown] = useState<SectionName>('company')
  useEffect(() => {
    const asked = sections.find(({ name }) => name === parameters['section'])
    if (asked) setShown(asked.name)
  }, [parameters])
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
          sections.map(({ name }) => {
            const Content = contents[name]
            return (
              // hidden, not gone: what was typed in one section outlives a look at another
              <div key={name} role="tabpanel" hidden={name !== shown} className={styles['wide']}>
                {name === shown || kept.includes(name) ? <Content read={data} /> : null}
              </div>
            )
          })}
      </Panel>
    </Page>
  )
}
