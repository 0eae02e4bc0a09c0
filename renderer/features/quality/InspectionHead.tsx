import type { KeyboardEvent } from 'react'
import { piecesOf } from '../../../shared/inspectionPlan.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { aqlText, strictnessKeys } from '../../../shared/sampling.ts'
import { aqls, levels, strictnesses } from '../../../shared/samplingTables.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { IntegerInput, QuantityInput } from '../../components/TypedInput.tsx'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { todayHere } from '../../lib/values.ts'
import { type InspectionForm, mostOf, planOf, withHead } from './inspectionForm.ts'
import styles from './Quality.module.css'

type Change = (next: (before: InspectionForm) => InspectionForm) => void
type HeadPart = Partial<InspectionForm['head']>
interface HeadProps {
  form: InspectionForm
  change: Change
}

/** AQL to choose from: what offices ask for, and the one that is set. */
const usualAqls = [0, 100, 150, 250, 400, 650, 1000, 1500, 2500, 4000, 6500, 10_000, 15_000]

const AqlChoice = ({
  name,
  value,
  onChange,
}: {
  name: 'aqlCritical' | 'aqlMajor' | 'aqlMinor'
  value: number
  onChange: (aql: number) => void
}) => {
  const t = useT()
  const offered = [...new Set([...usualAqls, value])].filter((aql) => aql === 0 || aqls.some((each) => each === aql))
  return (
    <Choice
      name={name}
      label={t(`quality.${name}`)}
      value={String(value)}
      options={offered
        .toSorted((a, b) => a - b)
        .map((aql) => ({ value: String(aql), label: aql === 0 ? t('quality.aqlNone') : aqlText(aql) }))}
      onChange={(aql) => onChange(Number(aql))}
    />
  )
}

const Sampling = ({ form, change }: HeadProps) => {
  const t = useT()
  const { head } = form
  const set = (part: HeadPart): void => change((before) => withHead(before, part))
  const { tableSample } = planOf(form)
  if (head.kind === 'patrol')
    return (
      <IntegerInput
        name="sample"
        label={t('quality.sample')}
        value={head.sample}
        positive
        onChange={(sample) => set({ sample: sample ?? 1 })}
      />
    )
  return (
    <>
      <Choice
        name="level"
        label={t('quality.level')}
        value={head.level}
        options={levels.map((value) => ({ value, label: value }))}
        onChange={(level) => set({ level })}
      />
      <Choice
        name="strictness"
        label={t('quality.strictness')}
        value={head.strictness}
        options={strictnesses.map((value) => ({ value, label: t(strictnessKeys[value]) }))}
        onChange={(strictness) => set({ strictness })}
      />
      <AqlChoice name="aqlCritical" value={head.aqlCritical} onChange={(aqlCritical) => set({ aqlCritical })} />
      <AqlChoice name="aqlMajor" value={head.aqlMajor} onChange={(aqlMajor) => set({ aqlMajor })} />
      <AqlChoice name="aqlMinor" value={head.aqlMinor} onChange={(aqlMinor) => set({ aqlMinor })} />
      <IntegerInput
        name="sample"
        label={t('quality.sample')}
        hint={
          head.sample === tableSample
            ? head.sample >= piecesOf(head.lot)
              ? t('quality.wholeLot')
              : undefined
            : t('quality.tableSample', { sample: tableSample })
        }
        value={head.sample}
        positive
        onChange={(sample) => set({ sample: sample ?? tableSample })}
      />
      {head.sample !== tableSample && (
        <div className={styles['two']}>
          <TextInput
            name="sampleReason"
            label={t('quality.sampleReason')}
            required
            maxLength={100}
            value={head.sampleReason}
            onChange={(sampleReason) => set({ sampleReason })}
          />
        </div>
      )}
    </>
  )
}

/** Goods, process, day, lot and plan; Enter walks them and goes on to the checklist. */
export const InspectionHead = ({ form, change, onDone }: HeadProps & { onDone: () => void }) => {
  const t = useT()
  const { head, target } = form
  const set = (part: HeadPart): void => change((before) => withHead(before, part))
  const most = mostOf(form)
  const process = target.operations.find(({ id }) => id === head.operationId)?.processName ?? target.orderNumber
  const toList = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event) || event.shiftKey) return
    if (!(event.target as HTMLElement).matches('[name=remark]')) return
    event.preventDefault()
    onDone()
  }
  return (
    <div className={styles['head']} onKeyDown={toList}>
      <div className={styles['wide']}>
        <TextInput
          label={t('quality.goods')}
          value={[target.code, target.description].filter(Boolean).join(' ')}
          readOnly
          onChange={() => undefined}
        />
      </div>
      {target.operations.length > 0 && (
        <Choice
          name="operationId"
          label={t('quality.processName')}
          value={String(head.operationId ?? '')}
          options={target.operations.map(({ id, processName }) => ({ value: String(id), label: processName }))}
          onChange={(operationId) => set({ operationId: Number(operationId) })}
        />
      )}
      <DateInput
        name="inspectedOn"
        label={t('quality.inspectedOn')}
        value={head.inspectedOn}
        onChange={(inspectedOn) => set({ inspectedOn: inspectedOn ?? todayHere() })}
      />
      <TextInput
        name="inspector"
        label={t('quality.inspector')}
        required
        maxLength={20}
        value={head.inspector}
        onChange={(inspector) => set({ inspector })}
      />
      <QuantityInput
        name="lot"
        label={t('quality.lot')}
        hint={`${target.unit} ${t('quality.mayInspect', { most: formatQuantity(most) })}`}
        error={head.lot > most ? t('quality.lotAboveMost', { process, most: formatQuantity(most) }) : null}
        autoFocus
        value={head.lot}
        positive
        onChange={(lot) => set({ lot: lot ?? most })}
      />
      <Sampling form={form} change={change} />
      <div className={styles['two']}>
        <TextInput
          name="remark"
          label={t('app.remark')}
          maxLength={300}
          value={head.remark}
          onChange={(remark) => set({ remark })}
        />
      </div>
    </div>
  )
}
