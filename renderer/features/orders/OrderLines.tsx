import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { taxOfLine, taxRate } from '../../../shared/lineTax.ts'
import { formatFen, formatMicros } from '../../../shared/money.ts'
import { Check, TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LineBar } from '../../components/LineBar.tsx'
import { LineDetails } from '../../components/LineDetails.tsx'
import { LineGrid, type LineGridHandle, type WrongCell } from '../../components/LineGrid.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import type { PasteReport } from '../../components/pastedCells.ts'
import type { FoundProduct } from '../../components/ProductPicker.tsx'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { remember, remembered } from '../../lib/remembered.ts'
import { useMay } from '../../lib/session.ts'
import { RememberedOfLine } from '../lessons/Remembered.tsx'
import { NewProductDialog } from '../products/NewProductDialog.tsx'
import { learnItemCode } from './learnItemCode.ts'
import { MatrixDialog } from './MatrixDialog.tsx'
import styles from './Order.module.css'
import { orderColumns, orderMarks } from './orderColumns.ts'
import { emptyLine, filledLines, type FormLine, sidesOf } from './orderForm.ts'
import { PastPricesDialog } from './PastPricesDialog.tsx'
import { PasteNote } from './PasteNote.tsx'
import { linesOfMatrix } from './sizeMatrix.ts'
import type { OrderFormStore } from './useOrderForm.ts'

/** The most lines an order takes. */
const mostLines = 300

export interface OrderLinesProps {
  store: OrderFormStore
  grid: RefObject<LineGridHandle | null>
  onEnd: () => void
  readOnly: boolean
}

/** The lines: code, colour, quantity by Enter; what a product brings is filled in and can be overtyped. */
export const OrderLines = ({ store, grid, onEnd, readOnly }: OrderLinesProps) => {
  const t = useT()
  const { lines, head } = store.form
  const rate = taxRate(head)
  const [taxWanted, setTaxWanted] = useState(remembered('orderTax') === 'shown')
  const taxShown = taxWanted && head.taxMode === 'included'
  const quoted = lines.some(({ offer }) => offer !== null && offer.quotation !== '')
  const [pictured, setPictured] = useState<number | null>(null)
  const columns = useMemo(
    () => orderColumns(t, { customerId: head.customerId, rate, taxShown, quoted, onPicture: setPictured }),
    [t, head.customerId, rate, taxShown, quoted],
  )
  const mark = useMemo(() => orderMarks(t, store.stood), [t, store.stood])
  const [here, setHere] = useState(0)
  const [asked, setAsked] = useState<'prices' | 'matrix' | 'product' | null>(null)
  const [pasted, setPasted] = useState<PasteReport | null>(null)
  const [wrong, setWrong] = useState<WrongCell[]>([])
  const mayPrices = useMay('prices.read')
  const mayMake = useMay('products.write')
  const line = lines[here]
  useEffect(() => store.onBound((before, product) => void learnItemCode(store, before, product)))

  const ask = async (what: 'prices' | 'matrix'): Promise<void> => {
    // the code may still be looked for, a quantity still be typed
    await grid.current?.settle()
    if ((store.current().lines[here]?.productId ?? null) !== null) setAsked(what)
    else notify(t(what === 'prices' ? 'orders.pastPricesNeedProduct' : 'orders.matrixNeedProduct'), 'bad')
  }
  // after the dialog has given the focus back to where it found it
  const back = useRef<string | null>(null)
  useEffect(() => {
    if (asked !== null || back.current === null) return
    grid.current?.focusCell(here, back.current)
    back.current = null
  }, [asked, here, grid])
  const close = (key: string): void => {
    back.current = key
    setAsked(null)
  }
  const openPicture = async (): Promise<void> => {
    // the product may still be looked for: its picture is shown where the line has none
    await grid.current?.settle()
    setPictured(here)
  }
  const toggleTax = (): void => {
    remember('orderTax', taxWanted ? 'hidden' : 'shown')
    setTaxWanted(!taxWanted)
  }

  return (
    <>
      <LineGrid<FormLine>
        ref={grid}
        label={t('orders.lines')}
        columns={columns}
        rows={lines}
        onChange={store.setLines}
        newRow={() => emptyLine(head.dueOn, head.customerPo)}
        mostRows={mostLines}
        onCellLeave={store.leaveCell}
        onChoose={(row, key, option) => key === 'code' && store.chooseProduct(row, option.row as FoundProduct)}
        onPasteRest={(row, texts) => {
          const before = store.current().lines[row]
          if (before)
            store.changeLine(row, { remark: [before.remark, ...texts].filter(Boolean).join(' ').slice(0, 200) })
        }}
        onPasted={setPasted}
        onWrong={setWrong}
        onRestored={store.askAgain}
        undoSince={[head.customerId, head.dueOn, head.customerPo, rate].join(' ')}
        onEnterRow={setHere}
        mark={mark}
        onEnd={onEnd}
        readOnly={readOnly}
      />
      {!readOnly && <PasteNote report={pasted} wrong={wrong} lines={lines} most={mostLines} />}
      {!readOnly && (
        <LineBar grid={grid}>
          {mayMake && line && line.productId === null && line.code !== '' && (
            <KeyButton keys="Alt+n" tabIndex={-1} className="plain" onClick={() => setAsked('product')}>
              {t('orderImports.newProduct')}
            </KeyButton>
          )}
          {mayPrices && (
            <KeyButton keys="F9" tabIndex={-1} className="plain" onClick={() => ask('prices')}>
              {t('orders.pastPrices')}
            </KeyButton>
          )}
          <KeyButton keys="Control+m" tabIndex={-1} className="plain" onClick={() => ask('matrix')}>
            {t('orders.matrix')}
          </KeyButton>
          <KeyButton keys="Alt+p" tabIndex={-1} className="plain" onClick={() => openPicture()}>
            {t('pictures.title')}
          </KeyButton>
          {head.taxMode === 'included' && (
            <KeyButton keys="Alt+t" tabIndex={-1} className="plain" aria-pressed={taxWanted} onClick={toggleTax}>
              {t('orders.taxColumns')}
            </KeyButton>
          )}
        </LineBar>
      )}
      {line && !readOnly && <RememberedOfLine productId={line.productId} />}
      {line && !readOnly && <LineMore store={store} grid={grid} line={line} at={here} rate={rate} />}
      {pictured !== null && lines[pictured] && (
        <PictureDialog
          title={t('pictures.ofLine', { line: pictured + 1 })}
          picture={lines[pictured].picture}
          productPicture={lines[pictured].productPicture}
          onClose={() => setPictured(null)}
          {...(readOnly
            ? {}
            : {
                onPicture: (picture: string) => {
                  grid.current?.remember()
                  store.changeLine(pictured, { picture })
                },
              })}
        />
      )}
      {asked === 'prices' && line && line.productId !== null && (
        <PastPricesDialog
          line={{ ...line, productId: line.productId }}
          customerId={head.customerId}
          onClose={() => setAsked(null)}
          onTake={(priceMicros) => {
            grid.current?.remember()
            store.takePrice(here, priceMicros)
            close('priceMicros')
          }}
        />
      )}
      {asked === 'product' && line && (
        <NewProductDialog
          known={{ code: line.code, name: line.description, spec: '', unit: line.unit }}
          customerId={head.customerId}
          onClose={() => close('quantity')}
          onMade={(product) => {
            grid.current?.remember()
            store.chooseProduct(here, product)
          }}
        />
      )}
      {asked === 'matrix' && line && (
        <MatrixDialog
          lines={filledLines(lines)}
          at={filledLines(lines).indexOf(line)}
          onClose={() => setAsked(null)}
          onMake={(rows, sizes) => {
            const now = filledLines(store.current().lines)
            const at = now.findIndex(({ key }) => key === line.key)
            grid.current?.remember()
            store.setLines(linesOfMatrix(now, at, rows, sizes, rate))
            store.askAgain(
              store.current().lines.filter(({ productId }) => productId === line.productId),
              true,
            )
            close('quantity')
          }}
        />
      )}
    </>
  )
}

