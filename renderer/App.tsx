import { Activity, lazy, Suspense, useEffect, useState } from 'react'
import { DialogHost } from './components/Dialog.tsx'
import { ErrorBoundary } from './components/ErrorBoundary.tsx'
import { Toaster } from './components/Toaster.tsx'
import { SignInPage } from './features/users/SignInPage.tsx'
import { features } from './features.ts'
import { loadedAgain } from './firstQuestions.ts'
import { client } from './lib/client.ts'
import { useT } from './lib/language.ts'
import { useQuery } from './lib/query.ts'
import { useSession } from './lib/session.ts'
import { Shell } from './shell/Shell.tsx'

const StartPage = lazy(async () => ({ default: (await import('./features/start/StartPage.tsx')).StartPage }))

/** What everybody sees first is read while the password is worked out. */
const readFirstPage = (): void => void features['today']?.pages['list']?.preload()

/** First start, the sign-in page or the shell with its papers. */
export const App = () => {
  const t = useT()
  const { person, locked, signedIn, lock } = useSession()
  // stays true while the first page sets the office up, which makes it "begun" half-way
  const [starting, setStarting] = useState(false)
  const begun = useQuery(client.users.begun, {})
  const session = useQuery(client.shell.session, {}, { enabled: loadedAgain && person === null })
  const found = session.data?.person ?? null
  useEffect(() => {
    if (person === null && found !== null && !starting) signedIn(found)
  }, [person, found, signedIn, starting])
  useEffect(() => {
    if (begun.data?.begun === false) setStarting(true)
  }, [begun.data])
  useEffect(() => window.gendan.on('locked', lock), [lock])
  useEffect(() => {
    const company = begun.data?.company
    document.title = company ? `${company} · ${t('app.name')}` : t('app.name')
  }, [begun.data, t])

  const open = person !== null && !locked
  // only the first asking: a change of facts asks again, and the sentence of a wrong password must stay
  const asking = session.loading && session.data === undefined
  return (
    <ErrorBoundary>
      {person !== null && (
        <Activity mode={open ? 'visible' : 'hidden'}>
          <Shell />
        </Activity>
      )}
      {starting && person === null && (
        <Suspense fallback={null}>
          <StartPage
            onBegun={(owner) => {
              setStarting(false)
              if (owner) signedIn(owner)
            }}
          />
        </Suspense>
      )}
      {!open && !starting && begun.data?.begun === true && !asking && (
        <SignInPage company={begun.data.company} note={begun.data.note} onAsked={readFirstPage} />
      )}
      <DialogHost />
      <Toaster />
    </ErrorBoundary>
  )
}
