import type { CopyHeld, HandOut } from '../../../shared/noticeDesk.ts'
import type { Copies } from '../../../shared/noticeProcedures.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'

/** Who signs for a copy; the one who has the version before is asked first, and gives it back. */
export const HandOutDialog = ({
  copies,
  giving: { copy, held, old },
  onClose,
  onSaved,
}: {
  copies: Copies
  giving: CopyHeld<HandOut>
  onClose: () => void
  onSaved: (copies: Copies) => void
}) => {
  const t = useT()
  const { noticeId, edition } = copies
  const { data: processes } = useQuery(client.settings.processes, {})
  const workshops = [...new Set((processes ?? []).map(({ workshop }) => workshop).filter(Boolean))]
  const { fields, change, done, kept, clear } = useKeptFields(
    `handOut/${noticeId}/${copy}/${edition}/${copies.handed.length}`,
    {
      receiver: held?.receiver ?? '',
      // the workshop's own copies go to it, the others to other desks
      workshop: held?.workshop ?? (copy.includes('生产') || copy.includes('车间') ? copies.workshop : ''),
      receivedOn: todayHere() as string | null,
      oldBack: old.length > 0,
    },
  )
  const save = async (): Promise<void> => {
    if (fields.receiver.trim() === '')
      throw refuseField('receiver', t('shell.required', { field: t('notices.receiver') }))
    const saved = await client.production.handOut({
      noticeId,
      copy,
      edition,
      receiver: fields.receiver,
      workshop: fields.workshop,
      receivedOn: fields.receivedOn ?? todayHere(),
      oldBack: old.length > 0 && fields.oldBack,
    })
    done()
    notify(t('notices.signedDone', { copy, edition, receiver: fields.receiver }))
    onSaved(saved)
    onClose()
  }
  const title = `${t('notices.handOut')}:${copy} · ${t('notices.editionN', { edition })}`
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('notices.handOut')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <TextInput
            name="receiver"
            label={t('notices.receiver')}
            required
            autoFocus
            maxLength={20}
            value={fields.receiver}
            onChange={(receiver) => change({ receiver })}
          />
          <TextInput
            name="workshop"
            label={t('production.workshop')}
            maxLength={20}
            value={fields.workshop}
            suggestions={workshops}
            onChange={(workshop) => change({ workshop })}
          />
          <DateInput
            name="receivedOn"
            label={t('notices.receivedOn')}
            value={fields.receivedOn}
            onChange={(receivedOn) => change({ receivedOn })}
          />
        </FieldRow>
        {old.length > 0 && (
          <Check
            name="oldBack"
            label={t('notices.oldBack')}
            value={fields.oldBack}
            onChange={(oldBack) => change({ oldBack })}
            hint={old
              .map((each) =>
                t('notices.oldHolder', { receiver: each.receiver, copy: each.copy, edition: each.edition }),
              )
              .join('、')}
          />
        )}
      </Form>
    </Dialog>
  )
}
