import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ForkDisposable } from './disposable.ts'

/** A program that is thrown away afterwards as a child of plain Node, for tests, the benchmark and the demo. */
export const forkProgramInNode =
  (program: 'importer' | 'faxReader'): ForkDisposable =>
  (execArgv) => {
    const child = fork(fileURLToPath(new URL(`./${program}.ts`, import.meta.url)), [], {
      execArgv: [...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return {
      pid: child.pid,
      postMessage: (message) => {
        // A child that is already gone has said so by `exit`; without a listener the error would be thrown instead.
        child.send(message as object, () => undefined)
      },
      on: (event: 'message' | 'exit', listener: (value: never) => void) => child.on(event, listener as () => void),
      kill: () => child.kill('SIGKILL'),
    }
  }
