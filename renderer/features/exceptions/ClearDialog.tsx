import type { Exception } from '../../../shared/exceptions.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextBlock } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput, MoneyInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'
import { TimeInput } from './TimeInput.tsx'

/** When and how it was cleared, and what standing still cost; money only for who sees money. */
export const ClearDialog = ({ slip, onClose }: { slip: Exception; onClose: () => void }) => {
  const t = useT()
  const seesMoney = useMay('prices.read')
  const { fields, change, done, kept, clear } = useKeptFields(`clear ${slip.id}`, {
    clearedOn: slip.clearedOn ?? todayHere(),
    clearedTime: slip.clearedTime,
    how: slip.how,
    stopHours: slip.stopHours,
    stopPeople: slip.stopPeople,
    costFen: slip.costFen ?? 0,
  })
  const save = async (): Promise<void> => {
    await client.exceptions.clear({
      id: slip.id,
      version: slip.version,
      ...fields,
      costFen: seesMoney ? fields.costFen : null,
    })
    done()
    notify(t('exceptions.cleared', { number: slip.number }))
    onClose()
  }
  const title = t('exceptions.clearTitle', { number: slip.number })
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('exceptions.clear')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <TextBlock
          name="how"
          label={t('exceptions.how')}
          required
          autoFocus
          rows={3}
          maxLength={300}
          value={fields.how}
          onChange={(how) => change({ how })}
        />
        <FieldRow width={140}>
          <DateInput
            name="clearedOn"
            label={t('exceptions.clearedOn')}
            value={fields.clearedOn}
            onChange={(day) => change({ clearedOn: day ?? todayHere() })}
          />
          <TimeInput
            name="clearedTime"
            label={t('exceptions.clearedTime')}
            value={fields.clearedTime}
            onChange={(clearedTime) => change({ clearedTime })}
          />
        </FieldRow>
        <FieldRow width={140}>
          <QuantityInput
            name="stopHours"
            label={t('exceptions.stopHours')}
            value={fields.stopHours || null}
            onChange={(hours) => change({ stopHours: hours ?? 0 })}
          />
          <IntegerInput
            name="stopPeople"
            label={t('exceptions.stopPeople')}
            value={fields.stopPeople || null}
            onChange={(people) => change({ stopPeople: people ?? 0 })}
          />
          {seesMoney && (
            <MoneyInput
              name="costFen"
              label={t('exceptions.cost')}
              value={fields.costFen || null}
              onChange={(fen) => change({ costFen: fen ?? 0 })}
            />
          )}
        </FieldRow>
      </Form>
    </Dialog>
  )
}
