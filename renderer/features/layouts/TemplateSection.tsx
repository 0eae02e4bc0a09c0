import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { shell } from '../../../shared/shell.ts'
import { templateSentence } from '../../../shared/statementTemplate.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useLanguage, useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import type { SectionProps } from './ColumnsSection.tsx'
import styles from './Layouts.module.css'

type Looked = NonNullable<Output<typeof shell.pickTemplate>>

/** What was found in the file: every problem in a sentence, or what to look at before it is used. */
const ReportDialog = ({ looked, onUse, onClose }: { looked: Looked; onUse: () => void; onClose: () => void }) => {
  const t = useT()
  const { problems, notes } = looked.report
  const usable = looked.template !== null
  return (
    <Dialog
      title={t('templates.checked', { name: looked.name })}
      width={560}
      onClose={onClose}
      foot={
        <>
          <KeyButton keys="Escape" listen={false} onClick={onClose}>
            {t(usable ? 'app.cancel' : 'app.close')}
          </KeyButton>
          <span className="spring" />
          {usable && (
            <KeyButton keys="Enter" go onClick={onUse}>
              {t('templates.use')}
            </KeyButton>
          )}
        </>
      }
    >
      <p className={usable ? '' : 'neg'}>{t(usable ? 'templates.notesLead' : 'templates.problemsLead')}</p>
      <ul className={styles['report']}>
        {[...problems, ...notes].map((each) => (
          <li key={`${each.code} ${each.name} ${each.other}`}>{t(...templateSentence(each))}</li>
        ))}
      </ul>
    </Dialog>
  )
}

/** The office's own .xlsx of the statement: chosen, changed, taken out, left off; a sample to begin from. */
export const TemplateSection = ({ read, content, change }: SectionProps) => {
  const t = useT()
  const language = useLanguage((store) => store.language)
  const [looked, setLooked] = useState<Looked | null>(null)
  const { template } = content
  const accept = ({ template: kept, name }: Looked): void => {
    setLooked(null)
    change({ template: kept })
    notify(t('templates.chosen', { name }), 'info')
  }
  const choose = async (): Promise<void> => {
    const picked = await attempt(() => client.shell.pickTemplate({}))
    if (!picked) return
    if (picked.template && picked.report.notes.length === 0) accept(picked)
    else setLooked(picked)
  }
  const take = async (what: 'sample' | 'stored', name: string): Promise<void> => {
    // what is stored is given out, not what was picked and not saved yet
    if (what === 'stored' && template?.file !== read.content.template?.file)
      return notify(t('layouts.saveFirst'), 'info')
    const input = { customerId: read.customerId, what, language }
    const done = await attempt(() => client.shell.export({ kind: 'statementTemplate', input, name }))
    if (done?.saved) notify(t('templates.savedAs', { name: done.saved }))
  }
  return (
    <>
      <h2>{t('templates.title')}</h2>
      <small className="dim">{t(template ? 'templates.hint' : 'templates.none')}</small>
      {template && <b className={styles['template']}>{template.name}</b>}
      <div className={styles['templateDeeds']}>
        <KeyButton keys="F4" onClick={choose}>
          {t(template ? 'templates.change' : 'templates.choose')}
        </KeyButton>
        {template && (
          <>
            <KeyButton keys="Alt+o" onClick={() => take('stored', template.name.replace(/\.xlsx$/i, ''))}>
              {t('templates.takeOut')}
            </KeyButton>
            <KeyButton keys="Alt+n" onClick={() => change({ template: null })}>
              {t('templates.remove')}
            </KeyButton>
          </>
        )}
        <KeyButton keys="Alt+y" onClick={() => take('sample', t('templates.sampleName'))}>
          {t('templates.sample')}
        </KeyButton>
      </div>
      {looked && <ReportDialog looked={looked} onUse={() => accept(looked)} onClose={() => setLooked(null)} />}
    </>
  )
}
