import { useState } from 'react'
import type { SignBackKind, SignedLine } from '../../../shared/signBacks.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant, textOf } from '../../lib/values.ts'
import styles from './SignBacks.module.css'

export interface ReturnDialogProps {
  id: number
  version: number
  number: string
  kind: SignBackKind
  /** Default: different. */
  result?: 'same' | 'different'
  onClose: () => void
}

type Differing = Record<string, { received: number | null; words: string }>

/** The lines of the note: what the customer signed for is typed only where it is not what was sent. */
const Lines = ({
  lines,
  typed,
  onChange,
}: {
  lines: readonly SignedLine[]
  typed: Differing
  onChange: (typed: Differing) => void
}) => {
  const t = useT()
  return (
    <fieldset className={styles['lines']}>
      <legend>{t('signBacks.lineDiffers')}</legend>
      {lines.map(({ deliveryLineId, sequence, description, unit, sent }) => {
        const own = typed[deliveryLineId] ?? { received: null, words: '' }
        return (
          <div key={deliveryLineId}>
            <span title={description}>
              {sequence}. {description}
            </span>
            <small>
              {textOf('quantity', sent)} {unit}
            </small>
            <QuantityInput
              name={`received.${deliveryLineId}`}
              label={`${t('signBacks.received')} ${sequence}`}
              value={own.received}
              onChange={(received) => onChange({ ...typed, [deliveryLineId]: { ...own, received } })}
            />
            {own.received !== null && (
              <TextInput
                name={`words.${deliveryLineId}`}
                label={`${t('signBacks.lineWords')} ${sequence}`}
                maxLength={100}
                value={own.words}
                onChange={(words) => onChange({ ...typed, [deliveryLineId]: { ...own, words } })}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

interface Typed {
  difference: string
  differenceFen: number | null
  lines: Differing
}

/** A signed copy that came back: the copy itself, and what differs by how much where it does. Kept while it is typed. */
export const ReturnDialog = ({ id, version, number, kind, result = 'different', onClose }: ReturnDialogProps) => {
  const t = useT()
  const mayPick = useMay('inbox.write')
  const seesPrices = useMay('prices.read')
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(`sign-return/${id}/${result}`, {
    difference: '',
    differenceFen: null,
    lines: {},
  })
  const [copy, setCopy] = useState<{ name: string; bytes: Uint8Array } | null>(null)
  const [inboxItemId, setInboxItemId] = useState('')
  const byLine = result === 'different' && kind === 'delivery'
  const { data: lines } = useQuery(client.signBacks.signedLines, { id }, { enabled: byLine })
  const { data: waiting } = useQuery(client.inbox.list, { state: 'waiting', limit: 50 }, { enabled: mayPick })
  const faxes = (waiting?.rows ?? []).filter(
    ({ sha256, mediaType }) => sha256 !== '' && !/sheet|excel|csv/.test(mediaType),
  )
  const title = t(result === 'same' ? 'signBacks.markSame' : 'signBacks.markDifferent')
  const save = async (): Promise<void> => {
    await client.signBacks.markReturned({
      id,
      version,
      result,
      difference: fields.difference.trim(),
      differenceFen: fields.differenceFen,
      copy: (copy?.bytes as Uint8Array<ArrayBuffer> | undefined) ?? null,
      inboxItemId: copy === null && inboxItemId !== '' ? Number(inboxItemId) : null,
      lines: Object.entries(fields.lines).flatMap(([lineId, { received, words }]) =>
        received === null ? [] : [{ deliveryLineId: Number(lineId), received, words }],
      ),
    })
    done()
    notify(t(result === 'same' ? 'signBacks.marked' : 'signBacks.markedDifferent', { number }))
    onClose()
  }
  const pick = async (): Promise<void> => {
    const picked = await attempt(() => client.shell.pickFaxes({}))
    if (picked?.[0]) setCopy(picked[0])
  }
  return (
    <Dialog title={`${number} ${title}`} width={byLine ? 560 : 460} onClose={onClose}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{title}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        {result === 'different' && (
          <>
            <TextBlock
              name="difference"
              label={t('signBacks.difference')}
              required={!byLine}
              autoFocus
              rows={byLine ? 2 : 3}
              maxLength={500}
              value={fields.difference}
              onChange={(difference) => change({ difference })}
            />
            {byLine && lines && (
              <Lines lines={lines} typed={fields.lines} onChange={(typed) => change({ lines: typed })} />
            )}
            {seesPrices && (
              <MoneyInput
                name="differenceFen"
                label={t(kind === 'statement' ? 'signBacks.differenceStatement' : 'signBacks.differenceAmount')}
                value={fields.differenceFen}
                onChange={(differenceFen) => change({ differenceFen })}
              />
            )}
          </>
        )}
        {mayPick && faxes.length > 0 && copy === null && (
          <Choice<string>
            name="inboxItemId"
            label={t('signBacks.fromInbox')}
            value={inboxItemId || 'none'}
            options={[
              { value: 'none', label: t('signBacks.fromInboxNone') },
              ...faxes.map((fax) => ({
                value: String(fax.id),
                label: [formatInstant(fax.receivedAt), fax.fileName, fax.customerName].filter(Boolean).join(' '),
              })),
            ]}
            onChange={(value) => setInboxItemId(value === 'none' ? '' : value)}
          />
        )}
        {mayPick && (
          <div>
            <KeyButton keys="F4" onClick={pick}>
              {t('signBacks.attachCopy')}
            </KeyButton>{' '}
            {copy && <small>{t('signBacks.copyAttached', { file: copy.name })}</small>}
          </div>
        )}
      </Form>
    </Dialog>
  )
}
