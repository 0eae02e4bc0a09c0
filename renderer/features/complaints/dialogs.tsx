import { useMemo } from 'react'
import type { Complaint } from '../../../shared/complaints.ts'
import { costOf, gapWords } from '../../../shared/complaintStates.ts'
import { formatFen } from '../../../shared/money.ts'
import { type CauseCode, causeCodes, causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'

interface Props {
  complaint: Complaint
  onClose: () => void
}

/** The manager's yes, with what he wants done (duty 96). */
export const ConfirmDialog = ({ complaint, onClose }: Props) => {
  const t = useT()
  const { id, version, number } = complaint
  const { fields, change, done, kept, clear } = useKeptFields(`confirm ${id}`, { opinion: '' })
  const save = async (): Promise<void> => {
    const said = await client.complaints.decide({ id, version, confirmed: true, opinion: fields.opinion })
    done()
    notify(t('complaints.confirmedDone', { number, gap: gapWords(t, said.gapMinutes) }))
    onClose()
  }
  const title = t('complaints.confirmTitle', { number })
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('complaints.confirm')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p>{t('complaints.waitsSince', { gap: gapWords(t, complaint.gapMinutes) })}</p>
        <TextInput
          name="opinion"
          label={t('complaints.opinion')}
          autoFocus
          maxLength={300}
          value={fields.opinion}
          onChange={(opinion) => change({ opinion })}
        />
      </Form>
    </Dialog>
  )
}

/** What the customer was told, and who. */
export const ReplyDialog = ({ complaint, onClose }: Props) => {
  const t = useT()
  const { id, version, number } = complaint
  const { fields, change, done, kept, clear } = useKeptFields(`reply ${id}`, {
    repliedTo: complaint.repliedTo || complaint.contact,
    words: complaint.replyWords || (complaint.state === 'rejected' ? complaint.opinion : ''),
  })
  const save = async (): Promise<void> => {
    await client.complaints.reply({ id, version, ...fields })
    done()
    notify(t('complaints.replied', { number }))
    onClose()
  }
  const title = t('complaints.replyTitle', { number })
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('complaints.reply')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <TextInput
          name="words"
          label={t('complaints.replyWords')}
          required
          autoFocus
          maxLength={300}
          value={fields.words}
          onChange={(words) => change({ words })}
        />
        <TextInput
          name="repliedTo"
          label={t('complaints.repliedTo')}
          required
          maxLength={40}
          value={fields.repliedTo}
          onChange={(repliedTo) => change({ repliedTo })}
        />
      </Form>
    </Dialog>
  )
}

/** Cause, who answers for it, what it cost, what keeps it from coming again (papers.md 4.8). */
export const InvestigateDialog = ({ complaint, onClose }: Props) => {
  const t = useT()
  const { id, version, number } = complaint
  const { data: processes } = useQuery(client.settings.processes, {})
  const { fields, change, done, kept, clear } = useKeptFields(`cause ${id}`, {
    department: complaint.department,
    causeCode: complaint.causeCode as CauseCode | '' | null,
    cause: complaint.cause,
    responsible: complaint.responsible,
    prevention: complaint.prevention,
    materialFen: complaint.materialFen,
    labourFen: complaint.labourFen,
    freightFen: complaint.freightFen,
    otherFen: complaint.otherFen,
  })
  const known = useMemo(
    () => [...new Set((processes ?? []).flatMap(({ name, workshop }) => [name, workshop]).filter(Boolean))],
    [processes],
  )
  const deductionFen = complaint.deductionFen ?? 0
  const total = costOf({ ...fields, deductionFen })
  const save = async (): Promise<void> => {
    await client.complaints.investigate({ id, version, ...fields, causeCode: fields.causeCode || null })
    done()
    notify(t('complaints.investigated', { number }))
    onClose()
  }
  const money = (key: 'materialFen' | 'labourFen' | 'freightFen' | 'otherFen', label: string) => (
    <MoneyInput name={key} label={label} value={fields[key]} onChange={(fen) => change({ [key]: fen })} />
  )
  const title = t('complaints.investigateTitle', { number })
  return (
    <Dialog title={title} onClose={onClose} width={720}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={200}>
          <TextInput
            name="department"
            label={t('complaints.department')}
            required
            autoFocus
            maxLength={40}
            suggestions={known}
            value={fields.department}
            onChange={(department) => change({ department })}
          />
          <Choice
            name="causeCode"
            label={t('complaints.causeCode')}
            value={fields.causeCode ?? ''}
            empty
            options={causeCodes.map((value) => ({ value, label: `${causeSigns[value]} ${t(causeShortKeys[value])}` }))}
            onChange={(causeCode) => change({ causeCode })}
          />
          <TextInput
            name="responsible"
            label={t('complaints.responsible')}
            required
            maxLength={40}
            value={fields.responsible}
            onChange={(responsible) => change({ responsible })}
          />
        </FieldRow>
        <TextInput
          name="cause"
          label={t('complaints.cause')}
          required
          maxLength={300}
          value={fields.cause}
          onChange={(cause) => change({ cause })}
        />
        <TextInput
          name="prevention"
          label={t('complaints.prevention')}
          maxLength={300}
          value={fields.prevention}
          onChange={(prevention) => change({ prevention })}
        />
        <FieldRow width={140}>
          {money('materialFen', t('complaints.costMaterial'))}
          {money('labourFen', t('complaints.costLabour'))}
          {money('freightFen', t('complaints.costFreight'))}
          {money('otherFen', t('complaints.costOther'))}
        </FieldRow>
        <p className="dim">
          {t('complaints.costHint')}
          {deductionFen > 0 && ` · ${t('complaints.deductedFor', { amount: formatFen(deductionFen) })}`}
          {total !== null && (
            <b>
              {' '}
              · {t('complaints.costSum')} {formatFen(total)}
            </b>
          )}
        </p>
      </Form>
    </Dialog>
  )
}

