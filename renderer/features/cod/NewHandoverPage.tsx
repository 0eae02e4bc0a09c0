import { useMemo, useState } from 'react'
import { type CodEntry, codMethodKeys } from '../../../shared/cod.ts'
import { formatFen } from '../../../shared/money.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab, useTabs } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Cod.module.css'

const useColumns = (except: ReadonlySet<number>): Column<CodEntry>[] => {
  const t = useT()
  return useMemo(
    (): Column<CodEntry>[] => [
      { key: 'tick', header: '✓', width: 34, align: 'center', value: ({ id }) => (except.has(id) ? '' : '✓') },
      { key: 'number', header: t('cod.note'), width: 124 },
      { key: 'customer', header: t('app.customer') },
      { key: 'collectedOn', header: t('cod.collectedOn'), kind: 'date', width: 96 },
      { key: 'toCollectFen', header: t('cod.toCollect'), kind: 'money', width: 118 },
      { key: 'collectedFen', header: t('cod.collected'), kind: 'money', width: 118 },
      { key: 'method', header: t('cod.method'), width: 80, value: ({ method }) => t(codMethodKeys[method]) },
      { key: 'reason', header: t('cod.reason'), width: 220 },
    ],
    [t, except],
  )
}

/** What one driver has with him, put on one slip for the cashier: all of it, or what is ticked (duty 90). */
export const NewHandoverPage = ({ tab: { key, parameters } }: PageProps) => {
  const t = useT()
  const driver = String(parameters['driver'] ?? '')
  const { data, error } = useQuery(client.cod.onDriver, { driver })
  const [except, setExcept] = useState<ReadonlySet<number>>(new Set())
  const [chosen, setChosen] = useState<CodEntry | null>(null)
  const [handedOn, setHandedOn] = useState<string | null>(todayHere())
  const [remark, setRemark] = useState('')
  const columns = useColumns(except)
  const rows = data ?? []
  const ticked = rows.filter(({ id }) => !except.has(id))
  const sum = ticked.reduce((total, { collectedFen }) => total + collectedFen, 0)
  const toggle = (): void => {
    if (!chosen) return
    const next = new Set(except)
    if (!next.delete(chosen.id)) next.add(chosen.id)
    setExcept(next)
  }
  const save = async (): Promise<void> => {
    if (handedOn === null) throw refuseField('handedOn', t('shell.required', { field: t('cod.handedOn') }))
    const { id, number } = await client.cod.handOver({
      driver,
      entryIds: ticked.map((entry) => entry.id),
      handedOn,
      remark,
    })
    notify(t('cod.handoverMade', { number }))
    openTab({ word: 'cod', id, title: number })
    useTabs.getState().closeTab(key)
  }
  return (
    <Page>
      <Panel
        title={t('cod.handoverOf', { driver })}
        actions={
          rows.length > 0 && (
            <KeyButton keys="x" onClick={toggle}>
              {t('cod.tick')}
            </KeyButton>
          )
        }
        foot={
          rows.length > 0 && (
            <Form
              label={t('cod.handoverTitle')}
              onSubmit={save}
              className={styles['head'] ?? ''}
              foot={ticked.length > 0 && <SubmitButton>{t('cod.handOver')}</SubmitButton>}
            >
              <Figure label={t('cod.ticked', { count: ticked.length })}>{formatFen(sum)}</Figure>
              <DateInput
                name="handedOn"
                label={t('cod.handedOn')}
                value={handedOn}
                onChange={setHandedOn}
                width={150}
              />
              <TextInput
                name="remark"
                label={t('app.remark')}
                maxLength={200}
                width={320}
                value={remark}
                onChange={setRemark}
              />
            </Form>
          )
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('cod.handoverTitle')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          onSelect={setChosen}
          rowClass={({ id }) => (except.has(id) ? 'dim' : undefined)}
          empty={<Empty title={t('cod.handoverEmpty', { driver })} hint={t('cod.handoverEmptyHint')} />}
        />
      </Panel>
    </Page>
  )
}
