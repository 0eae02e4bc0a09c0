import { formatFen } from '../../../shared/money.ts'
import { type MonthSums, sumKeys, type SumName, sumNames, tiesOf } from '../../../shared/monthEnd.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import styles from './MonthEnd.module.css'

const Line = ({ label, count, fen, strong }: { label: string; count?: number; fen: number; strong?: boolean }) => (
  <tr className={strong ? styles['strong'] : undefined}>
    <td>{label}</td>
    <td className="n">{count ?? ''}</td>
    <td className={`n ${fen < 0 ? 'neg' : ''}`}>{formatFen(fen)}</td>
  </tr>
)

/** A month's papers added up to the ledger, and the statements beside it: whether all three agree. */
export const SumsTable = ({ sums }: { sums: MonthSums }) => {
  const t = useT()
  const ties = tiesOf(sums)
  // of exchanges and replacements most months have none
  const told = (name: SumName): boolean => sums[name].count > 0 || name === 'notes' || name === 'receipts'
  const differs = ties.papersFen || ties.statementsFen
  return (
    <>
      <table className={styles['sums']} aria-label={t('monthEnd.sums')}>
        <tbody>
          <Line label={t('monthEnd.opening')} fen={sums.openingFen} />
          {sumNames.filter(told).map((name) => (
            <Line
              key={name}
              label={t(sumKeys[name])}
              count={sums[name].count}
              fen={name === 'receipts' ? 0 - sums[name].fen : sums[name].fen}
            />
          ))}
          <Line label={t('monthEnd.closing')} fen={sums.closingFen} strong />
          <Line label={t('monthEnd.sumStatements')} count={sums.statements.count} fen={sums.statements.fen} />
          <Line label={t('monthEnd.sumUnstated')} count={sums.unstated.count} fen={sums.unstated.fen} />
          <Line label={t('monthEnd.sumStatedVoid')} count={sums.statedVoid.count} fen={0 - sums.statedVoid.fen} />
          <Line label={t('monthEnd.sumCod')} count={sums.cod.count} fen={sums.cod.fen} />
          <Line label={t('monthEnd.sumCodOpen')} fen={sums.codOpenFen} />
          <Line label={t('monthEnd.sumUnsigned')} count={sums.unsigned.count} fen={sums.unsigned.fen} />
          <Line label={t('monthEnd.sumUninvoiced')} count={sums.uninvoiced.count} fen={sums.uninvoiced.fen} />
        </tbody>
      </table>
      <StateBadge tone={differs === 0 ? 'ok' : 'bad'}>
        {differs === 0 ? t('monthEnd.ties') : t('monthEnd.tiesNot', { fen: formatFen(differs) })}
      </StateBadge>
    </>
  )
}
