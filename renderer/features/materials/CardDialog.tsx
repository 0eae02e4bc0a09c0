import { useState } from 'react'
import type { Material, MaterialCard } from '../../../shared/materials.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

/** 样卡 (duty 68): colour number, whose it is, its picture, and who approved it when. */
export const CardDialog = ({
  material,
  card,
  onClose,
}: {
  material: Material
  card: MaterialCard | null
  onClose: () => void
}) => {
  const t = useT()
  const [pictured, setPictured] = useState(false)
  const { fields, change, done, kept, clear } = useKeptFields(`card/${material.id}/${card?.id ?? 'new'}`, {
    colourNumber: card?.colourNumber ?? '',
    supplier: card?.supplier ?? material.supplier,
    picture: card?.picture ?? '',
    approvedOn: card?.approvedOn ?? null,
    approvedBy: card?.approvedBy ?? '',
    place: card?.place ?? '',
    remark: card?.remark ?? '',
  })
  const save = async (): Promise<void> => {
    if (fields.colourNumber.trim() === '')
      throw refuseField('colourNumber', t('shell.required', { field: t('materials.colourNumber') }))
    await client.materials.saveCard({
      ...fields,
      id: card?.id ?? null,
      materialId: material.id,
      version: card?.version ?? 0,
    })
    done()
    notify(t('materials.cardSaved', { number: fields.colourNumber }))
    onClose()
  }
  const title = t('materials.cardTitle', { material: `${material.code} ${material.name}` })
  const text = (field: 'colourNumber' | 'supplier' | 'approvedBy' | 'place', label: string, max: number, more = {}) => (
    <TextInput
      name={field}
      label={label}
      maxLength={max}
      value={fields[field]}
      onChange={(value) => change({ [field]: value })}
      {...more}
    />
  )
  return (
    <Dialog title={title} onClose={onClose} width={600}>
      <Form
        label={title}
        onSubmit={save}
        foot={
          <>
            <KeyButton keys="Alt+p" onClick={() => setPictured(true)}>
              {t('pictures.title')}
            </KeyButton>
            <SubmitButton>{t('app.save')}</SubmitButton>
          </>
        }
      >
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={170}>
          {text('colourNumber', t('materials.colourNumber'), 40, { required: true, autoFocus: true })}
          {text('supplier', t('purchases.supplier'), 60)}
          {text('place', t('materials.cardPlace'), 40)}
          <DateInput
            name="approvedOn"
            label={t('materials.approvedOn')}
            value={fields.approvedOn}
            onChange={(approvedOn) => change({ approvedOn })}
          />
          {text('approvedBy', t('materials.approvedBy'), 30)}
          {fields.picture !== '' && (
            <PictureThumb large sha256={fields.picture} label={title} onOpen={() => setPictured(true)} />
          )}
        </FieldRow>
        <TextInput
          name="remark"
          label={t('app.remark')}
          maxLength={200}
          value={fields.remark}
          onChange={(remark) => change({ remark })}
        />
      </Form>
      {pictured && (
        <PictureDialog
          title={title}
          picture={fields.picture}
          onClose={() => setPictured(false)}
          onPicture={(picture) => change({ picture })}
        />
      )}
    </Dialog>
  )
}
