import { askerKeys, askers } from '../../../shared/changes.ts'
import { orderSourceKeys, keyedSources } from '../../../shared/orders.ts'
import { Choice, TextInput } from '../../components/Field.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import styles from './Change.module.css'
import type { SlipHead } from './changeForm.ts'

/** Why the order changes, who asked for it, how, and the paper that proves it. */
export const SlipFields = ({
  head,
  customerId,
  onChange,
}: {
  head: SlipHead
  customerId: number
  onChange: (part: Partial<SlipHead>) => void
}) => {
  const t = useT()
  const mayRead = useMay('inbox.read')
  const { data } = useQuery(client.inbox.list, { state: 'waiting', limit: 50 }, { enabled: mayRead })
  const papers = (data?.rows ?? []).filter((paper) => paper.customerId === null || paper.customerId === customerId)
  return (
    <div className={styles['slip']}>
      <TextInput
        name="reason"
        label={t('changes.reason')}
        required
        autoFocus
        maxLength={300}
        value={head.reason}
        onChange={(reason) => onChange({ reason })}
      />
      <Choice
        name="askedBy"
        label={t('changes.asked')}
        value={head.askedBy}
        options={askers.map((value) => ({ value, label: t(askerKeys[value]) }))}
        onChange={(askedBy) => onChange({ askedBy })}
      />
      <Choice
        name="way"
        label={t('changes.way')}
        value={head.way}
        options={keyedSources.map((value) => ({ value, label: t(orderSourceKeys[value]) }))}
        onChange={(way) => onChange({ way })}
      />
      <TextInput
        name="contact"
        label={t('changes.contact')}
        maxLength={40}
        value={head.contact}
        onChange={(contact) => onChange({ contact })}
      />
      {papers.length > 0 ? (
        <Choice
          name="inboxItemId"
          label={t('changes.proof')}
          value={head.inboxItemId === null ? '' : String(head.inboxItemId)}
          empty
          options={papers.map((paper) => ({ value: String(paper.id), label: paper.fileName }))}
          onChange={(paper) => onChange({ inboxItemId: String(paper) === '' ? null : Number(paper) })}
        />
      ) : (
        <TextInput
          name="proof"
          label={t('changes.proof')}
          placeholder={t('changes.proofHint')}
          maxLength={60}
          value={head.proof}
          onChange={(proof) => onChange({ proof })}
        />
      )}
      <TextInput
        name="bought"
        label={t('changes.bought')}
        placeholder={t('changes.boughtHint')}
        maxLength={300}
        value={head.bought}
        onChange={(bought) => onChange({ bought })}
      />
    </div>
  )
}
