import { useMemo, useState } from 'react'
import { copiesHeld, type CopyHeld, copyStateKeys, type HandOut } from '../../../shared/noticeDesk.ts'
import type { Copies } from '../../../shared/noticeProcedures.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { HandOutDialog } from './HandOutDialog.tsx'
import { copyTones } from './noticeTones.ts'

type Held = CopyHeld<HandOut>

const useColumns = (): Column<Held>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'copy', header: t('notices.copy'), width: 110 },
      {
        key: 'state',
        header: t('app.state'),
        width: 130,
        render: ({ state }) => <StateBadge tone={copyTones[state]}>{t(copyStateKeys[state])}</StateBadge>,
      },
      { key: 'receiver', header: t('notices.receiver'), width: 110, value: ({ held }) => held?.receiver ?? '' },
      {
        key: 'receivedOn',
        header: t('notices.receivedOn'),
        kind: 'date',
        width: 110,
        value: ({ held }) => held?.receivedOn,
      },
      {
        key: 'edition',
        header: t('notices.edition'),
        width: 90,
        value: ({ held }) => (held ? t('notices.editionN', { edition: held.edition }) : ''),
      },
      { key: 'workshop', header: t('production.workshop'), width: 110, value: ({ held }) => held?.workshop ?? '' },
      {
        key: 'old',
        header: t('notices.copyOldHeld'),
        render: ({ old }) =>
          old.length > 0 && (
            <span className="neg">
              ▲{' '}
              {old.map(({ receiver, copy, edition }) => t('notices.oldHolder', { receiver, copy, edition })).join('、')}
            </span>
          ),
      },
    ],
    [t],
  )
}

const useHistory = (): Column<HandOut>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'receivedOn', header: t('notices.receivedOn'), kind: 'date', width: 110 },
      { key: 'copy', header: t('notices.copy'), width: 100 },
      {
        key: 'edition',
        header: t('notices.edition'),
        width: 90,
        value: ({ edition }) => t('notices.editionN', { edition }),
      },
      { key: 'receiver', header: t('notices.receiver'), width: 110 },
      { key: 'workshop', header: t('production.workshop'), width: 110 },
      { key: 'oldBack', header: t('notices.oldBack'), kind: 'flag', width: 100 },
      { key: 'keyedBy', header: t('app.by'), width: 90 },
      {
        key: 'withdrawnReason',
        header: t('notices.withdrawn'),
        value: ({ withdrawnBy, withdrawnReason }) => [withdrawnBy, withdrawnReason].filter(Boolean).join(':'),
      },
    ],
    [t],
  )
}

/** 发放登记 of one notice (duty 36): Enter signs a copy out; a new version asks for every copy again. */
export const CopiesPage = ({ id }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const history = useHistory()
  const mayWrite = useMay('operations.write')
  const { data: copies, error } = useQuery(client.production.copies, { noticeId: id ?? 0 }, { enabled: id !== null })
  const [selected, setSelected] = useState<Held | null>(null)
  const [giving, setGiving] = useState<Held | null>(null)
  const held = useMemo(() => (copies ? copiesHeld(copies.names, copies.handed, copies.edition) : []), [copies])
  const last = selected?.held ?? null
  const withdraw = async (entry: HandOut): Promise<void> => {
    await withReason(
      {
        title: t('notices.withdrawTitle', { copy: entry.copy, receiver: entry.receiver }),
        action: t('notices.withdrawn'),
      },
      (reason) => client.production.withdrawHandOut({ id: entry.id, reason }),
    )
  }
  const nextOpen = (now: Copies): { key: string } | null => {
    const open = copiesHeld(now.names, now.handed, now.edition).find(({ state }) => state !== 'signed')
    return open ? { key: open.copy } : null
  }
  const [wanted, setWanted] = useState<{ key: string } | null>(null)
  return (
    <Page layout="rows">
      <Panel
        title={copies ? t('notices.copiesOf', { number: copies.number }) : t('notices.copies')}
        bar={copies && <StateBadge>{t('notices.editionN', { edition: copies.edition })}</StateBadge>}
        actions={
          <>
            <KeyButton
              keys="o"
              onClick={() => copies && openTab({ word: 'production', id: copies.noticeId, title: copies.number })}
            >
              {t('notices.toNotice')}
            </KeyButton>
            {mayWrite && (
              <>
                <KeyButton keys="Delete" disabled={!last} onClick={() => last && withdraw(last)}>
                  {t('notices.withdrawHandOut')}
                </KeyButton>
                <KeyButton keys="Enter" listen={false} go disabled={!selected} onClick={() => setGiving(selected)}>
                  {t('notices.handOut')}
                </KeyButton>
              </>
            )}
          </>
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('notices.copies')}
          columns={columns}
          rows={held}
          rowKey={({ copy }) => copy}
          onSelect={setSelected}
          wanted={wanted}
          {...(mayWrite ? { onOpen: setGiving } : {})}
        />
      </Panel>
      <Panel title={t('notices.handedBefore')}>
        <DataTable
          label={t('notices.handedBefore')}
          columns={history}
          rows={(copies?.handed ?? []).toReversed()}
          rowKey={(entry) => entry.id}
          rowClass={({ withdrawnReason }) => (withdrawnReason === null ? undefined : 'dim')}
          autoFocus={false}
        />
      </Panel>
      {giving && copies && (
        <HandOutDialog
          copies={copies}
          giving={giving}
          onClose={() => setGiving(null)}
          onSaved={(now) => setWanted(nextOpen(now))}
        />
      )}
    </Page>
  )
}
