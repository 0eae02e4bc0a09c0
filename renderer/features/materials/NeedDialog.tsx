import { useState } from 'react'
import { needOf } from '../../../shared/materialNeeds.ts'
import type { LineMaterial, LineSheet, Material } from '../../../shared/materials.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { PercentInput, PriceInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { MaterialPicker } from './MaterialPicker.tsx'

/** What this line alone takes of a material: another amount, or a substitute that is not on the product's list. */
export const NeedDialog = ({
  sheet,
  row,
  onClose,
}: {
  sheet: LineSheet
  row: LineMaterial | null
  onClose: () => void
}) => {
  const t = useT()
  const [material, setMaterial] = useState<Pick<Material, 'id' | 'code' | 'name' | 'unit' | 'step'> | null>(
    row ? { id: row.materialId, code: row.code, name: row.name, unit: row.unit, step: 1 } : null,
  )
  const [usageMicros, setUsage] = useState<number | null>(row?.usageMicros ?? null)
  const [lossBasisPoints, setLoss] = useState<number | null>(row?.lossBasisPoints ?? 0)
  const use = { usageMicros: usageMicros ?? 0, lossBasisPoints: lossBasisPoints ?? 0 }
  const save = async (): Promise<void> => {
    if (!material) throw refuseField('material', t('shell.required', { field: t('materials.name') }))
    if (usageMicros === null) throw refuseField('usageMicros', t('materials.usageNeeded', { name: material.name }))
    await client.materials.setNeed({ noticeLineId: sheet.noticeLineId, materialId: material.id, ...use })
    notify(t('materials.needSaved', { name: material.name }))
    onClose()
  }
  const title = t('materials.needTitle', { notice: sheet.noticeNumber })
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <p className="dim">{t('materials.needHint')}</p>
        <FieldRow width={150}>
          <MaterialPicker
            name="material"
            label={t('materials.name')}
            required
            disabled={row !== null}
            autoFocus={row === null}
            text={material ? `${material.code} ${material.name}` : ''}
            onPick={setMaterial}
          />
          <PriceInput
            name="usageMicros"
            label={t('materials.usagePer', { unit: sheet.unit })}
            hint={material?.unit}
            autoFocus={row !== null}
            value={usageMicros}
            onChange={setUsage}
          />
          <PercentInput
            name="lossBasisPoints"
            label={t('materials.lossPercent')}
            value={lossBasisPoints}
            onChange={setLoss}
          />
        </FieldRow>
        {material && (
          <p>
            {t('materials.needNow', {
              quantity: formatQuantity(needOf(sheet.quantity, use, material.step)),
              unit: material.unit,
            })}
          </p>
        )}
      </Form>
    </Dialog>
  )
}
