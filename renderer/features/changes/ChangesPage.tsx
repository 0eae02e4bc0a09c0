import { useMemo, useState } from 'react'
import { type ChangeRow, type ChangeState, changeStateKeys, changeStates } from '../../../shared/changes.ts'
import type { Translate } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { changeTones } from './tones.ts'

const contentOf = (t: Translate, { changed, added, cancelled }: ChangeRow): string =>
  [
    changed > 0 ? t('changes.countChanged', { count: changed }) : '',
    added > 0 ? t('changes.countAdded', { count: added }) : '',
    cancelled > 0 ? t('changes.countCancelled', { count: cancelled }) : '',
  ]
    .filter(Boolean)
    .join(' · ')

const useColumns = (): Column<ChangeRow>[] => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 116 },
      {
        key: 'state',
        header: t('app.state'),
        width: 116,
        render: (row) => (
          <StateBadge tone={changeTones[row.state]}>
            {t(row.refused ? 'changes.stateRefused' : changeStateKeys[row.state])}
          </StateBadge>
        ),
      },
      { key: 'orderNumber', header: t('changes.order'), width: 116 },
      { key: 'customerName', header: t('app.customer'), width: 110 },
      { key: 'reason', header: t('changes.reasonShort') },
      { key: 'content', header: t('changes.content'), width: 170, value: (row) => contentOf(t, row) },
      ...(seesPrices
        ? ([
            {
              key: 'difference',
              header: t('changes.moneyDifference'),
              kind: 'money',
              width: 106,
              value: (row: ChangeRow) => (row.afterFen ?? 0) - (row.beforeFen ?? 0),
            },
          ] as const)
        : []),
      {
        key: 'unsigned',
        header: t('changes.unsigned'),
        width: 84,
        value: (row) => (row.unsigned > 0 ? t('changes.unsignedCount', { count: row.unsigned }) : ''),
      },
      { key: 'writtenBy', header: t('changes.writtenBy'), width: 64 },
      { key: 'writtenAt', header: t('changes.writtenOn'), kind: 'instant', width: 96 },
    ],
    [t, seesPrices],
  )
}

/** 变更单登记: every slip, newest first; those of one state, and those some department was not told of. */
export const ChangesPage = () => {
  const t = useT()
  const columns = useColumns()
  const [state, setState] = useState<ChangeState | null>(null)
  const [unsigned, setUnsigned] = useState(false)
  const [text, setText] = useState('')
  const filter = useMemo(() => ({ state, unsigned, text }), [state, unsigned, text])
  const bar = (
    <>
      <KeyButton keys="0" className="chip" aria-pressed={state === null} onClick={() => setState(null)}>
        {t('app.all')}
      </KeyButton>
      <Views views={changeStates} shown={state} labelOf={(each) => t(changeStateKeys[each])} onShow={setState} />
      <KeyButton keys="6" className="chip" aria-pressed={unsigned} onClick={() => setUnsigned(!unsigned)}>
        {t('changes.onlyUnsigned')}
      </KeyButton>
    </>
  )
  return (
    <Page>
      <Panel
        title={t('changes.title')}
        bar={bar}
        actions={
          <TextInput
            name="find"
            inline
            width={150}
            label={t('changes.find')}
            value={text}
            maxLength={40}
            onChange={setText}
          />
        }
        foot={<span className="dim">{t('changes.emptyHint')}</span>}
      >
        <DataTable
          label={t('changes.title')}
          columns={columns}
          list={client.changes.list}
          filter={filter}
          rowKey={(row) => row.id}
          rowClass={(row) => (row.state === 'withdrawn' ? 'dim' : undefined)}
          onOpen={(row) => openTab({ word: 'changes', id: row.id, title: row.number })}
          empty={<Empty title={t('changes.empty')} hint={t('changes.emptyHint')} />}
        />
      </Panel>
    </Page>
  )
}
