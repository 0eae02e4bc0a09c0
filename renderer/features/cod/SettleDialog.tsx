import { type CodBearer, codBearerKeys, codBearers, codLeft, type CodRow } from '../../../shared/cod.ts'
import { formatFen } from '../../../shared/money.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

/** What is missing of a note, or too much: who bears it and why (duty 90). Kept while it is typed. */
export const SettleDialog = ({ note, onClose }: { note: CodRow; onClose: () => void }) => {
  const t = useT()
  const left = codLeft(note)
  const over = left < 0
  const { fields, change, done, kept, clear } = useKeptFields<{
    bearer: CodBearer
    amountFen: number | null
    reason: string
  }>(`cod-settle/${note.id}/${left}`, { bearer: 'customer', amountFen: left, reason: '' })
  const save = async (): Promise<void> => {
    if (fields.reason.trim() === '') throw refuseField('reason', t('shell.required', { field: t('cod.settleWhy') }))
    await client.cod.settle({
      id: note.id,
      version: note.version,
      bearer: over ? 'customer' : fields.bearer,
      amountFen: over ? null : fields.amountFen,
      reason: fields.reason,
    })
    done()
    notify(t('cod.settleDone', { number: note.number }))
    onClose()
  }
  const title = t('cod.settleTitle', { number: note.number, amount: formatFen(left) })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('cod.settle')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p className="dim">{[note.customer, note.driver].filter(Boolean).join(' · ')}</p>
        {over ? (
          <p>{t('cod.bearerCredit')}</p>
        ) : (
          <>
            <Choice<CodBearer>
              name="bearer"
              label={t('cod.settleWho')}
              value={fields.bearer}
              autoFocus
              options={codBearers.map((value) => ({ value, label: t(codBearerKeys[value]) }))}
              onChange={(bearer) => change({ bearer })}
            />
            <MoneyInput
              name="amountFen"
              label={t('cod.settleAmount')}
              required
              value={fields.amountFen}
              onChange={(amountFen) => change({ amountFen })}
            />
          </>
        )}
        <TextInput
          name="reason"
          label={t('cod.settleWhy')}
          required
          maxLength={200}
          autoFocus={over}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
        />
      </Form>
    </Dialog>
  )
}
