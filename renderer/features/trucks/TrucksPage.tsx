import { type Ref, useEffect, useMemo, useRef, useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import { loadMeasures } from '../../../shared/loads.ts'
import { type Truck, type TruckNote, truckStateKeys } from '../../../shared/trucks.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { DepartDialog } from './DepartDialog.tsx'
import { briefText, knownText, LoadCell, LoadMeters, measureLabel } from './LoadBars.tsx'
import { MovesDialog } from './MovesDialog.tsx'
import { TruckDialog } from './TruckDialog.tsx'
import { useNoteColumns } from './TruckNotes.tsx'
import styles from './Trucks.module.css'
import { useTruckDeeds } from './useTruckDeeds.ts'
import { VehiclesDialog } from './VehiclesDialog.tsx'

const useTruckColumns = (): Column<Truck>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 104 },
      {
        key: 'plate',
        header: t('deliveries.vehicle'),
        value: ({ plate, driver, route }) => [plate, driver, route].filter(Boolean).join(' '),
      },
      ...loadMeasures.map((measure): Column<Truck> => ({
        key: measure,
        header: measureLabel(t, measure),
        width: measure === 'packs' ? 56 : 82,
        render: (truck) => <LoadCell load={truck.load} limits={truck} measure={measure} />,
      })),
      {
        key: 'state',
        header: t('app.state'),
        width: 92,
        render: ({ state, over }) => (
          <StateBadge tone={state === 'departed' ? 'ok' : over.length > 0 ? 'bad' : 'wait'}>
            {state === 'planned' && over.length > 0 ? t('trucks.over') : t(truckStateKeys[state])}
          </StateBadge>
        ),
      },
    ],
    [t],
  )
}

interface WaitingProps {
  onDay: string
  change: (day: string) => void
  mayWrite: boolean
  onPut: (notes: readonly TruckNote[]) => void
  onDrag: (note: TruckNote | null) => void
}

/** The notes that wait for a truck, of a region or of all. */
const Waiting = ({ onDay, change, mayWrite, onPut, onDrag }: WaitingProps) => {
  const t = useT()
  const columns = useNoteColumns(onDay, false)
  const [region, setRegion] = useState<string | null>(null)
  const [note, setNote] = useState<TruckNote | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const filter = useMemo(() => ({ onDay, region }), [onDay, region])
  const { data: sums } = useQuery(client.trucks.sums, filter, { keep: true })
  const putAll = async (): Promise<void> => {
    const { rows } = await client.trucks.notes({ ...filter, limit: 200 })
    onPut(rows)
  }
  useKeys({
    ArrowRight: () => (note && mayWrite && box.current?.contains(document.activeElement) ? onPut([note]) : false),
  })
  return (
    <Panel
      title={t('trucks.waitingNotes')}
      bar={
        <>
          <KeyButton keys="," onClick={() => change(plusDays(onDay, -1))}>
            {t('trucks.yesterday')}
          </KeyButton>
          <DateInput label="" inline width={130} value={onDay} onChange={(day) => day && change(day)} />
          <KeyButton keys="." onClick={() => change(plusDays(onDay, 1))}>
            {t('trucks.tomorrow')}
          </KeyButton>
          {sums && sums.regions.length > 0 && (
            <Choice
              inline
              label=""
              width={88}
              value={region ?? 'any'}
              options={[
                { value: 'any', label: t('trucks.allRegions') },
                ...sums.regions.map((value) => ({ value, label: value })),
              ]}
              onChange={(value) => setRegion(value === 'any' ? null : value)}
            />
          )}
        </>
      }
      foot={
        <>
          {sums && (
            <small title={`${knownText(t, sums.load, 'volume')} · ${knownText(t, sums.load, 'weight')}`}>
              {[
                t('trucks.noteCount', { count: sums.notes }),
                ...loadMeasures.map((measure) => `${measureLabel(t, measure)} ${briefText(t, sums.load, measure)}`),
              ].join(' · ')}
            </small>
          )}
          <span className="spring" />
          {mayWrite && (
            <>
              <KeyButton keys="a" disabled={!sums || sums.notes === 0} onClick={putAll}>
                {t('trucks.putAll')}
              </KeyButton>
              <KeyButton keys="Enter" listen={false} go disabled={!note} onClick={() => note && onPut([note])}>
                {t('trucks.put')}
              </KeyButton>
            </>
          )}
        </>
      }
    >
      <div ref={box} className={styles['drop']}>
        <DataTable
          label={t('trucks.waitingNotes')}
          columns={columns}
          list={client.trucks.notes}
          filter={filter}
          rowKey={({ deliveryNoteId }) => deliveryNoteId}
          onSelect={setNote}
          {...(mayWrite ? { onOpen: (row: TruckNote) => onPut([row]), onDrag } : {})}
          empty={<Empty title={t('trucks.emptyNotes')} hint={t('trucks.emptyNotesHint')} />}
        />
      </div>
    </Panel>
  )
}

