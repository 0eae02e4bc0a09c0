import './firstQuestions.ts'
import './theme.css'
import './mantine.ts'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadTable } from '../shared/phraseTables.ts'
import { App } from './App.tsx'
import { followStrangeFiles } from './features/inbox/receiveFiles.ts'
import { followKeys } from './lib/keys.ts'
import { useLanguage } from './lib/language.ts'
import { applyTypeSize } from './lib/largeType.ts'
import { followChanges } from './lib/query.ts'
import { guardUnload } from './lib/guards.ts'
import { guardScripts } from './lib/trusted.ts'
import { nonce, theme } from './theme.ts'

guardScripts()
applyTypeSize()
document.documentElement.lang = useLanguage.getState().language
followKeys()
followChanges()
followStrangeFiles()
guardUnload()

const begin = async (): Promise<void> => {
  // a person who reads another language than the office's sees no Chinese first
  await loadTable(useLanguage.getState().language)
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider theme={theme} getStyleNonce={nonce} forceColorScheme="light">
        <App />
      </MantineProvider>
    </StrictMode>,
  )
}
void begin()
