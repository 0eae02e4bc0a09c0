import type { Material, MaterialDraft } from '../../../shared/materials.ts'
import { Check, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput, QuantityInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useDraft } from '../../lib/draft.ts'
import { useT } from '../../lib/language.ts'

/** The card of a material. `first` is what is saved. */
export const MaterialForm = ({
  first,
  disabled,
  onSaved,
}: {
  first: MaterialDraft
  disabled: boolean
  onSaved: (material: Material) => void
}) => {
  const t = useT()
  const { draft, change, dirty, outdated, accept } = useDraft<MaterialDraft>(first)
  const save = async (): Promise<void> => {
    for (const [field, label] of [
      ['code', t('materials.code')],
      ['name', t('materials.name')],
      ['unit', t('app.unit')],
    ] as const)
      if (draft[field].trim() === '') throw refuseField(field, t('shell.required', { field: label }))
    const saved = await client.materials.save(draft)
    accept(saved)
    onSaved(saved)
  }
  const text = (
    field: 'code' | 'name' | 'spec' | 'unit' | 'initials' | 'supplier' | 'remark',
    label: string,
    maxLength: number,
    more: object = {},
  ) => (
    <TextInput
      name={field}
      label={label}
      maxLength={maxLength}
      value={draft[field]}
      onChange={(value) => change({ [field]: value })}
      {...more}
    />
  )
  return (
    <Form
      label={t('materials.title')}
      onSubmit={save}
      unsaved={dirty}
      foot={!disabled && <SubmitButton>{t('app.save')}</SubmitButton>}
    >
      {outdated && <RefusalNote message={t('customers.changed')} />}
      <fieldset disabled={disabled} style={{ border: 0, padding: 0, margin: 0 }}>
        <FieldRow width={190}>
          {text('code', t('materials.code'), 30, { required: true, autoFocus: draft.id === null })}
          {text('name', t('materials.name'), 60, { required: true })}
          {text('spec', t('materials.spec'), 60)}
          {text('unit', t('app.unit'), 8, { required: true })}
          {text('initials', t('products.initials'), 20, { placeholder: t('customers.initialsHint') })}
          {text('supplier', t('materials.usualSupplier'), 60)}
          <IntegerInput
            name="leadDays"
            label={t('materials.leadDaysLong')}
            value={draft.leadDays}
            onChange={(leadDays) => change({ leadDays: leadDays ?? 0 })}
          />
          <QuantityInput
            name="step"
            label={t('materials.step')}
            hint={draft.unit}
            value={draft.step}
            onChange={(step) => change({ step: step === null || step <= 0 ? 1 : step })}
          />
          {text('remark', t('app.remark'), 200)}
          <Check
            name="active"
            label={t('products.active')}
            value={draft.active}
            onChange={(active) => change({ active })}
          />
        </FieldRow>
        <p className="dim">{t('materials.stepHint')}</p>
      </fieldset>
    </Form>
  )
}
