import { useRef, useState } from 'react'
import { daysBetween } from '../../../shared/dates.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import {
  type AskLine,
  type Asking,
  type ShipWay,
  shipWayKeys,
  shipWays,
  type Transport,
  transportKeys,
  transports,
} from '../../../shared/shipments.ts'
import { brokenPieces } from '../../components/belowZero.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { todayHere, weekdayOf } from '../../lib/values.ts'
import styles from './Shipments.module.css'
import { reasonKeys, reasonTones } from './tones.ts'

/** A line of the order as it stands in the grid; quantities thousandths. */
interface FormLine extends Pick<AskLine, 'noticeLineId' | 'description' | 'unit' | 'finished' | 'dueOn' | 'reason'> {
  most: number
  forecastOn: string | null
  standing: AskLine['standing']
  quantity: number | null
  readyOn: string | null
}
interface Typed {
  askedWhom: string
  shipOn: string | null
  way: ShipWay
  transport: Transport
  arrangedBy: string
  note: string
  lines: { noticeLineId: number; quantity: number | null; readyOn: string | null }[]
}

/** What is proposed: the lines that are to be asked about; all of them when none is. */
const begin = ({ lines, way }: Asking, today: string): Typed => {
  const due = lines.filter(({ reason, finished, quantity }) => reason !== null || finished >= quantity)
  const asked = new Set((due.length > 0 ? due : lines).map(({ noticeLineId }) => noticeLineId))
  return {
    askedWhom: '',
    shipOn: null,
    way,
    transport: 'none',
    arrangedBy: '',
    note: '',
    lines: lines.map((line) => {
      const most = line.replaces ? line.open : line.uncovered
      return {
        noticeLineId: line.noticeLineId,
        quantity: asked.has(line.noticeLineId) && most > 0 ? most : null,
        readyOn: line.finished >= line.quantity ? today : (line.forecastOn ?? today),
      }
    }),
  }
}

const useColumns = (): LineColumn<FormLine>[] => {
  const t = useT()
  return [
    {
      key: 'reason',
      header: t('shipments.askReason'),
      kind: 'text',
      width: 126,
      readOnly: true,
      render: ({ reason, standing, finished, most }) =>
        reason !== null ? (
          <StateBadge tone={reasonTones[reason]}>{t(reasonKeys[reason])}</StateBadge>
        ) : (
          <span className="dim">
            {standing.length > 0 ? t('shipments.reasonNone') : finished >= most ? '' : t('shipments.notAsked')}
          </span>
        ),
    },
    { key: 'description', header: t('shipments.goods'), kind: 'text', readOnly: true },
    {
      key: 'standing',
      header: t('shipments.said'),
      kind: 'text',
      width: 130,
      readOnly: true,
      text: ({ standing, unit }) =>
        standing
          .map(({ quantity, shipOn }) =>
            t('shipments.saidPart', { quantity: formatQuantity(quantity), unit, shipOn: shipOn.slice(5) }),
          )
          .join(' '),
    },
    { key: 'dueOn', header: t('shipments.due'), kind: 'date', width: 88, readOnly: true },
    { key: 'forecastOn', header: t('shipments.forecast'), kind: 'date', width: 88, readOnly: true },
    { key: 'finished', header: t('shipments.finished'), kind: 'quantity', width: 60, readOnly: true },
    { key: 'most', header: t('shipments.open'), kind: 'quantity', width: 60, readOnly: true },
    {
      key: 'quantity',
      header: t('shipments.thisTime'),
      kind: 'quantity',
      width: 74,
      refuse: (value, { unit, most, finished }) => brokenPieces(value, unit, [most, finished], t),
    },
    { key: 'unit', header: t('app.unit'), kind: 'text', width: 44, readOnly: true },
    { key: 'readyOn', header: t('shipments.readyOn'), kind: 'date', width: 104 },
  ]
}

const Head = ({
  typed,
  change,
  askedBefore,
}: {
  typed: Typed
  change: (part: Partial<Typed>) => void
  askedBefore: readonly string[]
}) => {
  const t = useT()
  return (
    <div className={styles['head']}>
      <TextInput
        name="askedWhom"
        label={t('shipments.askedWhom')}
        required
        autoFocus
        maxLength={20}
        suggestions={askedBefore}
        value={typed.askedWhom}
        onChange={(askedWhom) => change({ askedWhom })}
      />
      <DateInput
        name="shipOn"
        label={t('shipments.shipOn')}
        required
        value={typed.shipOn}
        onChange={(shipOn) => change({ shipOn })}
      />
      <Choice<ShipWay>
        name="way"
        label={t('shipments.way')}
        value={typed.way}
        options={shipWays.map((value) => ({ value, label: t(shipWayKeys[value]) }))}
        onChange={(way) => change({ way })}
      />
      <Choice<Transport>
        name="transport"
        label={t('shipments.transport')}
        value={typed.transport}
        options={transports.map((value) => ({ value, label: t(transportKeys[value]) }))}
        onChange={(transport) => change({ transport })}
      />
      <TextInput
        name="arrangedBy"
        label={t('shipments.arrangedBy')}
        maxLength={20}
        required={typed.transport !== 'none'}
        disabled={typed.transport === 'none'}
        value={typed.transport === 'none' ? '' : typed.arrangedBy}
        onChange={(arrangedBy) => change({ arrangedBy })}
      />
      <TextInput
        name="note"
        label={t('shipments.note')}
        maxLength={200}
        value={typed.note}
        onChange={(note) => change({ note })}
      />
    </div>
  )
}

