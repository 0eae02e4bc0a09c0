import { useEffect, useRef, useState } from 'react'
import { type InspectionKind, inspectionKindKeys, inspectionKinds } from '../../../shared/quality.ts'
import { Form, refuseField } from '../../components/Form.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeptForms } from '../../components/KeptBar.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { CheckLines } from './CheckLines.tsx'
import { DefectLines } from './DefectLines.tsx'
import { InspectionHead } from './InspectionHead.tsx'
import {
  draftOf,
  filledDefects,
  formOfInspection,
  formOfProposal,
  type InspectionForm,
  inspectionDrafts,
  planOf,
} from './inspectionForm.ts'
import { PlanStrip } from './PlanStrip.tsx'
import { ProcessStandard } from './ProcessStandard.tsx'
import styles from './Quality.module.css'
import { TargetPicker } from './TargetPicker.tsx'

/** What is typed of one inspection, kept on the disk until it is saved. */
const useEditor = (first: InspectionForm) => {
  const t = useT()
  const tab = useTabKey()
  const [form, setForm] = useState(first)
  const [changed, setChanged] = useState(false)
  const checks = useRef<LineGridHandle>(null)
  const defects = useRef<LineGridHandle>(null)
  const kept = inspectionDrafts.useInHand(form)
  // what is chosen in one cell is there for the next one, drawn or not
  const latest = useRef(form)
  const change = (next: (before: InspectionForm) => InspectionForm): void => {
    latest.current = next(latest.current)
    setChanged(true)
    setForm(latest.current)
  }
  const save = async (): Promise<void> => {
    await checks.current?.settle()
    await defects.current?.settle()
    for (const grid of [checks.current, defects.current]) {
      const wrong = grid?.firstWrong()
      if (!wrong) continue
      grid?.focusCell(wrong.row, wrong.key)
      throw refuseField('defects', wrong.sentence)
    }
    const now = latest.current
    const unnamed = filledDefects(now).findIndex(({ defect }) => defect === '')
    if (unnamed >= 0) throw refuseField('defects', t('quality.defectUnnamed', { row: unnamed + 1 }))
    const uncounted = filledDefects(now).findIndex(({ quantity }) => quantity === null)
    if (uncounted >= 0) {
      const line = filledDefects(now)[uncounted]!
      defects.current?.focusCell(now.defects.indexOf(line), 'quantity')
      throw refuseField('defects', t('quality.defectUncounted', { defect: line.defect }))
    }
    const saved = await client.quality.save(draftOf(now))
    notify(t('quality.saved', { number: saved.number }))
    kept.done()
    openTab({ word: 'quality', id: saved.id, title: saved.number })
    closeTab(tab)
  }
  return { form, latest, changed, checks, defects, change, save }
}
type Editing = ReturnType<typeof useEditor>

/** Checklist and defects beside each other; a key goes to each. */
const Lists = ({ form, latest, checks, defects, change }: Editing) => {
  const t = useT()
  return (
    <div className={styles['grids']}>
      <div>
        <h2>
          {t('quality.items')}{' '}
          <KeyButton
            keys="Alt+i"
            className="plain"
            tabIndex={-1}
            onClick={() => checks.current?.focusCell(0, 'result')}
          >
            {t('quality.goThere')}
          </KeyButton>
        </h2>
        <CheckLines
          items={form.items}
          current={() => latest.current.items}
          defects={() => filledDefects(latest.current).map(({ defect }) => defect)}
          grid={checks}
          onChange={(items) => change((before) => ({ ...before, items }))}
          onEnd={() => defects.current?.focusCell(0, 'defect')}
        />
      </div>
      <div>
        <h2>
          {t('quality.defects')}{' '}
          <KeyButton
            keys="Alt+d"
            className="plain"
            tabIndex={-1}
            onClick={() => defects.current?.focusCell(0, 'defect')}
          >
            {t('quality.goThere')}
          </KeyButton>
        </h2>
        <DefectLines
          form={form}
          current={() => latest.current.defects}
          grid={defects}
          onChange={(next) => change((before) => ({ ...before, defects: next(before.defects) }))}
        />
      </div>
    </div>
  )
}