/** Goods come back, or are exchanged for the same: no more than the line of the note still has (duty 99). */
export const BackDialog = ({ complaint, kind, onClose }: Props & { kind: 'takeBack' | 'exchange' }) => {
  const t = useT()
  const { id, version, number, left, unit } = complaint
  const { fields, change, done, kept, clear } = useKeptFields(`${kind} ${id} ${complaint.notes.length}`, {
    quantity: complaint.badQuantity as number | null,
    on: todayHere(),
    remark: '',
  })
  const save = async (): Promise<void> => {
    if (fields.quantity === null)
      throw refuseField('quantity', t('shell.required', { field: t('complaints.backQuantity') }))
    const made = await client.complaints[kind]({ id, version, ...fields, quantity: fields.quantity })
    done()
    notify(t('complaints.backDone', { note: made.notes.at(-1)?.number ?? '' }))
    onClose()
  }
  const title = t(kind === 'takeBack' ? 'complaints.takeBackTitle' : 'complaints.exchangeTitle', { number })
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form
        label={title}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t(kind === 'takeBack' ? 'complaints.takeBack' : 'complaints.exchange')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <p>
          {[complaint.noteNumber, complaint.code, complaint.description, complaint.colour].filter(Boolean).join(' ')}
        </p>
        <FieldRow width={150}>
          <QuantityInput
            name="quantity"
            label={t('complaints.backQuantity')}
            required
            autoFocus
            hint={left === null ? undefined : t('complaints.backHint', { left: formatQuantity(left), unit })}
            value={fields.quantity}
            onChange={(quantity) => change({ quantity })}
          />
          <DateInput
            name="on"
            label={t('complaints.backOn')}
            value={fields.on}
            onChange={(on) => change({ on: on ?? todayHere() })}
          />
          <TextInput
            name="remark"
            label={t('app.remark')}
            maxLength={60}
            value={fields.remark}
            onChange={(remark) => change({ remark })}
          />
        </FieldRow>
      </Form>
    </Dialog>
  )
}

/** 扣款 for so many pieces: off the customer's account. */
export const DeductDialog = ({ complaint, onClose }: Props) => {
  const t = useT()
  const { id, version, number, left, leftFen, unit, deliveryLineId } = complaint
  const { fields, change, done, kept, clear } = useKeptFields(`deduct ${id} ${complaint.deductions.length}`, {
    quantity: (deliveryLineId === null ? null : complaint.badQuantity) as number | null,
    amountFen: null as number | null,
    reason: '',
  })
  const most =
    left && leftFen !== null && fields.quantity !== null
      ? Math.floor((leftFen * Math.min(left, fields.quantity)) / left)
      : null
  const save = async (): Promise<void> => {
    if (fields.amountFen === null)
      throw refuseField('amountFen', t('shell.required', { field: t('complaints.deductAmount') }))
    await client.complaints.deduct({
      id,
      version,
      quantity: fields.quantity ?? 0,
      amountFen: fields.amountFen,
      reason: fields.reason,
    })
    done()
    notify(t('complaints.deductDone', { amount: formatFen(fields.amountFen) }))
    onClose()
  }
  const title = t('complaints.deductTitle', { number })
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('complaints.deduct')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={180}>
          {deliveryLineId !== null && (
            <QuantityInput
              name="quantity"
              label={t('complaints.deductQuantity')}
              required
              hint={left === null ? undefined : t('complaints.backHint', { left: formatQuantity(left), unit })}
              value={fields.quantity}
              onChange={(quantity) => change({ quantity })}
            />
          )}
          <MoneyInput
            name="amountFen"
            label={t('complaints.deductAmount')}
            required
            autoFocus
            hint={most === null ? undefined : t('complaints.deductMost', { amount: formatFen(most) })}
            value={fields.amountFen}
            onChange={(amountFen) => change({ amountFen })}
          />
        </FieldRow>
        <TextInput
          name="reason"
          label={t('complaints.deductReason')}
          required
          maxLength={120}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
        />
      </Form>
    </Dialog>
  )
}

/** 结案: what came of it (duty 98). */
export const CloseDialog = ({ complaint, onClose }: Props) => {
  const t = useT()
  const { id, version, number } = complaint
  const { fields, change, done, kept, clear } = useKeptFields(`close ${id}`, { result: complaint.result })
  const save = async (): Promise<void> => {
    await client.complaints.close({ id, version, ...fields })
    done()
    notify(t('complaints.closedDone', { number }))
    onClose()
  }
  const title = t('complaints.closeTitle', { number })
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('complaints.close')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <TextBlock
          name="result"
          label={t('complaints.result')}
          required
          autoFocus
          rows={3}
          maxLength={300}
          value={fields.result}
          onChange={(result) => change({ result })}
        />
      </Form>
    </Dialog>
  )
}
