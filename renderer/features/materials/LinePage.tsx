import { useMemo, useState } from 'react'
import { percentText } from '../../../shared/figures.ts'
import { usageText } from '../../../shared/materialNeeds.ts'
import type { LineMaterial, LineSheet, MaterialMove } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { identityWords } from './identity.ts'
import styles from './Materials.module.css'
import { MoveDialog } from './MoveDialog.tsx'
import { NeedDialog } from './NeedDialog.tsx'

const useColumns = (closed: boolean, done: boolean): Column<LineMaterial>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('materials.name'),
        value: (row) => [row.code, row.name, row.spec].filter(Boolean).join(' '),
      },
      { key: 'process', header: t('materials.neededAt'), width: 76 },
      {
        key: 'usageMicros',
        header: t('materials.usageShort'),
        width: 116,
        align: 'right',
        value: ({ usageMicros, lossBasisPoints }) =>
          `${usageText(usageMicros)}${lossBasisPoints === 0 ? '' : ` +${formatQuantity(lossBasisPoints * 10)}%`}`,
      },
      { key: 'needed', header: t('materials.needed'), kind: 'quantity', width: 80 },
      { key: 'onHand', header: t('materials.onHand'), kind: 'quantity', width: 72 },
      { key: 'issued', header: t('materials.issue'), kind: 'quantity', width: 72 },
      { key: 'returned', header: t('materials.return'), kind: 'quantity', width: 64 },
      { key: 'used', header: t('materials.used'), kind: 'quantity', width: 72 },
      { key: 'standard', header: t('materials.standard'), kind: 'quantity', width: 80 },
      { key: 'unit', header: t('app.unit'), width: 42 },
      {
        key: 'lossRate',
        header: t('materials.lossRate'),
        width: 76,
        align: 'right',
        value: ({ lossRate }) => percentWords(lossRate),
      },
      closed
        ? { key: 'explanation', header: t('materials.explanation'), width: 170 }
        : {
            key: 'unexplained',
            header: t('materials.unexplained'),
            kind: 'quantity',
            width: 90,
            // while it is being made everything differs
            render: (row) =>
              done &&
              row.unexplained !== 0 && <span className={styles['difference']}>{formatQuantity(row.unexplained)}</span>,
          },
    ],
    [t, closed, done],
  )
}

/** 4.2% and −1.3%: below nothing less was used than the standard. */
const percentWords = (rate: number | null): string =>
  rate !== null && rate < 0 ? `-${percentText(-rate)}` : percentText(rate)

const useMoveColumns = (): Column<MaterialMove>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 108 },
      {
        key: 'kind',
        header: t('materials.moveKind'),
        width: 64,
        render: (row) => t(row.kind === 'issue' ? 'materials.issue' : 'materials.return'),
      },
      { key: 'movedOn', header: t('app.date'), kind: 'date', width: 92 },
      { key: 'name', header: t('materials.name'), value: (row) => `${row.code} ${row.name}` },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 80 },
      { key: 'unit', header: t('app.unit'), width: 46 },
      { key: 'person', header: t('materials.person'), width: 84 },
      {
        key: 'remark',
        header: t('app.remark'),
        render: (row) => (
          <>
            {row.reverses !== null && <StateBadge tone="warn">{t('materials.reversal')}</StateBadge>}{' '}
            {row.reversed && <StateBadge>{t('materials.takenBack')}</StateBadge>} {row.remark}
          </>
        ),
      },
      { key: 'by', header: t('app.by'), width: 70 },
    ],
    [t],
  )
}

/** Ordered = good + short, as it stands now or stood when the line was closed. */
const Head = ({ sheet }: { sheet: LineSheet }) => {
  const t = useT()
  const quantity = (value: number): string => `${formatQuantity(value)} ${sheet.unit}`
  return (
    <div className={styles['head']}>
      <span>
        {sheet.customer} · {sheet.orderNumber} · <b>{sheet.description}</b>
      </span>
      <span>
        {sheet.closed
          ? identityWords(t, sheet)
          : t('materials.identityOpen', {
              ordered: quantity(sheet.ordered),
              good: quantity(sheet.good),
              short: quantity(sheet.short),
            })}
      </span>
      {sheet.elsewhere > 0 && <span>{t('materials.elsewhere', { quantity: quantity(sheet.elsewhere) })}</span>}
      {sheet.bad > 0 && <span>{t('materials.lost', { bad: quantity(sheet.bad), scrap: quantity(sheet.scrap) })}</span>}
      {sheet.over > 0 && <span className="neg">{t('materials.overBy', { over: quantity(sheet.over) })}</span>}
      {sheet.closed && (
        <span>
          {t('materials.closedBy', { by: sheet.closed.by, at: formatInstant(sheet.closed.at) })}
          {sheet.closed.reason !== '' && ` · ${sheet.closed.reason}`}
        </span>
      )}
    </div>
  )
}

type Deed = 'issue' | 'return' | 'close' | 'need' | 'addNeed'

