import { useMemo, useState } from 'react'
import { type Enclosure, enclosureKindKeys, enclosureStateKeys, kitMissing, kitOf } from '../../../shared/noticeDesk.ts'
import type { NoticeSheet } from '../../../shared/noticeProcedures.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { EnclosureDialog, HandDialog } from './EnclosureDialogs.tsx'
import { enclosureTones, kindsOf, thingWords } from './enclosureWords.ts'

const useColumns = (): Column<Enclosure>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'kind', header: t('notices.kind'), width: 130, value: ({ kind }) => t(enclosureKindKeys[kind]) },
      { key: 'label', header: t('notices.label'), width: 180 },
      { key: 'pieces', header: t('notices.pieces'), kind: 'integer', width: 60 },
      {
        key: 'state',
        header: t('app.state'),
        width: 90,
        render: ({ state }) => <StateBadge tone={enclosureTones[state]}>{t(enclosureStateKeys[state])}</StateBadge>,
      },
      { key: 'handedTo', header: t('notices.handedTo'), width: 110 },
      { key: 'handedOn', header: t('notices.handedOn'), kind: 'date', width: 100 },
      { key: 'returnedBy', header: t('notices.returnedBy'), width: 90 },
      { key: 'returnedOn', header: t('notices.returnedOn'), kind: 'date', width: 100 },
      { key: 'receivedBy', header: t('notices.receivedBy'), width: 80 },
      { key: 'remark', header: t('app.remark') },
    ],
    [t],
  )
}

type Open = { way: 'edit' | 'out' | 'back'; thing: Enclosure | null }

/** 资料齐套 of a garment (duty 128): what of the six is not there yet. */
const Kit = ({ sheet, things }: { sheet: NoticeSheet; things: readonly Enclosure[] }) => {
  const t = useT()
  if (kitOf[sheet.trade].length === 0) return null
  const missing = kitMissing(
    sheet.trade,
    things.map(({ kind }) => kind),
  )
  return missing.length === 0 ? (
    <StateBadge tone="ok">{t('notices.kitComplete')}</StateBadge>
  ) : (
    <StateBadge tone="warn">
      {t('notices.kitMissing', { what: missing.map((kind) => t(enclosureKindKeys[kind])).join('、') })}
    </StateBadge>
  )
}

const Actions = ({ selected, open }: { selected: Enclosure | null; open: (next: Open) => void }) => {
  const t = useT()
  const undo = async (thing: Enclosure): Promise<void> => {
    const { id, version } = thing
    await withReason(
      { title: t('notices.undoTitle', { what: thingWords(t, thing) }), action: t('notices.undo') },
      (reason) => client.production.undoEnclosure({ id, version, reason }),
    )
  }
  const drop = async (thing: Enclosure): Promise<void> => {
    const { id, version } = thing
    const asked = { title: t('notices.drop'), action: t('notices.drop'), danger: true }
    if (await askConfirm({ ...asked, children: t('notices.dropWords', { what: thingWords(t, thing) }) }))
      await attempt(() => client.production.dropEnclosure({ id, version }))
  }
  const isHere = selected?.state === 'here'
  return (
    <>
      <KeyButton keys="e" disabled={!selected} onClick={() => open({ way: 'edit', thing: selected })}>
        {t('notices.editEnclosure')}
      </KeyButton>
      {isHere ? (
        <KeyButton keys="Delete" onClick={() => drop(selected)}>
          {t('notices.drop')}
        </KeyButton>
      ) : (
        <KeyButton keys="z" disabled={!selected} onClick={() => selected && undo(selected)}>
          {t('notices.undo')}
        </KeyButton>
      )}
      <KeyButton keys="F4" onClick={() => open({ way: 'edit', thing: null })}>
        {t('notices.addEnclosure')}
      </KeyButton>
      <KeyButton
        keys="Enter"
        listen={false}
        go
        disabled={!selected}
        onClick={() => selected && open({ way: selected.state === 'out' ? 'back' : 'out', thing: selected })}
      >
        {t(selected?.state === 'out' ? 'notices.takeBack' : 'notices.handOver')}
      </KeyButton>
    </>
  )
}

/** 随单物 of one notice (duty 35): Enter hands a thing over, or takes it back. */
export const EnclosuresPage = ({ id }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('operations.write')
  const noticeId = id ?? 0
  const { data: sheet, error } = useQuery(client.production.sheet, { id: noticeId }, { enabled: id !== null })
  const { data: things } = useQuery(client.production.enclosures, { noticeId }, { enabled: id !== null })
  const [selected, setSelected] = useState<Enclosure | null>(null)
  const [opened, setOpened] = useState<Open | null>(null)
  const [wanted, setWanted] = useState<{ key: number } | null>(null)
  const close = (): void => setOpened(null)
  const next = (thing: Enclosure): void => setOpened({ way: thing.state === 'out' ? 'back' : 'out', thing })
  const kinds = sheet ? kindsOf(sheet.trade).slice(0, 4) : []
  const hint = t('notices.emptyEnclosuresHint', { kinds: kinds.map((kind) => t(enclosureKindKeys[kind])).join('、') })
  const lastTaker = things?.findLast(({ handedTo }) => handedTo !== '')?.handedTo ?? ''
  return (
    <Page>
      <Panel
        title={sheet ? t('notices.enclosuresOf', { number: sheet.number }) : t('notices.enclosures')}
        bar={sheet && things && <Kit sheet={sheet} things={things} />}
        actions={
          <>
            <KeyButton
              keys="o"
              onClick={() => sheet && openTab({ word: 'production', id: noticeId, title: sheet.number })}
            >
              {t('notices.toNotice')}
            </KeyButton>
            <KeyButton
              keys="Control+p"
              onClick={() =>
                openTab({ word: 'production', page: 'handover', id: noticeId, title: t('notices.handover') })
              }
            >
              {t('notices.handover')}
            </KeyButton>
            {mayWrite && !sheet?.voided && <Actions selected={selected} open={setOpened} />}
          </>
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('notices.enclosures')}
          columns={columns}
          rows={things ?? []}
          rowKey={(thing) => thing.id}
          rowClass={({ state }) => (state === 'back' ? 'dim' : undefined)}
          wanted={wanted}
          onSelect={setSelected}
          {...(mayWrite ? { onOpen: next } : {})}
          empty={<Empty title={t('notices.emptyEnclosures')} hint={hint} />}
        />
      </Panel>
      {opened?.way === 'edit' && sheet && (
        <EnclosureDialog
          noticeId={noticeId}
          trade={sheet.trade}
          thing={opened.thing}
          onSaved={(key) => setWanted({ key })}
          onClose={close}
        />
      )}
      {opened && opened.way !== 'edit' && opened.thing && (
        <HandDialog
          thing={opened.thing}
          way={opened.way}
          suggested={opened.way === 'back' ? opened.thing.handedTo : lastTaker}
          onClose={close}
        />
      )}
    </Page>
  )
}
