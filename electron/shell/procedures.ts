import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { dialog } from 'electron'
import type { Handlers, Output } from '../../shared/contract.ts'
import { translate } from '../../shared/language.ts'
import { largestLayoutFile } from '../../shared/layouts.ts'
import { largestPictureBytes } from '../../shared/pictures.ts'
import { refuse } from '../../shared/refusals.ts'
import type { EncodingChoice } from '../../shared/sheets.ts'
import type { SessionPerson, shell } from '../../shared/shell.ts'
import type { users } from '../../shared/users.ts'
import { writeDurably } from '../diskFiles.ts'
import { stageRestore } from '../restore.ts'
import { ask, askFolder, askWhere, longWork, type ShellContext, windowOf } from './asking.ts'
import { layDots, lossesOf } from './dotsJobs.ts'
import { cancelReadFax, readFaxFor } from './faxReading.ts'
import { readOutsideTable, takeTemplate } from './importing.ts'
import { log } from './log.ts'
import { acceptProfile, printTest, readPrinters, removeProfile, saveProfile, testPaper } from './printers.ts'
import { printAgain, printAsked } from './printJobs.ts'

const chosenBackups = new Map<string, string>()
/** The lists picked last: a name for the page → where the file lies. */
const pickedTables = new Map<string, string>()
const mostPickedTables = 20

/** A file somebody chose; one that is gone or locked gets a sentence. */
const readChosen = async (path: string): Promise<Uint8Array> => {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    log.error('chosen file', error)
    throw refuse('desktop.fileGone', { file: basename(path) })
  }
}

/** A list somebody picked, without what only an order needs of it. */
const readPicked = async (path: string, encoding: EncodingChoice) => {
  const fileName = basename(path)
  const table = await readOutsideTable(await readChosen(path), fileName, encoding)
  return { fileName, encoding: table.encoding, sheets: table.sheets.map(({ name, rows }) => ({ name, rows })) }
}

