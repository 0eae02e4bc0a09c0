import { LayoutContent } from '../../../shared/layouts.ts'
import { keptForms } from '../../lib/keptForms.ts'
import type { LayoutForm } from './layoutForm.ts'

/** A layout that was changed and not saved; `changed` says whether it differs from what is stored. */
export interface LayoutDraft {
  form: LayoutForm
  changed: boolean
}

/** Layouts that are being changed. */
export const layoutDrafts = keptForms<LayoutDraft>({
  pack: ({ form }) => ({ layout: form }),
  unpack: (content) => {
    const { layout } = content as { layout?: LayoutForm }
    const read = LayoutContent.safeParse(layout?.content)
    return layout && read.success ? { form: { ...layout, content: read.data }, changed: true } : null
  },
  worthKeeping: ({ changed }) => changed,
})
