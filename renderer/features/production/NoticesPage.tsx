import { useMemo, useState } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import { filmStateKeys, filmWanted } from '../../../shared/noticeDesk.ts'
import {
  type NoticeRow,
  type NoticeShow,
  noticeShows,
  type NoticeState,
  noticeStateKeys,
  noticeStates,
} from '../../../shared/production.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { filmTones } from './noticeTones.ts'

const tones: Record<NoticeState, Tone> = { making: 'info', finished: 'ok', void: 'plain' }

const showKeys: Record<NoticeShow, { keys: string; label: PhraseKey }> = {
  copies: { keys: '4', label: 'notices.showCopies' },
  film: { keys: '5', label: 'notices.showFilm' },
  enclosures: { keys: '6', label: 'notices.showEnclosures' },
}

const useColumns = (): Column<NoticeRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 104 },
      { key: 'orderNumber', header: t('production.orderNumber'), width: 104 },
      {
        key: 'customer',
        header: t('app.customer'),
        render: (row) => (
          <>
            {row.customer}
            {row.rush && ' '}
            {row.rush && <span className="tag bad">{t('operations.rush')}</span>}
          </>
        ),
      },
      { key: 'workshop', header: t('production.workshop'), width: 80 },
      { key: 'dueOn', header: t('production.due'), kind: 'date', width: 96 },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 72 },
      { key: 'finished', header: t('production.finished'), kind: 'quantity', width: 72 },
      {
        key: 'state',
        header: t('app.state'),
        width: 116,
        render: (row) => (
          <>
            <StateBadge tone={tones[row.state]}>{t(noticeStateKeys[row.state])}</StateBadge>{' '}
            {row.overridden && <StateBadge tone="bad">{t('production.overridden')}</StateBadge>}
          </>
        ),
      },
      {
        key: 'beside',
        header: t('notices.beside'),
        width: 166,
        render: ({ film, copiesOpen, enclosuresOut }) => (
          <>
            {film !== null && film !== 'right' && (
              <StateBadge tone={filmTones[film]} title={t(filmStateKeys[film])}>
                {t('notices.filmShort')}
              </StateBadge>
            )}{' '}
            <small className="dim">
              {[
                copiesOpen > 0 ? t('notices.copiesOpen', { count: copiesOpen }) : '',
                enclosuresOut > 0 ? t('notices.enclosuresOut', { count: enclosuresOut }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </>
        ),
      },
      { key: 'releasedAt', header: t('production.releasedOn'), kind: 'instant', width: 100 },
      { key: 'releasedBy', header: t('app.by'), width: 64 },
      { key: 'edition', header: t('notices.edition'), kind: 'integer', width: 62 },
      { key: 'printed', header: t('notices.prints'), kind: 'integer', width: 54 },
    ],
    [t],
  )
}

/** 生产登记表: all production notices, those in work by due date (duty 33). */
export const NoticesPage = () => {
  const t = useT()
  const columns = useColumns()
  const [state, setState] = useState<NoticeState | null>('making')
  const [show, setShow] = useState<NoticeShow | null>(null)
  const [text, setText] = useState('')
  const { data: settings } = useQuery(client.settings.read, {})
  // an office that looks at no films does not read the word
  const filmed = settings !== undefined && filmWanted(settings.office.filmCheck, settings.office.trade)
  const filter = useMemo(
    () => ({ state: text.trim() === '' ? state : null, show, orderId: null, text }),
    [state, show, text],
  )
  const choose = (next: NoticeState | null): void => {
    setShow(null)
    setState(next)
  }
  const bar = (
    <>
      <Views
        views={noticeStates}
        shown={show === null ? state : null}
        labelOf={(each) => t(noticeStateKeys[each])}
        onShow={choose}
      />
      <KeyButton keys="0" className="chip" aria-pressed={show === null && state === null} onClick={() => choose(null)}>
        {t('app.all')}
      </KeyButton>
      {noticeShows
        .filter((each) => each !== 'film' || filmed)
        .map((each) => (
          <KeyButton
            key={each}
            keys={showKeys[each].keys}
            className="chip"
            aria-pressed={show === each}
            onClick={() => setShow(show === each ? null : each)}
          >
            {t(showKeys[each].label)}
          </KeyButton>
        ))}
    </>
  )
  return (
    <Page>
      <Panel
        title={t('production.notices')}
        bar={bar}
        actions={
          <>
            <TextInput
              name="find"
              inline
              width={110}
              label={t('production.findNotice')}
              value={text}
              maxLength={40}
              onChange={setText}
            />
            <KeyButton
              keys="w"
              onClick={() => openTab({ word: 'notices', page: 'enclosures', title: t('notices.openEnclosures') })}
            >
              {t('notices.openEnclosures')}
            </KeyButton>
            <KeyButton
              keys="j"
              onClick={() => openTab({ word: 'notices', page: 'plan', title: t('notices.monthPlan') })}
            >
              {t('notices.monthPlan')}
            </KeyButton>
            <KeyButton keys="F7" onClick={() => openTab({ word: 'production' })}>
              {t('production.waiting')}
            </KeyButton>
          </>
        }
        foot={<span className="dim">{t('production.noticeHint')}</span>}
      >
        <DataTable
          label={t('production.notices')}
          columns={columns}
          list={client.production.list}
          filter={filter}
          rowKey={(row) => row.id}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          onOpen={(row) => openTab({ word: 'production', id: row.id, title: row.number })}
          empty={<Empty title={t('production.emptyNotices')} />}
        />
      </Panel>
    </Page>
  )
}