export const shellHandlers: Handlers<typeof shell, ShellContext> = {
  async session({ desk, page }) {
    // as the office knows the person now, not as it was at the sign-in
    const me = await desk.data.call(desk.callerOf(page.id), 'users.me', {})
    return me.ok ? (me.value as { person: SessionPerson | null }) : { person: null }
  },
  async signOut({ desk, page }) {
    cancelReadFax(page.id)
    desk.sessions.delete(page.id)
    return {}
  },
  status: ({ desk }) => desk.status(),

  drafts: ({ desk, page }) => desk.drafts.read(desk.sessions.get(page.id)!.id),
  async keepDraft({ desk, page }, { key, content }) {
    await desk.drafts.keep(desk.sessions.get(page.id)!.id, key, content, new Date().toISOString())
    return {}
  },

  async pickFaxes(context) {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
      properties: ['openFile', 'multiSelections'],
      filters: [
        {
          name: translate('zh-CN', 'desktop.faxFiles'),
          extensions: ['tif', 'tiff', 'pdf', 'jpg', 'jpeg', 'png', 'xlsx', 'xls', 'csv'],
        },
      ],
    })
    if (canceled) return []
    return Promise.all(
      filePaths.slice(0, 50).map(async (path) => ({ name: basename(path), bytes: await readChosen(path) })),
    )
  },

  async pickPicture(context) {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
      properties: ['openFile'],
      filters: [{ name: translate('zh-CN', 'pictures.pickFiles'), extensions: ['png', 'jpg', 'jpeg'] }],
    })
    const path = filePaths[0]
    if (canceled || !path) return null
    const { size } = await stat(path)
    if (size > largestPictureBytes) throw refuse('pictures.problemTooLarge')
    return { bytes: await readChosen(path) }
  },

  async pickTable(context) {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
      properties: ['openFile'],
      filters: [{ name: 'Excel / CSV', extensions: ['xlsx', 'xls', 'csv', 'txt'] }],
    })
    const path = filePaths[0]
    if (canceled || !path) return null
    const table = await readPicked(path, 'auto')
    const token = randomUUID()
    pickedTables.set(token, path)
    for (const oldest of pickedTables.keys()) if (pickedTables.size > mostPickedTables) pickedTables.delete(oldest)
    return { token, ...table }
  },

  async readPickedTable(_context, { token, encoding }) {
    const path = pickedTables.get(token)
    if (!path) throw refuse('desktop.chooseAgain')
    return { token, ...(await readPicked(path, encoding)) }
  },

  async pickOrderFile(context) {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
      properties: ['openFile'],
      filters: [{ name: 'Excel / CSV', extensions: ['xlsx', 'xls', 'csv'] }],
    })
    const path = filePaths[0]
    if (canceled || !path) return null
    const bytes = await readChosen(path)
    const fileName = basename(path)
    // read first: a file that cannot be read is refused by its own sentence and does not lie in the inbox
    await readOutsideTable(bytes, fileName)
    const input = { bytes, fileName, source: 'pick' }
    return { inboxItemId: ((await ask(context, 'inbox.receive', input, randomUUID())) as { id: number }).id }
  },

  async readPaperTable(context, { id, encoding, withPictures }) {
    const { fileName } = (await ask(context, 'inbox.read', { id })) as { fileName: string }
    const { bytes } = (await ask(context, 'inbox.bytes', { id })) as { bytes: Uint8Array }
    if (bytes.length === 0) throw refuse('inbox.bytesMissing')
    return { fileName, ...(await readOutsideTable(bytes, fileName, encoding, withPictures)) }
  },

  async readFax({ page }, { pictures }) {
    return { texts: await readFaxFor(page.id, pictures) }
  },
  async cancelReadFax({ page }) {
    cancelReadFax(page.id)
    return {}
  },

  async chooseFolder(context, { purpose, clear }) {
    const folder = clear ? null : await askFolder(context)
    if (clear || folder !== null)
      await context.desk.setPc(purpose === 'watched' ? { watchedFolder: folder } : { backupFolder: folder })
    return context.desk.status()
  },

  print: (context, asked) => printAsked(context, asked),
  reprint: (context, asked) => printAgain(context, asked),
  printers: (context) => readPrinters(context),
  saveProfile: (context, asked) => saveProfile(context, asked),
  removeProfile: (context, key) => removeProfile(context, key),
  testPaper: async (context, asked) => testPaper(context, asked),
  async dots(context, { paper, input }) {
    const { drawn, preview } = await layDots(context, paper, input)
    return { paper: preview, losses: lossesOf(drawn, context.desk.sessions.get(context.page.id)?.language ?? 'zh-CN') }
  },
  printTest: (context, asked) => printTest(context, asked),
  acceptProfile: (context, key) => acceptProfile(context, key),

  async export(context, { kind, input, name }) {
    const { desk, page } = context
    const path = kind === 'statements' ? await askFolder(context) : await askWhere(context, name, 'xlsx')
    if (path === null) return { saved: null, files: 0 }
    const { files } = (await longWork(
      desk.reader.ask({ kind: 'export', caller: desk.callerOf(page.id), what: kind, input, path }),
    )) as { files: number }
    return { saved: basename(path), files }
  },
  async exportLayout(context, whose) {
    const { name, text } = (await ask(context, 'layouts.file', whose)) as { name: string; text: string }
    const path = await askWhere(context, name, 'json')
    if (path === null) return { saved: null }
    await longWork(writeDurably(path, new TextEncoder().encode(text)))
    return { saved: basename(path) }
  },

  async pickLayout(context) {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
      properties: ['openFile'],
      filters: [{ name: translate('zh-CN', 'layouts.files'), extensions: ['json'] }],
    })
    const path = filePaths[0]
    if (canceled || !path) return null
    const { size } = await stat(path)
    if (size > largestLayoutFile) throw refuse('layouts.fileTooLarge')
    return { text: new TextDecoder().decode(await readChosen(path)) }
  },

  async pickTemplate(context) {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
      properties: ['openFile'],
      filters: [{ name: 'Excel', extensions: ['xlsx'] }],
    })
    const path = filePaths[0]
    if (canceled || !path) return null
    return takeTemplate(context, basename(path), () => readChosen(path), (await stat(path)).size)
  },

  async cancelExport({ desk }) {
    desk.reader.cancel()
    return {}
  },

  async backup(context, { ask: asks }) {
    const { desk } = context
    const folder = asks ? await askFolder(context) : (desk.pc.backupFolder ?? join(desk.dataFolder, 'backups'))
    if (folder === null) return { fileName: null, byteLength: 0 }
    const { fileName, byteLength } = await longWork(desk.backup(folder, 'hand'))
    return { fileName, byteLength }
  },

  async pickRestore(context) {
    const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(context), {
      properties: ['openFile'],
      filters: [{ name: translate('zh-CN', 'desktop.backupFiles'), extensions: ['db'] }],
    })
    const path = filePaths[0]
    if (canceled || !path) return null
    const { totals, madeAt, here } = (await longWork(context.desk.reader.ask({ kind: 'inspect', file: path }))) as {
      totals: Record<string, number>
      madeAt: string
      here: Record<string, number>
    }
    const token = randomUUID()
    chosenBackups.set(token, path)
    return { token, fileName: basename(path), madeAt, there: totals, here }
  },

  async restore(context, { token, password }) {
    const { desk } = context
    const path = chosenBackups.get(token)
    if (!path) throw refuse('desktop.chooseAgain')
    const proof = (await ask(context, 'users.prove', { password }, randomUUID())) as Output<typeof users.prove>
    if (!proof.proven) {
      const message = proof.message ?? ''
      throw Object.assign(new Error(message), { refusal: { code: 'users.wrongPassword', message, field: 'password' } })
    }
    chosenBackups.delete(token)
    const incoming = await longWork(stageRestore(desk.dataFolder, path))
    await longWork(desk.reader.ask({ kind: 'inspect', file: incoming }))
    await longWork(desk.reader.ask({ kind: 'papers', folder: dirname(path) }))
    const keptAs = await desk.replaceWith(incoming)
    if (keptAs === null) throw refuse('desktop.damagedBackup')
    return { keptAs }
  },

  async beginDemo(context, { trade }) {
    const { begun } = (await ask(context, 'users.begun', {})) as { begun: boolean }
    if (begun) throw refuse('users.alreadyBegun')
    const reply = await context.desk.data.demo(trade)
    if (!reply.ok) throw refuse('app.failed')
    return reply.value as { orders: number; totalFen: number }
  },
}
