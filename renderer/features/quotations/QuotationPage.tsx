import { useMemo, useState } from 'react'
import { formatFen, formatMicros } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Quotation, QuotationLine } from '../../../shared/quotations.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { pictureWidth } from '../../components/pictureColumn.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Quotation.module.css'
import { QuotationSide } from './QuotationSide.tsx'
import { QuotationStateBadge } from './QuotationState.tsx'
import { withReason } from '../../lib/reasoned.ts'

const ladderOf = (quotation: Quotation): number[] =>
  [...new Set(quotation.lines.flatMap(({ steps }) => steps.map(({ quantity }) => quantity)))].toSorted((a, b) => a - b)

/** The columns of the ladder; the rung the order will be made at is marked by a shape. */
const pictureOf = ({ picture, productPicture }: QuotationLine): string => picture || productPicture

const useColumns = (
  quotation: Quotation | undefined,
  chosen: number | null,
  onPicture: (line: QuotationLine) => void,
): Column<QuotationLine>[] => {
  const t = useT()
  return useMemo(() => {
    const ladder = quotation ? ladderOf(quotation) : []
    const has = (some: (line: QuotationLine) => boolean): boolean => quotation?.lines.some(some) ?? false
    return [
      { key: 'sequence', header: t('shell.lineNumber'), kind: 'integer', width: 34 },
      {
        key: 'name',
        header: t('orders.description'),
        value: ({ code, name, spec, material }) => [code, name, spec, material].filter(Boolean).join(' '),
      },
      { key: 'unit', header: t('app.unit'), width: 42 },
      ...ladder.map((quantity): Column<QuotationLine> => ({
        key: `q${quantity}`,
        header:
          (quantity === chosen && ladder.length > 1 ? '▸ ' : '') +
          (ladder.length === 1 ? t('orders.price') : t('quotations.from', { quantity: formatQuantity(quantity) })),
        align: 'right',
        width: 78,
        render: ({ steps, floorPriceMicros }) => {
          const step = steps.find((each) => each.quantity === quantity)
          if (!step) return <span className="dim">—</span>
          const price = formatMicros(step.priceMicros)
          if (step.priceMicros < floorPriceMicros) return <span className="neg">▲ {price}</span>
          return quantity === chosen ? <b>{price}</b> : price
        },
      })),
      ...(has(({ minQuantity }) => minQuantity > 0)
        ? [{ key: 'minQuantity', header: t('quotations.minQuantity'), kind: 'quantity', width: 66 } as const]
        : []),
      ...(has(({ mouldFen }) => mouldFen > 0)
        ? [
            {
              key: 'mouldFen',
              header: t('quotations.mould'),
              align: 'right',
              width: 80,
              value: ({ mouldFen }: QuotationLine) => (mouldFen > 0 ? formatFen(mouldFen) : ''),
            } as const,
          ]
        : []),
      { key: 'leadDays', header: t('quotations.leadDays'), kind: 'integer', width: 64 },
      ...(has(({ packing }) => packing !== '')
        ? [{ key: 'packing', header: t('quotations.packing'), width: 100 } as const]
        : []),
      ...(has((line) => pictureOf(line) !== '')
        ? [
            {
              key: 'picture',
              header: t('pictures.column'),
              width: pictureWidth,
              render: (line: QuotationLine) => (
                <PictureThumb
                  sha256={pictureOf(line)}
                  label={t('pictures.ofLine', { line: line.sequence })}
                  onOpen={() => onPicture(line)}
                />
              ),
            },
          ]
        : []),
    ]
  }, [t, quotation, chosen, onPicture])
}

