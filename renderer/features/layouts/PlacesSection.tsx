import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { NamedPlace, Place } from '../../../shared/layouts.ts'
import { Check, FieldRow } from '../../components/Field.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { isComposing, useToldKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import type { SectionProps } from './ColumnsSection.tsx'
import { nudged, stepMm, withPlace } from './layoutForm.ts'
import styles from './Layouts.module.css'

/** 套打: where each text stands on the pre-printed form. */
export const PlacesSection = ({ content, change, places: drawn }: SectionProps & { places: readonly NamedPlace[] }) => {
  const t = useT()
  const id = useId()
  const [at, setAt] = useState(0)
  const { overprint } = content
  const set = (part: Partial<typeof overprint>): void => change({ overprint: { ...overprint, ...part } })
  // what was moved stands moved at once: the next press does not wait for the paper
  const places = drawn.map((place) => ({ ...place, ...overprint.places.find(({ key }) => key === place.key) }))
  const here = places[at]
  const put = (place: Place | null): void => {
    if (here) set({ places: withPlace(overprint.places, here.key, place) })
  }
  const list = useRef<HTMLDivElement>(null)
  const { on } = overprint
  // opened: the hand is on the places at once, or on the switch that brings them; one that ticks it goes on from there
  const opened = useRef(on)
  useEffect(() => {
    if (opened.current) list.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (on) list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [on, at])
  useToldKeys(
    {
      ArrowDown: t('layouts.keyRow'),
      Space: t('layouts.keyShow'),
      ArrowLeft: t('layouts.keyLeft'),
      ArrowRight: t('layouts.keyRight'),
      'Alt+ArrowUp': t('layouts.keyUp'),
      'Alt+ArrowDown': t('layouts.keyDown'),
      'Shift+ArrowRight': t('layouts.keyFar'),
      '=': t('layouts.keyWider'),
      '-': t('layouts.keyNarrower'),
      'Alt+0': t('layouts.keyBack'),
    },
    on,
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.ctrlKey || !here) return
    const { label: _label, ...place } = here
    const step = event.shiftKey ? 10 * stepMm : stepMm
    if (event.altKey && event.key === 'ArrowDown') put(nudged(place, 0, step, 0))
    else if (event.altKey && event.key === 'ArrowUp') put(nudged(place, 0, -step, 0))
    else if (event.key === 'ArrowDown') setAt(Math.min(places.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'ArrowRight') put(nudged(place, step, 0, 0))
    else if (event.key === 'ArrowLeft') put(nudged(place, -step, 0, 0))
    else if (event.key === '+' || event.key === '=') put(nudged(place, 0, 0, stepMm))
    else if (event.key === '-') put(nudged(place, 0, 0, -stepMm))
    else if (event.key === ' ') put({ ...place, on: !place.on })
    else if (event.key === '0' && event.altKey) put(null)
    else return
    event.preventDefault()
  }
  return (
    <>
      <Check
        name="content.overprint.on"
        label={t('layouts.overprintOn')}
        value={on}
        autoFocus
        onChange={(wanted) => set({ on: wanted })}
      />
      {on && (
        <>
          <FieldRow width={100}>
            {(['rowMm', 'rightMm', 'downMm'] as const).map((key) => (
              <QuantityInput
                key={key}
                name={`content.overprint.${key}`}
                label={t(`layouts.${key}`)}
                value={overprint[key] * 1000}
                onChange={(value) => set({ [key]: (value ?? 0) / 1000 })}
              />
            ))}
          </FieldRow>
          <small className="dim">{t('layouts.placesHelp')}</small>
          <div
            ref={list}
            className={styles['columns']}
            role="listbox"
            tabIndex={0}
            aria-label={t('layouts.places')}
            aria-activedescendant={`${id}-${at}`}
            data-grid="own"
            onKeyDown={onKeyDown}
          >
            {places.map((place, index) => {
              const values = { x: place.xMm, y: place.yMm, width: place.widthMm }
              const shown = t(place.on ? 'layouts.shown' : 'layouts.hidden')
              return (
                <div
                  key={place.key}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  aria-label={t('layouts.placeLine', { name: place.label, shown, ...values })}
                  className={`${styles['place']} ${place.on ? '' : styles['off']}`}
                  onMouseDown={() => setAt(index)}
                >
                  <span className={styles['tick']} aria-hidden="true">
                    {place.on ? '✓' : ''}
                  </span>
                  <span>{place.label}</span>
                  <span className="spring" />
                  <small>{t('layouts.placeShort', values)}</small>
                </div>
              )
            })}
          </div>
        </>
      )}
    </>
  )
}
