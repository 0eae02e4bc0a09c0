import { Refused } from './client.ts'
import { askConfirm } from './dialogs.ts'

/**
 * Does a deed the application may ask about first: where it refuses with one of `codes` its sentence is the question, and
 * the deed is done with `sure`. Gives null where the person thought better of it; other refusals are thrown.
 */
export const askedFirst = async <T>(
  { codes, title, action }: { codes: readonly string[]; title: string; action: string },
  deed: (sure: boolean) => Promise<T>,
): Promise<T | null> => {
  try {
    return await deed(false)
  } catch (error) {
    if (!(error instanceof Refused) || !codes.includes(error.code)) throw error
    const sure = await askConfirm({ title, action, children: error.message, danger: true })
    return sure ? deed(true) : null
  }
}