const Facts = ({ quotation }: { quotation: Quotation }) => {
  const t = useT()
  const { taxMode, taxBasisPoints, inbox, message } = quotation
  const facts: [string, string][] = [
    [t('app.customer'), quotation.customerName],
    [t('orders.contact'), [quotation.contact, quotation.phone].filter(Boolean).join(' ')],
    [t('quotations.quotedOn'), quotation.quotedOn],
    [t('quotations.validUntil'), quotation.validUntil],
    [
      t('quotations.tax'),
      `CNY · ${t(taxMode === 'included' ? 'quotations.taxIncluded' : 'quotations.taxExcluded')} ${taxBasisPoints / 100}%`,
    ],
    [t('quotations.by'), quotation.by],
    [t('quotations.payment'), quotation.payment],
    [t('quotations.delivery'), quotation.delivery],
    [t('app.remark'), quotation.remark],
    [t('quotations.source'), [inbox?.fileName, message].filter(Boolean).join(' ')],
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

/** What changes the quotation itself: void, copy, edit. */
const HeadActions = ({ quotation }: { quotation: Quotation }) => {
  const t = useT()
  const mayWrite = useMay('quotations.write')
  const { id, number, version, state, newest } = quotation
  if (!mayWrite) return null
  const voidIt = async (): Promise<void> => {
    await withReason(
      {
        title: t('quotations.voidTitle'),
        children: t('quotations.voidWhy', { number, version: newest, lines: quotation.lines.length }),
        action: t('app.void'),
        danger: true,
      },
      (reason) => client.quotations.void({ id, version, reason }),
    )
  }
  return (
    <>
      {state !== 'void' && state !== 'ordered' && (
        <KeyButton keys="Control+Delete" onClick={voidIt}>
          {t('app.void')}
        </KeyButton>
      )}
      <KeyButton
        keys="F6"
        onClick={() =>
          openTab({
            word: 'quotations',
            page: 'new',
            title: t('quotations.newQuotation'),
            another: true,
            parameters: { copyOf: id },
          })
        }
      >
        {t('quotations.copy')}
      </KeyButton>
      {state !== 'void' && state !== 'ordered' && (
        <KeyButton
          keys="e"
          onClick={() => openTab({ word: 'quotations', page: 'edit', id, title: `${number} ${t('quotations.edit')}` })}
        >
          {t('quotations.edit')}
        </KeyButton>
      )}
    </>
  )
}

/** The rung of the order by 1 … 6, and F9 makes the order. */
const OrderActions = ({
  quotation,
  chosen,
  onChoose,
}: {
  quotation: Quotation
  chosen: number | null
  onChoose: (quantity: number) => void
}) => {
  const t = useT()
  const [mayWrite, mayOrder] = [useMay('quotations.write'), useMay('orders.write')]
  const ladder = ladderOf(quotation)
  const { id, number, state } = quotation
  const ready = state === 'accepted' || state === 'ordered'
  if (!ready || !mayWrite || !mayOrder) return null
  return (
    <>
      {ladder.length > 1 && (
        <span className={styles['buttons']}>
          <span className="dim">{t('quotations.chooseStep')}</span>
          {ladder.map((quantity, index) => (
            <KeyButton
              key={quantity}
              keys={String(index + 1)}
              aria-pressed={quantity === chosen}
              onClick={() => onChoose(quantity)}
            >
              {formatQuantity(quantity)}
            </KeyButton>
          ))}
        </span>
      )}
      <KeyButton
        keys="F9"
        go
        onClick={() =>
          openTab({
            word: 'orders',
            page: 'new',
            title: t('quotations.orderOf', { number }),
            another: true,
            parameters: { quotationId: id, quantity: chosen },
          })
        }
      >
        {t('quotations.makeOrder')}
      </KeyButton>
    </>
  )
}

/** One quotation as it stands: its lines and ladder, its versions, what the customer answered, the orders made of it. */
export const QuotationPage = ({ id, tab }: PageProps) => {
  const t = useT()
  const [sequence, setSequence] = useState<number | null>(null)
  const [chosen, setChosen] = useState<number | null>(null)
  const { data: quotation, error } = useQuery(
    client.quotations.read,
    { id: id ?? 0, ...(sequence === null ? {} : { sequence }) },
    { enabled: id !== null, keep: true },
  )
  const step = chosen ?? (quotation ? (ladderOf(quotation)[0] ?? null) : null)
  const [looked, setLooked] = useState<QuotationLine | null>(null)
  const columns = useColumns(quotation, step, setLooked)
  if (!quotation)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const shown = quotation.versions.find((each) => each.sequence === quotation.sequence)
  return (
    <Page layout="list" className={styles['reading'] ?? ''}>
      <Panel
        title={`${quotation.number} ${t('quotations.version', { version: quotation.sequence })}`}
        {...(shown
          ? { note: t('quotations.versionMade', { by: shown.madeBy, time: formatInstant(shown.madeAt) }) }
          : {})}
        bar={<QuotationStateBadge state={quotation.state} />}
        actions={<HeadActions quotation={quotation} />}
        foot={
          <>
            <span className="spring" />
            <KeyButton
              keys="Control+p"
              onClick={() =>
                openTab({
                  word: 'quotations',
                  page: 'preview',
                  id: quotation.id,
                  title: `${quotation.number} ${t('quotations.quotation')}`,
                  parameters: { sequence: quotation.sequence },
                })
              }
            >
              {t('quotations.preview')}
            </KeyButton>
            {quotation.sequence === quotation.newest && (
              <OrderActions quotation={quotation} chosen={step} onChoose={setChosen} />
            )}
          </>
        }
      >
        {quotation.voidReason !== null && (
          <RefusalNote message={`${t('quotations.stateVoid')}:${quotation.voidReason}`} />
        )}
        {quotation.sequence !== quotation.newest && (
          <RefusalNote
            message={t('quotations.olderShown', { version: quotation.sequence, newest: quotation.newest })}
          />
        )}
        <Facts quotation={quotation} />
        <DataTable
          label={t('quotations.lines')}
          columns={columns}
          rows={quotation.lines}
          rowKey={(line) => line.id}
          {...(quotation.lines.some((line) => pictureOf(line) !== '')
            ? { onOpen: (line: QuotationLine) => pictureOf(line) !== '' && setLooked(line) }
            : {})}
        />
      </Panel>
      {looked && (
        <PictureDialog
          title={t('pictures.ofLine', { line: looked.sequence })}
          picture={pictureOf(looked)}
          onClose={() => setLooked(null)}
        />
      )}
      <Panel label={t('quotations.versions')}>
        <QuotationSide key={tab.key} quotation={quotation} onVersion={setSequence} />
      </Panel>
    </Page>
  )
}
