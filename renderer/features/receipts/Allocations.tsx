import { type ReactNode, type Ref, useMemo } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { belowZero } from '../../components/belowZero.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Figure, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import type { Allocating, ItemRow } from './allocating.ts'
import { yuan } from './yuan.ts'

const useColumns = (): LineColumn<ItemRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'key',
        header: t('statements.paper'),
        kind: 'text',
        width: 62,
        readOnly: true,
        text: (row) =>
          t(
            row.deliveryNoteId !== null
              ? 'receipts.itemNote'
              : row.adjustmentId !== null
                ? 'receipts.itemCharge'
                : 'receipts.itemOrder',
          ),
      },
      {
        key: 'number',
        header: t('app.number'),
        kind: 'text',
        width: 110,
        readOnly: true,
        render: (row) => <span title={[row.customerPo, row.remark].filter(Boolean).join(' ')}>{row.number}</span>,
      },
      { key: 'on', header: t('app.date'), kind: 'text', width: 84, readOnly: true },
      { key: 'totalFen', header: t('receipts.itemTotal'), kind: 'money', readOnly: true },
      {
        key: 'creditFen',
        header: t('receipts.itemCredit'),
        kind: 'money',
        width: 84,
        readOnly: true,
        text: (row) => (row.creditFen > 0 ? `-${formatFen(row.creditFen)}` : ''),
      },
      { key: 'openFen', header: t('receipts.itemOpen'), kind: 'money', width: 96, readOnly: true },
      {
        key: 'partFen',
        header: t('receipts.itemPart'),
        kind: 'money',
        width: 104,
        refuse: (value) => belowZero(value, t, formatFen),
      },
    ],
    [t],
  )
}

const modeKeys: Record<Allocating['mode'], PhraseKey> = {
  oldest: 'receipts.byOldest',
  exact: 'receipts.byExact',
  document: 'receipts.byDocument',
  chosen: 'receipts.byHand',
}

export interface AllocationsProps {
  allocating: Allocating
  amountFen: number
  chosen: boolean
  grid?: Ref<LineGridHandle>
  /** Buttons at the right end of the foot. */
  buttons?: ReactNode
}

/** Open documents, oldest first, and what of the money goes to each; a typed amount is kept, the rest follows nobody. */
export const Allocations = ({ allocating, amountFen, chosen, grid, buttons }: AllocationsProps) => {
  const t = useT()
  const columns = useColumns()
  const { rows, mode, sumFen } = allocating
  const leftFen = amountFen - sumFen
  return (
    <Panel
      title={t('receipts.openItems')}
      bar={<StateBadge tone={mode === 'chosen' ? 'info' : 'ok'}>{t(modeKeys[mode])}</StateBadge>}
      actions={
        mode === 'chosen' && (
          <KeyButton keys="F6" onClick={allocating.oldestAgain}>
            {t('receipts.oldestAgain')}
          </KeyButton>
        )
      }
      foot={
        <>
          <Figure label={t('receipts.sumReceived')}>{yuan(amountFen)}</Figure>
          <Figure label={t('receipts.sumAssigned')} negative={sumFen > amountFen}>
            {yuan(sumFen)}
          </Figure>
          <Figure label={t('receipts.sumLeft')} negative={leftFen < 0}>
            {yuan(leftFen)}
          </Figure>
          <span className="spring" />
          {buttons}
        </>
      }
    >
      {rows.length === 0 ? (
        <Empty
          title={t(chosen ? 'receipts.noOpen' : 'receipts.chooseCustomer')}
          hint={chosen ? t('receipts.noOpenHint') : ''}
        />
      ) : (
        <LineGrid
          ref={grid}
          label={t('receipts.openItems')}
          columns={columns}
          rows={rows}
          numbered={false}
          onChange={() => undefined}
          onCellLeave={(row, key, value) => {
            if (key === 'partFen') allocating.setPart(row, typeof value === 'number' ? value : null)
          }}
          mark={(row, _index, key) =>
            key === 'partFen' && (row.partFen ?? 0) > row.openFen
              ? {
                  tone: 'bad',
                  text: t('receipts.moreThanOpen', { number: row.number, open: formatFen(row.openFen) }),
                }
              : null
          }
        />
      )}
    </Panel>
  )
}
