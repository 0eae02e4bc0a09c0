import { useMemo, useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import { percentText } from '../../../shared/figures.ts'
import type { LossLine, LossRow } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Materials.module.css'

const rateWords = (rate: number | null): string =>
  rate !== null && rate < 0 ? `-${percentText(-rate)}` : percentText(rate)

type Figures = Pick<LossRow, 'used' | 'standard' | 'rate' | 'unit'>
const useFigureColumns = <Row extends Figures>(): Column<Row>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'used', header: t('materials.used'), kind: 'quantity', width: 96 },
      { key: 'standard', header: t('materials.standard'), kind: 'quantity', width: 96 },
      {
        key: 'difference',
        header: t('materials.difference'),
        kind: 'quantity',
        width: 96,
        value: ({ used, standard }) => used - standard,
      },
      { key: 'unit', header: t('app.unit'), width: 56 },
      {
        key: 'rate',
        header: t('materials.lossRate'),
        width: 260,
        align: 'right',
        // numerator and denominator beside the rate (duty 53)
        value: ({ used, standard, rate }) =>
          rate === null ? '—' : `${formatQuantity(used - standard)} / ${formatQuantity(standard)} = ${rateWords(rate)}`,
      },
    ],
    [t],
  )
}

/** 用料损耗率 of the lines closed in a month by workshop and material, and the lines behind each (duty 53). */
export const LossPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const [month, setMonth] = useState(
    typeof parameters['month'] === 'string' ? parameters['month'] : todayHere().slice(0, 7),
  )
  const [selected, setSelected] = useState<LossRow | null>(null)
  const { data } = useQuery(client.materials.loss, { month, workshop: null, materialId: null }, { keep: true })
  const figures = useFigureColumns<LossRow>()
  const lineFigures = useFigureColumns<LossLine>()
  const columns = useMemo(
    (): Column<LossRow>[] => [
      {
        key: 'workshop',
        header: t('operations.workshop'),
        width: 110,
        value: ({ workshop }) => workshop || t('figures.noWorkshop'),
      },
      { key: 'name', header: t('materials.name'), value: ({ code, name }) => `${code} ${name}` },
      { key: 'lines', header: t('materials.closedLines'), kind: 'integer', width: 80 },
      ...figures,
    ],
    [t, figures],
  )
  const lineColumns = useMemo(
    (): Column<LossLine>[] => [
      { key: 'closedOn', header: t('materials.closedOn'), kind: 'date', width: 96 },
      { key: 'orderNumber', header: t('operations.order'), width: 108 },
      { key: 'customer', header: t('app.customer'), width: 84 },
      { key: 'description', header: t('operations.description') },
      ...lineFigures,
      { key: 'explanation', header: t('materials.explanation'), width: 150 },
    ],
    [t, lineFigures],
  )
  const move = (by: number): void => {
    setSelected(null)
    setMonth(plusDays(`${month}-15`, by * 30).slice(0, 7))
  }
  const filter = useMemo(
    () => ({ month, workshop: selected?.workshop ?? null, materialId: selected?.materialId ?? null }),
    [month, selected],
  )
  return (
    <Page className={styles['over'] ?? ''}>
      <Panel
        title={t('materials.lossTitle', { month })}
        bar={
          <>
            <KeyButton keys="," className="chip" help={t('materials.monthBefore')} onClick={() => move(-1)}>
              ‹
            </KeyButton>
            <KeyButton
              keys="."
              className="chip"
              help={t('materials.monthAfter')}
              disabled={month >= todayHere().slice(0, 7)}
              onClick={() => move(1)}
            >
              ›
            </KeyButton>
          </>
        }
        actions={
          <KeyButton keys="F7" onClick={() => openTab({ word: 'figures' })}>
            {t('figures.title')}
          </KeyButton>
        }
        foot={<small className="dim">{t('materials.lossRuleMonth')}</small>}
      >
        <DataTable
          label={t('materials.lossTitle', { month })}
          columns={columns}
          rows={data ?? []}
          rowKey={(row) => `${row.workshop} ${row.materialId}`}
          onSelect={setSelected}
          empty={<Empty title={t('materials.noLoss')} hint={t('materials.noLossHint')} />}
        />
      </Panel>
      <Panel title={selected ? t('materials.lossBehind', { name: selected.name }) : t('materials.lossLines')}>
        <DataTable
          label={t('materials.lossLines')}
          columns={lineColumns}
          list={client.materials.lossLines}
          filter={filter}
          rowKey={(row) => `${row.noticeLineId} ${row.code}`}
          autoFocus={false}
          onOpen={({ noticeLineId, orderNumber }) =>
            openTab({
              word: 'shortages',
              page: 'line',
              id: noticeLineId,
              title: t('materials.ofLine', { notice: orderNumber }),
            })
          }
          empty={<Empty title={t('materials.noLoss')} />}
        />
      </Panel>
    </Page>
  )
}
