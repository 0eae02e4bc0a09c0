import { useRef } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import type { Complaint, ReplacementPart } from '../../../shared/complaints.ts'
import { type ReplacementWay, replacementWayKeys, replacementWays } from '../../../shared/complaintStates.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Complaint.module.css'

type FormPart = Omit<ReplacementPart, 'quantity'> & { quantity: number | null }

const emptyPart = (unit: string, quantity: number | null): FormPart => ({
  productId: null,
  name: '',
  material: '',
  colourNumber: '',
  size: '',
  holes: '',
  unit,
  quantity,
  remark: '',
})

/** The whole product made again, as it stands on the complaint. */
const wholePart = (complaint: Complaint, quantity: number | null): FormPart => ({
  ...emptyPart(complaint.unit || '件', quantity),
  productId: complaint.productId,
  name: complaint.description.slice(0, 80) || complaint.code,
  colourNumber: complaint.colour,
})

const PartFields = ({
  part,
  index,
  onChange,
}: {
  part: FormPart
  index: number
  onChange: (part: Partial<FormPart>) => void
}) => {
  const t = useT()
  const text = (key: 'name' | 'material' | 'colourNumber' | 'size' | 'holes' | 'unit', label: string, most: number) => (
    <TextInput
      name={`parts.${index}.${key}`}
      label={index === 0 ? label : ''}
      autoFocus={index === 0 && key === 'name'}
      maxLength={most}
      value={part[key]}
      onChange={(value) => onChange(key === 'name' ? { name: value, productId: null } : { [key]: value })}
    />
  )
  return (
    <div className={styles['part']}>
      {text('name', t('complaints.part'), 80)}
      {text('material', t('complaints.material'), 60)}
      {text('colourNumber', t('complaints.colourNumber'), 40)}
      {text('size', t('complaints.size'), 60)}
      {text('holes', t('complaints.holes'), 60)}
      <QuantityInput
        name={`parts.${index}.quantity`}
        label={index === 0 ? t('app.quantity') : ''}
        value={part.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
      {text('unit', t('app.unit'), 8)}
    </div>
  )
}

/** 补件单 (duty 97): parts from stock or to be made, by when, who answers for them. */
export const ReplaceDialog = ({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) => {
  const t = useT()
  const { id, version, number } = complaint
  const {
    fields,
    change: keep,
    done,
    kept,
    clear,
  } = useKeptFields(`replace ${id} ${complaint.replacements.length}`, {
    way: 'stock' as ReplacementWay,
    reason: complaint.cause || complaint.what.slice(0, 200),
    responsible: complaint.responsible,
    chargeFen: 0,
    delivery: t('complaints.deliveryTruck'),
    wantedOn: plusDays(todayHere(), 2),
    remark: '',
    parts: [emptyPart('件', complaint.badQuantity ?? 1000)],
  })
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<typeof fields>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const changePart = (at: number, part: Partial<FormPart>): void =>
    change({ parts: latest.current.parts.map((each, index) => (index === at ? { ...each, ...part } : each)) })
  const save = async (): Promise<void> => {
    const now = latest.current
    const parts = now.parts
      .filter(({ name }) => name.trim() !== '')
      .map((part, index) => {
        if (part.quantity === null)
          throw refuseField(`parts.${index}.quantity`, t('shell.required', { field: t('app.quantity') }))
        return { ...part, quantity: part.quantity }
      })
    if (parts.length === 0) throw refuseField('parts.0.name', t('shell.required', { field: t('complaints.part') }))
    const made = await client.complaints.replace({ id, version, ...now, parts })
    done()
    const slip = made.replacements.at(-1)!
    const values = { slip: slip.number, order: slip.orderNumber }
    notify(t(slip.way === 'made' ? 'complaints.replacedMade' : 'complaints.replaced', values))
    onClose()
  }
  const title = t('complaints.replaceTitle', { number })
  return (
    <Dialog title={title} onClose={onClose} width={1040}>
      <Form
        label={title}
        onSubmit={save}
        foot={
          <>
            <KeyButton keys="Alt+n" onClick={() => change({ parts: [...latest.current.parts, emptyPart('件', 1000)] })}>
              {t('complaints.addPart')}
            </KeyButton>
            <KeyButton
              keys="Alt+w"
              onClick={() => change({ way: 'made', parts: [wholePart(complaint, complaint.badQuantity ?? 1000)] })}
            >
              {t('complaints.wholeProduct')}
            </KeyButton>
            <SubmitButton>{t('complaints.replace')}</SubmitButton>
          </>
        }
      >
        <KeptNote kept={kept} onClear={clear} />
        {fields.parts.map((part, index) => (
          <PartFields key={index} part={part} index={index} onChange={(changed) => changePart(index, changed)} />
        ))}
        <FieldRow width={180}>
          <Choice
            name="way"
            label={t('complaints.way')}
            value={fields.way}
            options={replacementWays.map((value) => ({ value, label: t(replacementWayKeys[value]) }))}
            onChange={(way) => change({ way })}
          />
          <TextInput
            name="responsible"
            label={t('complaints.responsible')}
            required
            maxLength={40}
            value={fields.responsible}
            onChange={(responsible) => change({ responsible })}
          />
          <DateInput
            name="wantedOn"
            label={t('complaints.wantedOn')}
            value={fields.wantedOn}
            onChange={(day) => change({ wantedOn: day ?? todayHere() })}
          />
          <TextInput
            name="delivery"
            label={t('complaints.delivery')}
            maxLength={20}
            value={fields.delivery}
            onChange={(delivery) => change({ delivery })}
          />
          <MoneyInput
            name="chargeFen"
            label={t('complaints.chargeFen')}
            hint={t('complaints.chargeHint')}
            value={fields.chargeFen}
            onChange={(fen) => change({ chargeFen: fen ?? 0 })}
          />
        </FieldRow>
        <TextInput
          name="reason"
          label={t('complaints.reason')}
          required
          maxLength={200}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
        />
        <TextInput
          name="remark"
          label={t('complaints.remark')}
          maxLength={200}
          value={fields.remark}
          onChange={(remark) => change({ remark })}
        />
      </Form>
    </Dialog>
  )
}
