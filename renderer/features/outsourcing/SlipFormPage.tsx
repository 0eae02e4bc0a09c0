import { useEffect, useRef, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import type { FactoryFound } from '../../../shared/outsideFactories.ts'
import type { Sendable } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeptForms } from '../../components/KeptBar.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client, Refused } from '../../lib/client.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { FactoryPicker } from './FactoryPicker.tsx'
import styles from './Outsourcing.module.css'
import { SendableDialog } from './SendableDialog.tsx'
import { slipColumns } from './slipColumns.ts'
import { draftOfSlip, formOfSlip, freshSlip, slipDrafts, type SlipForm, slipTotal, withProcesses } from './slipForm.ts'

/** The prices this factory had last, into the lines that have none. */
const withLastPrices = async (form: SlipForm): Promise<SlipForm['lines']> => {
  const empty = form.lines.filter(({ priceMicros }) => priceMicros === null).map(({ operationId }) => operationId)
  if (form.factoryId === null || empty.length === 0) return form.lines
  const found = await client.outsourcing.lastPrices({ factoryId: form.factoryId, operationIds: empty })
  const prices = new Map(found.map(({ operationId, priceMicros }) => [operationId, priceMicros]))
  return form.lines.map((line) => ({
    ...line,
    priceMicros: line.priceMicros ?? prices.get(line.operationId) ?? null,
  }))
}

/** The slip being keyed; lines arrive and prices are looked up faster than React renders. */
const useSlip = (first: SlipForm) => {
  const [form, setForm] = useState(first)
  const [changed, setChanged] = useState(false)
  const latest = useRef(first)
  const change = (part: Partial<SlipForm> | ((before: SlipForm) => SlipForm)): void => {
    latest.current = typeof part === 'function' ? part(latest.current) : { ...latest.current, ...part }
    setChanged(true)
    setForm(latest.current)
  }
  const price = async (): Promise<void> => {
    const lines = await attempt(() => withLastPrices(latest.current))
    if (!lines) return
    const found = new Map(lines.map((line) => [line.operationId, line.priceMicros]))
    change((before) => ({
      ...before,
      lines: before.lines.map((line) => ({
        ...line,
        priceMicros: line.priceMicros ?? found.get(line.operationId) ?? null,
      })),
    }))
  }
  return { form, changed, latest, change, price }
}
type SlipStore = ReturnType<typeof useSlip>

const Head = ({ store: { form, change, price }, onLines }: { store: SlipStore; onLines: () => void }) => {
  const t = useT()
  const pick = (factory: FactoryFound | null): void => {
    change({
      factoryId: factory?.id ?? null,
      factory: factory?.shortName ?? '',
      ...(factory ? { contact: factory.contact, phone: factory.phone } : {}),
    })
    if (factory) void price()
  }
  return (
    <div
      className={styles['head']}
      onKeyDown={(event) => {
        // behind the last field of the head stand the lines
        const last = event.target instanceof HTMLInputElement && event.target.name === 'wantedAll'
        if (!last || event.key !== 'Enter' || event.shiftKey || isComposing(event) || form.lines.length === 0) return
        event.preventDefault()
        onLines()
      }}
    >
      <FactoryPicker
        name="factoryId"
        label={t('outsourcing.factory')}
        required
        autoFocus
        text={form.factory}
        processId={form.lines[0]?.processId ?? null}
        placeholder={t('outsourcing.factorySearch')}
        onPick={pick}
      />
      <TextInput
        name="contact"
        label={t('outsourcing.contact')}
        maxLength={20}
        value={form.contact}
        onChange={(contact) => change({ contact })}
      />
      <TextInput
        name="phone"
        label={t('outsourcing.phone')}
        maxLength={40}
        value={form.phone}
        onChange={(phone) => change({ phone })}
      />
      <DateInput
        name="sentOn"
        label={t('outsourcing.sentOn')}
        required
        value={form.sentOn}
        onChange={(sentOn) => change({ sentOn })}
      />
      <DateInput
        name="wantedAll"
        label={t('outsourcing.wantedAll')}
        value={null}
        onChange={(wantedOn) =>
          wantedOn !== null &&
          change((before) => ({ ...before, lines: before.lines.map((line) => ({ ...line, wantedOn })) }))
        }
      />
    </div>
  )
}

