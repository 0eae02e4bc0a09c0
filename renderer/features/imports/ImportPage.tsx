import { type ReactNode, useMemo, useState } from 'react'
import { type ImportCounts, mostImportRows, type Verdict, verdicts } from '../../../shared/imports.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import styles from './Import.module.css'
import { QuestionBar } from './QuestionBar.tsx'
import { ReadingPanel } from './ReadingPanel.tsx'
import { type ImportKind, type ShownRow, useImport } from './useImport.ts'

const verdictKeys: Record<Verdict, PhraseKey> = {
  new: 'imports.new',
  change: 'imports.change',
  same: 'imports.same',
  wrong: 'imports.wrong',
}
const verdictKey = ({ heads }: ImportKind, verdict: Verdict): PhraseKey =>
  (verdict === 'same' ? heads?.same : undefined) ?? verdictKeys[verdict]
const tones: Record<Verdict, Tone> = { new: 'ok', change: 'warn', same: 'plain', wrong: 'bad' }

const What = ({ row, labelOf }: { row: ShownRow; labelOf: (field: string | null) => string }) => {
  const t = useT()
  if (row.problems.length > 0) {
    const words = row.problems
      .map(({ field, sentence }) => (field === null ? sentence : `${labelOf(field)}:${sentence}`))
      .join(';')
    return (
      <span className="neg" title={words}>
        {words}
      </span>
    )
  }
  const words = row.changes
    .map(({ field, from, to }) =>
      t('imports.changeWords', { field: labelOf(field), from: from || t('imports.empty'), to }),
    )
    .join(';')
  return <span title={words}>{words}</span>
}

const none: string[] = []

const useColumns = (kind: ImportKind, fields: string[]): Column<ShownRow>[] => {
  const t = useT()
  return useMemo(() => {
    const labels = new Map(kind.columns.map(({ field, label }) => [field, t(label)]))
    const labelOf = (field: string | null): string => (field === null ? '' : (labels.get(field) ?? field))
    return [
      { key: 'item', header: t('imports.item'), kind: 'integer', width: 52 },
      { key: 'number', header: t('imports.row'), kind: 'integer', width: 56 },
      {
        key: 'verdict',
        header: t('imports.verdict'),
        width: 108,
        render: ({ verdict, note }) => (
          <StateBadge tone={note && verdict === 'new' ? 'warn' : tones[verdict]}>
            {note || t(verdictKey(kind, verdict))}
          </StateBadge>
        ),
      },
      {
        key: 'code',
        header: t(kind.heads?.code ?? 'imports.code'),
        width: 120,
        align: kind.heads?.money ? 'right' : 'left',
      },
      { key: 'name', header: t(kind.heads?.name ?? 'imports.name'), width: 150 },
      { key: 'what', header: t('imports.what'), width: 290, render: (row) => <What row={row} labelOf={labelOf} /> },
      // every column that is read, as it stands in the file: a wrong one is seen before anything is saved
      ...fields.map((field, index) => ({
        key: `cell ${field}`,
        header: labelOf(field),
        width: 104,
        render: ({ cells }: ShownRow) => <span title={cells[index]}>{cells[index]}</span>,
      })),
    ]
  }, [t, kind, fields])
}

const skippedOf = ({ same, wrong }: ImportCounts): number => same + wrong

/** A list from Excel: how it is read on the left, what becomes of every row on the right; saved only when confirmed. */
export const ImportPage = ({ title, kind, bar }: { title: string; kind: ImportKind; bar?: ReactNode }) => {
  const t = useT()
  const [shown, setShown] = useState<Verdict | 'all'>('all')
  const work = useImport(kind)
  const { picked, reading, table, rows, counts, error, busy } = work
  const columns = useColumns(kind, table?.fields ?? none)
  const writes = counts === null ? 0 : counts.added + counts.changed
  const write = async (): Promise<void> => {
    if (!counts || !picked) return
    const sure = await askConfirm({
      title: t('imports.confirmTitle', { file: picked.fileName }),
      children: t('imports.confirmBody', { ...counts, skipped: skippedOf(counts) }),
      action: t('imports.confirmAction', { count: writes }),
    })
    if (!sure) return
    const done = await work.write()
    if (done) notify(t('imports.done', { ...done, skipped: skippedOf(done) }))
  }
  const pick = (
    <KeyButton keys="F4" go={picked === null} onClick={work.pick}>
      {t(picked ? 'imports.pickAnother' : 'imports.pick')}
    </KeyButton>
  )
  if (!picked || !reading || !table) {
    const examples = kind.columns.slice(0, 6).map(({ label }) => t(label))
    return (
      <Page>
        <Panel title={title} bar={bar}>
          <Empty title={t('imports.emptyTitle')} hint={t('imports.emptyHint', { columns: examples.join('、') })}>
            {pick}
          </Empty>
        </Panel>
      </Page>
    )
  }
  const problem = table.tooMany
    ? t('imports.tooManyRows', { most: mostImportRows, count: table.tooMany })
    : table.fields.length === 0
      ? t('imports.noColumns')
      : table.rows.length === 0
        ? t('imports.noRows')
        : error
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel title={title} bar={bar} actions={pick} padded>
        <ReadingPanel
          table={picked}
          encoding={work.encoding}
          reading={reading}
          columns={kind.columns}
          onChange={work.setReading}
        />
      </Panel>
      <Panel
        title={t('imports.preview')}
        {...(counts ? { note: t('imports.counts', { ...counts, left: t(verdictKey(kind, 'same')) }) } : {})}
        bar={
          <Choice<Verdict | 'all'>
            inline
            label={t('imports.show')}
            value={shown}
            options={[
              { value: 'all', label: t('app.all') },
              ...verdicts.map((value) => ({ value, label: t(verdictKey(kind, value)) })),
            ]}
            onChange={setShown}
          />
        }
        actions={
          <KeyButton keys="Control+Enter" go disabled={writes === 0 || busy} onClick={write}>
            {t(busy ? 'imports.working' : 'imports.confirm')}
          </KeyButton>
        }
      >
        <RefusalNote message={problem} />
        {work.question && (
          <QuestionBar question={work.question} said={reading.said} onSay={work.say} onLeave={work.leave} />
        )}
        <DataTable
          label={t('imports.preview')}
          columns={columns}
          rows={shown === 'all' ? rows : rows.filter(({ verdict }) => verdict === shown)}
          rowKey={({ item }) => item}
          empty={<Empty title={t('imports.nothing')} />}
        />
      </Panel>
    </Page>
  )
}
