// @ts-check
// Opens the app; on a machine without a display plays the demo instead.
import { ensureBuilt } from './compile.mjs'
import { run, runProgram, say, start } from './run.mjs'
import { ensure } from './setup.mjs'

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}

await start(async (args) => {
  const { env, electron } = await ensure()
  await ensureBuilt(env)
  if (!hasDisplay()) {
    say('this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set): playing the demo instead')
    return runProgram('build/demo/demo.ts', [], env)
  }
  const { code } = await run(electron.executable, ['.', ...args], { env })
  return code
})
