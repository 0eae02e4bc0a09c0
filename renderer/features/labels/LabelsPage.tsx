import { useState } from 'react'
import {
  labelCodeKeys,
  labelCodes,
  type LabelCode,
  type LabelForm,
  labelFormKeys,
  labelForms,
  labelRuns,
  mostLabels,
} from '../../../shared/labels.ts'
import type { Office } from '../../../shared/settings.ts'
import { Check, Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LeaveKey } from '../../components/LeaveKey.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printedAs } from '../prints/PaperPage.tsx'
import { printPaper } from '../production/printPaper.ts'
import styles from './Labels.module.css'

type Source = 'note' | 'notice'

const Labels = ({ id, source, office }: { id: number; source: Source; office: Office }) => {
  const t = useT()
  const [form, setForm] = useState<LabelForm>(office.labelForm)
  const [code, setCode] = useState<LabelCode>(office.labelCode)
  const [from, setFrom] = useState<number | null>(null)
  const [to, setTo] = useState<number | null>(null)
  const [marks, setMarks] = useState(true)
  const [at, setAt] = useState(0)
  const { data: counts, error: uncounted } = useQuery(client.labels.counts, { id, of: source })
  // typed by hand is what is printed; else a long run goes in parts
  const runs = from === null && to === null ? labelRuns(counts?.labels ?? 0) : []
  const run = runs.length > 1 ? runs[Math.min(at, runs.length - 1)] : undefined
  const input = { id, form, code, from: run?.from ?? from ?? 1, to: run?.to ?? to ?? 0, marks }
  const { data: paper, error } = useQuery(
    source === 'note' ? client.labels.ofNote : client.labels.ofNoticeLine,
    input,
    { keep: true, enabled: counts !== undefined },
  )
  const print = async (): Promise<void> => {
    const printed = await printPaper(printable, input, 'printer')
    if (printed && run && at < runs.length - 1) setAt(at + 1)
  }
  const printable = source === 'note' ? 'noteLabels' : 'noticeLabels'
  return (
    <Panel
      title={t('labels.title')}
      bar={
        <>
          <Choice<LabelForm>
            inline
            label=""
            autoFocus
            width={116}
            value={form}
            options={labelForms.map((value) => ({ value, label: t(labelFormKeys[value]) }))}
            onChange={setForm}
          />
          <Choice<LabelCode>
            inline
            label=""
            width={84}
            value={code}
            options={labelCodes.map((value) => ({ value, label: t(labelCodeKeys[value]) }))}
            onChange={setCode}
          />
          <div className={styles['from']}>
            <IntegerInput inline label={t('labels.from')} value={from} onChange={setFrom} />
            <IntegerInput inline label={t('labels.to')} value={to} onChange={setTo} />
          </div>
          <Check label={t('labels.marks')} value={marks} onChange={setMarks} />
        </>
      }
      actions={
        <>
          <LeaveKey />
          {paper && !error && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper(printable, input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={print}>
                {t('app.print')}
              </KeyButton>
            </>
          )}
        </>
      }
    >
      <RefusalNote message={error?.message ?? uncounted?.message} />
      {counts && counts.counted !== null && (
        <p className={styles['runs']} role="status">
          {t('labels.countedOther', { counted: counts.counted, packs: counts.labels })}
        </p>
      )}
      {run && (
        <p className={styles['runs']} role="status">
          {t('labels.runs', {
            total: counts?.labels ?? 0,
            most: mostLabels,
            runs: runs.length,
            run: at + 1,
            from: run.from,
            to: run.to,
          })}
          <KeyButton keys="Alt+ArrowLeft" disabled={at === 0} onClick={() => setAt(at - 1)}>
            {t('labels.previousRun')}
          </KeyButton>
          <KeyButton keys="Alt+ArrowRight" disabled={at >= runs.length - 1} onClick={() => setAt(at + 1)}>
            {t('labels.nextRun')}
          </KeyButton>
        </p>
      )}
      {paper && !error && <PaperPreview paper={paper} of={printedAs(printable, input.id)} />}
    </Panel>
  )
}

const Asked = ({ id, source }: { id: number | null; source: Source }) => {
  const { data } = useQuery(client.settings.read, {})
  return <Page>{data && id !== null && <Labels id={id} source={source} office={data.office} />}</Page>
}

/** Labels and 唛头 for the packs of a delivery note (duty 83): size, symbol and which of them. */
export const LabelsPage = ({ id }: PageProps) => <Asked id={id} source="note" />

/** The same of a line of a production notice, before anything is on a note: 包装 sticks them on. */
export const NoticeLabelsPage = ({ id }: PageProps) => <Asked id={id} source="notice" />
