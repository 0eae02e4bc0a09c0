import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Dialog } from '../components/Dialog.tsx'
import { client } from '../lib/client.ts'
import { isComposing } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { useQuery } from '../lib/query.ts'
import { useSession } from '../lib/session.ts'
import { giveFocusToPage, openTab } from '../lib/tabs.ts'
import { areaKeys, type ShownArea } from './areas.ts'
import type { Area } from '../lib/pages.ts'
import { meantBy } from './meant.ts'
import styles from './GoTo.module.css'

/** A page of the list, or a part of one. */
interface Place {
  area: Area
  word: string
  /** Of the row in the list. */
  key: string
  name: string
  section: string | null
}

/** Every page this person may open, by area; typing its name or initials and Enter goes there. */
export const GoTo = ({ areas, onClose }: { areas: ShownArea[]; onClose: () => void }) => {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState<number | null>(null)
  const role = useSession((store) => store.person?.role ?? null)
  const list = useRef<HTMLDivElement>(null)
  const pages = areas.flatMap(({ area, features }) =>
    features.flatMap(({ word, feature }): Place[] => [
      { area, word, key: word, name: t(feature.label), section: null },
      ...(feature.parts ?? [])
        .filter(({ sees }) => sees?.(role) ?? true)
        .map(({ name, label }) => ({
          area,
          word,
          key: `${word}-${name}`,
          name: t(label),
          section: name,
        })),
    ]),
  )
  const names = [...pages.map(({ name }) => name), ...areas.map(({ area }) => t(areaKeys[area]))]
  const { data } = useQuery(client.search.initials, { names }, { keep: true })
  const nearness = names.map((name, index) => meantBy(typed, name, data?.[index] ?? ''))
  const named = new Set(pages.filter((_page, index) => nearness[index] === 'named'))
  const near = new Set(pages.filter((_page, index) => nearness[index] === 'near'))
  // the name of an area, 设置 or 客诉, means its pages
  const inArea = new Set(
    areas.filter((_area, index) => nearness[pages.length + index] === 'named').map(({ area }) => area),
  )
  const meant = pages.filter((page) => named.has(page) || near.has(page) || inArea.has(page.area))
  // the page of that very name first: 在途 is not 采购在途
  const exact = meant.findIndex(({ name }) => name === typed.trim())
  const nearest = named.size > 0 ? named : near
  const first = exact < 0 ? meant.findIndex((page) => nearest.has(page)) : exact
  const at = Math.min(marked ?? Math.max(0, first), Math.max(0, meant.length - 1))
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, typed])

  const go = ({ word, section }: Place): void => {
    // the window gives the cursor back to where it was, the search box: the page that opens takes it
    flushSync(onClose)
    giveFocusToPage()
    openTab({ word, ...(section === null ? {} : { parameters: { section } }) })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event)) return
    const page = meant[at]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      setMarked((at + (event.key === 'ArrowDown' ? 1 : -1) + meant.length) % Math.max(1, meant.length))
    else if (event.key === 'Enter' && page) go(page)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={t('shell.goTo')} onClose={onClose} width={940}>
      <input
        className={styles['typed']}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="go-to-pages"
        aria-activedescendant={meant.length > 0 ? `go-to-${meant[at]!.key}` : undefined}
        aria-label={t('shell.goTo')}
        placeholder={t('shell.goToHint')}
        autoComplete="off"
        maxLength={40}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setMarked(null)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="go-to-pages" role="listbox" aria-label={t('shell.nav')} className={styles['areas']}>
        {areas
          .filter(({ area }) => meant.some((page) => page.area === area))
          .map(({ area }) => (
            <div key={area} role="group" aria-label={t(areaKeys[area])}>
              <h3>{t(areaKeys[area])}</h3>
              {meant
                .filter((page) => page.area === area)
                .map((page) => (
                  <button
                    key={page.key}
                    id={`go-to-${page.key}`}
                    type="button"
                    role="option"
                    tabIndex={-1}
                    aria-selected={page.key === meant[at]?.key}
                    onClick={() => go(page)}
                  >
                    {page.name}
                  </button>
                ))}
            </div>
          ))}
        {meant.length === 0 && <p>{t('shell.goToNothing')}</p>}
      </div>
    </Dialog>
  )
}
