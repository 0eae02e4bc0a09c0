import { formatFen } from '../../../shared/money.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { SumsTable } from './SumsTable.tsx'

/** Gives the month to accounting: what is given, in numbers, and who takes it. */
export const HandOverDialog = ({
  month,
  exceptions,
  onClose,
}: {
  month: string
  /** How many known exceptions go along. */
  exceptions: number
  onClose: () => void
}) => {
  const t = useT()
  const { data: sums, error } = useQuery(client.monthEnd.sums, { month })
  const { fields, change, done, kept, clear } = useKeptFields<{
    taker: string
    takenOn: string | null
    remark: string
  }>(`month-end/${month}`, { taker: '', takenOn: todayHere(), remark: '' })
  const give = async (): Promise<void> => {
    const { taker, takenOn, remark } = fields
    if (!sums) return
    if (taker.trim() === '') throw refuseField('taker', t('shell.required', { field: t('monthEnd.taker') }))
    if (takenOn === null) throw refuseField('takenOn', t('shell.required', { field: t('monthEnd.takenOn') }))
    const made = await client.monthEnd.handOver({ month, taker, takenOn, remark, closingFen: sums.closingFen })
    done()
    notify(t('monthEnd.handedOver', { month, number: made.number }))
    onClose()
    openTab({ word: 'monthEnd', id: made.id, title: made.number })
  }
  const title = `${t('monthEnd.handOver')} ${month}`
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <RefusalNote message={error?.message} />
      {sums && (
        <>
          <p>{t('monthEnd.handOverWords', { month, closing: formatFen(sums.closingFen), count: exceptions })}</p>
          <SumsTable sums={sums} />
          <Form label={title} onSubmit={give} enterSubmits foot={<SubmitButton>{t('monthEnd.handOver')}</SubmitButton>}>
            <KeptNote kept={kept} onClear={clear} />
            <TextInput
              name="taker"
              label={t('monthEnd.taker')}
              required
              autoFocus
              maxLength={20}
              value={fields.taker}
              onChange={(taker) => change({ taker })}
            />
            <DateInput
              name="takenOn"
              label={t('monthEnd.takenOn')}
              value={fields.takenOn}
              onChange={(takenOn) => change({ takenOn })}
            />
            <TextInput
              name="remark"
              label={t('app.remark')}
              maxLength={200}
              value={fields.remark}
              onChange={(remark) => change({ remark })}
            />
          </Form>
        </>
      )}
    </Dialog>
  )
}
