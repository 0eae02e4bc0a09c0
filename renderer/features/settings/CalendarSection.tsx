import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { settings } from '../../../shared/settings.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere, weekdayNames, weekdayOf } from '../../lib/values.ts'
import { RestingBar } from '../plan/RestingBar.tsx'
import type { SectionProps } from './section.ts'
import { useOfficeDraft } from './useOfficeDraft.ts'
import styles from './SettingsPage.module.css'

type Day = Output<typeof settings.holidays>[number]
interface Draft {
  day: string | null
  /** Until this day, included; null = the one day. */
  last: string | null
  works: boolean
  name: string
}

const DayDialog = ({
  first,
  onSaved,
  onClose,
}: {
  first: Draft
  /** The day that was written; the first of several. */
  onSaved: (day: string) => void
  onClose: () => void
}) => {
  const t = useT()
  const [draft, setDraft] = useState(first)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const save = async (): Promise<void> => {
    if (draft.day === null) throw refuseField('day', t('shell.required', { field: t('settings.day') }))
    const { day, last, works, name } = draft
    if (last === null || last === day) {
      await client.settings.saveHoliday({ day, works, name })
      notify(t('app.saved'))
    } else {
      const { days } = await client.settings.saveHolidays({ from: day, to: last, works, name })
      notify(t('settings.daysSaved', { count: days }))
    }
    onSaved(day)
    onClose()
  }
  return (
    <Dialog title={first.day ?? t('settings.addDay')} onClose={onClose} width={360}>
      <Form label={t('settings.day')} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <DateInput
          name="day"
          label={t('settings.day')}
          required
          disabled={first.day !== null}
          value={draft.day}
          onChange={(day) => change({ day })}
        />
        {first.day === null && (
          <DateInput name="to" label={t('settings.lastDay')} value={draft.last} onChange={(last) => change({ last })} />
        )}
        <Choice
          name="works"
          label={t('app.state')}
          value={draft.works ? 'works' : 'rests'}
          options={[
            { value: 'rests', label: t('settings.rests') },
            { value: 'works', label: t('settings.works') },
          ]}
          onChange={(value) => change({ works: value === 'works' })}
        />
        <TextInput
          name="name"
          label={t('settings.dayName')}
          value={draft.name}
          maxLength={20}
          onChange={(name) => change({ name })}
        />
      </Form>
    </Dialog>
  )
}

/** Which days are worked: weekly rest, holidays and the make-up days before and after them. */
export const CalendarSection = ({ read }: SectionProps) => {
  const t = useT()
  const thisYear = Number(todayHere().slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const [open, setOpen] = useState<Draft | null>(null)
  const { data = [] } = useQuery(client.settings.holidays, { year }, { keep: true })
  const [here, setHere] = useState<Day | null>(null)
  const [wanted, setWanted] = useState<{ key: string } | null>(null)
  /** The cursor goes to the day that was written, in its year. */
  const goTo = (day: string): void => {
    setYear(Number(day.slice(0, 4)))
    setWanted({ key: day })
  }
  const { office, unsaved, change, save } = useOfficeDraft(read)
  const remove = async (): Promise<void> => {
    if (here === null) return
    const { day } = here
    const sure = await askConfirm({
      title: t('settings.removeDayTitle', { day }),
      action: t('settings.removeDay'),
      children: `${day} ${weekdayOf(day)} ${here.name}`,
    })
    if (sure) await attempt(() => client.settings.removeHoliday({ day }), t('app.saved'))
  }
  const rest = (day: number, on: boolean): void =>
    change({ restDays: [0, 1, 2, 3, 4, 5, 6].filter((each) => (each === day ? on : office.restDays.includes(each))) })
  const columns: Column<Day>[] = [
    { key: 'day', header: t('settings.day'), kind: 'date', width: 110 },
    { key: 'weekday', header: '', width: 50, value: ({ day }) => weekdayOf(day) },
    {
      key: 'works',
      header: t('app.state'),
      width: 100,
      render: ({ works }) =>
        works ? (
          <StateBadge tone="info">{t('settings.works')}</StateBadge>
        ) : (
          <StateBadge>{t('settings.rests')}</StateBadge>
        ),
    },
    { key: 'name', header: t('settings.dayName') },
  ]
  return (
    <>
      <Form
        label={t('settings.restDays')}
        onSubmit={save}
        unsaved={unsaved}
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <h2>{t('settings.restDays')}</h2>
        <div className={styles['inRow']}>
          {weekdayNames().map((name, day) => (
            <Check
              key={name}
              name="office.restDays"
              label={name}
              value={office.restDays.includes(day)}
              onChange={(on) => rest(day, on)}
            />
          ))}
        </div>
      </Form>
      <div className={styles['folder']}>
        <h2>{t('settings.holidays')}</h2>
        <Choice
          inline
          label={t('settings.year')}
          value={String(year)}
          options={[-1, 0, 1, 2, 3].map((step) => ({ value: String(thisYear + step), label: String(thisYear + step) }))}
          onChange={(value) => setYear(Number(value))}
        />
        <KeyButton keys="F4" onClick={() => setOpen({ day: null, last: null, works: false, name: '' })}>
          {t('settings.addDay')}
        </KeyButton>
        <KeyButton keys="Delete" disabled={here === null} onClick={remove}>
          {t('settings.removeDay')}
        </KeyButton>
        <small className="dim">{t('settings.holidaysHint')}</small>
      </div>
      <RestingBar />
      <div className={styles['table']}>
        <DataTable
          label={t('settings.holidays')}
          columns={columns}
          rows={data}
          rowKey={({ day }) => day}
          onOpen={(day) => setOpen({ ...day, last: null })}
          wanted={wanted}
          onSelect={setHere}
          empty={<Empty title={t('settings.holidaysEmpty', { year })} />}
        />
      </div>
      {open && <DayDialog first={open} onSaved={goTo} onClose={() => setOpen(null)} />}
    </>
  )
}