const Terms = ({ store: { form, change } }: { store: SlipStore }) => {
  const t = useT()
  const text = (key: 'packing' | 'enclosures' | 'requirement' | 'remark', label: string, maxLength: number) => (
    <TextInput
      name={key}
      label={label}
      maxLength={maxLength}
      value={form[key]}
      onChange={(value) => change({ [key]: value })}
    />
  )
  return (
    <div className={styles['terms']}>
      {text('requirement', t('outsourcing.requirement'), 300)}
      {text('enclosures', t('outsourcing.enclosures'), 200)}
      {text('packing', t('outsourcing.packing'), 100)}
      {text('remark', t('app.remark'), 200)}
    </div>
  )
}

const Editor = ({ first, typed = null }: { first: SlipForm; typed?: string | null }) => {
  const t = useT()
  const tab = useTabKey()
  const priced = useMay('prices.read')
  const store = useSlip(first)
  const { form, latest, change, price } = store
  const kept = slipDrafts.useInHand(form)
  const grid = useRef<LineGridHandle>(null)
  const here = useRef(0)
  const terms = useRef<HTMLDivElement>(null)
  const [choosing, setChoosing] = useState(typed !== null)
  useEffect(() => {
    // opened for one process: its last price is looked up once a factory is there
    if (first.factoryId !== null) void price()
    // oxlint-disable-next-line react/exhaustive-deps -- asked once, when the page opens
  }, [])

  const add = (process: Sendable): void => {
    change((before) => withProcesses(before, [process]))
    void price()
  }
  const remove = (): void => {
    change((before) => ({ ...before, lines: before.lines.filter((_, index) => index !== here.current) }))
    requestAnimationFrame(() => grid.current?.focusCell(Math.max(0, here.current - 1), 'quantity'))
  }
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const now = latest.current
    if (now.factoryId === null) throw refuseField('factoryId', t('shell.required', { field: t('outsourcing.factory') }))
    if (now.sentOn === null) throw refuseField('sentOn', t('shell.required', { field: t('outsourcing.sentOn') }))
    if (now.lines.length === 0) throw refuseField('lines', t('outsourcing.noLines'))
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('lines', wrong.sentence)
    }
    for (const [row, line] of now.lines.entries())
      for (const key of ['quantity', 'wantedOn'] as const)
        if (line[key] === null || line[key] === 0) {
          grid.current?.focusCell(row, key)
          const field = t(key === 'quantity' ? 'app.quantity' : 'outsourcing.wantedOn')
          throw refuseField('lines', t('shell.required', { field }))
        }
    try {
      const slip = await client.outsourcing.save(draftOfSlip(now))
      kept.done()
      notify(t('outsourcing.saved', { number: slip.number }))
      openTab({ word: 'outsourcing', id: slip.id, title: slip.number })
      closeTab(tab)
    } catch (error) {
      const place = error instanceof Refused ? /^lines\.(\d+)\.(\w+)$/.exec(error.field ?? '') : null
      if (place) grid.current?.focusCell(Number(place[1]), place[2])
      throw error
    }
  }
  return (
    <Page>
      <Form label={t('outsourcing.slip')} onSubmit={save} unsaved={store.changed} className={styles['form'] ?? ''}>
        <Panel
          title={form.number || t('outsourcing.newSlip')}
          actions={
            <>
              <KeyButton keys="F7" onClick={() => setChoosing(true)}>
                {t('outsourcing.addLines')}
              </KeyButton>
              <KeyButton keys="Control+Delete" disabled={form.lines.length === 0} onClick={remove}>
                {t('outsourcing.removeLine')}
              </KeyButton>
            </>
          }
          foot={
            <>
              {priced && (
                <span>
                  {t('outsourcing.total')} <b>{formatFen(slipTotal(form.lines))}</b>
                </span>
              )}
              <span className="spring" />
              <SubmitButton>{t('app.save')}</SubmitButton>
            </>
          }
        >
          {form.id === null && (
            <KeptForms
              kind={slipDrafts}
              wordsOf={({ at, form: found }) =>
                `${t('outsourcing.keptTitle')}: ${found.factory || '—'} · ${found.lines.length} · ${formatInstant(at)}`
              }
              onResume={(next, keptKey) => {
                kept.takeOver(keptKey)
                change(() => next)
              }}
            />
          )}
          <Head store={store} onLines={() => grid.current?.focusCell(0, 'quantity')} />
          {form.lines.length === 0 ? (
            <Empty title={t('outsourcing.noLines')}>
              <KeyButton keys="F7" listen={false} onClick={() => setChoosing(true)}>
                {t('outsourcing.addLines')}
              </KeyButton>
            </Empty>
          ) : (
            <LineGrid
              ref={grid}
              label={t('outsourcing.lines')}
              columns={slipColumns(t, priced)}
              rows={form.lines}
              onChange={(lines) => change({ lines })}
              // a price may be found while the next cell is left
              current={() => latest.current.lines}
              onRestored={() => void price()}
              onEnterRow={(row) => {
                here.current = row
              }}
              onEnd={() => terms.current?.querySelector('input')?.focus()}
              mark={(line, _index, key) =>
                key === 'quantity' && line.quantity !== null && line.quantity > line.available
                  ? {
                      tone: 'bad',
                      text: t('outsourcing.aboveAvailable', { available: formatQuantity(line.available) }),
                    }
                  : null
              }
            />
          )}
          <div ref={terms}>
            <Terms store={store} />
          </div>
        </Panel>
      </Form>
      {choosing && (
        <SendableDialog
          {...(typed === null ? {} : { first: typed })}
          taken={new Set(form.lines.map(({ operationId }) => operationId))}
          onAdd={add}
          onClose={() => {
            setChoosing(false)
            requestAnimationFrame(() => grid.current?.focusCell(latest.current.lines.length - 1, 'quantity'))
          }}
        />
      )}
    </Page>
  )
}

