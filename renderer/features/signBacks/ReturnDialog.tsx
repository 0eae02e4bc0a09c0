import { useState } from 'react'
import { Dialog } from '../../components/Dialog.tsx'
import { TextBlock } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'

export interface ReturnDialogProps {
  id: number
  version: number
  number: string
  /** Default: different. */
  result?: 'same' | 'different'
  onClose: () => void
}

/** A signed copy that came back: the copy itself, and what differs by how much where it does. */
export const ReturnDialog = ({ id, version, number, result = 'different', onClose }: ReturnDialogProps) => {
  const t = useT()
  const mayPick = useMay('inbox.write')
  const [difference, setDifference] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const [copy, setCopy] = useState<{ name: string; bytes: Uint8Array } | null>(null)
  const title = t(result === 'same' ? 'signBacks.markSame' : 'signBacks.markDifferent')
  const save = async (): Promise<void> => {
    await client.signBacks.markReturned({
      id,
      version,
      result,
      difference: difference.trim(),
      differenceFen: amount,
      copy: (copy?.bytes as Uint8Array<ArrayBuffer> | undefined) ?? null,
    })
    notify(t(result === 'same' ? 'signBacks.marked' : 'signBacks.markedDifferent', { number }))
    onClose()
  }
  const pick = async (): Promise<void> => {
    const picked = await attempt(() => client.shell.pickFaxes({}))
    if (picked?.[0]) setCopy(picked[0])
  }
  return (
    <Dialog title={`${number} ${title}`} onClose={onClose}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{title}</SubmitButton>}>
        {result === 'different' && (
          <>
            <TextBlock
              name="difference"
              label={t('signBacks.difference')}
              required
              autoFocus
              rows={3}
              maxLength={500}
              value={difference}
              onChange={setDifference}
            />
            <MoneyInput
              name="differenceFen"
              label={t('signBacks.differenceAmount')}
              value={amount}
              onChange={setAmount}
            />
          </>
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
