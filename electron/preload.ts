import { contextBridge, ipcRenderer } from 'electron'
import type { Call, Reply } from '../shared/contract.ts'

const events = ['changed', 'progress', 'locked', 'strange'] as const
type EventName = (typeof events)[number]

contextBridge.exposeInMainWorld('gendan', {
  /** The one road into the application. */
  invoke: (call: Call): Promise<Reply> => ipcRenderer.invoke('call', call) as Promise<Reply>,
  /** Hears of changes; gives the function that stops hearing. */
  on: (name: EventName, listener: (value: unknown) => void): (() => void) => {
    if (!events.includes(name)) throw new Error('unknown event')
    const hear = (_event: unknown, value: unknown): void => listener(value)
    ipcRenderer.on(name, hear)
    return () => ipcRenderer.off(name, hear)
  },
})
