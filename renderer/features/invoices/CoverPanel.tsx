import { type ReactNode, type Ref, useMemo } from 'react'
import { isPartOf } from '../../../shared/invoices.ts'
import { formatFen } from '../../../shared/money.ts'
import { ledgerKindKeys } from '../../../shared/statements.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Figure, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { yuan } from '../receipts/yuan.ts'
import type { Covering, CoverRow } from './covering.ts'

const useColumns = (): LineColumn<CoverRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'kind',
        header: t('invoices.document'),
        kind: 'text',
        width: 68,
        readOnly: true,
        text: (row) => t(ledgerKindKeys[row.kind]),
      },
      { key: 'number', header: t('app.number'), kind: 'text', width: 112, readOnly: true },
      { key: 'on', header: t('app.date'), kind: 'text', width: 84, readOnly: true },
      { key: 'totalFen', header: t('invoices.total'), kind: 'money', readOnly: true },
      { key: 'invoicedFen', header: t('invoices.invoicedFen'), kind: 'money', width: 96, readOnly: true },
      { key: 'openFen', header: t('invoices.open'), kind: 'money', width: 104, readOnly: true },
      { key: 'partFen', header: t('invoices.part'), kind: 'money', width: 108 },
    ],
    [t],
  )
}

/** Documents open to be invoiced, oldest first, and what of each this invoice is for. */
export const CoverPanel = ({
  covering,
  amountFen,
  chosen,
  grid,
  buttons,
}: {
  covering: Covering
  amountFen: number
  chosen: boolean
  grid?: Ref<LineGridHandle>
  buttons?: ReactNode
}) => {
  const t = useT()
  const columns = useColumns()
  const { rows, byHand, sumFen } = covering
  const leftFen = amountFen - sumFen
  return (
    <Panel
      title={t('invoices.documents')}
      bar={<StateBadge tone={byHand ? 'info' : 'ok'}>{t(byHand ? 'invoices.byHand' : 'invoices.byOldest')}</StateBadge>}
      actions={
        byHand && (
          <KeyButton keys="F6" onClick={covering.oldestAgain}>
            {t('invoices.oldestAgain')}
          </KeyButton>
        )
      }
      foot={
        <>
          <Figure label={t('invoices.open')}>{yuan(covering.openFen)}</Figure>
          <Figure label={t('invoices.covered')} negative={leftFen * Math.sign(amountFen) < 0}>
            {yuan(sumFen)}
          </Figure>
          <Figure label={t('invoices.uncovered')} negative={leftFen < 0}>
            {yuan(leftFen)}
          </Figure>
          <span className="spring" />
          {buttons}
        </>
      }
    >
      {rows.length === 0 ? (
        <Empty
          title={t(chosen ? 'invoices.nothingOpen' : 'invoices.chooseCustomer')}
          hint={chosen ? t('invoices.nothingOpenHint') : ''}
        />
      ) : (
        <LineGrid
          ref={grid}
          label={t('invoices.documents')}
          columns={columns}
          rows={rows}
          numbered={false}
          onChange={() => undefined}
          onCellLeave={(row, key, value) => {
            if (key === 'partFen') covering.setPart(row, typeof value === 'number' ? value : null)
          }}
          mark={(row, _index, key) =>
            key === 'partFen' && row.partFen !== null && row.partFen !== 0 && !isPartOf(row.partFen, row.openFen)
              ? {
                  tone: 'bad',
                  text: t('invoices.moreThanLeft', { number: row.number, left: formatFen(row.openFen) }),
                }
              : null
          }
        />
      )}
    </Panel>
  )
}
