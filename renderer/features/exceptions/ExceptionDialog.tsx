import { useMemo } from 'react'
import { type ExceptionPlace, exceptionStateOf, subLabel } from '../../../shared/exceptions.ts'
import { causeOfSub } from '../../../shared/exceptions.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { joined, Picker } from '../../components/Picker.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'
import { timeHere } from '../journeys/clock.ts'
import { causeChoices, causeChosen, causeValue } from './causeChoice.ts'
import { TimeInput } from './TimeInput.tsx'

const placeWords = (place: ExceptionPlace): string =>
  joined(place.orderNumber, place.customer, place.description, place.processName)

interface Props {
  /** The process it is about; null: chosen in the window. */
  operationId: number | null
  /** The sub-code a daily report gave. */
  causeSub?: string
  what?: string
  onClose: () => void
}

const useWindow = ({ operationId, causeSub = '', what = '' }: Props) => {
  const me = useSession((store) => store.person?.id ?? 0)
  const today = todayHere()
  return useKeptFields(`exception ${operationId ?? 'new'}`, {
    place: null as ExceptionPlace | null,
    workshop: '',
    cause: causeSub === '' ? '' : causeValue(causeOfSub(causeSub), causeSub),
    what,
    solution: '',
    customerAnswer: '',
    sinceOn: today,
    ownerId: me,
    clearOn: today,
    clearTime: '',
  })
}

/** A time to clear it by that has passed is asked about: a slip of the hand is overdue at once. */
export const askPast = async (
  { clearOn, clearTime }: { clearOn: string; clearTime: string },
  t: ReturnType<typeof useT>,
): Promise<boolean> => {
  const state = exceptionStateOf(
    { voidedAt: null, clearedOn: null, clearOn, clearTime },
    { day: todayHere(), time: timeHere() },
  )
  if (state !== 'overdue') return true
  return askConfirm({
    title: t('exceptions.open'),
    action: t('app.save'),
    children: t('exceptions.clearPast', { at: `${clearOn} ${clearTime}`.trim() }),
  })
}

/** Opens an 异常单: what, where, since when, whose it is and by when it is to be cleared (duty 61). */
export const ExceptionDialog = (props: Props) => {
  const { operationId, causeSub = '', onClose } = props
  const t = useT()
  const { fields, change, done, kept, clear } = useWindow(props)
  const { data: people } = useQuery(client.exceptions.people, {})
  const { data: subs } = useQuery(client.exceptions.subCodes, {})
  const { data: processes } = useQuery(client.settings.processes, {})
  const { data: given } = useQuery(
    client.exceptions.place,
    { operationId: operationId ?? 0 },
    { enabled: operationId !== null },
  )
  const workshops = useMemo(
    () => [
      ...new Set((processes ?? []).filter((each) => each.active && each.workshop !== '').map((each) => each.workshop)),
    ],
    [processes],
  )
  const asked = subs?.find(({ code }) => code === causeSub)
  const save = async (): Promise<void> => {
    if (operationId === null && fields.place === null && fields.workshop === '')
      throw refuseField('place', t('exceptions.placeNeeded'))
    if (fields.clearOn < fields.sinceOn) throw refuseField('clearOn', t('exceptions.clearBeforeSince'))
    if (!(await askPast(fields, t))) return
    const { causeCode, causeSub: sub } = causeChosen(fields.cause)
    const slip = await client.exceptions.open({
      operationId: operationId ?? fields.place?.operationId ?? null,
      workshop: fields.workshop,
      causeCode,
      causeSub: sub,
      what: fields.what,
      solution: fields.solution,
      customerAnswer: fields.customerAnswer,
      sinceOn: fields.sinceOn,
      ownerId: fields.ownerId,
      clearOn: fields.clearOn,
      clearTime: fields.clearTime,
    })
    done()
    notify(t('exceptions.opened', { number: slip.number, owner: slip.owner }))
    onClose()
  }
  return (
    <Dialog title={t('exceptions.open')} onClose={onClose} width={640}>
      <Form label={t('exceptions.open')} onSubmit={save} foot={<SubmitButton>{t('exceptions.open')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        {asked && <p role="note">◆ {t('exceptions.askOpen', { cause: subLabel(asked.code, asked.name) })}</p>}
        {operationId === null ? (
          <FieldRow width={290}>
            <Picker
              name="place"
              label={t('exceptions.placeFind')}
              placeholder={t('exceptions.placeHint')}
              autoFocus
              text={fields.place ? placeWords(fields.place) : ''}
              find={(typed) => client.exceptions.places({ typed })}
              optionOf={(row) => ({
                value: row.orderNumber,
                label: joined(row.orderNumber, row.processName),
                detail: joined(row.customer, row.description),
              })}
              onPick={(place) => change({ place })}
            />
            <Choice
              name="workshop"
              label={t('operations.workshop')}
              value={fields.place?.workshop ?? fields.workshop}
              empty
              options={workshops.map((value) => ({ value, label: value }))}
              onChange={(workshop) => change({ workshop, place: null })}
            />
          </FieldRow>
        ) : (
          <p>{given && <b>{placeWords(given)}</b>}</p>
        )}
        <TextBlock
          name="what"
          label={t('exceptions.what')}
          required
          rows={2}
          autoFocus={operationId !== null}
          maxLength={300}
          value={fields.what}
          onChange={(words) => change({ what: words })}
        />
        <FieldRow width={140}>
          <Choice
            name="causeCode"
            label={t('exceptions.cause')}
            value={fields.cause}
            empty
            options={causeChoices(subs ?? [], fields.cause, t)}
            onChange={(cause) => change({ cause })}
          />
          <DateInput
            name="sinceOn"
            label={t('exceptions.since')}
            value={fields.sinceOn}
            onChange={(day) => change({ sinceOn: day ?? todayHere() })}
          />
        </FieldRow>
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
            onChange={(day) => change({ clearOn: day ?? todayHere() })}
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
      </Form>
    </Dialog>
  )
}
