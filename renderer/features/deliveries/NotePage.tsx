import { useMemo, useState } from 'react'
import { amountInWords } from '../../../shared/amountInWords.ts'
import { type Note, noteKindKeys, type NoteLine, noteStateKey } from '../../../shared/deliveries.ts'
import { formatFen } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { newComplaint } from '../complaints/openComplaint.ts'
import { formatInstant } from '../../lib/values.ts'
import { NoteJourney } from '../journeys/NoteJourney.tsx'
import { SignedCopy } from '../signBacks/SignedCopy.tsx'
import styles from './Note.module.css'
import { CashOnDelivery, ShippingGate } from './NoteMoney.tsx'
import { NoteMade } from './NoteMade.tsx'
import { NotePreview } from './NotePreview.tsx'
import { NoteRejected } from './NoteRejected.tsx'
import { NoteSheets } from './NoteSheets.tsx'
import { NoteSteps } from './NoteSteps.tsx'
import { noteTones } from './tones.ts'
import { yuan } from '../receipts/yuan.ts'
import { withReason } from '../../lib/reasoned.ts'

/** `stored`: something of the goods lies in the store; `made`: the workshop makes some of them. The note has not left. `po`, `remarks`: its lines have some. */
const useColumns = (stored: boolean, made: boolean, po: boolean, remarks: boolean): Column<NoteLine>[] => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(
    () => [
      { key: 'sequence', header: t('shell.lineNumber'), kind: 'integer', width: 34 },
      { key: 'orderNumber', header: t('deliveries.orderNumber'), width: 104 },
      // no number of the customer on any line: the goods have its room
      ...(po ? [{ key: 'customerPo', header: t('orders.customerPo'), width: 82 } as const] : []),
      {
        key: 'description',
        header: t('deliveries.description'),
        value: (line) => [line.code, line.description, line.colour].filter(Boolean).join(' '),
      },
      {
        key: 'quantity',
        header: t('app.quantity'),
        width: 78,
        align: 'right',
        render: ({ quantity, over }) => (
          <>
            {over > 0 && <small className="neg">{t('deliveries.overMark', { more: formatQuantity(over) })}</small>}{' '}
            <span className={quantity < 0 ? 'neg' : ''}>{formatQuantity(quantity)}</span>
          </>
        ),
      },
      ...(stored ? ([{ key: 'stored', header: t('shipments.noteStored'), kind: 'quantity', width: 52 }] as const) : []),
      ...(made ? ([{ key: 'made', header: t('deliveries.madeTitle'), kind: 'quantity', width: 56 }] as const) : []),
      { key: 'unit', header: t('app.unit'), width: 42 },
      { key: 'packs', header: t('deliveries.packs'), kind: 'integer', width: 48 },
      ...(seesPrices
        ? ([
            { key: 'priceMicros', header: t('deliveries.price'), kind: 'price', width: 80 },
            { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 94 },
          ] as const)
        : []),
      ...(remarks ? [{ key: 'remark', header: t('app.remark'), width: 76 } as const] : []),
    ],
    [t, seesPrices, stored, made, po, remarks],
  )
}

