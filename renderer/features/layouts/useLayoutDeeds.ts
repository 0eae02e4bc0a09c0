import type { LayoutContent, LayoutRead, LayoutRow } from '../../../shared/layouts.ts'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { keepLogo } from './HeadSection.tsx'
import type { LayoutForm } from './layoutForm.ts'

/** The bytes of a file's base64. */
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0)!)

interface Hand {
  read: LayoutRead
  form: LayoutForm
  changed: boolean
  /** What the layout is called in a question. */
  what: string
  take(content: LayoutContent, name?: string): void
  stored(row: LayoutRow): void
}

/** What is done with a whole layout: put back, copied, carried out and in. Nothing typed is replaced without asking. */
export const useLayoutDeeds = ({ read, form, changed, what, take, stored }: Hand) => {
  const t = useT()
  const { paper, customerId } = form
  const offer = async (content: LayoutContent, name?: string): Promise<void> => {
    const sure =
      !changed ||
      (await askConfirm({
        title: t('layouts.replaceTitle'),
        action: t('layouts.replace'),
        danger: true,
        children: t('layouts.replaceWords'),
      }))
    if (!sure) return
    take(content, name)
    notify(t('layouts.taken'), 'info')
  }
  return {
    offer,
    async reset(): Promise<void> {
      const key = customerId === null ? 'toFactory' : 'toOffice'
      const sure = await askConfirm({
        title: t(`layouts.${key}Title`, { what }),
        action: t(`layouts.${key}`),
        children: t(`layouts.${key}Words`),
      })
      if (!sure) return
      const row = await attempt(
        () => client.layouts.reset({ paper, customerId, version: form.version }),
        t('app.saved'),
      )
      if (row) stored(row)
    },
    copy: (row: LayoutRow): Promise<unknown> =>
      attempt(async () => {
        const other = await client.layouts.read({ paper, customerId: row.customerId })
        await offer(other.content)
      }),
    async export(): Promise<void> {
      if (changed) notify(t('layouts.saveFirst'), 'info')
      else {
        const done = await attempt(() => client.shell.exportLayout({ paper, customerId }))
        if (done?.saved) notify(t('layouts.exported', { file: done.saved }))
      }
    },
    import: (): Promise<unknown> =>
      attempt(async () => {
        const picked = await client.shell.pickLayout({})
        if (!picked) return
        const { name, content, picture } = await client.layouts.readFile({ paper, text: picked.text })
        const kept = picture === null ? null : await keepLogo(bytesOf(picture))
        // a layout's file carries no template: the one in hand stays
        const { template } = form.content
        await offer(
          { ...content, template, logo: content.logo && kept ? { ...content.logo, picture: kept } : null },
          name,
        )
      }),
    /** Whether there is anything to put back. */
    canReset: read.own,
  }
}
