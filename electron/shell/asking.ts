import { BrowserWindow, dialog, type WebContents } from 'electron'
import { refuse } from '../../shared/refusals.ts'
import type { DotsFace } from '../papers/face.ts'
import type { Desk } from './desk.ts'

/** What a shell procedure gets: the desk and the page that asked. */
export interface ShellContext {
  desk: Desk
  page: WebContents
}

export const windowOf = ({ page }: ShellContext): BrowserWindow => BrowserWindow.fromWebContents(page)!

export const ask = async (
  { desk, page }: ShellContext,
  channel: string,
  input: unknown,
  requestId: string | null = null,
  face?: DotsFace,
): Promise<unknown> => {
  const caller = desk.callerOf(page.id)
  const reply = await desk.data.call(face ? { ...caller, face } : caller, channel, input, requestId)
  if (!reply.ok) throw Object.assign(new Error(reply.refusal.message), { refusal: reply.refusal })
  return reply.value
}

const safeName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\r\n]+/g, ' ')
    .trim()
    .slice(0, 80) || 'gendan'

export const askWhere = async (context: ShellContext, name: string, ending: string): Promise<string | null> => {
  const { canceled, filePath } = await dialog.showSaveDialog(windowOf(context), {
    defaultPath: `${safeName(name)}.${ending}`,
  })
  return canceled || !filePath ? null : filePath
}

export const askFolder = async (context: ShellContext): Promise<string | null> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** What a place says that cannot be written to. */
const placeCodes = new Set([
  'ENOENT',
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'EBUSY',
  'ENAMETOOLONG',
])

/** Long work of the reader: its failures become sentences; what the application refused keeps its own. */
export const longWork = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (code === 'cancelled') throw refuse('desktop.cancelled')
    if (code === 'ENOSPC' || code === 'SQLITE_FULL') throw refuse('desktop.targetFull')
    if (code === 'notABackup') throw refuse('desktop.notABackup')
    if (code === 'damaged') throw refuse('desktop.damagedBackup')
    if (code === 'newer') throw refuse('desktop.newerBackup')
    if (typeof code === 'string' && placeCodes.has(code)) throw refuse('desktop.targetFailed')
    throw error
  }
}