/** The form of one inspection once its goods are chosen: head, plan, checklist and defects. */
const Editor = ({ first }: { first: InspectionForm }) => {
  const t = useT()
  const editing = useEditor(first)
  const { form, changed, checks, change, save } = editing
  const process = form.target.operations.find(({ id }) => id === form.head.operationId)?.processName
  const found = filledDefects(form).map(({ severity, quantity }) => ({ severity, quantity: quantity ?? 1 }))
  return (
    <Page>
      <Form label={t('quality.inspection')} onSubmit={save} unsaved={changed} className={styles['form'] ?? ''}>
        <Panel
          title={t(inspectionKindKeys[form.head.kind])}
          note={[form.target.customer, form.target.orderNumber, form.target.noticeNumber].filter(Boolean).join(' · ')}
          foot={
            <>
              <span className="dim">{t('quality.standard')}</span>
              <span className="spring" />
              <SubmitButton>{t('app.save')}</SubmitButton>
            </>
          }
        >
          <InspectionHead form={form} change={change} onDone={() => checks.current?.focusCell(0, 'result')} />
          <PlanStrip
            kind={form.head.kind}
            classes={planOf(form).classes}
            defects={found}
            proposed={form.proposed}
            begun={found.length > 0 || form.items.some(({ result }) => result !== '')}
          />
          <Lists {...editing} />
          <ProcessStandard process={process} />
          {form.target.acceptance !== '' && (
            <p className={styles['standard']} role="note">
              <b>{t('quality.acceptance')}</b> {form.target.acceptance}
            </p>
          )}
        </Panel>
      </Form>
    </Page>
  )
}

const kindOf = (value: unknown): InspectionKind => inspectionKinds.find((kind) => kind === value) ?? 'final'
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** A new inspection: of the goods it was opened for, or of those that are chosen here. */
export const NewInspectionPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const [form, setForm] = useState<InspectionForm | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [kind, setKind] = useState(kindOf(parameters['kind']))
  const asked = numberOf(parameters['noticeLineId']) ?? numberOf(parameters['orderLineId'])
  const begin = async (
    goods: { orderLineId: number | null; noticeLineId: number | null },
    rest: { operationId: number | null; reinspects: number | null } = { operationId: null, reinspects: null },
  ): Promise<void> => {
    try {
      setForm(formOfProposal(await client.quality.propose({ kind, ...goods, ...rest })))
    } catch (failure) {
      setError(sentenceOf(failure))
    }
  }
  useEffect(() => {
    if (asked === null) return
    void begin(
      {
        orderLineId: numberOf(parameters['orderLineId']),
        noticeLineId: numberOf(parameters['noticeLineId']),
      },
      { operationId: numberOf(parameters['operationId']), reinspects: numberOf(parameters['reinspects']) },
    )
    // oxlint-disable-next-line react/exhaustive-deps -- begun once, with what the tab was opened for
  }, [asked])
  if (form) return <Editor first={form} />
  return (
    <Page>
      <Panel title={t('quality.newInspection')}>
        <KeptForms
          kind={inspectionDrafts}
          wordsOf={({ form: found, at }) =>
            t('quality.draftFound', { goods: found.target.description, time: formatInstant(at) })
          }
          onResume={(found) => setForm(found)}
        />
        <RefusalNote message={error} />
        {asked === null && (
          <Form label={t('quality.newInspection')} onSubmit={async () => undefined} keys={null}>
            <div className={styles['head']}>
              <div className={styles['two']}>
                <Choice
                  name="kind"
                  label={t('quality.kind')}
                  value={kind}
                  options={inspectionKinds.map((value) => ({ value, label: t(inspectionKindKeys[value]) }))}
                  onChange={setKind}
                />
              </div>
              <div className={styles['wide']}>
                <TargetPicker onPick={({ orderLineId, noticeLineId }) => void begin({ orderLineId, noticeLineId })} />
              </div>
            </div>
          </Form>
        )}
        {asked === null && <Empty title={t('quality.chooseGoods')} hint={t('quality.goodsHint')} />}
      </Panel>
    </Page>
  )
}

/** An inspection nobody has decided about, written anew. */
export const EditInspectionPage = ({ id }: PageProps) => {
  const [form, setForm] = useState<InspectionForm | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    if (id === null) return
    const read = async (): Promise<void> => {
      try {
        const inspection = await client.quality.read({ id })
        const proposal = await client.quality.propose({
          kind: inspection.kind,
          orderLineId: inspection.target.orderLineId,
          noticeLineId: inspection.target.noticeLineId,
          operationId: inspection.draft.operationId,
        })
        setForm(formOfInspection(inspection, proposal))
      } catch (failure) {
        setError(sentenceOf(failure))
      }
    }
    void read()
  }, [id])
  if (form) return <Editor first={form} />
  return (
    <Page>
      <Panel padded>
        <RefusalNote message={error} />
      </Panel>
    </Page>
  )
}
