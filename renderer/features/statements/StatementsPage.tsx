import { useCallback, useMemo, useRef, useState } from 'react'
import { lastDayOfMonth, plusDays } from '../../../shared/dates.ts'
import { formatFen } from '../../../shared/money.ts'
import {
  type StatementRow,
  type StatementState,
  statementStateKeys,
  statementStates,
} from '../../../shared/statements.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Choice } from '../../components/Field.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { askApart, useExporting } from './exporting.tsx'
import { MakeAll } from './MakeAll.tsx'
import { lastMonth, MonthChoice } from './MonthChoice.tsx'
import styles from './Statement.module.css'
import { statementTones } from './tones.ts'
import { yuan } from '../receipts/yuan.ts'

const useColumns = (): Column<StatementRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 86,
        render: (row) => <StateBadge tone={statementTones[row.state]}>{t(statementStateKeys[row.state])}</StateBadge>,
      },
      { key: 'customer', header: t('app.customer') },
      { key: 'number', header: t('app.number'), width: 112 },
      {
        key: 'period',
        header: t('statements.period'),
        width: 170,
        value: (row) => `${row.periodFrom} ~ ${row.periodTo.slice(5)}`,
      },
      { key: 'openingFen', header: t('statements.opening'), kind: 'money', width: 110 },
      {
        key: 'chargesFen',
        header: t('statements.charges'),
        kind: 'money',
        width: 114,
        value: (row) => row.chargesFen + row.returnsFen + row.deductionsFen,
      },
      { key: 'receiptsFen', header: t('statements.received'), kind: 'money', width: 110 },
      {
        key: 'closingFen',
        header: t('statements.closing'),
        width: 116,
        align: 'right',
        render: (row) => <b className={row.closingFen < 0 ? 'neg' : ''}>{formatFen(row.closingFen)}</b>,
      },
    ],
    [t],
  )
}

const ChooseCustomer = ({ month, onClose }: { month: string; onClose: () => void }) => {
  const t = useT()
  // the field tells its choice on Enter and once more when the dialog takes it away
  const chosen = useRef(false)
  return (
    <Dialog title={t('statements.makeOne')} onClose={onClose}>
      <CustomerPicker
        label={t('statements.chooseCustomer')}
        text=""
        autoFocus
        onPick={(customer) => {
          if (!customer || chosen.current) return
          chosen.current = true
          onClose()
          openTab({
            word: 'statements',
            page: 'preview',
            another: true,
            title: `${customer.shortName} ${month}`,
            parameters: { customerId: customer.id, month },
          })
        }}
      />
    </Dialog>
  )
}

