import type { PlanRow } from '../../../shared/noticeProcedures.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'

/** A row of the month plan written by hand: what no notice says yet. */
export const PlanRowDialog = ({
  month,
  row,
  workshop,
  workshops,
  onClose,
}: {
  month: string
  row: PlanRow | null
  workshop: string
  workshops: readonly string[]
  onClose: () => void
}) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields(
    `planRow/${month}/${row?.id ?? 'new'}/${row?.version ?? 0}`,
    {
      workshop: row?.workshop ?? workshop,
      description: row?.description ?? '',
      quantity: (row?.quantity ?? null) as number | null,
      unit: row?.unit ?? '件',
      remark: row?.remark ?? '',
    },
  )
  const save = async (): Promise<void> => {
    const { quantity, ...rest } = fields
    if (rest.description.trim() === '')
      throw refuseField('description', t('shell.required', { field: t('production.description') }))
    if (quantity === null || quantity <= 0)
      throw refuseField('quantity', t('shell.required', { field: t('app.quantity') }))
    await client.production.savePlanRow({ id: row?.id ?? null, month, version: row?.version ?? 0, ...rest, quantity })
    done()
    onClose()
  }
  const title = `${t('notices.monthPlan')} ${month} · ${t(row ? 'notices.planEdit' : 'notices.planAdd')}`
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <TextInput
          name="description"
          label={t('production.description')}
          required
          autoFocus
          maxLength={80}
          value={fields.description}
          onChange={(description) => change({ description })}
        />
        <FieldRow width={150}>
          <QuantityInput
            name="quantity"
            label={t('app.quantity')}
            required
            value={fields.quantity}
            onChange={(quantity) => change({ quantity })}
          />
          <TextInput
            name="unit"
            label={t('app.unit')}
            required
            maxLength={8}
            value={fields.unit}
            onChange={(unit) => change({ unit })}
          />
          <TextInput
            name="workshop"
            label={t('production.workshop')}
            maxLength={20}
            value={fields.workshop}
            suggestions={workshops}
            onChange={(next) => change({ workshop: next })}
          />
        </FieldRow>
        <TextInput
          name="remark"
          label={t('app.remark')}
          maxLength={100}
          value={fields.remark}
          onChange={(remark) => change({ remark })}
        />
      </Form>
    </Dialog>
  )
}
