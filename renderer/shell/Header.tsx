import { KeyButton } from '../components/KeyButton.tsx'
import { features } from '../features.ts'
import { SearchBox } from '../features/search/SearchBox.tsx'
import { useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { focusSearch, openPhone } from '../lib/phone.ts'
import { roleKeys, useMay, useSession } from '../lib/session.ts'
import { openTab } from '../lib/tabs.ts'
import styles from './Shell.module.css'

/** The one box, the phone, a new order, and who is at the PC. */
export const Header = () => {
  const t = useT()
  const person = useSession((store) => store.person)
  const mayOrder = useMay('orders.write') && features['orders']?.pages['new'] !== undefined
  const toSearch = { 'Control+k': { label: t('shell.keySearch'), run: focusSearch } }
  useKeys(toSearch, true, { everywhere: true, atOnce: true })
  return (
    <header className={styles['header']}>
      <div className={styles['search']}>
        {/* another person starts with an empty box */}
        <SearchBox key={person?.id} />
      </div>
      <span className="spring" />
      <KeyButton keys="F2" onClick={openPhone} everywhere atOnce>
        {t('shell.phone')}
      </KeyButton>
      {mayOrder && (
        <KeyButton
          keys="F3"
          onClick={() => openTab({ word: 'orders', page: 'new', title: t('shell.newOrder'), another: true })}
          everywhere
        >
          {t('shell.newOrder')}
        </KeyButton>
      )}
      {person && (
        <span className={styles['person']}>
          {person.name} · {t(roleKeys[person.role])}
        </span>
      )}
    </header>
  )
}
