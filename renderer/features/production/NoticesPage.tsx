import { useMemo, useState } from 'react'
import { type NoticeRow, type NoticeState, noticeStateKeys, noticeStates } from '../../../shared/production.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Production.module.css'

const tones: Record<NoticeState, Tone> = { making: 'info', finished: 'ok', void: 'plain' }

const useColumns = (): Column<NoticeRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 120 },
      { key: 'orderNumber', header: t('production.orderNumber'), width: 120 },
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
      { key: 'workshop', header: t('production.workshop'), width: 90 },
      { key: 'dueOn', header: t('production.due'), kind: 'date', width: 96 },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 80 },
      { key: 'finished', header: t('production.finished'), kind: 'quantity', width: 80 },
      {
        key: 'state',
        header: t('app.state'),
        width: 150,
        render: (row) => (
          <>
            <StateBadge tone={tones[row.state]}>{t(noticeStateKeys[row.state])}</StateBadge>{' '}
            {row.overridden && <StateBadge tone="bad">{t('production.overridden')}</StateBadge>}
          </>
        ),
      },
      { key: 'releasedAt', header: t('production.releasedOn'), kind: 'instant', width: 110 },
      { key: 'releasedBy', header: t('app.by'), width: 70 },
      { key: 'printed', header: t('production.printed'), kind: 'integer', width: 70 },
    ],
    [t],
  )
}

/** 生产登记表: all production notices, those in work by due date (duty 33). */
export const NoticesPage = () => {
  const t = useT()
  const columns = useColumns()
  const [state, setState] = useState<NoticeState | null>('making')
  const [text, setText] = useState('')
  const filter = useMemo(() => ({ state: text.trim() === '' ? state : null, orderId: null, text }), [state, text])
  const bar = (
    <>
      {noticeStates.map((each, index) => (
        <KeyButton
          key={each}
          keys={String(index + 1)}
          className={styles['chip']}
          aria-pressed={state === each}
          onClick={() => setState(each)}
        >
          {t(noticeStateKeys[each])}
        </KeyButton>
      ))}
      <KeyButton keys="0" className={styles['chip']} aria-pressed={state === null} onClick={() => setState(null)}>
        {t('app.all')}
      </KeyButton>
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
              width={220}
              label={t('production.findNotice')}
              value={text}
              maxLength={40}
              onChange={setText}
            />
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
