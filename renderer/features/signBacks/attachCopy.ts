import type { SignBackRow } from '../../../shared/signBacks.ts'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'

/** Whether a return was marked before its copy was there. */
export const lacksCopy = ({ state, sha256 }: Pick<SignBackRow, 'state' | 'sha256'>): boolean =>
  (state === 'same' || state === 'different') && sha256 === null

/** Picks the signed copy of a return that was marked without it. */
export const attachCopy = async (
  { id, version }: Pick<SignBackRow, 'id' | 'version'>,
  number: string,
): Promise<void> => {
  const [picked] = (await attempt(() => client.shell.pickFaxes({}))) ?? []
  if (!picked) return
  const copy = picked.bytes as Uint8Array<ArrayBuffer>
  const done = await attempt(() => client.signBacks.attach({ id, version, copy }))
  if (done) notify(`${number} ${say('signBacks.copyAttached', { file: picked.name })}`)
}
