import { useState } from 'react'
import { isFarDay } from '../../../shared/dates.ts'
import type { LineStep } from '../../../shared/plan.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useT } from '../../lib/language.ts'
import { todayHere } from '../../lib/values.ts'

/** New days of a process, typed: `1205`. They count when the plan is saved. */
export const StepDaysDialog = ({
  step,
  onDays,
  onClose,
}: {
  step: LineStep
  onDays: (days: { plannedStart: string; plannedFinish: string }) => void
  onClose: () => void
}) => {
  const t = useT()
  const [start, setStart] = useState<string | null>(step.plannedStart)
  const [finish, setFinish] = useState<string | null>(step.plannedFinish)
  const take = async (): Promise<void> => {
    if (start === null) throw refuseField('start', t('shell.required', { field: t('plan.start') }))
    if (finish === null) throw refuseField('finish', t('shell.required', { field: t('plan.finish') }))
    if (finish < start) throw refuseField('finish', t('plan.backwards', { process: step.processName }))
    if (start !== step.plannedStart && isFarDay(start, todayHere()))
      throw refuseField('start', t('app.farDay', { on: start }))
    if (finish !== step.plannedFinish && isFarDay(finish, todayHere()))
      throw refuseField('finish', t('app.farDay', { on: finish }))
    onDays({ plannedStart: start, plannedFinish: finish })
  }
  return (
    <Dialog title={`${step.processName} · ${t('plan.typeDays')}`} width={340} onClose={onClose}>
      <Form
        label={t('plan.typeDays')}
        onSubmit={take}
        enterSubmits
        foot={<SubmitButton>{t('plan.typeDays')}</SubmitButton>}
      >
        <DateInput name="start" label={t('plan.start')} required autoFocus value={start} onChange={setStart} />
        <DateInput name="finish" label={t('plan.finish')} required value={finish} onChange={setFinish} />
      </Form>
    </Dialog>
  )
}
