import { useMemo, useRef, useState } from 'react'
import { may } from '../../../shared/permissions.ts'
import { paperFacts, printedDocuments, type PrintRow } from '../../../shared/prints.ts'
import { printable, type Printable } from '../../../shared/shell.ts'
import { DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { LeaveKey } from '../../components/LeaveKey.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { usePrintColumns } from './columns.tsx'

const papers = Object.keys(printable) as Printable[]

const useOpenPrint = () => {
  const t = useT()
  return (row: PrintRow): void => {
    if (!row.open) return notify(t('prints.pricesHidden'), 'bad')
    openTab({
      word: 'prints',
      id: row.id,
      title: t('prints.one', { number: row.number || row.title, nth: row.nth }),
    })
  }
}

/** 打印记录: all that was printed, newest first; by paper, day, person and number. */
export const PrintsPage = () => {
  const t = useT()
  const columns = usePrintColumns()
  const open = useOpenPrint()
  const role = useSession((store) => store.person?.role ?? null)
  const { data: people } = useQuery(client.prints.people, {})
  const table = useRef<DataTableHandle>(null)
  const [paper, setPaper] = useState<Printable | 'all'>('all')
  const [person, setPerson] = useState('all')
  const [from, setFrom] = useState<string | null>(null)
  const [till, setTill] = useState<string | null>(null)
  const [number, setNumber] = useState('')
  const filter = useMemo(
    () => ({
      paper: paper === 'all' ? null : paper,
      personId: person === 'all' ? null : Number(person),
      from,
      till,
      number,
    }),
    [paper, person, from, till, number],
  )
  const own = papers.filter((each) => may(role, paperFacts[each].permission))
  return (
    <Page>
      <Panel
        title={t('prints.title')}
        bar={
          <>
            <Choice
              inline
              label={t('prints.paper')}
              value={paper}
              options={[
                { value: 'all', label: t('prints.allPapers') },
                ...own.map((value) => ({ value, label: t(paperFacts[value].label) })),
              ]}
              onChange={setPaper}
            />
            <Choice
              inline
              label={t('prints.by')}
              value={person}
              options={[
                { value: 'all', label: t('prints.everybody') },
                ...(people ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
              onChange={setPerson}
            />
            <DateInput inline width={96} label={t('prints.from')} hint="" value={from} onChange={setFrom} />
            <DateInput inline width={96} label={t('prints.till')} hint="" value={till} onChange={setTill} />
          </>
        }
        actions={
          <ListFilter
            value={number}
            onChange={setNumber}
            placeholder={t('prints.numberFind')}
            onDown={() => table.current?.focus()}
          />
        }
        foot={<span className="dim">{t('prints.hint')}</span>}
      >
        <DataTable
          ref={table}
          label={t('prints.title')}
          columns={columns}
          list={client.prints.list}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={(row) => (row.open ? undefined : 'dim')}
          onOpen={open}
          empty={<Empty title={t('prints.empty')} hint={t('prints.emptyHint')} />}
        />
      </Panel>
    </Page>
  )
}

/** The prints of one document, or of one list. */
export const PrintsOfPage = ({ tab: { parameters, title } }: PageProps) => {
  const t = useT()
  const columns = usePrintColumns()
  const open = useOpenPrint()
  const { document, documentId, paper } = parameters
  const filter = useMemo(
    () => ({
      document: printedDocuments.find((each) => each === document) ?? null,
      documentId: typeof documentId === 'number' ? documentId : null,
      paper: papers.find((each) => each === paper) ?? null,
    }),
    [document, documentId, paper],
  )
  return (
    <Page>
      <Panel title={title} actions={<LeaveKey />} foot={<span className="dim">{t('prints.hint')}</span>}>
        <DataTable
          label={title}
          columns={columns}
          list={client.prints.list}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={(row) => (row.open ? undefined : 'dim')}
          onOpen={open}
          empty={<Empty title={t('prints.empty')} hint={t('prints.emptyHint')} />}
        />
      </Panel>
    </Page>
  )
}
