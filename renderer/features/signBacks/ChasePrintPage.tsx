import type { AgeingGroup, LateBucket } from '../../../shared/signBacks.ts'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 回签催收单 of one driver, customer or kind as it prints. */
export const ChasePrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = {
    by: String(parameters['by']) as AgeingGroup,
    key: String(parameters['key'] ?? ''),
    bucket: (parameters['bucket'] ?? null) as LateBucket | null,
    except: String(parameters['except'] ?? '')
      .split(',')
      .filter(Boolean)
      .map(Number),
  }
  const { data: paper, error } = useQuery(client.signBacks.chasePaper, input)
  return <PaperPage title={t('signBacks.chaseTitle')} kind="signChaseList" input={input} paper={paper} error={error} />
}
