import { useRef, useState } from 'react'
import type { Split, SplitLine } from '../../../shared/allocations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, type TabParameters, useTabKey } from '../../lib/tabs.ts'
import styles from '../shipments/Shipments.module.css'

interface FormLine extends SplitLine {
  quantity: number | null
  reason: string
}
interface Typed {
  remark: string
  lines: { orderLineId: number; quantity: number | null; reason: string; restOn: string | null }[]
}

/** `noted`: something of the goods stands on notes that have not left. */
const useColumns = (noted: boolean): LineColumn<FormLine>[] => {
  const t = useT()
  return [
    { key: 'grade', header: t('allocations.grade'), kind: 'text', width: 46, readOnly: true },
    {
      key: 'customer',
      header: t('app.customer'),
      kind: 'text',
      readOnly: true,
      text: ({ customer, rush }) => (rush ? `${customer} · ${t('operations.rush')}` : customer),
    },
    { key: 'orderNumber', header: t('shipments.order'), kind: 'text', width: 118, readOnly: true },
    { key: 'dueOn', header: t('shipments.due'), kind: 'date', width: 96, readOnly: true },
    ...(noted
      ? [{ key: 'noted', header: t('allocations.noted'), kind: 'quantity', width: 70, readOnly: true } as const]
      : []),
    { key: 'wanted', header: t('allocations.wanted'), kind: 'quantity', width: 70, readOnly: true },
    { key: 'finished', header: t('allocations.finished'), kind: 'quantity', width: 76, readOnly: true },
    { key: 'proposed', header: t('allocations.proposed'), kind: 'quantity', width: 70, readOnly: true },
    { key: 'quantity', header: t('allocations.given'), kind: 'quantity', width: 80 },
    {
      key: 'reason',
      header: t('allocations.reason'),
      kind: 'text',
      width: 210,
      // as proposed needs no word
      passed: ({ quantity, proposed }) => quantity === proposed,
    },
    {
      key: 'restOn',
      header: t('allocations.restOn'),
      kind: 'date',
      width: 104,
      passed: true,
    },
  ]
}

/** The same columns for whoever only reads: a list the cursor stands in, instead of cells. */
const readColumns = (columns: readonly LineColumn<FormLine>[]): Column<FormLine>[] =>
  columns.map(({ key, header, kind, width, text }) => ({
    key,
    header,
    ...(kind === 'date' || kind === 'quantity' ? { kind } : {}),
    ...(width === undefined ? {} : { width }),
    ...(text === undefined ? {} : { value: (row: FormLine) => text(row, 0) }),
  }))

const sumOf = (lines: readonly { quantity: number | null }[]): number =>
  lines.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)