const Facts = ({ note }: { note: Note }) => {
  const t = useT()
  const facts: [string, string, boolean?][] = [
    [t('app.customer'), note.customer],
    [t('deliveries.deliveryOn'), note.deliveryOn],
    [t('deliveries.driver'), [note.driver, note.vehicle].filter(Boolean).join(' ')],
    [t('deliveries.method'), note.method],
    [t('deliveries.address'), note.address, true],
    [t('deliveries.contact'), [note.contact, note.phone].filter(Boolean).join(' ')],
    [t('deliveries.serial'), note.serial],
    [t('app.remark'), note.remark, true],
    [t('deliveries.overReason'), note.overReason, true],
  ]
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value, wide]) => (
          <div key={label} className={wide ? styles['wide'] : ''}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const voidNote = async (note: Note, seesPrices: boolean, t: ReturnType<typeof useT>): Promise<void> => {
  const words = t('deliveries.voidWhat', {
    number: note.number,
    lines: note.lines.length,
    amount: seesPrices ? formatFen(note.totalFen) : t('deliveries.stampPacks', { packs: note.totalPacks }),
  })
  await withReason(
    {
      title: t('deliveries.voidNote'),
      children: words,
      action: t('app.void'),
      danger: true,
    },
    (reason) => client.deliveries.void({ id: note.id, version: note.version, reason }),
  )
}

const Actions = ({ note, onPreview }: { note: Note; onPreview: () => void }) => {
  const t = useT()
  const [mayWrite, seesPrices, mayComplain] = [
    useMay('deliveries.write'),
    useMay('prices.read'),
    useMay('complaints.write'),
  ]
  const { data: settings } = useQuery(client.settings.read, {})
  const goods = note.kind === 'delivery' && note.released !== null
  const from = (kind: 'return' | 'replacement' | 'exchange'): unknown =>
    openTab({
      word: 'deliveries',
      page: 'new',
      another: true,
      title: t(noteKindKeys[kind]),
      parameters: { kind, noteId: note.id },
    })
  return (
    <>
      {mayWrite && note.state !== 'void' && (
        <KeyButton keys="Control+Delete" onClick={() => voidNote(note, seesPrices, t)}>
          {t('app.void')}
        </KeyButton>
      )}
      {mayWrite && note.state !== 'void' && note.released === null && (
        <KeyButton
          keys="e"
          onClick={() =>
            openTab({
              word: 'deliveries',
              page: 'edit',
              id: note.id,
              title: `${note.number} ${t('deliveries.editNote')}`,
            })
          }
        >
          {t('deliveries.editNote')}
        </KeyButton>
      )}
      {mayWrite && goods && note.state !== 'void' && (
        <>
          <KeyButton keys="r" onClick={() => from('return')}>
            {t('deliveries.newReturn')}
          </KeyButton>
          <KeyButton keys="h" onClick={() => from('exchange')}>
            {t('deliveries.newExchange')}
          </KeyButton>
          {settings?.office.replacementByComplaint === false && (
            <KeyButton keys="p" onClick={() => from('replacement')}>
              {t('deliveries.newReplacement')}
            </KeyButton>
          )}
          {mayComplain && (
            <KeyButton keys="F7" onClick={() => newComplaint({ noteId: note.id })}>
              {t('complaints.newComplaint')}
            </KeyButton>
          )}
        </>
      )}
      <KeyButton keys="Control+p" go={note.released !== null} onClick={onPreview}>
        {t('app.print')}
      </KeyButton>
    </>
  )
}

/** One delivery note: its goods, its way out of the house, its money and its signed copy. */
export const NotePage = ({ id }: PageProps) => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  const [preview, setPreview] = useState(false)
  const { data: note, error } = useQuery(client.deliveries.read, { id: id ?? 0 }, { enabled: id !== null })
  const columns = useColumns(
    note?.lines.some(({ stored }) => stored !== null) ?? false,
    note?.lines.some(({ made }) => made !== null) ?? false,
    note?.lines.some(({ customerPo }) => customerPo !== '') ?? false,
    note?.lines.some(({ remark }) => remark !== '') ?? false,
  )
  if (!note)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  if (preview)
    return (
      <Page>
        <NotePreview note={note} onClose={() => setPreview(false)} />
      </Page>
    )
  const countedOther = note.countedPacks !== null && note.countedPacks !== note.totalPacks
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel
        title={note.number}
        note={note.kind === 'delivery' ? note.orderNumbers : `${t(noteKindKeys[note.kind])} ${note.orderNumbers}`}
        bar={<StateBadge tone={noteTones[note.state]}>{t(noteStateKey(note))}</StateBadge>}
        foot={
          <>
            <Figure
              label={t('app.total')}
              note={seesPrices ? t('checks.words', { words: amountInWords(note.totalFen) }) : undefined}
              negative={note.totalFen < 0}
            >
              {seesPrices
                ? yuan(note.totalFen)
                : t('deliveries.linesPacks', { lines: note.lines.length, packs: note.countedPacks ?? note.totalPacks })}
            </Figure>
            {(seesPrices || countedOther) && (
              <Figure
                label={t('deliveries.packs')}
                note={countedOther ? t('deliveries.packsOnNote', { packs: note.totalPacks }) : undefined}
              >
                {countedOther ? t('deliveries.packsCounted', { counted: note.countedPacks ?? 0 }) : note.totalPacks}
              </Figure>
            )}
            {seesPrices && note.released !== null && note.totalFen > 0 && (
              <Figure label={t('statements.received')}>{yuan(note.paidFen)}</Figure>
            )}
            <span className="spring" />
            <Actions note={note} onPreview={() => setPreview(true)} />
          </>
        }
      >
        {note.voidReason !== null && <RefusalNote message={`${t('deliveries.stateVoid')}:${note.voidReason}`} />}
        <Facts note={note} />
        <DataTable label={t('deliveries.lines')} columns={columns} rows={note.lines} rowKey={(line) => line.id} />
      </Panel>
      <Panel label={t('deliveries.steps')}>
        <div className={styles['side']}>
          <h2>{t('deliveries.steps')}</h2>
          <NoteSteps note={note} />
          <NoteRejected note={note} />
          <NoteMade note={note} />
          {note.bySheet && <NoteSheets note={note} />}
          {note.kind === 'delivery' && (
            <>
              <h2>{t('deliveries.gateTitle')}</h2>
              <ShippingGate note={note} />
            </>
          )}
          <NoteJourney note={note} />
          <CashOnDelivery note={note} />
          {note.signed !== 'none' && (
            <>
              <h2>{t('deliveries.signTitle')}</h2>
              <SignedCopy kind="delivery" documentId={note.id} className={styles['box']} />
            </>
          )}
          <h2>{t('deliveries.history')}</h2>
          <div className={styles['box']}>
            <small>{t('deliveries.keyedBy', { by: note.keyedBy })}</small>
            {note.changed && (
              <small>{t('deliveries.changedBy', { by: note.changed.by, at: formatInstant(note.changed.at) })}</small>
            )}
            {note.printed > 0 && <small>{t('deliveries.printedTimes', { count: note.printed })}</small>}
          </div>
        </div>
      </Panel>
    </Page>
  )
}
