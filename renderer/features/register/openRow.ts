import type { RegisterRow } from '../../../shared/register.ts'
import type { SignBackKind } from '../../../shared/signBacks.ts'
import { openTab } from '../../lib/tabs.ts'
import { openSigned } from '../signBacks/openSigned.ts'

/** Opens what a line is about; a line written by hand has its own window. */
export const openRow = (row: RegisterRow): void => {
  const { source, documentId: id, number: title } = row
  if (source === 'fax') openTab({ word: 'inbox', id, title })
  else if (source === 'sent') openSigned({ kind: row.kind as SignBackKind, documentId: id, documentNumber: title })
  else if (source === 'copy' || source === 'enclosure') openTab({ word: 'production', id, title })
  else if (source === 'loan') openTab({ word: 'archive', id, title })
  else if (source === 'letter') openTab({ word: 'customers', id, title: row.party })
  else if (source === 'print') openTab({ word: 'prints', id, title: `${row.what} ${title}` })
}