const Refusing = ({ message }: { message: string | undefined }) => (
  <Page>
    <Panel padded>
      <RefusalNote message={message} />
    </Panel>
  </Page>
)

/** A new slip: empty, of the process the board was at, or to choose among those of a notice. */
export const NewSlipPage = ({ tab: { parameters } }: PageProps) => {
  const { operationId, typed } = parameters
  const of = typeof operationId === 'number' ? operationId : null
  const { data, error } = useQuery(client.outsourcing.sendableOf, { operationIds: [of ?? 1] }, { enabled: of !== null })
  const [first, setFirst] = useState<SlipForm | null>(() => (of === null ? freshSlip() : null))
  if (first === null && data) setFirst(withProcesses(freshSlip(), data))
  if (first) return <Editor first={first} typed={typeof typed === 'string' ? typed : null} />
  return <Refusing message={error?.message} />
}

/** A slip that is there: changed after the factory has seen it, it becomes its next edition. */
export const EditSlipPage = ({ id }: PageProps) => {
  const { data: slip, error } = useQuery(client.outsourcing.read, { id: id ?? 0 }, { enabled: id !== null })
  const { data: processes } = useQuery(
    client.outsourcing.sendableOf,
    { operationIds: slip?.lines.map(({ operationId }) => operationId) ?? [1], slipId: id },
    { enabled: slip !== undefined && slip.lines.length > 0 },
  )
  const [first, setFirst] = useState<SlipForm | null>(null)
  if (first === null && slip && processes) setFirst(formOfSlip(slip, processes))
  return first ? <Editor first={first} /> : <Refusing message={error?.message} />
}
