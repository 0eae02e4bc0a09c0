import { emptyContent, type LayoutContent } from '../../../shared/layouts.ts'
import { keptForms } from '../../lib/keptForms.ts'
import type { LayoutForm } from './layoutForm.ts'

/** A layout that was changed and not saved; `changed` says whether it differs from what is stored. */
export interface LayoutDraft {
  form: LayoutForm
  changed: boolean
}

/** Of this version of the program: it has the parts a layout has now, lists where lists are. What is saved is checked in full. */
const isOfNow = (content: object): content is Partial<LayoutContent> =>
  Object.entries(content).every(
    ([name, part]) =>
      Object.hasOwn(emptyContent, name) &&
      Array.isArray(part) === Array.isArray(emptyContent[name as keyof LayoutContent]),
  )

/** Layouts that are being changed. */
export const layoutDrafts = keptForms<LayoutDraft>({
  pack: ({ form }) => ({ layout: form }),
  unpack: (content) => {
    const { layout } = content as { layout?: LayoutForm }
    if (!layout || !isOfNow(layout.content)) return null
    return { form: { ...layout, content: { ...emptyContent, ...layout.content } }, changed: true }
  },
  worthKeeping: ({ changed }) => changed,
})
