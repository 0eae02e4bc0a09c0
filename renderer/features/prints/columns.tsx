import { useMemo } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import { paperFacts, type PrintRow, type PrintTarget } from '../../../shared/prints.ts'
import type { Column } from '../../components/DataTable.tsx'
import { joined } from '../../components/Picker.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'

export const targetKeys: Record<PrintTarget, PhraseKey> = {
  printer: 'prints.toPrinter',
  pdf: 'prints.toPdf',
  text: 'prints.toText',
}

/** The columns of 打印记录; the paper's own number is left out where all rows have the same. */
export const usePrintColumns = (): Column<PrintRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'at', header: t('prints.at'), kind: 'instant', width: 126 },
      { key: 'paper', header: t('prints.paper'), width: 110, value: ({ paper }) => t(paperFacts[paper].label) },
      { key: 'number', header: t('app.number'), value: ({ number, title }) => number || title },
      {
        key: 'nth',
        header: t('prints.nth'),
        width: 128,
        render: ({ nth, reprintOf }) => (
          <>
            {t('prints.nthWords', { nth })}{' '}
            {reprintOf !== null && <StateBadge tone="info">{t('prints.reprint')}</StateBadge>}
          </>
        ),
      },
      { key: 'version', header: t('prints.version'), width: 96, align: 'right', value: ({ version }) => version || '' },
      { key: 'pages', header: t('prints.pages'), kind: 'integer', width: 60 },
      { key: 'copies', header: t('prints.copies'), kind: 'integer', width: 66 },
      {
        key: 'to',
        header: t('prints.where'),
        width: 200,
        value: ({ to, place }) => joined(t(targetKeys[to]), place),
      },
      { key: 'by', header: t('prints.by'), width: 70 },
      { key: 'host', header: t('prints.host'), width: 110 },
    ],
    [t],
  )
}
