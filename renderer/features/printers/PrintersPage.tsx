import { useMemo, useState } from 'react'
import { isSilent, type PrinterProfile } from '../../../shared/printers.ts'
import { formLabel, modeKeys } from '../../../shared/printerWords.ts'
import { paperFacts } from '../../../shared/prints.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Printable } from '../../../shared/shell.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { keyOf, paramsOf } from './profileKey.ts'

const stateOf = (profile: PrinterProfile): { tone: Tone; words: PhraseKey } => {
  if (profile.mode === 'dialog') return { tone: 'plain', words: 'printers.stateDialog' }
  if (isSilent(profile)) return { tone: 'ok', words: 'printers.stateSilent' }
  return profile.testedAt === null
    ? { tone: 'wait', words: 'printers.stateToTest' }
    : { tone: 'wait', words: 'printers.stateToAccept' }
}

const useColumns = (titles: Map<string, string>): Column<PrinterProfile>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'form', header: t('printers.form'), width: 170, value: (profile) => formLabel(t, profile) },
      {
        key: 'paper',
        header: t('printers.paper'),
        width: 160,
        value: ({ paper }) =>
          t(paper === null ? 'printers.everyPaper' : (paperFacts[paper as Printable]?.label ?? 'printers.everyPaper')),
      },
      {
        key: 'printer',
        header: t('printers.printer'),
        value: ({ printer, mode, target }) => {
          if (mode === 'text') return target
          if (printer === '') return t('printers.choosePrinter')
          return titles.get(printer) ?? t('printers.gone', { name: printer })
        },
      },
      { key: 'mode', header: t('printers.mode'), width: 180, value: ({ mode }) => t(modeKeys[mode]) },
      {
        key: 'shift',
        header: t('printers.shift'),
        width: 104,
        align: 'right',
        value: ({ rightMicrons, downMicrons }) =>
          rightMicrons === 0 && downMicrons === 0
            ? ''
            : `${formatQuantity(rightMicrons)} / ${formatQuantity(downMicrons)}`,
      },
      { key: 'copies', header: t('printers.copies'), kind: 'integer', width: 52 },
      {
        key: 'state',
        header: t('printers.state'),
        width: 108,
        render: (profile) => {
          const { tone, words } = stateOf(profile)
          return <StateBadge tone={tone}>{t(words)}</StateBadge>
        },
      },
    ],
    [t, titles],
  )
}

/** 打印机: how this PC prints each form. */
export const PrintersPage = () => {
  const t = useT()
  const { data, error } = useQuery(client.shell.printers, {}, { keep: true })
  const { data: status } = useQuery(client.shell.status, {})
  const titles = useMemo(() => new Map((data?.printers ?? []).map(({ name, title }) => [name, title])), [data])
  const columns = useColumns(titles)
  const [chosen, setChosen] = useState<PrinterProfile | null>(null)
  const open = (profile: PrinterProfile): void =>
    void openTab({
      word: 'printers',
      page: 'profile',
      title: t('printers.one', { form: formLabel(t, profile) }),
      parameters: paramsOf(profile),
    })
  const add = (): void =>
    void openTab({ word: 'printers', page: 'profile', title: t('printers.newOne'), another: true, parameters: {} })
  const remove = async (): Promise<void> => {
    if (!chosen) return
    const agreed = await askConfirm({
      title: t('printers.removeTitle'),
      children: t('printers.removeWords', { form: formLabel(t, chosen) }),
      action: t('printers.remove'),
      danger: true,
    })
    if (agreed) await attempt(() => client.shell.removeProfile(keyOf(chosen)))
  }
  const newOne = (
    <KeyButton keys="F4" go onClick={add}>
      {t('printers.add')}
    </KeyButton>
  )
  return (
    <Page>
      <Panel
        title={t('printers.title')}
        note={status && t('printers.titleHint', { host: status.host })}
        actions={
          <>
            <KeyButton keys="Delete" disabled={chosen === null} onClick={remove}>
              {t('printers.remove')}
            </KeyButton>
            {newOne}
          </>
        }
        foot={<span className="dim">{t('printers.listHint')}</span>}
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('printers.title')}
          columns={columns}
          rows={data?.profiles ?? []}
          rowKey={(profile) => JSON.stringify(keyOf(profile))}
          onSelect={setChosen}
          onOpen={open}
          empty={<Empty title={t('printers.empty')} hint={t('printers.emptyHint')} />}
        />
      </Panel>
    </Page>
  )
}
