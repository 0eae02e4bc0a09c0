import type { SignBackKind, SignBackRow } from '../../../shared/signBacks.ts'
import { features } from '../../features.ts'
import { openTab } from '../../lib/tabs.ts'

const papers: Record<SignBackKind, string> = {
  confirmation: 'orders',
  delivery: 'deliveries',
  statement: 'statements',
  change: 'changes',
  quotation: 'quotations',
  outsourcing: 'outsourcing',
}

/** Opens the paper whose signed copy it is. */
export const openSigned = ({
  kind,
  documentId,
  documentNumber,
}: Pick<SignBackRow, 'kind' | 'documentId' | 'documentNumber'>): void => {
  if (features[papers[kind]]?.pages['paper']) openTab({ word: papers[kind], id: documentId, title: documentNumber })
}
