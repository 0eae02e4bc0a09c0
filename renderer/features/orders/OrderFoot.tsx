import { amountInWords } from '../../../shared/amountInWords.ts'
import { formatFen } from '../../../shared/money.ts'
import { orderTotals } from '../../../shared/orders.ts'
import { Figure } from '../../components/Page.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Order.module.css'
import { filledLines, type OrderForm } from './orderForm.ts'

/** Totals under the lines: 合计, 大写, 订金 and the account to pay into, counted as the application counts them. */
export const OrderFigures = ({ form }: { form: OrderForm }) => {
  const lines = filledLines(form.lines).map((line) => ({
    quantity: line.quantity ?? 0,
    packs: line.packs ?? 0,
    priceMicros: line.priceMicros ?? 0,
    typedSide: line.typedSide,
    amountFen: line.amountFen ?? 0,
  }))
  return <Figures lines={lines.length} {...orderTotals(lines, form.head)} {...form.head} />
}

export interface FiguresProps {
  lines: number
  totalPacks: number
  totalFen: number
  depositFen: number
  depositBasisPoints: number
  bankAccount: string
}

export const Figures = ({ lines, totalPacks, totalFen, depositFen, depositBasisPoints, bankAccount }: FiguresProps) => {
  const t = useT()
  return (
    <div className={styles['figures']}>
      <Figure
        label={t('orders.total', { lines, packs: totalPacks })}
        note={t('checks.words', { words: amountInWords(totalFen) })}
      >
        ¥{formatFen(totalFen)}
      </Figure>
      <Figure
        label={depositFen > 0 ? t('orders.depositOf', { percent: depositBasisPoints / 100 }) : t('orders.noDeposit')}
        note={<span title={bankAccount}>{bankAccount}</span>}
      >
        ¥{formatFen(depositFen)}
      </Figure>
    </div>
  )
}
