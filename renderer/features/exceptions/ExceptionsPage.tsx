import { useMemo, useState } from 'react'
import {
  type ExceptionChoice,
  exceptionChoices,
  type ExceptionRow,
  exceptionStateKeys,
  levelKeys,
} from '../../../shared/exceptions.ts'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { joined } from '../../components/Picker.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { causeText } from './causeChoice.ts'
import { ExceptionDialog } from './ExceptionDialog.tsx'
import { exceptionTones } from './tones.ts'

const choiceKeys: Record<ExceptionChoice, PhraseKey> = {
  open: 'exceptions.stateOpen',
  overdue: 'exceptions.stateOverdue',
  cleared: 'exceptions.stateCleared',
  all: 'exceptions.all',
}

const columnsOf = (t: Translate): Column<ExceptionRow>[] => [
  { key: 'number', header: t('exceptions.number'), width: 104 },
  {
    key: 'state',
    header: t('exceptions.state'),
    width: 86,
    render: ({ state }) => <StateBadge tone={exceptionTones[state]}>{t(exceptionStateKeys[state])}</StateBadge>,
  },
  {
    key: 'clearBy',
    header: t('exceptions.clearBy'),
    width: 100,
    render: (row) => {
      const words = `${row.clearOn.slice(5)} ${row.clearTime}`.trim()
      return row.state === 'overdue' ? <b className="neg">{words}</b> : words
    },
  },
  { key: 'owner', header: t('exceptions.owner'), width: 66 },
  { key: 'what', header: t('exceptions.what') },
  { key: 'place', header: t('exceptions.place'), width: 126, value: (row) => joined(row.workshop, row.processName) },
  { key: 'order', header: t('exceptions.order'), width: 168, value: (row) => joined(row.orderNumber, row.customer) },
  { key: 'cause', header: t('exceptions.cause'), width: 110, value: (row) => causeText(row, t) },
  {
    key: 'level',
    header: t('exceptions.level'),
    width: 70,
    value: ({ level }) => (level === null ? '' : t(levelKeys[level])),
  },
  {
    key: 'stopHours',
    header: t('exceptions.stopHours'),
    kind: 'quantity',
    width: 78,
    value: ({ stopHours }) => stopHours || null,
  },
  { key: 'sinceOn', header: t('exceptions.since'), width: 74, value: (row) => row.sinceOn.slice(5) },
]

/** 异常: what stands in the way of the work, the most overdue first (duties 24, 61). */
export const ExceptionsPage = () => {
  const t = useT()
  const columns = useMemo(() => columnsOf(t), [t])
  const mayWrite = useMay('operations.write')
  const [state, setState] = useState<ExceptionChoice>('open')
  const [mine, setMine] = useState(false)
  const [opening, setOpening] = useState(false)
  const { data: counts } = useQuery(client.exceptions.counts, {}, { keep: true })
  const filter = useMemo(() => ({ state, mine }), [state, mine])
  const countOf = (choice: ExceptionChoice): string =>
    choice === 'open' || choice === 'overdue' ? ` ${counts?.[choice] ?? 0}` : ''
  const add = mayWrite && (
    <KeyButton keys="F4" go onClick={() => setOpening(true)}>
      {t('exceptions.openNew')}
    </KeyButton>
  )
  return (
    <Page>
      <Panel
        title={t('exceptions.listTitle')}
        bar={
          <>
            <Views
              views={exceptionChoices}
              shown={state}
              labelOf={(choice) => `${t(choiceKeys[choice])}${countOf(choice)}`}
              onShow={setState}
            />
            <Check label={t('exceptions.mine')} value={mine} onChange={setMine} />
          </>
        }
        actions={add}
        foot={<span className="dim">{t('exceptions.hint')}</span>}
      >
        <DataTable
          label={t('exceptions.listTitle')}
          columns={columns}
          list={client.exceptions.list}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          onOpen={(row) => openTab({ word: 'exceptions', id: row.id, title: row.number })}
          empty={<Empty title={t('exceptions.empty')} hint={t('exceptions.emptyHint')} />}
        />
      </Panel>
      {opening && <ExceptionDialog operationId={null} onClose={() => setOpening(false)} />}
    </Page>
  )
}
