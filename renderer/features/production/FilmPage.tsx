import { useMemo, useState } from 'react'
import { type FilmCheck, filmFaults, filmStateKeys, filmStateOf } from '../../../shared/noticeDesk.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { FilmAnswerDialog, FilmCheckDialog, FilmFaxDialog } from './FilmDialogs.tsx'
import { filmTones } from './noticeTones.ts'

const useColumns = (): Column<FilmCheck>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'checkedOn', header: t('notices.checkedOn'), kind: 'date', width: 110 },
      { key: 'checkedBy', header: t('notices.checkedBy'), width: 90 },
      {
        key: 'state',
        header: t('app.state'),
        width: 120,
        render: (check) => {
          const state = filmStateOf([check])
          return <StateBadge tone={filmTones[state]}>{t(filmStateKeys[state])}</StateBadge>
        },
      },
      {
        key: 'items',
        header: t('notices.film'),
        value: ({ items }) => filmFaults(items) || items.map(({ item }) => `${item} ✓`).join('  '),
      },
      {
        key: 'faxed',
        header: t('notices.fax'),
        width: 180,
        value: ({ faxedOn, faxedTo }) =>
          faxedOn ? t('notices.faxedWords', { on: faxedOn.slice(5), to: faxedTo }) : '',
      },
      {
        key: 'answer',
        header: t('notices.takeAnswer'),
        width: 260,
        value: ({ answeredOn, answer }) =>
          answeredOn ? t('notices.answeredWords', { on: answeredOn.slice(5), answer }) : '',
      },
      { key: 'keyedBy', header: t('app.by'), width: 80 },
    ],
    [t],
  )
}

/** 菲林核对 of one notice (duty 42): the checks one after another, the last one counts. */
export const FilmPage = ({ id }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('checks.write')
  const { data: film, error } = useQuery(client.production.film, { noticeId: id ?? 0 }, { enabled: id !== null })
  const [opened, setOpened] = useState<'check' | 'fax' | 'answer' | null>(null)
  const last = film?.checks.at(-1) ?? null
  const close = (): void => setOpened(null)
  return (
    <Page>
      <Panel
        title={film ? t('notices.filmOf', { number: film.number }) : t('notices.film')}
        bar={
          film && (
            <>
              <StateBadge tone={filmTones[film.state]}>{t(filmStateKeys[film.state])}</StateBadge>
              {film.wanted && film.state !== 'right' && (
                <small className="dim">{t('notices.filmWaits', { process: film.process })}</small>
              )}
            </>
          )
        }
        actions={
          <>
            <KeyButton
              keys="o"
              onClick={() => film && openTab({ word: 'production', id: film.noticeId, title: film.number })}
            >
              {t('notices.toNotice')}
            </KeyButton>
            {mayWrite && last && film?.state === 'wrong' && (
              <KeyButton keys="x" onClick={() => setOpened('fax')}>
                {t('notices.fax')}
              </KeyButton>
            )}
            {mayWrite && film?.state === 'faxed' && (
              <KeyButton keys="a" go onClick={() => setOpened('answer')}>
                {t('notices.takeAnswer')}
              </KeyButton>
            )}
            {mayWrite && film && (
              <KeyButton keys="F4" go={film.state !== 'faxed'} onClick={() => setOpened('check')}>
                {t(last ? 'notices.checkAgain' : 'notices.doCheck')}
              </KeyButton>
            )}
          </>
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('notices.film')}
          columns={columns}
          rows={film?.checks ?? []}
          rowKey={(check) => check.id}
          rowClass={(check) => (check.id === last?.id ? undefined : 'dim')}
          empty={<Empty title={t('notices.filmNone')} hint={t('notices.filmHint')} />}
        />
      </Panel>
      {opened === 'check' && film && <FilmCheckDialog film={film} onClose={close} />}
      {opened === 'fax' && last && <FilmFaxDialog check={last} onClose={close} />}
      {opened === 'answer' && last && <FilmAnswerDialog check={last} onClose={close} />}
    </Page>
  )
}