const Editor = ({ split }: { split: Split }) => {
  const t = useT()
  const tab = useTabKey()
  const grid = useRef<LineGridHandle>(null)
  const columns = useColumns(split.lines.some(({ noted }) => noted > 0))
  const mayWrite = useMay('allocations.write')
  const [first] = useState((): Typed => ({
    remark: '',
    lines: split.lines.map(({ orderLineId, proposed, restOn }) => ({
      orderLineId,
      quantity: proposed,
      reason: '',
      restOn,
    })),
  }))
  const kept = `split/${split.code} ${split.name} ${split.colour}/${split.available}/${split.lines.length}`
  const { fields, change: keep, done } = useKeptFields<Typed>(kept, first)
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const typed = new Map(fields.lines.map((line) => [line.orderLineId, line]))
  const rows = split.lines.map((line): FormLine => {
    const own = typed.get(line.orderLineId)
    return {
      ...line,
      quantity: own ? own.quantity : line.proposed,
      reason: own?.reason ?? '',
      restOn: own ? own.restOn : line.restOn,
    }
  })
  const given = sumOf(rows)
  const wanted = rows.reduce((sum, line) => sum + line.wanted, 0)
  const over =
    given > split.available
      ? t('allocations.moreThanThere', {
          given: formatQuantity(given),
          available: formatQuantity(split.available),
          unit: split.unit,
        })
      : null
  const overAt = rows.findLastIndex(({ quantity, proposed }) => (quantity ?? 0) > proposed)
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('lines', wrong.sentence)
    }
    const now = new Map(latest.current.lines.map((line) => [line.orderLineId, line]))
    const lines = split.lines.map(({ orderLineId, proposed, restOn }) => {
      const own = now.get(orderLineId)
      return {
        orderLineId,
        quantity: own ? (own.quantity ?? 0) : proposed,
        reason: own?.reason ?? '',
        restOn: own ? own.restOn : restOn,
      }
    })
    const silent = split.lines.findIndex(
      ({ proposed }, index) => lines[index]!.quantity !== proposed && lines[index]!.reason.trim() === '',
    )
    if (silent >= 0) {
      grid.current?.focusCell(silent, 'reason')
      throw refuseField(
        'lines',
        t('allocations.reasonNeeded', {
          customer: split.lines[silent]!.customer,
          proposed: formatQuantity(split.lines[silent]!.proposed),
          unit: split.unit,
        }),
      )
    }
    const { code, name, colour, unit, untilOn, available } = split
    const made = await client.allocations.save({
      code,
      name,
      colour,
      unit,
      untilOn,
      available,
      remark: latest.current.remark,
      lines,
    })
    done()
    notify(t('allocations.saved', { number: made.number, given: formatQuantity(made.given), unit }))
    openTab({ word: 'allocations', id: made.id, title: made.number })
    closeTab(tab)
  }
  return (
    <Form
      label={t('allocations.split')}
      onSubmit={save}
      unsaved={JSON.stringify(fields) !== JSON.stringify(first)}
      className={styles['form'] ?? ''}
    >
      <Panel
        title={t('allocations.splitTitle', { goods: split.description })}
        note={`${split.code} · ${t('allocations.untilOn')} ${split.untilOn}`}
        bar={
          split.standing && (
            <span className={styles['over']}>◆ {t('allocations.replaces', { number: split.standing.number })}</span>
          )
        }
        foot={
          <>
            <Figure
              label={t('allocations.sumThere')}
              note={
                [
                  split.free > 0 ? t('allocations.sumFree', { free: formatQuantity(split.free) }) : '',
                  split.noted > 0 ? t('allocations.sumNoted', { noted: formatQuantity(split.noted) }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ') || undefined
              }
            >
              {formatQuantity(split.available)} {split.unit}
            </Figure>
            <Figure label={t('allocations.sumGiven')}>{formatQuantity(given)}</Figure>
            <Figure label={t('allocations.sumLeft')} negative={given > split.available}>
              {formatQuantity(split.available - given)}
            </Figure>
            <Figure label={t('allocations.sumShort')}>{formatQuantity(wanted - given)}</Figure>
            {mayWrite && (
              <TextInput
                name="remark"
                inline
                width={220}
                label={t('app.remark')}
                maxLength={200}
                value={fields.remark}
                onChange={(remark) => change({ remark })}
              />
            )}
            <span className="spring" />
            {mayWrite && <SubmitButton>{t('allocations.save')}</SubmitButton>}
          </>
        }
      >
        {over !== null && (
          <p role="alert" className={styles['warn']}>
            ▲ {over}
          </p>
        )}
        {mayWrite ? (
          <LineGrid
            ref={grid}
            label={t('allocations.split')}
            columns={columns}
            rows={rows}
            onChange={(lines) =>
              change({
                lines: lines.map(({ orderLineId, quantity, reason, restOn }) => ({
                  orderLineId,
                  quantity,
                  reason,
                  restOn,
                })),
              })
            }
            mark={(line, index, key) => {
              if (key === 'quantity' && (line.quantity ?? 0) > line.wanted)
                return {
                  tone: 'bad',
                  text: t('allocations.moreThanWanted', {
                    customer: line.customer,
                    wanted: formatQuantity(line.wanted),
                    unit: split.unit,
                  }),
                }
              // together more than is there: said where more than proposed was typed, before anybody gives reasons
              if (key === 'quantity' && over && index === overAt) return { tone: 'bad', text: over }
              if (key === 'quantity' && line.quantity !== line.proposed)
                return { tone: 'warn', text: `${t('allocations.proposed')} ${formatQuantity(line.proposed)}` }
              return null
            }}
          />
        ) : (
          <DataTable
            label={t('allocations.split')}
            columns={readColumns(columns)}
            rows={rows}
            rowKey={({ orderLineId }) => orderLineId}
          />
        )}
      </Panel>
    </Form>
  )
}

const textOf = (parameters: TabParameters, name: string): string => String(parameters[name] ?? '')

/** Who gets what of goods that are short (duty 94): proposed by grade and due date, changed by hand with a reason. */
export const SplitPage = ({ tab: { parameters } }: PageProps) => {
  const asked = {
    code: textOf(parameters, 'code'),
    name: textOf(parameters, 'name'),
    colour: textOf(parameters, 'colour'),
    unit: textOf(parameters, 'unit'),
    untilOn: textOf(parameters, 'untilOn'),
  }
  const { data: split, error } = useQuery(client.allocations.propose, asked, { keep: true })
  if (!split || error)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const seen = split.lines.map(({ orderLineId, wanted }) => `${orderLineId}:${wanted}`).join()
  return (
    <Page>
      <Editor key={`${split.available} ${seen}`} split={split} />
    </Page>
  )
}