interface StopsProps {
  truck: Truck
  onDay: string
  mayWrite: boolean
  dragged: TruckNote | null
  onPut: (notes: readonly TruckNote[]) => void
  table: Ref<DataTableHandle>
}

/** The stops of a truck in the order they are unloaded, with what it carries against its limits. */
const Stops = ({ truck, onDay, mayWrite, dragged, onPut, table }: StopsProps) => {
  const t = useT()
  const columns = useNoteColumns(onDay, true)
  const deeds = useTruckDeeds(truck)
  const mayRelease = useMay('deliveries.release')
  const [stop, setStop] = useState<TruckNote | null>(null)
  const [wanted, setWanted] = useState<{ key: number } | null>(null)
  const [open, setOpen] = useState<'depart' | 'moves' | null>(null)
  const planned = truck.state === 'planned'
  const place = async (note: TruckNote, before: TruckNote | null): Promise<void> => {
    await deeds.place(note, before)
    setWanted({ key: note.deliveryNoteId })
  }
  const by = (steps: number) => (): Promise<void> | undefined => {
    if (!stop) return undefined
    const at = truck.stops.findIndex(({ deliveryNoteId }) => deliveryNoteId === stop.deliveryNoteId)
    const next = at + steps
    if (at < 0 || next < 0 || next >= truck.stops.length) return undefined
    return place(stop, truck.stops[steps < 0 ? next : next + 1] ?? null)
  }
  const box = useRef<HTMLDivElement>(null)
  /** A key means the stop the cursor is on: pressed elsewhere it goes to the stops first, so that the eye sees which it is. */
  const atStops = (deed: () => Promise<unknown> | undefined) => (): Promise<unknown> | undefined => {
    if (box.current?.contains(document.activeElement)) return deed()
    box.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
    return undefined
  }
  const takeOff = (): Promise<unknown> | undefined => (stop ? deeds.takeOff(stop) : undefined)
  useKeys(
    {
      'Alt+ArrowUp': { label: t('trucks.up'), run: atStops(by(-1)) },
      'Alt+ArrowDown': { label: t('trucks.down'), run: atStops(by(1)) },
      x: { label: t('trucks.takeOff'), run: atStops(takeOff) },
    },
    mayWrite && planned && stop !== null,
  )
  const numbered = useMemo(
    (): Column<TruckNote>[] => [
      {
        key: 'stop',
        header: t('trucks.stop'),
        width: 52,
        align: 'center',
        value: (row) => truck.stops.findIndex(({ deliveryNoteId }) => deliveryNoteId === row.deliveryNoteId) + 1,
      },
      ...columns,
    ],
    [t, columns, truck],
  )
  return (
    <Panel
      title={[truck.plate, truck.driver].filter(Boolean).join(' ') || truck.number}
      actions={
        <>
          {mayWrite && planned && (
            <>
              <KeyButton keys="Alt+ArrowUp" listen={false} disabled={!stop} onClick={by(-1)}>
                {t('trucks.up')}
              </KeyButton>
              <KeyButton keys="Alt+ArrowDown" listen={false} disabled={!stop} onClick={by(1)}>
                {t('trucks.down')}
              </KeyButton>
              <KeyButton keys="x" listen={false} disabled={!stop} onClick={takeOff}>
                {t('trucks.takeOff')}
              </KeyButton>
            </>
          )}
          <KeyButton keys="h" onClick={() => setOpen('moves')}>
            {t('trucks.history')}
          </KeyButton>
        </>
      }
      foot={
        <>
          <LoadMeters load={truck.load} limits={truck} />
          {mayWrite && planned && (
            <KeyButton keys="Control+Delete" onClick={deeds.voidTruck}>
              {t('app.void')}
            </KeyButton>
          )}
          <KeyButton
            keys="Control+p"
            disabled={truck.stops.length === 0}
            onClick={() => openTab({ word: 'trucks', page: 'print', id: truck.id, title: truck.number })}
          >
            {t('app.print')}
          </KeyButton>
          {mayRelease && planned && (
            <KeyButton keys="f" go disabled={truck.stops.length === 0} onClick={() => setOpen('depart')}>
              {t('trucks.depart')}
            </KeyButton>
          )}
          {mayRelease && truck.state === 'departed' && (
            <KeyButton keys="z" onClick={deeds.reopen}>
              {t('trucks.reopen')}
            </KeyButton>
          )}
        </>
      }
    >
      <div
        ref={box}
        className={`${styles['drop']} ${dragged && planned ? styles['target'] : ''}`}
        onDragOver={(event) => dragged && planned && event.preventDefault()}
        onDrop={(event) => {
          if (!dragged || !planned) return
          event.preventDefault()
          onPut([dragged])
        }}
      >
        <DataTable
          ref={table}
          label={t('trucks.title')}
          columns={numbered}
          rows={truck.stops}
          rowKey={({ deliveryNoteId }) => deliveryNoteId}
          onSelect={setStop}
          wanted={wanted}
          onOpen={({ deliveryNoteId, number }) => openTab({ word: 'deliveries', id: deliveryNoteId, title: number })}
          autoFocus={false}
          {...(mayWrite && planned
            ? { onDrop: (moved: TruckNote, before: TruckNote | null) => void place(moved, before) }
            : {})}
          empty={<Empty title={truck.number} hint={t('trucks.emptyStops')} />}
        />
      </div>
      {open === 'depart' && <DepartDialog truck={truck} onClose={() => setOpen(null)} />}
      {open === 'moves' && <MovesDialog truck={truck} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

/**
 * 拼车 (duty 91): the notes of a day at the left, its trucks at the right; packs, m³ and kg against what they may carry.
 * `parameters`: `onDay` and `truckId` of the truck it is opened for.
 */
export const TrucksPage = ({ tab }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('deliveries.write')
  const { onDay: askedDay, truckId } = tab.parameters
  const [onDay, setOnDay] = useState(todayHere)
  const { data: trucks = [] } = useQuery(client.trucks.day, { onDay }, { keep: true })
  const [chosen, setChosen] = useState<number | null>(null)
  const [dragged, setDragged] = useState<TruckNote | null>(null)
  const [open, setOpen] = useState<'new' | 'edit' | 'vehicles' | null>(null)
  const [wanted, setWanted] = useState<{ key: number } | null>(null)
  const stops = useRef<DataTableHandle>(null)
  const truck = trucks.find(({ id }) => id === chosen) ?? trucks.find(({ state }) => state === 'planned') ?? trucks[0]
  const deeds = useTruckDeeds(truck)
  const columns = useTruckColumns()
  useEffect(() => setDragged(null), [truck?.version])
  // opened for a truck: the note that leaves with it leads here
  useEffect(() => {
    if (typeof askedDay === 'string') setOnDay(askedDay)
    if (typeof truckId !== 'number') return
    setChosen(truckId)
    setWanted({ key: truckId })
  }, [askedDay, truckId])
  const next = (): void => {
    const at = trucks.findIndex(({ id }) => id === truck?.id)
    const following = trucks[(at + 1) % Math.max(1, trucks.length)]
    if (!following) return
    setChosen(following.id)
    setWanted({ key: following.id })
  }
  const put = (notes: readonly TruckNote[]): void => {
    setDragged(null)
    void deeds.put(notes)
  }
  return (
    <Page className={styles['page'] ?? ''}>
      <Waiting onDay={onDay} change={setOnDay} mayWrite={mayWrite} onPut={put} onDrag={setDragged} />
      <div className={styles['right']}>
        <Panel
          title={t('trucks.trucksOfDay')}
          actions={
            <>
              <KeyButton keys="q" disabled={trucks.length < 2} onClick={next}>
                {t('trucks.nextTruck')}
              </KeyButton>
              {mayWrite && (
                <>
                  <KeyButton keys="v" onClick={() => setOpen('vehicles')}>
                    {t('trucks.vehicles')}
                  </KeyButton>
                  <KeyButton keys="e" disabled={truck?.state !== 'planned'} onClick={() => setOpen('edit')}>
                    {t('trucks.editTruck')}
                  </KeyButton>
                  <KeyButton keys="n" go={trucks.length === 0} onClick={() => setOpen('new')}>
                    {t('trucks.newTruck')}
                  </KeyButton>
                </>
              )}
            </>
          }
        >
          <DataTable
            label={t('trucks.trucksOfDay')}
            columns={columns}
            rows={trucks}
            rowKey={({ id }) => id}
            onSelect={(row) => row && setChosen(row.id)}
            onOpen={() => stops.current?.focus()}
            wanted={wanted}
            autoFocus={false}
            empty={<Empty title={t('trucks.emptyTrucks')} hint={t('trucks.emptyTrucksHint')} />}
          />
        </Panel>
        {truck && (
          <Stops
            key={truck.id}
            truck={truck}
            onDay={onDay}
            mayWrite={mayWrite}
            dragged={dragged}
            onPut={put}
            table={stops}
          />
        )}
      </div>
      {(open === 'new' || (open === 'edit' && truck)) && (
        <TruckDialog
          truck={open === 'edit' ? (truck ?? null) : null}
          onDay={onDay}
          onSaved={(saved) => {
            setOnDay(saved.onDay)
            setChosen(saved.id)
            setWanted({ key: saved.id })
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'vehicles' && <VehiclesDialog onClose={() => setOpen(null)} />}
    </Page>
  )
}