const Actions = ({
  sheet,
  selected,
  onDeed,
}: {
  sheet: LineSheet
  selected: LineMaterial | null
  onDeed: (deed: Deed) => void
}) => {
  const t = useT()
  const [mayWrite, mayMove, mayClose, mayReopen] = [
    useMay('materials.write'),
    useMay('materials.move'),
    useMay('production.write'),
    useMay('gates.override'),
  ]
  const { noticeLineId, noticeNumber } = sheet
  if (sheet.void) return null
  if (sheet.closed)
    return (
      mayReopen && (
        <KeyButton
          keys="u"
          onClick={() =>
            withReason(
              {
                title: t('materials.reopenTitle', { notice: noticeNumber }),
                action: t('materials.reopen'),
                children: t('materials.reopenWords'),
              },
              (reason) => client.materials.reopen({ noticeLineId, reason }),
            )
          }
        >
          {t('materials.reopen')}
        </KeyButton>
      )
    )
  return (
    <>
      {mayWrite && sheet.moves.length === 0 && (
        <KeyButton keys="l" onClick={() => attempt(() => client.materials.takeList({ noticeLineId }))}>
          {t('materials.takeList')}
        </KeyButton>
      )}
      {mayWrite && (
        <>
          <KeyButton keys="Insert" onClick={() => onDeed('addNeed')}>
            {t('materials.addNeed')}
          </KeyButton>
          <KeyButton keys="e" disabled={!selected} onClick={() => onDeed('need')}>
            {t('materials.editNeed')}
          </KeyButton>
        </>
      )}
      {mayMove && (
        <>
          <KeyButton keys="F6" disabled={sheet.rows.every(({ used }) => used <= 0)} onClick={() => onDeed('return')}>
            {t('materials.return')}
          </KeyButton>
          <KeyButton keys="F4" go disabled={sheet.rows.length === 0} onClick={() => onDeed('issue')}>
            {t('materials.issue')}
          </KeyButton>
        </>
      )}
      {mayClose && (
        <KeyButton keys="F9" go={sheet.rows.length === 0} onClick={() => onDeed('close')}>
          {t('materials.close')}
        </KeyButton>
      )}
    </>
  )
}

const Moves = ({ sheet }: { sheet: LineSheet }) => {
  const t = useT()
  const columns = useMoveColumns()
  const mayMove = useMay('materials.move')
  const [selected, setSelected] = useState<MaterialMove | null>(null)
  const takeBack = (): Promise<unknown> | null =>
    selected &&
    withReason(
      {
        title: t('materials.takeBackTitle', { number: selected.number }),
        action: t('materials.takeBack'),
        children: t('materials.takeBackWords', {
          name: selected.name,
          quantity: formatQuantity(selected.quantity),
          unit: selected.unit,
        }),
      },
      (reason) => client.materials.reverseMove({ moveId: selected.id, reason }),
    )
  return (
    <Panel
      title={t('materials.moves')}
      actions={
        <>
          {mayMove && !sheet.closed && (
            <KeyButton
              keys="Delete"
              disabled={!selected || selected.reversed || selected.reverses !== null}
              onClick={takeBack}
            >
              {t('materials.takeBack')}
            </KeyButton>
          )}
          <KeyButton
            keys="Control+p"
            disabled={!selected}
            onClick={() =>
              selected &&
              openTab({
                word: 'shortages',
                page: 'slip',
                title: selected.number,
                parameters: { number: selected.number },
              })
            }
          >
            {t('materials.printSlip')}
          </KeyButton>
        </>
      }
    >
      <DataTable
        label={t('materials.moves')}
        columns={columns}
        rows={sheet.moves}
        rowKey={(row) => row.id}
        autoFocus={false}
        onSelect={setSelected}
        rowClass={(row) => (row.reversed || row.reverses !== null ? 'dim' : undefined)}
        empty={<Empty title={t('materials.noMoves')} />}
      />
    </Panel>
  )
}

/** 领料、退料与结单 of one notice line (duty 55); `id` is the line. */
export const LinePage = ({ id }: PageProps) => {
  const t = useT()
  const { data: sheet, error } = useQuery(client.materials.line, { noticeLineId: id ?? 0 }, { enabled: id !== null })
  const columns = useColumns(sheet?.closed != null, sheet !== undefined && sheet.good >= sheet.quantity)
  const [selected, setSelected] = useState<LineMaterial | null>(null)
  const [deed, setDeed] = useState<Deed | null>(null)
  if (!sheet)
    return (
      <Page>
        <Panel>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const close = (): void => setDeed(null)
  return (
    <Page className={styles['over'] ?? ''}>
      <Panel
        title={t('materials.ofLine', { notice: sheet.noticeNumber })}
        bar={
          sheet.closed ? (
            <StateBadge tone="ok">{t('materials.closed')}</StateBadge>
          ) : (
            <StateBadge tone="info">{t('materials.open')}</StateBadge>
          )
        }
        actions={
          <>
            <KeyButton
              keys="o"
              onClick={() =>
                openTab({
                  word: 'shortages',
                  page: 'order',
                  id: sheet.orderId,
                  title: t('materials.ofOrder', { number: sheet.orderNumber }),
                })
              }
            >
              {t('materials.goOrder')}
            </KeyButton>
            <Actions sheet={sheet} selected={selected} onDeed={setDeed} />
          </>
        }
      >
        <Head sheet={sheet} />
        <DataTable
          label={t('materials.ofLine', { notice: sheet.noticeNumber })}
          columns={columns}
          rows={sheet.rows}
          rowKey={({ materialId }) => materialId}
          onSelect={setSelected}
          empty={<Empty title={t('materials.noNeeds')} hint={t('materials.noNeedsLine')} />}
        />
        <p className={styles['rule']}>{t('materials.lossRule')}</p>
      </Panel>
      <Moves sheet={sheet} />
      {(deed === 'issue' || deed === 'return') && <MoveDialog sheet={sheet} kind={deed} onClose={close} />}
      {deed === 'close' && <CloseDialog sheet={sheet} onClose={close} />}
      {deed === 'need' && selected && <NeedDialog sheet={sheet} row={selected} onClose={close} />}
      {deed === 'addNeed' && <NeedDialog sheet={sheet} row={null} onClose={close} />}
    </Page>
  )
}
