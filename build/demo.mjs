// @ts-check
// Plays the main job through the real windows and leaves its papers and pictures in demo-output/.
import { ensureBuilt } from './compile.mjs'
import { runProgram, start } from './run.mjs'
import { ensure } from './setup.mjs'

await start(async (args) => {
  const { env } = await ensure()
  await ensureBuilt(env)
  return runProgram('build/demo/demo.ts', args, env)
})
