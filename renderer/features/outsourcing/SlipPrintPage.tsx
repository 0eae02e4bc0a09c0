import { useState } from 'react'
import { type PaperCopy, paperCopies } from '../../../shared/outsourcing.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

const copyKeys: Record<PaperCopy, PhraseKey> = {
  factory: 'outsourcing.copyFactory',
  merchandiser: 'outsourcing.copyMerchandiser',
  warehouse: 'outsourcing.copyWarehouse',
  finance: 'outsourcing.copyFinance',
}

/** 外协加工单 as it prints: all copies, or one of them by its digit. */
export const SlipPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const [copy, setCopy] = useState<PaperCopy | null>(null)
  const input = { id: id ?? 0, copies: copy === null ? [...paperCopies] : [copy] }
  const { data: paper, error } = useQuery(client.outsourcing.paper, input, { enabled: id !== null, keep: true })
  return (
    <PaperPage
      title={t('outsourcing.paperTitle')}
      bar={
        <>
          <KeyButton keys="0" aria-pressed={copy === null} onClick={() => setCopy(null)}>
            {t('outsourcing.allCopies')}
          </KeyButton>
          {paperCopies.map((each, index) => (
            <KeyButton key={each} keys={String(index + 1)} aria-pressed={copy === each} onClick={() => setCopy(each)}>
              {t(copyKeys[each])}
            </KeyButton>
          ))}
        </>
      }
      kind="outsideSlip"
      input={input}
      paper={paper}
      error={error}
    />
  )
}