/** The statements of a month: all made by one key, all exported by another (duty 102). */
export const StatementsPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('statements.write')
  const [month, setMonth] = useState(lastMonth)
  const [state, setState] = useState<StatementState | 'all'>('all')
  const [choosing, setChoosing] = useState(false)
  const [making, setMaking] = useState(false)
  const { data: sums } = useQuery(client.statements.monthSums, { month }, { keep: true })
  const exporting = useExporting()
  const made = useCallback(() => setMaking(false), [])
  const makeAll = async (): Promise<void> => {
    const ahead = await attempt(() => client.statements.runAhead({ month }))
    if (!ahead) return
    if (ahead.toMake === 0)
      return notify(`${t('statements.madeNone')} ${t('statements.notMadeWords', { ...ahead })}`, 'info')
    const last = lastDayOfMonth(month)
    const today = todayHere()
    const sure = await askConfirm({
      title: t('statements.makeAll'),
      children: (
        <>
          <p>{t('statements.makeAllWords', { ...ahead, month, closing: formatFen(ahead.closingFen) })}</p>
          <p>{t('statements.notMadeWords', { ...ahead })}</p>
          {today < last && (
            <p className="neg">
              ▲ {t('statements.periodNotOver', { last: last.slice(5), from: plusDays(today, 1).slice(5) })}
            </p>
          )}
        </>
      ),
      action: t('statements.makeAll'),
    })
    if (!sure) return
    setMaking(true)
  }
  const exportAll = async (): Promise<void> => {
    if ((await attempt(() => client.statements.monthSums({ month })))?.made === 0)
      return notify(t('statements.nothingToExport', { month }), 'bad')
    await exportEach()
  }
  const exportEach = async (): Promise<void> => {
    const result = await exporting.run('statements', { month }, `${t('statements.title')} ${month}`)
    if (result) notify(t('statements.exported', { files: result.files, folder: result.saved }))
  }
  const exportBook = async (): Promise<void> => {
    const found = await attempt(() => client.statements.templated({ month }))
    if (!found) return
    if (found.made === 0) return notify(t('statements.nothingToExport', { month }), 'bad')
    if (found.apart > 0 && !(await askApart(t, found))) return
    // where every customer has a template there is no book: a folder takes them all
    if (found.apart === found.made) return exportEach()
    const result = await exporting.run('statementBook', { month }, `${t('statements.title')} ${month}`)
    if (!result) return
    const { saved: name, files } = result
    notify(files > 1 ? t('templates.andApart', { name, count: files - 1 }) : t('statements.exportedOne', { name }))
  }
  return (
    <Page>
      <Panel
        title={t('statements.title')}
        bar={
          <>
            <MonthChoice month={month} onChange={setMonth} />
            <Choice<StatementState | 'all'>
              inline
              label=""
              value={state}
              options={[
                { value: 'all', label: t('app.all') },
                ...statementStates.map((value) => ({ value, label: t(statementStateKeys[value]) })),
              ]}
              onChange={setState}
            />
          </>
        }
        actions={
          <>
            <KeyButton
              keys="j"
              onClick={() => openTab({ word: 'statements', page: 'adjustments', title: t('statements.adjustments') })}
            >
              {t('statements.adjustments')}
            </KeyButton>
            <KeyButton keys="m" onClick={() => openTab({ word: 'monthEnd', parameters: { month } })}>
              {t('monthEnd.title')}
            </KeyButton>
            {mayWrite && (
              <>
                <KeyButton keys="p" onClick={() => setChoosing(true)}>
                  {t('statements.makeOne')}
                </KeyButton>
                <KeyButton keys="a" go={(sums?.made ?? 0) === 0} disabled={making} onClick={makeAll}>
                  {t('statements.makeAll')}
                </KeyButton>
              </>
            )}
            <KeyButton keys="b" onClick={exportBook}>
              {t('statements.exportBook')}
            </KeyButton>
            <KeyButton keys="e" go={(sums?.made ?? 0) > 0} onClick={exportAll}>
              {t('statements.exportAll')}
            </KeyButton>
          </>
        }
        foot={
          sums && (
            <>
              <Figure label={t('statements.opening')}>{yuan(sums.openingFen)}</Figure>
              <Figure label={t('statements.charges')}>{yuan(sums.chargesFen)}</Figure>
              <Figure label={t('statements.received')}>{yuan(sums.receiptsFen)}</Figure>
              <Figure label={t('statements.closing')} negative={sums.closingFen < 0}>
                {yuan(sums.closingFen)}
              </Figure>
              <span className="spring" />
              <small className={styles['words']}>{t('statements.monthLine', { ...sums })}</small>
            </>
          )
        }
      >
        <DataTable
          label={t('statements.title')}
          columns={columns}
          list={client.statements.list}
          filter={{ month, state: state === 'all' ? null : state }}
          rowKey={({ id }) => id}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          onOpen={(row) =>
            openTab({ word: 'statements', id: row.id, title: `${row.customer} ${row.periodTo.slice(0, 7)}` })
          }
          empty={<Empty title={t('statements.emptyMonth', { month })} hint={t('statements.emptyMonthHint')} />}
        />
      </Panel>
      {choosing && <ChooseCustomer month={month} onClose={() => setChoosing(false)} />}
      {making && <MakeAll month={month} onDone={made} />}
      {exporting.bar}
    </Page>
  )
}
