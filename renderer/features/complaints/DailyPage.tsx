import { useMemo, useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeyField } from '../../components/KeyField.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { complaintColumns } from './complaintColumns.tsx'
import { openComplaint } from './openComplaint.ts'

/** 投诉日报 (duty 98): what came in on a day and what is still open from before; printed for the supervisor. */
export const DailyPage = () => {
  const t = useT()
  const columns = useMemo(() => complaintColumns(t), [t])
  const exporting = useExporting()
  const [on, setOn] = useState(todayHere)
  const { data, error } = useQuery(client.complaints.daily, { on }, { keep: true })
  const save = async (): Promise<void> => {
    const made = await exporting.run('complaintDaily', { on }, `${t('complaints.dailyTitle')} ${on}`)
    if (made) notify(t('quality.exported', { name: made.saved }))
  }
  const print = (): void => {
    openTab({
      word: 'complaintDaily',
      page: 'print',
      another: true,
      title: `${t('complaints.dailyTitle')} ${on.slice(5)}`,
      parameters: { on },
    })
  }
  return (
    <Page layout="rows">
      <Panel
        title={t('complaints.dailyTitle')}
        bar={
          <>
            <KeyButton keys="," onClick={() => setOn(plusDays(on, -1))}>
              {t('complaints.before')}
            </KeyButton>
            <KeyField keys="l" label={t('app.date')} onDone={() => undefined}>
              <DateInput inline label="" value={on} onChange={(day) => day && setOn(day)} />
            </KeyField>
            <KeyButton keys="." onClick={() => setOn(plusDays(on, 1))}>
              {t('complaints.after')}
            </KeyButton>
            <span>{t('complaints.dailyToday', { count: data?.received ?? 0 })}</span>
          </>
        }
        actions={
          <>
            <KeyButton keys="x" onClick={save}>
              {t('app.export')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={print}>
              {t('app.print')}
            </KeyButton>
          </>
        }
        foot={
          data && (
            <span>
              {t('complaints.dailySums', {
                received: data.received,
                confirmed: data.confirmed,
                closed: data.closed,
                open: data.open,
                unconfirmed: data.unconfirmed,
              })}
            </span>
          )
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('complaints.dailyToday', { count: data?.received ?? 0 })}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={({ id }) => id}
          onOpen={openComplaint}
          empty={<span className="dim">{t('complaints.dailyNone')}</span>}
        />
        {exporting.bar}
      </Panel>
      <Panel title={t('complaints.dailyEarlier', { count: data?.earlier.length ?? 0 })}>
        <DataTable
          label={t('complaints.dailyEarlier', { count: data?.earlier.length ?? 0 })}
          columns={columns}
          rows={data?.earlier ?? []}
          rowKey={({ id }) => id}
          autoFocus={false}
          onOpen={openComplaint}
          empty={<span className="dim">{t('complaints.dailyNone')}</span>}
        />
      </Panel>
    </Page>
  )
}
