import { useEffect } from 'react'
import { create } from 'zustand'
import { features as allFeatures } from '../features.ts'
import type { Badge } from '../lib/pages.ts'
import { useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { giveFocusToPage, openTab, type Tab, useTabs } from '../lib/tabs.ts'
import { areaKeys, type ShownArea } from './areas.ts'
import styles from './Shell.module.css'

interface BadgesStore {
  badges: Record<string, Badge | null>
}
/** Word → its counter, told by the probes below. */
const useBadges = create<BadgesStore>(() => ({ badges: {} }))

/** Runs the counter of one word; shows nothing itself. */
const Probe = ({ word, useBadge }: { word: string; useBadge: () => Badge | null }) => {
  const badge = useBadge()
  const [count, urgent] = [badge?.count ?? 0, badge?.urgent ?? false]
  useEffect(() => {
    useBadges.setState(({ badges }) => ({ badges: { ...badges, [word]: { count, urgent } } }))
  }, [word, count, urgent])
  return null
}

const Counter = ({ words }: { words: string[] }) => {
  const t = useT()
  const badges = useBadges((store) => store.badges)
  const shown = words.flatMap((word) => badges[word] ?? [])
  const count = shown.reduce((sum, badge) => sum + badge.count, 0)
  if (count === 0) return null
  return (
    <i
      className={shown.some(({ count: each, urgent }) => urgent && each > 0) ? '' : styles['calm']}
      aria-label={t('shell.waiting', { count })}
    >
      {count > 99 ? '99+' : count}
    </i>
  )
}

/** The word of the nav a tab stands under. */
const navWordOf = (tab: Tab | undefined): string | null =>
  tab === undefined ? null : (allFeatures[tab.word]?.under?.[tab.page] ?? tab.word)

/** The areas, in the order of the day; Alt and a digit open one. `counted`: whether the counters beside them ask yet. */
export const Nav = ({ areas, counted }: { areas: ShownArea[]; counted: boolean }) => {
  const t = useT()
  const active = useTabs(({ tabs, active: key }) => navWordOf(tabs.find((tab) => tab.key === key)))
  const open = ({ features }: ShownArea): void => {
    const first = features[0]
    if (first) openTab({ word: first.word })
  }
  /** The key pressed again goes on to the area's next page; from a paper it goes to the first. */
  const goOn = ({ features }: ShownArea): void => {
    const key = useTabs.getState().active
    const next = features[(features.findIndex(({ word }) => word === key) + 1) % features.length]
    if (next) openTab({ word: next.word })
  }
  useKeys(
    Object.fromEntries(
      areas
        .slice(0, 10)
        .map((shown, index) => [
          `Alt+${(index + 1) % 10}`,
          { ...(index === 0 ? { label: t('shell.keyArea') } : {}), run: () => goOn(shown) },
        ]),
    ),
    true,
    { everywhere: true },
  )
  return (
    <nav className={styles['nav']} aria-label={t('shell.nav')} onClickCapture={giveFocusToPage}>
      <b>{t('app.name')}</b>
      {areas.map((shown, index) => {
        // a paper of a word without a list of its own belongs to its area too
        const here =
          shown.features.some(({ word }) => word === active) ||
          (active !== null && allFeatures[active]?.area === shown.area)
        return (
          <div key={shown.area}>
            <button
              type="button"
              className={here ? styles['here'] : ''}
              aria-current={here ? 'page' : undefined}
              aria-keyshortcuts={index < 10 ? `Alt+${(index + 1) % 10}` : undefined}
              title={index < 10 ? `Alt ${(index + 1) % 10}` : undefined}
              onClick={() => open(shown)}
            >
              <span>{t(areaKeys[shown.area])}</span>
              <Counter words={shown.features.map(({ word }) => word)} />
            </button>
            {here &&
              shown.features.length > 1 &&
              shown.features.map(({ word, feature }) => (
                <button
                  key={word}
                  type="button"
                  className={`${styles['sub']} ${word === active ? styles['subHere'] : ''}`}
                  onClick={() => openTab({ word })}
                >
                  <span>{t(feature.label)}</span>
                  <Counter words={[word]} />
                </button>
              ))}
          </div>
        )
      })}
      {(counted ? areas : []).flatMap(({ features }) =>
        features.map(
          ({ word, feature: { useBadge } }) => useBadge && <Probe key={word} word={word} useBadge={useBadge} />,
        ),
      )}
    </nav>
  )
}