interface LineMoreProps {
  store: OrderFormStore
  grid: RefObject<LineGridHandle | null>
  line: FormLine
  at: number
  rate: number
}

/** What only some lines need, of the line the cursor is in; with its net and tax where the price has tax in it. */
const LineMore = ({ store, grid, line, at, rate }: LineMoreProps) => {
  const t = useT()
  const money = rate > 0 && line.amountFen !== null ? taxOfLine(sidesOf(line), rate) : null
  return (
    <LineDetails grid={grid} className={styles['lineMore']} at={at} onFocus={() => grid.current?.remember()}>
      {(key) => (
        <>
          {key}
          <TextInput
            inline
            label={t('orders.material')}
            maxLength={200}
            value={line.material}
            onChange={(material) => store.changeLine(at, { material })}
          />
          <TextInput
            inline
            label="PO"
            maxLength={60}
            value={line.customerPo}
            onChange={(customerPo) => store.changeLine(at, { customerPo })}
          />
          <TextInput
            inline
            label={t('app.remark')}
            maxLength={200}
            value={line.remark}
            onChange={(remark) => store.changeLine(at, { remark })}
          />
          <TextInput
            inline
            label={t('quotations.number')}
            maxLength={40}
            value={line.quotation}
            onChange={(quotation) => store.changeLine(at, { quotation })}
          />
          <Check
            label={t('orders.newVersion')}
            value={line.newVersion}
            onChange={(newVersion) => store.changeLine(at, { newVersion })}
          />
          {money && (
            <small className="dim" title={`${t('orders.netPrice')} ${formatMicros(money.netPriceMicros)}`}>
              {t('orders.taxOfTotal', {
                net: formatFen(money.netFen),
                percent: rate / 100,
                tax: formatFen(money.taxFen),
              })}
            </small>
          )}
        </>
      )}
    </LineDetails>
  )
}
