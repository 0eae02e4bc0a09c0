import { createHash } from 'node:crypto'
import { interpret } from './interpreter.ts'

/** Forms written out in full; of longer papers the hash speaks for the rest. */
const MOST_FORMS = 2

/** What a printer is told, to read: the hash of all bytes, then each movement of the head on its line. */
export const dumpOf = (bytes: Uint8Array): string => {
  const { commands, forms, formDots } = interpret(bytes)
  const lines = [
    `sha256 ${createHash('sha256').update(bytes).digest('hex')}`,
    `${bytes.length} bytes, ${forms.length} forms of ${formDots}/180 inch`,
  ]
  let line: string[] = []
  let fed = 0
  for (const command of commands) {
    const starts = command.startsWith('ESC J') || command === 'FF'
    if (starts && line.length > 0) lines.push(line.join(' '))
    if (starts) line = []
    line.push(command)
    if (command === 'FF' && (fed += 1) === MOST_FORMS) break
  }
  lines.push(line.join(' '))
  return `${lines.join('\n')}\n`
}
