import { useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import type { OutsideReturn, Slip, SlipLine } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { LoseDialog } from './LoseDialog.tsx'
import styles from './Outsourcing.module.css'
import { SlipSide } from './SlipSide.tsx'
import { TooMany, useLineColumns, useReturnColumns } from './slipTables.tsx'
import { OutsideBadge } from './OutsideBadge.tsx'

const Facts = ({ slip }: { slip: Slip }) => {
  const t = useT()
  const facts: [string, string][] = [
    [t('outsourcing.factory'), slip.factoryName],
    [t('outsourcing.contact'), [slip.contact, slip.phone].filter(Boolean).join(' ')],
    [t('outsourcing.sentOn'), slip.sentOn],
    [t('outsourcing.madeBy'), `${slip.by} ${formatInstant(slip.madeAt)}`],
    [t('outsourcing.total'), slip.totalFen === null ? '' : formatFen(slip.totalFen)],
    [t('outsourcing.payable'), slip.payableFen === null || !slip.begun ? '' : formatFen(slip.payableFen)],
    [t('outsourcing.requirement'), slip.requirement],
    [t('outsourcing.enclosures'), slip.enclosures],
    [t('outsourcing.packing'), slip.packing],
    [t('app.remark'), slip.remark],
  ]
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const voidSlip = async (slip: Slip, t: ReturnType<typeof useT>): Promise<void> => {
  const { id, version, number, lines } = slip
  await withReason(
    {
      title: t('outsourcing.voidTitle'),
      children: t('outsourcing.voidWords', { number, lines: lines.length }),
      action: t('app.void'),
      danger: true,
    },
    (reason) => client.outsourcing.void({ id, version, reason }),
  )
}

const HeadActions = ({ slip }: { slip: Slip }) => {
  const t = useT()
  const mayWrite = useMay('outsourcing.write')
  if (!mayWrite || slip.state === 'void') return null
  return (
    <>
      {!slip.begun && (
        <KeyButton keys="Control+Delete" onClick={() => voidSlip(slip, t)}>
          {t('app.void')}
        </KeyButton>
      )}
      <KeyButton
        keys="e"
        onClick={() =>
          openTab({
            word: 'outsourcing',
            page: 'edit',
            id: slip.id,
            title: `${slip.number} ${t('outsourcing.edit')}`,
          })
        }
      >
        {t('outsourcing.edit')}
      </KeyButton>
    </>
  )
}

/** What came back; T takes the marked entry back. */
const Returns = ({ slip, mayReturn }: { slip: Slip; mayReturn: boolean }) => {
  const t = useT()
  const [chosen, setChosen] = useState<OutsideReturn | null>(null)
  const columns = useReturnColumns(slip)
  const takeBack = async (): Promise<void> => {
    if (!chosen) return
    const line = slip.lines.find(({ id }) => id === chosen.lineId)
    await withReason(
      {
        title: t('outsourcing.takeBackTitle'),
        children: t('outsourcing.takeBackWords', {
          process: line?.processName ?? '',
          on: chosen.returnedOn,
          good: formatQuantity(chosen.good),
          bad: formatQuantity(chosen.bad),
        }),
        action: t('outsourcing.takeBack'),
        danger: true,
      },
      (reason) =>
        client.outsourcing.takeBack({
          id: slip.id,
          version: slip.version,
          returnId: chosen.id,
          reason: reason.slice(0, 100),
        }),
    )
  }
  return (
    <Panel
      title={t('outsourcing.returns')}
      actions={
        mayReturn &&
        chosen?.takenBackAt === null && (
          <KeyButton keys="t" onClick={takeBack}>
            {t('outsourcing.takeBack')}
          </KeyButton>
        )
      }
    >
      <DataTable
        label={t('outsourcing.returns')}
        columns={columns}
        rows={slip.returns}
        rowKey={({ id }) => id}
        autoFocus={false}
        onSelect={setChosen}
        rowClass={({ takenBackAt }) => (takenBackAt === null ? undefined : 'dim')}
        empty={<Empty title={t('outsourcing.noReturns')} />}
      />
    </Panel>
  )
}

/** One slip: its lines and what is still outside of them, what came back, the factory's signature and answers. */
export const SlipPage = ({ id, tab }: PageProps) => {
  const t = useT()
  const { data: slip, error } = useQuery(client.outsourcing.read, { id: id ?? 0 }, { enabled: id !== null, keep: true })
  const [mayWrite, mayReturn] = [useMay('outsourcing.write'), useMay('outsourcing.return')]
  const [line, setLine] = useState<SlipLine | null>(null)
  const [dialog, setDialog] = useState<'lose' | 'answer' | null>(null)
  const columns = useLineColumns(slip?.sent ?? true)
  if (!slip)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const open = slip.lines.some((each) => each.open > 0)
  const current = slip.lines.find((each) => each.id === line?.id) ?? slip.lines[0]
  const stands = slip.state !== 'void'
  return (
    <Page layout="list" className={styles['reading'] ?? ''}>
      <div className={styles['main']}>
        <Panel
          title={slip.number}
          note={t('outsourcing.edition', { edition: slip.edition, printed: slip.printed })}
          bar={<OutsideBadge of={slip} />}
          actions={<HeadActions slip={slip} />}
          foot={
            <>
              {current && (
                <KeyButton
                  keys="o"
                  onClick={() => openTab({ word: 'orders', id: current.orderId, title: current.orderNumber })}
                >
                  {t('production.goOrder')}
                </KeyButton>
              )}
              <KeyButton
                keys="h"
                onClick={() => openTab({ word: 'factories', id: slip.factoryId, title: slip.factory })}
              >
                {t('outsourcing.card')}
              </KeyButton>
              <span className="spring" />
              <KeyButton
                keys="Control+p"
                onClick={() =>
                  openTab({
                    word: 'outsourcing',
                    page: 'print',
                    id: slip.id,
                    title: `${slip.number} ${t('app.print')}`,
                  })
                }
              >
                {t('app.print')}
              </KeyButton>
              {stands && open && mayWrite && (
                <KeyButton keys="q" onClick={() => setDialog('answer')}>
                  {t('outsourcing.recordAnswer')}
                </KeyButton>
              )}
              {stands && mayReturn && current && current.open > 0 && (
                <KeyButton keys="k" onClick={() => setDialog('lose')}>
                  {t('outsourcing.lose')}
                </KeyButton>
              )}
              {stands && mayReturn && open && (
                <KeyButton
                  keys="r"
                  go
                  onClick={() =>
                    openTab({
                      word: 'outsourcing',
                      page: 'back',
                      id: slip.id,
                      title: t('outsourcing.enterBackOf', { number: slip.number }),
                    })
                  }
                >
                  {t('outsourcing.enterBack')}
                </KeyButton>
              )}
            </>
          }
        >
          {slip.voidReason !== null && <RefusalNote message={`${t('outsourcing.stateVoid')}: ${slip.voidReason}`} />}
          <TooMany slip={slip} />
          <Facts slip={slip} />
          <DataTable
            label={t('outsourcing.lines')}
            columns={columns}
            rows={slip.lines}
            rowKey={(each) => each.id}
            onSelect={setLine}
          />
        </Panel>
        <Returns slip={slip} mayReturn={mayReturn && stands} />
      </div>
      <SlipSide key={tab.key} slip={slip} mayWrite={mayWrite} />
      {dialog === 'lose' && current && <LoseDialog slip={slip} line={current} onClose={() => setDialog(null)} />}
      {dialog === 'answer' && current && (
        <AnswerDialog
          factory={slip.factory}
          contact={slip.contact}
          lineIds={[(current.open > 0 ? current : slip.lines.find((each) => each.open > 0))!.id]}
          about={t('outsourcing.answerAbout', {
            number: slip.number,
            process: current.processName,
            goods: current.description,
            open: `${formatQuantity(current.open)} ${current.unit}`,
          })}
          onClose={() => setDialog(null)}
        />
      )}
    </Page>
  )
}
