import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { client } from '../lib/client.ts'
import { useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { attempt } from '../lib/notices.ts'
import { answersSettled } from '../lib/query.ts'
import { useSession } from '../lib/session.ts'
import { openTab, useTabs } from '../lib/tabs.ts'
import { areasOf } from './areas.ts'
import { GoTo } from './GoTo.tsx'
import { Header } from './Header.tsx'
import { Help } from './Help.tsx'
import { Nav } from './Nav.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TabBar, TabPages } from './Tabs.tsx'
import styles from './Shell.module.css'

const switchUser = (): void => {
  useSession.getState().lock()
  void attempt(() => client.shell.signOut({}))
}

/** The frame around every page. */
export const Shell = () => {
  const t = useT()
  const role = useSession((store) => store.person?.role ?? 'workshop')
  const areas = useMemo(() => areasOf(role), [role])
  const [help, setHelp] = useState(false)
  const [going, setGoing] = useState(false)
  const [answered, setAnswered] = useState(false)
  const first = areas[0]?.features[0]?.word

  // before anything is painted: an empty shell would be drawn for nothing
  useLayoutEffect(() => {
    if (first !== undefined && useTabs.getState().tabs.length === 0) openTab({ word: first })
  }, [first])
  // the first page asks by itself; counters and foot ask when it has its answer
  useEffect(() => {
    void answersSettled().then(() => setAnswered(true))
  }, [])
  useKeys({ F1: { label: t('shell.help'), run: () => setHelp(true) } }, true, { everywhere: true })
  useKeys({ 'Control+g': { label: t('shell.goTo'), run: () => setGoing(true) } }, true, {
    everywhere: true,
    atOnce: true,
  })
  useKeys({ 'Control+l': { label: t('shell.switchUser'), run: switchUser } }, true, {
    everywhere: true,
    overDialogs: true,
  })

  return (
    <div className={styles['shell']}>
      <Nav areas={areas} counted={answered} />
      <Header />
      <TabBar />
      <TabPages />
      <StatusBar asking={answered} onSwitch={switchUser} onGoTo={() => setGoing(true)} onHelp={() => setHelp(true)} />
      {going && <GoTo areas={areas} onClose={() => setGoing(false)} />}
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}
