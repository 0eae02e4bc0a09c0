import { useEffect, useMemo, useRef, useState } from 'react'
import type { BlindLine, BlindSheet } from '../../../shared/blindKeys.ts'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { LineGrid, type LineColumn, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { closeTab, useTabKey } from '../../lib/tabs.ts'
import { useBand } from '../checks/bands.ts'
import { PaperPanel } from '../checks/PaperPanel.tsx'
import styles from './Blind.module.css'
import { type DraftLine, filled, useBlindDraft } from './draft.ts'

/** Lines that can be handed in, or the first that lacks something. */
const complete = (lines: readonly DraftLine[]): { lines: BlindLine[] } | { lacks: number } => {
  const lacks = lines.findIndex(({ code, quantity }) => code.trim() === '' || quantity === null || quantity <= 0)
  if (lacks >= 0) return { lacks }
  return { lines: lines.map((line) => ({ ...line, code: line.code.trim(), quantity: line.quantity! })) }
}

const useColumns = (): LineColumn<DraftLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'code', header: t('checks.fieldCode'), kind: 'text' },
      { key: 'quantity', header: t('checks.fieldQuantity'), kind: 'quantity', width: 110 },
      { key: 'priceMicros', header: t('checks.fieldPrice'), kind: 'price', width: 120 },
      { key: 'dueOn', header: t('checks.fieldDueOn'), kind: 'date', width: 130 },
    ],
    [t],
  )
}

const useHandIn = (sheet: BlindSheet, draft: ReturnType<typeof useBlindDraft>, onDone: () => void) => {
  const t = useT()
  const grid = useRef<LineGridHandle>(null)
  const latest = useRef(draft.lines)
  latest.current = draft.lines
  const handIn = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      return notify(wrong.sentence, 'bad')
    }
    const lines = filled(latest.current ?? [])
    const ready = complete(lines)
    if (lines.length === 0) return notify(t('blindKeys.nothingKeyed'), 'bad')
    if ('lacks' in ready) {
      const lacking = lines[ready.lacks]!
      grid.current?.focusCell(latest.current!.indexOf(lacking), lacking.code.trim() === '' ? 'code' : 'quantity')
      return notify(t('blindKeys.lineIncomplete', { line: ready.lacks + 1 }), 'bad')
    }
    const done = await attempt(() => client.blindKeys.submit({ orderId: sheet.orderId, lines: ready.lines }))
    if (!done) return
    draft.forget()
    onDone()
  }
  return { grid, handIn }
}

/** The second keying: the fax left, four columns right, nothing of the first. Esc keeps everything for later. */
export const KeyingPanel = ({ sheet, onDone }: { sheet: BlindSheet; onDone: () => void }) => {
  const t = useT()
  const tab = useTabKey()
  const columns = useColumns()
  const draft = useBlindDraft(sheet.orderId)
  const [row, setRow] = useState(0)
  const band = useBand(row)
  const { grid, handIn } = useHandIn(sheet, draft, onDone)
  const button = useRef<HTMLSpanElement>(null)
  const lines = draft.lines
  const there = lines !== null
  useEffect(() => {
    if (there) grid.current?.focusCell(Math.max(0, (latestLines.current?.length ?? 1) - 1))
  }, [there, grid])
  const latestLines = useRef(lines)
  latestLines.current = lines
  const drop = async (): Promise<void> => {
    const sure = await askConfirm({
      title: `${t('blindKeys.drop')} ${sheet.number}`,
      children: t('blindKeys.dropWords', { lines: filled(lines ?? []).length }),
      action: t('blindKeys.drop'),
      danger: true,
    })
    if (!sure) return
    const dropped = await attempt(() => client.blindKeys.drop({ orderId: sheet.orderId }))
    if (!dropped) return
    draft.forget()
    closeTab(tab)
  }
  return (
    <Page layout="sides">
      <PaperPanel papers={sheet.inbox} band={band} ask="blindKeys.introTitle" />
      <Panel
        title={sheet.number}
        note={`${sheet.customerName} · ${t('blindKeys.title')}`}
        actions={<small>{t('blindKeys.rows', { count: filled(lines ?? []).length })}</small>}
        foot={
          <>
            <KeyButton keys="F12" onClick={drop}>
              {t('blindKeys.drop')}
            </KeyButton>
            <span className="spring" />
            <span className={styles['buttons']} ref={button}>
              <KeyButton keys="Escape" onClick={() => closeTab(tab)}>
                {t('checks.laterKeying')}
              </KeyButton>
              <KeyButton keys="Control+Enter" go onClick={handIn}>
                {t('blindKeys.submit')}
              </KeyButton>
            </span>
          </>
        }
      >
        {lines && (
          <LineGrid
            ref={grid}
            label={t('blindKeys.lines')}
            columns={columns}
            rows={lines}
            onChange={draft.change}
            newRow={draft.nextLine}
            onEnterRow={setRow}
            onEnd={() => button.current?.querySelector<HTMLButtonElement>('button.go')?.focus()}
          />
        )}
        <p className={styles['help']}>{t('blindKeys.help')}</p>
      </Panel>
    </Page>
  )
}

/** Before it begins: what is asked, and who may not. */
export const BeginPanel = ({
  sheet,
  onBegin,
  onCall,
}: {
  sheet: BlindSheet
  onBegin: () => unknown
  /** Where both are asked for: the call-back can be made first. */
  onCall: (() => void) | null
}) => {
  const t = useT()
  const tab = useTabKey()
  const other = sheet.blind && !sheet.blind.mine ? sheet.blind : null
  const no = sheet.sameEyes
    ? t('blindKeys.sameEyes', { number: sheet.number })
    : other
      ? t('blindKeys.stillKeying', { number: sheet.number, by: other.by })
      : ''
  const band = useBand(0)
  const giveUp = (): Promise<unknown> => attempt(() => client.blindKeys.drop({ orderId: sheet.orderId }))
  return (
    <Page layout="sides">
      <PaperPanel papers={sheet.inbox} band={band} ask="blindKeys.introTitle" />
      <Panel title={sheet.number} note={`${sheet.customerName} · ${t('blindKeys.title')}`} padded>
        <div className={styles['intro']}>
          <h2>{t('blindKeys.introTitle')}</h2>
          <p>{t('blindKeys.intro', { by: sheet.keyedBy })}</p>
          {no !== '' && <p className={styles['no']}>▲ {no}</p>}
          <div className={styles['buttons']}>
            {no === '' && (
              <KeyButton keys="F7" go onClick={onBegin}>
                {t(sheet.blind ? 'blindKeys.goOn' : 'blindKeys.begin')}
              </KeyButton>
            )}
            {other && (
              <Button onClick={giveUp} title={t('blindKeys.drop')}>
                {t('blindKeys.drop')}
              </Button>
            )}
            {onCall && (
              <KeyButton keys="F9" onClick={onCall}>
                {t('checks.title')}
              </KeyButton>
            )}
            <KeyButton keys="Escape" onClick={() => closeTab(tab)}>
              {t('app.close')}
            </KeyButton>
          </div>
        </div>
      </Panel>
    </Page>
  )
}
