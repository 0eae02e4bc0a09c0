import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright'

const repository = fileURLToPath(new URL('..', import.meta.url))

/** A person at the keyboard: counts the presses that carry no information (experience.md, budgets). */
export class Hand {
  presses = 0
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  /** A key that does something: Enter, F3, Control+s. Several are pressed one after another. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.presses += 1
      await this.page.keyboard.press(key)
    }
  }
  /** Characters that carry information: a code, a quantity, a name. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }
  /** Types into the focused field and goes on with Enter, for each text; '' leaves a field as it is. */
  async fill(...texts: string[]): Promise<void> {
    for (const text of texts) {
      if (text !== '') await this.type(text)
      await this.press('Enter')
    }
  }
  /** The presses of one piece of work. */
  async count(work: () => Promise<void>): Promise<number> {
    const before = this.presses
    await work()
    return this.presses - before
  }
}

/** The app in its window, on a data folder of its own. */
export interface Desk {
  app: ElectronApplication
  page: Page
  hand: Hand
  folder: string
  /** Answers the next file dialogs: the file that is chosen to open or save. */
  choose(path: string): Promise<void>
  close(): Promise<void>
  /** Ends the program without any goodbye, as a power cut does. */
  kill(): Promise<void>
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gendan-desk-'))
export const dropFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })

/** Starts the app; what it writes goes to `folder`, and `env` is added to its environment. The same on Electron and on the stand-in. */
export const openDesk = async (folder: string = newFolder(), env: Record<string, string> = {}): Promise<Desk> => {
  const app = await _electron.launch({
    args: [repository, `--user-data-dir=${folder}`],
    cwd: repository,
    env: { ...process.env, LANG: 'zh_CN.UTF-8', ...env } as Record<string, string>,
  })
  const page = await app.firstWindow()
  // Whether a page with something unsaved may close is answered by the app itself (will-prevent-unload); without a
  // listener the test tool would answer first, and say yes.
  page.on('dialog', () => undefined)
  await page.locator('#root > div').first().waitFor()
  return {
    app,
    page,
    hand: new Hand(page),
    folder,
    choose: (path) =>
      app.evaluate(({ dialog }, file) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: file })
      }, path),
    close: () => app.close(),
    kill: async () => {
      const gone = new Promise((resolve) => app.process().once('exit', resolve))
      app.process().kill('SIGKILL')
      await gone
    },
  }
}

/** Words that are on the screen now; tabs that are not shown keep theirs hidden. */
export const shown = ({ page }: Desk, words: string | RegExp) => page.getByText(words).locator('visible=true').first()
