import { useMemo, useRef, useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import {
  type RegisterDirection,
  registerDirectionKeys,
  registerDirections,
  type RegisterEntry,
  type RegisterRow,
  type RegisterSource,
  registerSourceKeys,
  registerSources,
  type RegisterState,
  registerStateKeys,
} from '../../../shared/register.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { openRow } from './openRow.ts'
import styles from './Register.module.css'

/** Days shown when the page is opened. */
const usualDays = 30

const tones: Record<RegisterState, Tone> = { none: 'plain', waiting: 'wait', back: 'ok', void: 'plain' }

const useColumns = (): Column<RegisterRow>[] => {
  const t = useT()
  return useMemo(
    (): Column<RegisterRow>[] => [
      { key: 'on', header: t('register.on'), kind: 'date', width: 92 },
      {
        key: 'direction',
        header: t('register.direction'),
        width: 48,
        align: 'center',
        value: ({ direction }) => t(registerDirectionKeys[direction]),
      },
      { key: 'number', header: t('app.number'), width: 150 },
      { key: 'what', header: t('register.what'), width: 110 },
      {
        key: 'subject',
        header: t('register.subject'),
        value: ({ subject, orderNumber, number }) =>
          [subject, orderNumber === number ? '' : orderNumber].filter(Boolean).join(' '),
      },
      { key: 'party', header: t('register.party'), width: 190 },
      { key: 'copies', header: t('register.copies'), kind: 'integer', width: 52 },
      { key: 'by', header: t('register.by'), width: 64 },
      {
        key: 'state',
        header: t('register.signed'),
        width: 210,
        render: ({ state, backOn, backBy }) =>
          state === 'none' ? null : (
            <>
              <StateBadge tone={tones[state]}>{t(registerStateKeys[state])}</StateBadge>{' '}
              {state === 'back' && [backOn, backBy].filter(Boolean).join(' ')}
            </>
          ),
      },
    ],
    [t],
  )
}

const useFilter = () => {
  const [direction, setDirection] = useState<RegisterDirection | null>(null)
  const [source, setSource] = useState<RegisterSource | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [from, setFrom] = useState(plusDays(todayHere(), -usualDays))
  const [till, setTill] = useState(todayHere())
  const [number, setNumber] = useState('')
  const filter = useMemo(
    () => ({ direction, source, waiting, from, till, number }),
    [direction, source, waiting, from, till, number],
  )
  return { filter, setDirection, setSource, setWaiting, setFrom, setTill, setNumber }
}

const Bar = ({ hand }: { hand: ReturnType<typeof useFilter> }) => {
  const t = useT()
  const { filter, setDirection, setSource, setWaiting, setFrom, setTill } = hand
  return (
    <>
      <Views
        views={[null, ...registerDirections] as const}
        shown={filter.direction}
        labelOf={(each) => t(each === null ? 'register.all' : registerDirectionKeys[each])}
        onShow={setDirection}
      />
      <KeyButton
        keys="u"
        className="chip"
        help={t('register.waitingOnly')}
        aria-pressed={filter.waiting}
        onClick={() => setWaiting(!filter.waiting)}
      >
        {t('register.stateWaiting')}
      </KeyButton>
      <Choice
        inline
        label=""
        width={116}
        value={filter.source ?? 'all'}
        options={[
          { value: 'all', label: t('register.allSources') },
          ...registerSources.map((value) => ({ value, label: t(registerSourceKeys[value]) })),
        ]}
        onChange={(value) => setSource(value === 'all' ? null : value)}
      />
      <DateInput
        inline
        width={92}
        label={t('register.from')}
        hint=""
        value={filter.from}
        onChange={(day) => day !== null && setFrom(day)}
      />
      <DateInput
        inline
        width={92}
        label={t('register.till')}
        hint=""
        value={filter.till}
        onChange={(day) => day !== null && setTill(day)}
      />
    </>
  )
}

/** A line by hand that is open: new, changed or signed for. */
type Opened = { entry: RegisterEntry | null; signing: boolean } | null

/** 收发文: every document that came or went (duty 119). */
export const RegisterPage = () => {
  const t = useT()
  const mayWrite = useMay('inbox.write')
  const columns = useColumns()
  const exporting = useExporting()
  const hand = useFilter()
  const { filter } = hand
  const table = useRef<DataTableHandle>(null)
  const [chosen, setChosen] = useState<RegisterRow | null>(null)
  const [opened, setOpened] = useState<Opened>(null)
  const { data, error } = useQuery(client.register.list, { ...filter, offset: 0, limit: 1 }, { keep: true })
  const openEntry = (id: number, signing: boolean): Promise<unknown> =>
    attempt(async () => setOpened({ entry: await client.register.read({ id }), signing }))
  const open = (row: RegisterRow): void => {
    if (row.source === 'hand') void openEntry(row.id, false)
    else openRow(row)
  }
  const excel = async (): Promise<void> => {
    const made = await exporting.run('register', filter, t('register.title'))
    if (made) notify(t('figures.exported', { name: made.saved, count: data?.total ?? 0 }))
  }
  const print = (): string =>
    openTab({ word: 'register', page: 'print', another: true, title: t('register.paperTitle'), parameters: filter })
  const maySign = mayWrite && chosen?.source === 'hand' && chosen.state === 'waiting'
  return (
    <Page>
      <Panel
        title={t('register.title')}
        bar={<Bar hand={hand} />}
        actions={
          <ListFilter
            value={filter.number}
            onChange={hand.setNumber}
            placeholder={t('register.numberFind')}
            onDown={() => table.current?.focus()}
          />
        }
        foot={
          <>
            <span className={`dim ${styles['hint']}`}>{error?.message ?? t('register.hint')}</span>
            <span className="spring" />
            <KeyButton keys="e" disabled={!data?.total} onClick={excel}>
              {t('app.export')}
            </KeyButton>
            <KeyButton keys="Control+p" disabled={!data?.total} onClick={print}>
              {t('app.print')}
            </KeyButton>
            {maySign && (
              <KeyButton keys="r" onClick={() => openEntry(chosen.id, true)}>
                {t('register.sign')}
              </KeyButton>
            )}
            {mayWrite && (
              <KeyButton keys="n" go onClick={() => setOpened({ entry: null, signing: false })}>
                {t('register.add')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          ref={table}
          label={t('register.title')}
          columns={columns}
          list={client.register.list}
          filter={filter}
          rowKey={({ source, id }) => `${source} ${id}`}
          rowClass={({ state }) => (state === 'void' ? 'dim' : undefined)}
          onSelect={setChosen}
          onOpen={open}
          empty={<Empty title={t('register.empty')} hint={t('register.emptyHint')} />}
        />
      </Panel>
      {opened && <EntryDialog {...opened} mayWrite={mayWrite} onClose={() => setOpened(null)} />}
      {exporting.bar}
    </Page>
  )
}
