import type { Badge, Feature } from '../features.ts'
import { useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { openTab, useTabs } from '../lib/tabs.ts'
import { areaKeys, type ShownArea } from './areas.ts'
import styles from './Shell.module.css'

const Counter = ({ useBadge }: { useBadge: () => Badge | null }) => {
  const t = useT()
  const badge = useBadge()
  if (!badge || badge.count === 0) return null
  return (
    <i className={badge.urgent ? '' : styles['calm']} aria-label={t('shell.waiting', { count: badge.count })}>
      {badge.count > 99 ? '99+' : badge.count}
    </i>
  )
}

const badgeOf = ({ features }: ShownArea): Feature['useBadge'] => features.find(({ feature }) => feature.useBadge)?.feature.useBadge

/** The areas, in the order of the day; Alt and a digit open one. */
export const Nav = ({ areas }: { areas: ShownArea[] }) => {
  const t = useT()
  const active = useTabs(({ tabs, active: key }) => tabs.find((tab) => tab.key === key)?.word ?? null)
  const open = ({ features }: ShownArea): void => {
    const first = features[0]
    if (first) openTab({ word: first.word })
  }
  useKeys(
    Object.fromEntries(
      areas.slice(0, 10).map((shown, index) => [
        `Alt+${(index + 1) % 10}`,
        { ...(index === 0 ? { label: t('shell.keyArea') } : {}), run: () => open(shown) },
      ]),
    ),
    true,
    { everywhere: true },
  )
  return (
    <nav className={styles['nav']} aria-label={t('shell.nav')}>
      <b>{t('app.name')}</b>
      {areas.map((shown, index) => {
        const here = shown.features.some(({ word }) => word === active)
        const useBadge = badgeOf(shown)
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
              {useBadge && <Counter useBadge={useBadge} />}
            </button>
            {here &&
              shown.features.length > 1 &&
              shown.features.map(({ word, feature }) => (
                <button key={word} type="button" className={`${styles['sub']} ${word === active ? styles['subHere'] : ''}`} onClick={() => openTab({ word })}>
                  <span>{t(feature.label)}</span>
                </button>
              ))}
          </div>
        )
      })}
    </nav>
  )
}
