import { useMemo, useState } from 'react'
import type { Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { differenceFen, type OpeningBook, type OpeningNote } from '../../../shared/openings.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { yuan } from '../receipts/yuan.ts'
import { BookDialog, NoteDialog } from './OpeningDialogs.tsx'

const useColumns = (): Column<OpeningNote>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 88,
        render: (row) => (
          <StateBadge tone={row.reversed ? 'plain' : row.locked ? 'ok' : 'wait'}>
            {t(row.reversed ? 'openings.stateReversed' : row.locked ? 'openings.stateLocked' : 'openings.stateOpen')}
          </StateBadge>
        ),
      },
      { key: 'customer', header: t('app.customer'), width: 170 },
      { key: 'number', header: t('openings.number'), width: 150 },
      { key: 'noteOn', header: t('app.date'), width: 92 },
      { key: 'customerPo', header: t('openings.customerPo'), width: 140 },
      { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 120 },
      {
        key: 'remark',
        header: t('app.remark'),
        value: (row) => [row.remark, row.reversedReason].filter(Boolean).join(' · '),
      },
      { key: 'adjustmentNumber', header: t('openings.adjustment'), width: 120 },
    ],
    [t],
  )
}

const whatOf = (t: Translate, { customer, number, amountFen }: OpeningNote): string =>
  t('openings.removeWhat', { customer, number, amount: formatFen(amountFen) })

const useDeeds = (book: OpeningBook | undefined, row: OpeningNote | null, setTotal: () => void) => {
  const t = useT()
  return {
    async lock(): Promise<void> {
      if (!book) return
      const sum = formatFen(book.sumFen)
      const difference = differenceFen(book)
      if (difference !== 0 && book.notes > 0) {
        // it is never locked with a difference: what differs is said, and the total is at hand to be looked at
        notify(
          difference === null
            ? t('openings.noCheck')
            : t('openings.differs', {
                sum,
                check: formatFen(book.checkFen ?? 0),
                difference: formatFen(difference),
              }),
          'bad',
        )
        return setTotal()
      }
      const sure = await askConfirm({
        title: t('openings.lock'),
        children: t('openings.lockWhat', { notes: book.notes, customers: book.customers, sum }),
        action: t('openings.lock'),
      })
      if (sure)
        await attempt(
          () => client.openings.lock({ id: book.id, version: book.version }),
          t('openings.lockDone', { sum }),
        )
    },
    async remove(): Promise<void> {
      if (!row) return
      const sure = await askConfirm({
        title: t('openings.remove'),
        children: whatOf(t, row),
        action: t('openings.remove'),
        danger: true,
      })
      if (sure) await attempt(() => client.openings.remove({ id: row.id, version: row.version }))
    },
    async reverse(): Promise<void> {
      if (!row) return
      await withReason(
        {
          title: t('openings.reverseTitle', { number: row.number }),
          children: whatOf(t, row),
          action: t('openings.reverse'),
          danger: true,
        },
        (reason) => client.openings.reverse({ id: row.id, version: row.version, reason }),
      )
    },
  }
}

const Sums = ({ book }: { book: OpeningBook }) => {
  const t = useT()
  const difference = differenceFen(book)
  return (
    <>
      <Figure label={t('openings.switchOn')}>{book.switchOn}</Figure>
      <Figure label={t('openings.sum')} note={t('openings.customers', { count: book.customers })}>
        {yuan(book.sumFen)}
      </Figure>
      <Figure label={t('openings.checkFen')}>{book.checkFen === null ? '—' : yuan(book.checkFen)}</Figure>
      {difference !== null && (
        <Figure label={t('openings.difference')} negative={difference !== 0}>
          {difference === 0 ? t('openings.agrees') : yuan(difference)}
        </Figure>
      )}
      {book.lockedAt !== null && <StateBadge tone="ok">{t('openings.locked', { by: book.lockedBy ?? '' })}</StateBadge>}
    </>
  )
}

/** 期初余额: the open notes of the old books, until they are locked and stand on the accounts. */
export const OpeningsPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('statements.write')
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const [row, setRow] = useState<OpeningNote | null>(null)
  const [shown, setShown] = useState<'book' | 'another' | 'note' | 'new' | null>(null)
  const { data: books } = useQuery(client.openings.books, {})
  const book = books?.[0]
  const { data: shownNotes } = useQuery(
    client.openings.list,
    { customerId: customer?.id ?? null, limit: 1 },
    { keep: true },
  )
  const open = book?.lockedAt === null ? book : undefined
  const deeds = useDeeds(open, row, () => setShown('book'))
  const close = (): void => setShown(null)
  return (
    <Page>
      <Panel
        title={t('openings.title')}
        note={shownNotes ? t('openings.notes', { count: shownNotes.total }) : ''}
        bar={
          <CustomerPicker
            inline
            label=""
            width={140}
            placeholder={t('app.customer')}
            text={customer?.shortName ?? ''}
            onPick={setCustomer}
          />
        }
        actions={
          mayWrite &&
          books && (
            <>
              {row && !row.locked && (
                <>
                  <KeyButton keys="Control+Delete" onClick={deeds.remove}>
                    {t('openings.remove')}
                  </KeyButton>
                  <KeyButton keys="Enter" onClick={() => setShown('note')}>
                    {t('openings.edit')}
                  </KeyButton>
                </>
              )}
              {row?.locked && !row.reversed && (
                <KeyButton keys="x" onClick={deeds.reverse}>
                  {t('openings.reverse')}
                </KeyButton>
              )}
              {open ? (
                <>
                  <KeyButton keys="t" onClick={() => setShown('book')}>
                    {t('openings.bookSet')}
                  </KeyButton>
                  <KeyButton
                    keys="i"
                    onClick={() => openTab({ word: 'openings', page: 'import', title: t('openings.importTitle') })}
                  >
                    {t('openings.import')}
                  </KeyButton>
                  <KeyButton keys="k" onClick={deeds.lock}>
                    {t('openings.lock')}
                  </KeyButton>
                  <KeyButton keys="n" go onClick={() => setShown('new')}>
                    {t('openings.add')}
                  </KeyButton>
                </>
              ) : (
                <KeyButton keys="F4" go={book === undefined} onClick={() => setShown('another')}>
                  {t(book ? 'openings.another' : 'openings.newBook')}
                </KeyButton>
              )}
            </>
          )
        }
        foot={book && <Sums book={book} />}
      >
        <DataTable
          label={t('openings.title')}
          columns={columns}
          list={client.openings.list}
          filter={{ customerId: customer?.id ?? null }}
          rowKey={({ id }) => id}
          onSelect={setRow}
          onOpen={(each) =>
            each.locked || !mayWrite ? notify(t('openings.isLocked', { number: each.number })) : setShown('note')
          }
          rowClass={(each) => (each.reversed ? 'dim' : undefined)}
          empty={<Empty title={t('openings.empty')} hint={t(open ? 'openings.emptyHint' : 'openings.beginHint')} />}
        />
      </Panel>
      {(shown === 'book' || shown === 'another') && (
        <BookDialog book={shown === 'book' ? (open ?? null) : null} onClose={close} />
      )}
      {shown === 'new' && <NoteDialog note={null} switchOn={open?.switchOn} onClose={close} />}
      {shown === 'note' && row && <NoteDialog note={row} switchOn={open?.switchOn} onClose={close} />}
    </Page>
  )
}
