import { Activity, memo, Suspense, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { ErrorBoundary } from '../components/ErrorBoundary.tsx'
import { features } from '../features.ts'
import { isNowhere, useKeptFocus } from '../lib/focus.ts'
import { useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { notify } from '../lib/notices.ts'
import { giveFocusToPage, type Tab, TabContext, useTabs } from '../lib/tabs.ts'
import { closeTabAsking, titleOf } from './closing.ts'
import styles from './Shell.module.css'

/** The open papers as tabs: Ctrl+Tab goes on, Ctrl+W closes. */
export const TabBar = () => {
  const t = useT()
  const { tabs, active, unsaved, madeRoom, activate } = useTabs()
  useEffect(() => {
    if (madeRoom.length === 0) return
    notify(t('shell.madeRoom', { titles: madeRoom.map(titleOf).join('、') }), 'info')
    // oxlint-disable-next-line react/exhaustive-deps -- said once for each closing, not again in another language
  }, [madeRoom])
  const go = (step: number): void => {
    const index = tabs.findIndex(({ key }) => key === active)
    const next = tabs.at((index + step + tabs.length) % tabs.length)
    if (next) activate(next.key)
  }
  useKeys(
    {
      'Control+w': {
        label: t('shell.keyCloseTab'),
        run: () => (active === null ? undefined : void closeTabAsking(active)),
      },
      'Control+Tab': { label: t('shell.keyNextTab'), run: () => go(1) },
      'Control+Shift+Tab': { label: t('shell.keyPreviousTab'), run: () => go(-1) },
    },
    true,
    { everywhere: true },
  )
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // with its ×; a dot that comes makes it wider
    const here = bar.current?.querySelector('[aria-selected=true]')?.parentElement
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active, tabs, unsaved])
  return (
    <div ref={bar} className={styles['tabs']} role="tablist" aria-label={t('shell.openPapers')}>
      {tabs.map((tab) => {
        const title = titleOf(tab)
        const here = tab.key === active
        return (
          <span
            key={tab.key}
            className={here ? styles['tabHere'] : ''}
            role="presentation"
            onAuxClick={(event) => event.button === 1 && void closeTabAsking(tab.key)}
          >
            <button
              type="button"
              role="tab"
              aria-selected={here}
              tabIndex={here ? 0 : -1}
              onClick={() => {
                giveFocusToPage()
                activate(tab.key)
              }}
              title={title}
            >
              {unsaved[tab.key] && (
                <span
                  className={styles['dot']}
                  title={t('shell.unsavedMark')}
                  role="img"
                  aria-label={t('shell.unsavedMark')}
                >
                  ●
                </span>
              )}
              {/* two papers differ in the end of their numbers: where the room is short it is the beginning that goes */}
              <span className={/\d$/.test(title) ? styles['tail'] : ''}>
                <bdi>{title}</bdi>
              </span>
            </button>
            <button
              type="button"
              className={styles['x']}
              tabIndex={-1}
              aria-label={t('shell.closeTab', { title })}
              onClick={() => void closeTabAsking(tab.key)}
            >
              ×
            </button>
          </span>
        )
      })}
    </div>
  )
}

const TabContent = memo(({ tab }: { tab: Tab }) => {
  const Content = features[tab.word]?.pages[tab.page]
  return (
    <TabContext value={tab.key}>
      <ErrorBoundary>
        <Suspense fallback={null}>{Content && <Content tab={tab} id={tab.id} />}</Suspense>
      </ErrorBoundary>
    </TabContext>
  )
})
TabContent.displayName = 'TabContent'

/** All open papers; only one is seen, the others keep their state and their place of the cursor. */
export const TabPages = () => {
  const t = useT()
  const { tabs, active } = useTabs()
  const frame = useRef<HTMLElement>(null)
  const cursors = useRef(new Map<string, HTMLElement>())

  // before the effects of the page, whose list would take the cursor otherwise
  useLayoutEffect(() => {
    const held = active === null ? undefined : cursors.current.get(active)
    if (held?.isConnected) held.focus()
  }, [active])

  const heldBefore = useCallback(() => (active === null ? undefined : cursors.current.get(active)), [active])
  useKeptFocus(frame, heldBefore, active)

  return (
    <main
      ref={frame}
      className={styles['main']}
      onFocus={(event) => {
        if (active !== null && event.target instanceof HTMLElement && !isNowhere(event.target))
          cursors.current.set(active, event.target)
      }}
    >
      {tabs.map((tab) => (
        <Activity key={tab.key} mode={tab.key === active ? 'visible' : 'hidden'}>
          <div className={styles['tabPage']} role="tabpanel" tabIndex={-1} aria-label={titleOf(tab)}>
            <TabContent tab={tab} />
          </div>
        </Activity>
      ))}
      {tabs.length === 0 && <p className={styles['nothing']}>{t('shell.nothingOpen')}</p>}
    </main>
  )
}
