import {
  type FilmCheck,
  type FilmItem,
  type FilmMark,
  filmMarkKeys,
  filmMarks,
  filmStateKeys,
} from '../../../shared/noticeDesk.ts'
import type { Film } from '../../../shared/noticeProcedures.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Production.module.css'

/** The items begin as they were found last time, or right: an error has to be written. */
const firstItems = (film: Film): FilmItem[] => {
  const last = film.checks.at(-1)?.items ?? []
  return film.items.map((item) => last.find((each) => each.item === item) ?? { item, mark: 'right', words: '' })
}

/** Every item of the film right, wrong or unsure; signed with a name and a day (duty 42). */
export const FilmCheckDialog = ({ film, onClose }: { film: Film; onClose: () => void }) => {
  const t = useT()
  const name = useSession((store) => store.person?.name ?? '')
  const { fields, change, done, kept, clear } = useKeptFields(`film/${film.noticeId}/${film.checks.length}`, {
    items: firstItems(film),
    checkedBy: name,
    checkedOn: todayHere() as string | null,
  })
  const changeItem = (index: number, part: Partial<FilmItem>): void =>
    change({ items: fields.items.map((item, at) => (at === index ? { ...item, ...part } : item)) })
  const save = async (): Promise<void> => {
    if (fields.checkedBy.trim() === '')
      throw refuseField('checkedBy', t('shell.required', { field: t('notices.checkedBy') }))
    const saved = await client.production.checkFilm({
      noticeId: film.noticeId,
      items: fields.items.map((item) => (item.mark === 'right' ? { ...item, words: '' } : item)),
      checkedBy: fields.checkedBy,
      checkedOn: fields.checkedOn ?? todayHere(),
    })
    done()
    notify(t('notices.filmSaved', { state: t(filmStateKeys[saved.state]) }))
    onClose()
  }
  const title = t('notices.filmOf', { number: film.number })
  return (
    <Dialog title={title} onClose={onClose} width={640}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('notices.sign')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p className="dim">{t('notices.filmHint')}</p>
        {fields.items.map(({ item, mark, words }, index) => (
          <div key={item} className={styles['filmItem']}>
            <Choice<FilmMark>
              name={`items.${index}.mark`}
              label={item}
              value={mark}
              inline
              width={110}
              autoFocus={index === 0}
              options={filmMarks.map((value) => ({ value, label: t(filmMarkKeys[value]) }))}
              onChange={(next) => changeItem(index, { mark: next })}
            />
            {mark !== 'right' && (
              <TextInput
                name={`items.${index}.words`}
                label={t('notices.filmWordsOf', { item })}
                inline
                required
                maxLength={200}
                value={words}
                onChange={(next) => changeItem(index, { words: next })}
              />
            )}
          </div>
        ))}
        <FieldRow width={180}>
          <TextInput
            name="checkedBy"
            label={t('notices.checkedBy')}
            required
            maxLength={20}
            value={fields.checkedBy}
            onChange={(checkedBy) => change({ checkedBy })}
          />
          <DateInput
            name="checkedOn"
            label={t('notices.checkedOn')}
            value={fields.checkedOn}
            onChange={(checkedOn) => change({ checkedOn })}
          />
        </FieldRow>
      </Form>
    </Dialog>
  )
}

/** 已传真客户: to whom and when. */
export const FilmFaxDialog = ({ check, onClose }: { check: FilmCheck; onClose: () => void }) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields(`filmFax/${check.id}/${check.version}`, {
    faxedTo: '',
    faxedOn: todayHere() as string | null,
  })
  const save = async (): Promise<void> => {
    if (fields.faxedTo.trim() === '') throw refuseField('faxedTo', t('shell.required', { field: t('notices.faxedTo') }))
    const { id, version } = check
    await client.production.faxFilm({ id, version, faxedTo: fields.faxedTo, faxedOn: fields.faxedOn ?? todayHere() })
    done()
    onClose()
  }
  return (
    <Dialog title={t('notices.fax')} onClose={onClose} width={460}>
      <Form
        label={t('notices.fax')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('notices.fax')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={180}>
          <TextInput
            name="faxedTo"
            label={t('notices.faxedTo')}
            required
            autoFocus
            maxLength={40}
            value={fields.faxedTo}
            onChange={(faxedTo) => change({ faxedTo })}
          />
          <DateInput
            name="faxedOn"
            label={t('notices.faxedOn')}
            value={fields.faxedOn}
            onChange={(faxedOn) => change({ faxedOn })}
          />
        </FieldRow>
      </Form>
    </Dialog>
  )
}

/** What the customer said to the film they were faxed. */
export const FilmAnswerDialog = ({ check, onClose }: { check: FilmCheck; onClose: () => void }) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields(`filmAnswer/${check.id}/${check.version}`, {
    verdict: 'right' as 'right' | 'wrong',
    answer: '',
    answeredOn: todayHere() as string | null,
  })
  const save = async (): Promise<void> => {
    if (fields.answer.trim() === '') throw refuseField('answer', t('shell.required', { field: t('notices.answer') }))
    const { id, version } = check
    const { verdict, answer, answeredOn } = fields
    const saved = await client.production.answerFilm({
      id,
      version,
      answer,
      answeredOn: answeredOn ?? todayHere(),
      right: verdict === 'right',
    })
    done()
    notify(t('notices.filmSaved', { state: t(filmStateKeys[saved.state]) }))
    onClose()
  }
  return (
    <Dialog title={t('notices.takeAnswer')} onClose={onClose} width={520}>
      <Form
        label={t('notices.takeAnswer')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={160}>
          <Choice
            name="right"
            label={t('notices.takeAnswer')}
            value={fields.verdict}
            autoFocus
            options={[
              { value: 'right', label: t('notices.answerRight') },
              { value: 'wrong', label: t('notices.answerWrong') },
            ]}
            onChange={(verdict) => change({ verdict })}
          />
          <DateInput
            name="answeredOn"
            label={t('notices.answeredOn')}
            value={fields.answeredOn}
            onChange={(answeredOn) => change({ answeredOn })}
          />
        </FieldRow>
        <TextInput
          name="answer"
          label={t('notices.answer')}
          required
          maxLength={200}
          value={fields.answer}
          onChange={(answer) => change({ answer })}
        />
      </Form>
    </Dialog>
  )
}
