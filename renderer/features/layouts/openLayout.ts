import type { Translate } from '../../../shared/language.ts'
import { layoutPaperKeys, type Whose } from '../../../shared/layouts.ts'
import { openTab } from '../../lib/tabs.ts'

/** Opens the layout of a paper: the office's, or the one of a customer. */
export const openLayout = (t: Translate, { paper, customerId }: Whose, customer: string): void => {
  const label = t('layouts.of', { paper: t(layoutPaperKeys[paper]) })
  openTab({
    word: 'layouts',
    page: 'edit',
    title: customer === '' ? label : `${label} ${customer}`,
    parameters: { paper, customerId },
    another: true,
  })
}
