import { amountInWords } from '../../../shared/amountInWords.ts'
import { type LineSides, orderTax, type TaxTerms } from '../../../shared/lineTax.ts'
import { formatFen } from '../../../shared/money.ts'
import { type Order, orderTotals } from '../../../shared/orders.ts'
import { Figure } from '../../components/Page.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Order.module.css'
import { filledLines, isCounted, knownSides, type OrderForm, sidesOf } from './orderForm.ts'

/** 不含税 41,925.66 + 税 13% 5,450.34, or that there is none. */
const useTaxText = (lines: readonly LineSides[], terms: TaxTerms): string => {
  const t = useT()
  if (terms.taxMode === 'excluded') return t('orders.taxNone')
  const { netFen, taxFen } = orderTax(lines, terms)
  return t('orders.taxOfTotal', { net: formatFen(netFen), percent: terms.taxBasisPoints / 100, tax: formatFen(taxFen) })
}

/** Totals under the lines: 合计, 大写, 订金 and the account to pay into, counted as the application counts them. */
export const OrderFigures = ({ form }: { form: OrderForm }) => {
  const lines = filledLines(form.lines)
    .filter(isCounted)
    .map((line) => ({ ...sidesOf(line), packs: line.packs ?? 0 }))
  const taxText = useTaxText(lines, form.head)
  return <Figures lines={lines.length} {...orderTotals(lines, form.head)} {...form.head} taxText={taxText} />
}

/** The same of an order that is saved. */
export const SavedFigures = ({ order }: { order: Order }) => {
  const taxText = useTaxText(knownSides(order.lines), order)
  const { totalPacks, totalFen, depositFen, depositBasisPoints, bankAccount } = order
  return (
    <Figures
      lines={order.lines.length}
      totalFen={totalFen ?? 0}
      depositFen={depositFen ?? 0}
      {...{ totalPacks, depositBasisPoints, bankAccount, taxText }}
    />
  )
}

export interface FiguresProps {
  lines: number
  totalPacks: number
  totalFen: number
  depositFen: number
  depositBasisPoints: number
  bankAccount: string
  /** Net and tax of the total, where the page knows them. */
  taxText?: string
}

export const Figures = (props: FiguresProps) => {
  const { lines, totalPacks, totalFen, depositFen, depositBasisPoints, bankAccount } = props
  const t = useT()
  return (
    <div className={styles['figures']}>
      <Figure
        label={t('orders.total', { lines, packs: totalPacks })}
        note={
          <>
            {t('checks.words', { words: amountInWords(totalFen) })}
            {props.taxText && (
              <>
                <br />
                {props.taxText}
              </>
            )}
          </>
        }
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
