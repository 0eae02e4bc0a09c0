import { useState } from 'react'
import type { OpeningBook, OpeningNote } from '../../../shared/openings.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'
import { StandsIn } from '../statements/StandsIn.tsx'

/** The last day of the old books, and the total a person read off them. */
export const BookDialog = ({ book, onClose }: { book: OpeningBook | null; onClose: () => void }) => {
  const t = useT()
  const [switchOn, setSwitchOn] = useState<string | null>(book?.switchOn ?? todayHere())
  const [checkFen, setCheck] = useState<number | null>(book?.checkFen ?? null)
  const save = async (): Promise<void> => {
    if (switchOn === null) throw refuseField('switchOn', t('shell.required', { field: t('openings.switchOn') }))
    await client.openings.saveBook({ id: book?.id ?? null, switchOn, checkFen, version: book?.version ?? 0 })
    notify(t('openings.bookSaved'))
    onClose()
  }
  const title = t(book ? 'openings.bookSet' : 'openings.newBook')
  return (
    <Dialog title={title} onClose={onClose} width={460}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <DateInput
          name="switchOn"
          label={t('openings.switchOn')}
          hint={t('openings.switchHint')}
          required
          autoFocus={book === null}
          value={switchOn}
          onChange={setSwitchOn}
        />
        <MoneyInput
          name="checkFen"
          label={t('openings.checkFen')}
          hint={t('openings.checkHint')}
          autoFocus={book !== null}
          value={checkFen}
          onChange={setCheck}
        />
      </Form>
    </Dialog>
  )
}

interface Typed {
  customerId: number | null
  customer: string
  number: string
  noteOn: string | null
  amountFen: number | null
  customerPo: string
  remark: string
}

/** One note of the old books. A new one stays open for the next: an office types dozens of them in a row. */
export const NoteDialog = ({
  note,
  switchOn,
  onClose,
}: {
  note: OpeningNote | null
  /** The last day of the old books: none of their notes is later. */
  switchOn?: string | undefined
  onClose: () => void
}) => {
  const t = useT()
  const empty: Typed = {
    customerId: null,
    customer: '',
    number: '',
    noteOn: null,
    amountFen: null,
    customerPo: '',
    remark: '',
  }
  const [round, setRound] = useState(0)
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(
    `opening/${note?.id ?? 'new'}`,
    note ? { ...note, customer: note.customer } : empty,
  )
  const save = async (): Promise<void> => {
    const { customerId, noteOn, amountFen } = fields
    if (customerId === null) throw refuseField('customerId', t('receipts.chooseCustomer'))
    if (noteOn === null) throw refuseField('noteOn', t('shell.required', { field: t('app.date') }))
    if (amountFen === null || amountFen === 0)
      throw refuseField('amountFen', t('shell.required', { field: t('app.amount') }))
    const saved = await client.openings.save({
      id: note?.id ?? null,
      customerId,
      number: fields.number.trim(),
      noteOn,
      amountFen,
      customerPo: fields.customerPo,
      remark: fields.remark,
      version: note?.version ?? 0,
    })
    notify(t('openings.saved', { number: saved.number }))
    if (note) {
      done()
      return onClose()
    }
    // the next note is most often of the same customer
    change({ number: '', noteOn: null, amountFen: null, customerPo: '', remark: '' })
    done()
    setRound(round + 1)
  }
  const title = t(note ? 'openings.edit' : 'openings.add')
  // left by hand it is thrown away: the next one begins empty; what a power cut left is still there
  const leave = (): void => {
    clear()
    onClose()
  }
  return (
    <Dialog title={title} onClose={leave} width={560}>
      <Form key={round} label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <FieldRow width={150}>
          <CustomerPicker
            name="customerId"
            label={t('app.customer')}
            required
            autoFocus={fields.customerId === null}
            text={fields.customer}
            onPick={(picked) => change({ customerId: picked?.id ?? null, customer: picked?.shortName ?? '' })}
          />
          <TextInput
            name="number"
            label={t('openings.number')}
            required
            autoFocus={fields.customerId !== null}
            maxLength={40}
            value={fields.number}
            onChange={(number) => change({ number })}
          />
        </FieldRow>
        <FieldRow width={150}>
          <DateInput
            name="noteOn"
            label={t('app.date')}
            required
            latest={switchOn}
            value={fields.noteOn}
            onChange={(noteOn) => change({ noteOn })}
          />
          <MoneyInput
            name="amountFen"
            label={t('app.amount')}
            required
            value={fields.amountFen}
            onChange={(amountFen) => change({ amountFen })}
          />
        </FieldRow>
        <FieldRow width={150}>
          <TextInput
            name="customerPo"
            label={t('openings.customerPo')}
            maxLength={40}
            value={fields.customerPo}
            onChange={(customerPo) => change({ customerPo })}
          />
          <TextInput
            name="remark"
            label={t('app.remark')}
            maxLength={100}
            value={fields.remark}
            onChange={(remark) => change({ remark })}
          />
        </FieldRow>
        <StandsIn customerId={fields.customerId} on={fields.noteOn} />
        {kept && (
          <div>
            <small>{t('openings.kept')}</small>{' '}
            <KeyButton
              keys="F4"
              onClick={() => {
                clear()
                setRound(round + 1)
              }}
            >
              {t('openings.clear')}
            </KeyButton>
          </div>
        )}
      </Form>
    </Dialog>
  )
}
