import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import type { InboxRow } from '../../../shared/inbox.ts'
import { formatFen } from '../../../shared/money.ts'
import type { PlanCounts } from '../../../shared/orderImports.ts'
import { mostOrderLines } from '../../../shared/orderSheet.ts'
import { fieldsToRemember } from '../../../shared/orderSheetHead.ts'
import { isTableMedia } from '../../../shared/tableFiles.ts'
import { DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { useFaxDrop } from '../inbox/receiveFiles.ts'
import { BindDialog } from './BindDialog.tsx'
import { FilePanel } from './FilePanel.tsx'
import { type ShownLine, useLineColumns } from './lineColumns.tsx'
import { LineDetail } from './LineDetail.tsx'
import styles from './OrderImport.module.css'
import { type OrderFileStore, useOrderFile } from './useOrderFile.ts'

const noFile = {
  customerId: 1,
  inboxItemId: 1,
  customerPo: '',
  dueOn: null,
  total: '',
  fields: ['name' as const],
  lines: [],
}

/** Why there is nothing to look at yet; null where there is. */
const useHindrance = ({ open, error }: OrderFileStore): string | null => {
  const t = useT()
  if (error !== null) return error
  if (!open) return null
  const { columns, variants } = open.file.reading
  const named = columns.itemCode !== null || columns.code !== null || columns.name !== null
  const count = open.lines.lines.length
  if (!named || (columns.quantity === null && variants === null)) return t('orderImports.noColumns')
  if (count === 0) return t('orderImports.noLines')
  if (count > mostOrderLines) return t('orderImports.tooManyLines', { count, most: mostOrderLines })
  return open.customer ? null : t('orderImports.customerNeeded')
}

/** What the office makes of the lines, asked again whenever the facts or the reading change. */
const usePreview = (store: OrderFileStore) => {
  const { request, open } = store
  const { data, error } = useQuery(client.orderImports.preview, request ?? noFile, {
    enabled: request !== null,
    keep: true,
  })
  const rows = useMemo(
    (): ShownLine[] =>
      request && data && data.rows.length === request.lines.length
        ? data.rows.map((row, index) => ({ ...row, index, row: request.lines[index]?.row ?? 0 }))
        : [],
    [data, request],
  )
  return { rows, counts: rows.length > 0 && open ? (data?.counts ?? null) : null, error: error?.message ?? null }
}

/** Asks once more in numbers, makes the order and opens it. */
const useMaking = (store: OrderFileStore, preview: ReturnType<typeof usePreview>) => {
  const t = useT()
  const tab = useTabKey()
  const { open, request } = store
  const { counts } = preview
  return async (): Promise<void> => {
    if (!open?.customer || !request || !counts) return
    if (counts.wrong > 0) {
      const row = preview.rows.find(({ verdict }) => verdict === 'wrong')?.row ?? 0
      return notify(t('orderImports.stillWrong', { count: counts.wrong, row }), 'bad')
    }
    const lines = counts.right + counts.look
    const { totalFen, look, leftOut } = counts
    const sure = await askConfirm({
      title: t('orderImports.confirmTitle', { customer: open.customer.shortName }),
      children: t('orderImports.confirmBody', { lines, amount: formatFen(totalFen), look, leftOut }),
      action: t('orderImports.makeCount', { lines }),
    })
    if (!sure) return
    const { shape, header, depth } = open.file.reading
    const made = await attempt(async () => {
      const kept = await store.pictures.keep(request.lines.map((line) => !line.leftOut))
      return client.orderImports.make({
        ...request,
        lines: request.lines.map((line, index) => ({ ...line, picture: kept[index] ?? '' })),
        shape: shape === '' ? null : { shape, header, depth, fields: fieldsToRemember(open.file.reading) },
        expected: { lines, totalFen },
      })
    })
    if (!made) return
    notify(t('orderImports.made', { number: made.number, lines: made.lines, amount: formatFen(made.totalFen) }))
    openTab({ word: 'orders', id: made.id, title: made.number })
    closeTab(tab)
  }
}

/** Whether the lines cost what the file itself adds up to. */
const FileTotal = ({ totalFen, fileTotalFen }: Pick<PlanCounts, 'totalFen' | 'fileTotalFen'>) => {
  const t = useT()
  if (fileTotalFen === null) return null
  if (fileTotalFen === totalFen) return <StateBadge tone="ok">{t('orderImports.fileTotalSame')}</StateBadge>
  const difference = formatFen(totalFen - fileTotalFen)
  return (
    <StateBadge tone="warn">
      {t('orderImports.fileTotalDiffers', { total: formatFen(fileTotalFen), difference })}
    </StateBadge>
  )
}

const LinesPanel = ({ store, grid }: { store: OrderFileStore; grid: RefObject<DataTableHandle | null> }) => {
  const t = useT()
  const columns = useLineColumns(store)
  const preview = usePreview(store)
  const make = useMaking(store, preview)
  const hindrance = useHindrance(store)
  const [at, setAt] = useState<ShownLine | null>(null)
  const [binding, setBinding] = useState<ShownLine | null>(null)
  const busy = useRef(false)
  const { rows, counts } = preview
  const line = rows.find(({ index }) => index === at?.index) ?? null
  const wrong = rows.filter(({ verdict }) => verdict === 'wrong').map(({ index }) => index)
  const stillWrong = t('orderImports.stillWrong', {
    count: wrong.length,
    row: rows.find(({ verdict }) => verdict === 'wrong')?.row ?? 0,
  })
  const makeOnce = async (): Promise<void> => {
    if (busy.current) return
    busy.current = true
    await make().finally(() => (busy.current = false))
  }
  const customerId = store.open?.customer?.id ?? null
  const shown = hindrance === null ? rows : []
  return (
    <Panel
      title={t('orderImports.preview')}
      {...(counts && hindrance === null
        ? {
            note: t('orderImports.counts', {
              right: counts.right,
              look: counts.look,
              wrong: counts.wrong,
              leftOut: counts.leftOut,
            }),
          }
        : {})}
      foot={
        <>
          {counts && hindrance === null && (
            <>
              <KeyButton
                keys=" "
                disabled={!line}
                onClick={() => line && store.leave([line.index], line.verdict !== 'leftOut')}
              >
                {t(line?.verdict === 'leftOut' ? 'orderImports.takeBack' : 'orderImports.leaveOut')}
              </KeyButton>
              <KeyButton keys="b" disabled={!line || customerId === null} onClick={() => setBinding(line)}>
                {t('orderImports.bind')}
              </KeyButton>
              {wrong.length > 0 && (
                <KeyButton keys="x" onClick={() => store.leave(wrong, true)}>
                  {t('orderImports.leaveWrong', { count: wrong.length })}
                </KeyButton>
              )}
            </>
          )}
          <span className="spring" />
          {counts && <FileTotal {...counts} />}
          {counts && <b>{formatFen(counts.totalFen)}</b>}
          <KeyButton
            keys="Control+Enter"
            go={wrong.length === 0}
            disabled={!counts || hindrance !== null || store.busy}
            // grey, yet its key says why
            {...(wrong.length > 0 ? { 'aria-disabled': true, title: stillWrong } : {})}
            onClick={makeOnce}
          >
            {counts ? t('orderImports.makeCount', { lines: counts.right + counts.look }) : t('orderImports.make')}
          </KeyButton>
        </>
      }
    >
      <RefusalNote message={customerId === null && store.error === null ? null : (hindrance ?? preview.error)} />
      <DataTable
        ref={grid}
        label={t('orderImports.preview')}
        columns={columns}
        rows={shown}
        rowKey={({ index }) => index}
        onSelect={setAt}
        autoFocus={customerId !== null}
        rowClass={({ verdict }) => (verdict === 'leftOut' ? 'dim' : undefined)}
        empty={<Empty title={hindrance ?? t('app.loading')} />}
      />
      {hindrance === null && <LineDetail line={line} store={store} />}
      {binding && customerId !== null && (
        <BindDialog row={binding} customerId={customerId} onClose={() => setBinding(null)} />
      )}
    </Panel>
  )
}

/** A customer's own order file: how it is read on the left, what becomes of every line on the right. */
export const OrderImportPage = ({ tab }: PageProps) => {
  const t = useT()
  const { inboxItemId } = tab.parameters
  const store = useOrderFile(typeof inboxItemId === 'number' ? inboxItemId : null)
  const { open, busy, take } = store
  const grid = useRef<DataTableHandle>(null)
  const hindrance = useHindrance(store)
  const received = useCallback(
    (papers: InboxRow[]) => {
      const paper = papers.find(({ mediaType }) => isTableMedia(mediaType))
      if (paper) void take(paper.id)
    },
    [take],
  )
  useFaxDrop(received)
  const pick = (
    <KeyButton keys="F4" go={open === null} onClick={store.pick}>
      {t(open ? 'orderImports.pickAnother' : 'orderImports.pick')}
    </KeyButton>
  )
  if (!open)
    return (
      <Page>
        <Panel title={t('orderImports.title')}>
          <RefusalNote message={hindrance} />
          <Empty
            title={t(busy ? 'orderImports.reading' : 'orderImports.emptyTitle')}
            hint={t('orderImports.emptyHint')}
          >
            {pick}
          </Empty>
        </Panel>
      </Page>
    )
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel
        title={t('orderImports.title')}
        {...(busy ? { note: t('orderImports.reading') } : {})}
        actions={pick}
        padded
      >
        <FilePanel key={open.inboxItemId} store={store} toLines={() => grid.current?.focus()} />
      </Panel>
      <LinesPanel key={`lines ${open.inboxItemId}`} store={store} grid={grid} />
    </Page>
  )
}
