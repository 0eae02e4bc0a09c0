import { type Exception, levelKeys, levelsAbove } from '../../../shared/exceptions.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'

/** 上报: to which level, to whom, in which words (duty 59). Only further up. */
export const EscalateDialog = ({ slip, onClose }: { slip: Exception; onClose: () => void }) => {
  const t = useT()
  const levels = levelsAbove(slip.level)
  const { data: people } = useQuery(client.exceptions.people, {})
  const { fields, change, done, kept, clear } = useKeptFields(`escalate ${slip.id}`, {
    level: levels[0]!,
    name: '',
    words: '',
  })
  const level = levels.includes(fields.level) ? fields.level : levels[0]!
  const save = async (): Promise<void> => {
    if (fields.name.trim() === '') throw refuseField('name', t('shell.required', { field: t('exceptions.toldWhom') }))
    await client.exceptions.escalate({ id: slip.id, version: slip.version, ...fields, level })
    done()
    notify(t('exceptions.escalated', { number: slip.number, level: t(levelKeys[level]), name: fields.name }))
    onClose()
  }
  const title = t('exceptions.escalateTitle', { number: slip.number })
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('exceptions.escalate')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={180}>
          <Choice
            name="level"
            label={t('exceptions.toldLevel')}
            value={level}
            options={levels.map((value) => ({ value, label: t(levelKeys[value]) }))}
            onChange={(chosen) => change({ level: chosen })}
          />
          <TextInput
            name="name"
            label={t('exceptions.toldWhom')}
            required
            autoFocus
            maxLength={20}
            suggestions={(people ?? []).map(({ name }) => name)}
            value={fields.name}
            onChange={(name) => change({ name })}
          />
        </FieldRow>
        <TextBlock
          name="words"
          label={t('exceptions.toldWords')}
          rows={2}
          maxLength={200}
          value={fields.words}
          onChange={(words) => change({ words })}
        />
      </Form>
    </Dialog>
  )
}