const Editor = ({ asking }: { asking: Asking }) => {
  const t = useT()
  const tab = useTabKey()
  const grid = useRef<LineGridHandle>(null)
  const columns = useColumns()
  const mayAnswer = useMay('shipments.answer')
  const [first] = useState(() => begin(asking, todayHere()))
  const { fields, change: keep, done } = useKeptFields<Typed>(`ask/${asking.orderId}/${asking.version}`, first)
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const typedOf = new Map(fields.lines.map((line) => [line.noticeLineId, line]))
  const rows = asking.lines.map((line): FormLine => {
    const typed = typedOf.get(line.noticeLineId)
    return {
      noticeLineId: line.noticeLineId,
      description: line.description,
      unit: line.unit,
      finished: line.finished,
      dueOn: line.dueOn,
      reason: line.reason,
      forecastOn: line.forecastOn,
      standing: line.standing,
      most: line.replaces ? line.open : line.uncovered,
      quantity: typed?.quantity ?? null,
      readyOn: typed?.readyOn ?? null,
    }
  })
  const chosen = rows.filter(({ quantity }) => quantity !== null && quantity > 0)
  const firstDue = chosen.map(({ dueOn }) => dueOn).toSorted()[0]
  const late = fields.shipOn !== null && firstDue !== undefined ? daysBetween(firstDue, fields.shipOn) : 0
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('lines', wrong.sentence)
    }
    const { lines, shipOn, ...head } = latest.current
    if (head.askedWhom.trim() === '')
      throw refuseField('askedWhom', t('shell.required', { field: t('shipments.askedWhom') }))
    if (shipOn === null) throw refuseField('shipOn', t('shell.required', { field: t('shipments.shipOn') }))
    const given = lines.flatMap(({ noticeLineId, quantity, readyOn }) =>
      quantity !== null && quantity > 0 ? [{ noticeLineId, quantity, readyOn: readyOn ?? todayHere() }] : [],
    )
    if (given.length === 0) throw refuseField('lines', t('shipments.noQuantity'))
    await client.shipments.answer({
      ...head,
      shipOn,
      orderId: asking.orderId,
      version: asking.version,
      lines: given,
    })
    done()
    notify(t('shipments.askSaved', { number: asking.orderNumber, day: shipOn.slice(5) }))
    openTab({ word: 'shipments' })
    closeTab(tab)
  }
  return (
    <Form
      label={t('shipments.askTitle')}
      onSubmit={save}
      unsaved={JSON.stringify(fields) !== JSON.stringify(first)}
      className={styles['form'] ?? ''}
    >
      <Panel
        title={`${t('shipments.askTitle')} ${asking.orderNumber}`}
        note={`${asking.customer} · ${t('shipments.due')} ${asking.dueOn}`}
        foot={
          <>
            <span className="dim">{t('shipments.askHint')}</span>
            <span className="spring" />
            <KeyButton
              keys="Alt+o"
              onClick={() => openTab({ word: 'orders', id: asking.orderId, title: asking.orderNumber })}
            >
              {t('changes.openOrder')}
            </KeyButton>
            {mayAnswer && <SubmitButton>{t('shipments.askSaid')}</SubmitButton>}
          </>
        }
      >
        <Head typed={fields} change={change} askedBefore={asking.askedBefore} />
        {fields.shipOn !== null && asking.restDays.includes(fields.shipOn) && (
          <p role="alert" className={styles['warn']}>
            ◆ {t('shipments.onRestDay', { shipOn: fields.shipOn, weekday: weekdayOf(fields.shipOn) })}
          </p>
        )}
        {late > 0 && (
          <p role="alert" className={styles['warn']}>
            ◆ {t('shipments.afterDue', { shipOn: fields.shipOn ?? '', due: firstDue ?? '', days: late })}
          </p>
        )}
        <LineGrid
          ref={grid}
          label={t('shipments.goods')}
          columns={columns}
          rows={rows}
          readOnly={!mayAnswer}
          onChange={(lines) =>
            change({
              lines: lines.map(({ noticeLineId, quantity, readyOn }) => ({ noticeLineId, quantity, readyOn })),
            })
          }
          mark={(line, _index, key) =>
            key === 'quantity' && line.quantity !== null && line.quantity > line.most
              ? {
                  tone: 'bad',
                  text: t('shipments.moreThanOpen', {
                    name: line.description,
                    left: formatQuantity(line.most),
                    unit: line.unit,
                  }),
                }
              : null
          }
        />
      </Panel>
    </Form>
  )
}

/** 问车间定出货日 (duty 56): who answered, when it is ready, when and how it leaves; `id` is the order. */
export const AskPage = ({ id }: PageProps) => {
  const t = useT()
  const { data: asking, error } = useQuery(client.shipments.ask, { orderId: id ?? 0 }, { enabled: id !== null })
  if (!asking || error?.code === 'blindKeys.openYours')
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page>
      {asking.lines.length === 0 ? (
        <Panel title={t('shipments.askTitle')}>
          <Empty title={t('shipments.askNothing')} hint={t('shipments.askNothingHint')} />
        </Panel>
      ) : (
        <Editor key={`${asking.orderId} ${asking.version}`} asking={asking} />
      )}
    </Page>
  )
}
