import { filmWanted } from '../../../shared/noticeDesk.ts'
import { useState } from 'react'
import {
  type LabelCode,
  labelCodeKeys,
  labelCodes,
  type LabelForm,
  labelFormKeys,
  labelForms,
  type LabelName,
  labelNames,
} from '../../../shared/labels.ts'
import { Check, Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import type { SectionProps } from './section.ts'
import { useOfficeDraft } from './useOfficeDraft.ts'

const copiesOf = (text: string): string[] =>
  text
    .split(/[、,，;；\n]/)
    .map((name) => name.trim())
    .filter(Boolean)

/** Copies, terms and the days until a signed paper is due back. */
export const PapersSection = ({ read }: SectionProps) => {
  const t = useT()
  const { office, unsaved, change, save } = useOfficeDraft(read)
  const filmed = filmWanted(office.filmCheck, office.trade)
  const [copies, setCopies] = useState<string | null>(null)
  const [lists, setLists] = useState<{ noticeCopyNames?: string; filmItems?: string }>({})
  const { signBackDays } = office
  const days = [
    ['confirmation', 'settings.daysConfirmation'],
    ['delivery', 'settings.daysDelivery'],
    ['statement', 'settings.daysStatement'],
    ['outsourcing', 'settings.daysOutsourcing'],
    ['quotation', 'settings.daysQuotation'],
  ] as const
  return (
    <Form
      label={t('settings.sectionPapers')}
      onSubmit={() =>
        save().then(() => {
          setCopies(null)
          setLists({})
        })
      }
      unsaved={unsaved}
      foot={<SubmitButton>{t('app.save')}</SubmitButton>}
    >
      <TextInput
        name="office.noteCopies"
        label={t('settings.noteCopies')}
        value={copies ?? office.noteCopies.join('、')}
        onChange={(text) => {
          setCopies(text)
          change({ noteCopies: copiesOf(text) })
        }}
        hint={t('settings.noteCopiesHint')}
      />
      <FieldRow width={330}>
        {(filmed ? (['noticeCopyNames', 'filmItems'] as const) : (['noticeCopyNames'] as const)).map((key) => (
          <TextInput
            key={key}
            name={`office.${key}`}
            label={t(`settings.${key}`)}
            value={lists[key] ?? office[key].join('、')}
            onChange={(text) => {
              setLists((before) => ({ ...before, [key]: text }))
              change({ [key]: copiesOf(text) })
            }}
          />
        ))}
      </FieldRow>
      <FieldRow width={200}>
        <Check
          name="office.noteProgress"
          label={t('settings.noteProgress')}
          value={office.noteProgress}
          onChange={(noteProgress) => change({ noteProgress })}
        />
        <Choice<LabelForm>
          name="office.labelForm"
          label={t('labels.form')}
          value={office.labelForm}
          options={labelForms.map((value) => ({ value, label: t(labelFormKeys[value]) }))}
          onChange={(labelForm) => change({ labelForm })}
        />
        <Choice<LabelCode>
          name="office.labelCode"
          label={t('settings.labelCode')}
          value={office.labelCode}
          options={labelCodes.map((value) => ({ value, label: t(labelCodeKeys[value]) }))}
          onChange={(labelCode) => change({ labelCode })}
        />
        <Choice<LabelName>
          name="office.labelName"
          label={t('settings.labelName')}
          value={office.labelName}
          options={labelNames.map((value) => ({
            value,
            label: t(value === 'name' ? 'settings.labelNameFull' : 'settings.labelNameCode'),
          }))}
          onChange={(labelName) => change({ labelName })}
        />
      </FieldRow>
      <TextInput
        name="office.noteText"
        label={t('settings.noteText')}
        value={office.noteText}
        onChange={(noteText) => change({ noteText })}
        maxLength={100}
      />
      <TextBlock
        name="office.confirmationTerms"
        label={t('settings.confirmationTerms')}
        value={office.confirmationTerms}
        onChange={(confirmationTerms) => change({ confirmationTerms })}
        maxLength={300}
      />
      <TextBlock
        name="office.statementTerms"
        label={t('settings.statementTerms')}
        value={office.statementTerms}
        onChange={(statementTerms) => change({ statementTerms })}
        maxLength={300}
      />
      <h2>{t('settings.signBackDays')}</h2>
      <FieldRow width={160}>
        {days.map(([key, label]) => (
          <IntegerInput
            key={key}
            name={`office.signBackDays.${key}`}
            label={t(label)}
            hint={t('settings.days')}
            value={signBackDays[key]}
            onChange={(value) => change({ signBackDays: { ...signBackDays, [key]: value ?? 0 } })}
          />
        ))}
        <IntegerInput
          name="office.signEscalateDays"
          label={t('settings.signEscalateDays')}
          hint={t('settings.days')}
          value={office.signEscalateDays}
          onChange={(value) => change({ signEscalateDays: value ?? 0 })}
        />
      </FieldRow>
    </Form>
  )
}
