import { plusDays } from '../../../shared/dates.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'

/** Papers are lent: to whom, which, what for, until when (duty 119). */
export const LendDialog = ({ itemId, number, onClose }: { itemId: number; number: string; onClose: () => void }) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields(`archive-lend/${itemId}`, {
    borrower: '',
    papers: t('archive.papersAll'),
    purpose: '',
    lentOn: todayHere() as string | null,
    dueOn: plusDays(todayHere(), 7) as string | null,
  })
  const save = async (): Promise<void> => {
    const { lentOn, dueOn, ...words } = fields
    if (words.borrower.trim() === '')
      throw refuseField('borrower', t('shell.required', { field: t('archive.borrower') }))
    if (lentOn === null) throw refuseField('lentOn', t('shell.required', { field: t('archive.lentOn') }))
    if (dueOn === null) throw refuseField('dueOn', t('shell.required', { field: t('archive.dueOn') }))
    const { borrower } = await client.archive.lend({ itemId, ...words, lentOn, dueOn })
    done()
    notify(t('archive.lent', { number, borrower }))
    onClose()
  }
  const title = t('archive.lendTitle', { number })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('archive.lend')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <TextInput
          name="borrower"
          label={t('archive.borrower')}
          required
          autoFocus
          maxLength={40}
          value={fields.borrower}
          onChange={(borrower) => change({ borrower })}
        />
        <TextInput
          name="papers"
          label={t('archive.papers')}
          required
          maxLength={100}
          value={fields.papers}
          onChange={(papers) => change({ papers })}
        />
        <TextInput
          name="purpose"
          label={t('archive.purpose')}
          maxLength={100}
          value={fields.purpose}
          onChange={(purpose) => change({ purpose })}
        />
        <DateInput
          name="lentOn"
          label={t('archive.lentOn')}
          value={fields.lentOn}
          onChange={(lentOn) => change({ lentOn })}
        />
        <DateInput
          name="dueOn"
          label={t('archive.dueOn')}
          value={fields.dueOn}
          onChange={(dueOn) => change({ dueOn })}
        />
      </Form>
    </Dialog>
  )
}

/** The papers are back in their box. */
export const GiveBackDialog = ({
  loanId,
  version,
  number,
  onClose,
}: {
  loanId: number
  version: number
  number: string
  onClose: () => void
}) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields(`archive-back/${loanId}`, {
    returnedOn: todayHere() as string | null,
    remark: '',
  })
  const save = async (): Promise<void> => {
    const { returnedOn, remark } = fields
    if (returnedOn === null) throw refuseField('returnedOn', t('shell.required', { field: t('archive.returnedOn') }))
    await client.archive.giveBack({ loanId, version, returnedOn, remark })
    done()
    notify(t('archive.returned', { number }))
    onClose()
  }
  const title = t('archive.giveBackTitle', { number })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('archive.giveBack')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <DateInput
          name="returnedOn"
          label={t('archive.returnedOn')}
          autoFocus
          value={fields.returnedOn}
          onChange={(returnedOn) => change({ returnedOn })}
        />
        <TextInput
          name="remark"
          label={t('archive.remark')}
          maxLength={200}
          value={fields.remark}
          onChange={(remark) => change({ remark })}
        />
      </Form>
    </Dialog>
  )
}
