import { type DisposalKind, disposalKeys, disposalKinds, type Inspection } from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { tellReopened } from '../operations/reopened.ts'

interface Fields {
  kind: DisposalKind
  quantity: number | null
  note: string
}

/** 返工 · 报废 · 让步 of a part of a rejected lot (duty 75). What was typed survives Esc and a power cut. */
export const DisposeDialog = ({
  inspection,
  conceding = false,
  onClose,
}: {
  inspection: Inspection
  /** Opened to let through all that is left of the lot. */
  conceding?: boolean
  onClose: () => void
}) => {
  const t = useT()
  const mayConcede = useMay('quality.concede')
  const { id, version, unit, number, draft } = inspection
  const { fields, change, done, kept, clear } = useKeptFields<Fields>(`${conceding ? 'concede' : 'dispose'}-${id}`, {
    kind:
      conceding || draft.operationId === null || inspection.left === inspection.undisposed ? 'concession' : 'rework',
    quantity: conceding ? inspection.undisposed : null,
    note: '',
  })
  const kinds = disposalKinds.filter((kind) => (kind === 'concession' ? mayConcede : draft.operationId !== null))
  const save = async (): Promise<void> => {
    if (fields.quantity === null || fields.quantity <= 0) throw refuseField('quantity', t('quality.howMany'))
    const { kind, quantity, note } = fields
    const { reopened } = await client.quality.dispose({ id, version, kind, quantity, note })
    done()
    tellReopened(reopened)
    notify(
      t('quality.disposed', { kind: t(disposalKeys[fields.kind]), quantity: formatQuantity(fields.quantity), unit }),
    )
    onClose()
  }
  const title = `${t('quality.dispose')} ${number}`
  return (
    <Dialog title={title} width={520} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <Choice
            name="kind"
            label={t('quality.disposalKind')}
            value={fields.kind}
            autoFocus={!conceding}
            options={kinds.map((value) => ({ value, label: t(disposalKeys[value]) }))}
            onChange={(kind) => change({ kind })}
          />
          <QuantityInput
            name="quantity"
            positive
            label={t('app.quantity')}
            hint={unit}
            required
            value={fields.quantity}
            onChange={(quantity) => change({ quantity })}
          />
        </FieldRow>
        <TextInput
          name="note"
          label={t('quality.disposalNote')}
          autoFocus={conceding}
          required={fields.kind === 'concession'}
          maxLength={100}
          value={fields.note}
          onChange={(note) => change({ note })}
        />
        <small className="dim">
          {t('quality.undisposed', { quantity: formatQuantity(inspection.undisposed), unit })}
          {fields.kind === 'concession' ? '' : `;${t('quality.disposalEffect', { process: inspection.processName })}`}
        </small>
      </Form>
    </Dialog>
  )
}
