import type { Exception } from '../../../shared/exceptions.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { askPast } from './ExceptionDialog.tsx'
import { TimeInput } from './TimeInput.tsx'

/** Other words, another owner, another time; what the customer says to it. */
export const AmendDialog = ({ slip, onClose }: { slip: Exception; onClose: () => void }) => {
  const t = useT()
  const { data: people } = useQuery(client.exceptions.people, {})
  const { fields, change, done, kept, clear } = useKeptFields(`amend ${slip.id}`, {
    what: slip.what,
    solution: slip.solution,
    customerAnswer: slip.customerAnswer,
    ownerId: slip.ownerId,
    clearOn: slip.clearOn,
    clearTime: slip.clearTime,
  })
  const save = async (): Promise<void> => {
    const moved = fields.clearOn !== slip.clearOn || fields.clearTime !== slip.clearTime
    if (moved && !(await askPast(fields, t))) return
    await client.exceptions.amend({ id: slip.id, version: slip.version, ...fields })
    done()
    notify(t('app.saved'))
    onClose()
  }
  const title = t('exceptions.amendTitle', { number: slip.number })
  return (
    <Dialog title={title} onClose={onClose} width={600}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <TextBlock
          name="what"
          label={t('exceptions.what')}
          required
          autoFocus
          rows={2}
          maxLength={300}
          value={fields.what}
          onChange={(what) => change({ what })}
        />
        <FieldRow width={140}>
          <Choice
            name="ownerId"
            label={t('exceptions.owner')}
            value={String(fields.ownerId)}
            options={(people ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(id) => change({ ownerId: Number(id) })}
          />
          <DateInput
            name="clearOn"
            label={t('exceptions.clearOn')}
            value={fields.clearOn}
            onChange={(day) => day !== null && change({ clearOn: day })}
          />
          <TimeInput
            name="clearTime"
            label={t('exceptions.clearTime')}
            value={fields.clearTime}
            onChange={(clearTime) => change({ clearTime })}
          />
        </FieldRow>
        <TextInput
          name="solution"
          label={t('exceptions.solution')}
          maxLength={300}
          value={fields.solution}
          onChange={(solution) => change({ solution })}
        />
        <TextInput
          name="customerAnswer"
          label={t('exceptions.customerAnswer')}
          maxLength={300}
          value={fields.customerAnswer}
          onChange={(customerAnswer) => change({ customerAnswer })}
        />
      </Form>
    </Dialog>
  )
}
