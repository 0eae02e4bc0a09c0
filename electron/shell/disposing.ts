import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import type { DisposableLimits, ForkDisposable } from '../disposable.ts'

/** Starts one of the programs that are thrown away, as a process of its own. */
export const forkProgram =
  (program: 'importer' | 'faxReader'): ForkDisposable =>
  (execArgv) =>
    utilityProcess.fork(join(import.meta.dirname, `${program}.js`), [], { execArgv, serviceName: `gendan-${program}` })

/** Where there is no /proc: what Electron says a process takes; null when it does not know the process (yet). */
export const memoryOf: DisposableLimits['memoryOf'] =
  process.platform === 'linux'
    ? undefined
    : async (pid) => {
        const metric = app.getAppMetrics().find((each) => each.pid === pid)
        return metric ? metric.memory.workingSetSize * 1024 : null
      }
