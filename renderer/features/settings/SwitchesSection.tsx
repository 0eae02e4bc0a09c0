import type { PhraseKey } from '../../../shared/language.ts'
import { type CreditControl, creditControls, type FilmWish, filmWishes } from '../../../shared/settings.ts'
import { Check, Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput, MoneyInput, PercentInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import { CheckLists } from './CheckLists.tsx'
import { ReviewFields } from './ReviewFields.tsx'
import type { SectionProps } from './section.ts'
import { useOfficeDraft } from './useOfficeDraft.ts'
import styles from './SettingsPage.module.css'

const controlKeys: Record<CreditControl, PhraseKey> = {
  off: 'settings.creditOff',
  warn: 'settings.creditWarn',
  ask: 'settings.creditAsk',
}
const filmKeys: Record<FilmWish, PhraseKey> = {
  trade: 'settings.filmTrade',
  all: 'settings.filmAll',
  off: 'settings.filmOff',
}
const switches = [
  'fourEyes',
  'twoForMoney',
  'salespersonFirst',
  'signedConfirmationNeeded',
  'storeFirst',
  'gateSteps',
  'hideCustomerOnNotice',
  'newVersionQuoted',
  'dossierAsked',
  'replacementByComplaint',
] as const

/** What the office decided about its own way of working. */
/** How the greeting is kept; on the page it stands in the words of the office. */
const companyMark = '{{company}}'

export const SwitchesSection = ({ read }: SectionProps) => {
  const t = useT()
  const { office, unsaved, change, save } = useOfficeDraft(read)
  const checkAndSave = async (): Promise<void> => {
    if (office.reviewDepartments.length === 0)
      throw refuseField('office.reviewDepartments', t('reviews.departmentsMissing'))
    await save()
  }
  return (
    <Form
      label={t('settings.sectionSwitches')}
      onSubmit={checkAndSave}
      unsaved={unsaved}
      foot={<SubmitButton>{t('app.save')}</SubmitButton>}
    >
      <div className={styles['ticks']}>
        {switches.map((key) => (
          <Check
            key={key}
            name={`office.${key}`}
            label={t(`settings.${key}`)}
            value={office[key]}
            onChange={(on) => change({ [key]: on })}
          />
        ))}
      </div>
      <CheckLists office={office} change={change} />
      <FieldRow width={220}>
        <Choice
          name="office.checkWay"
          label={t('settings.checkWay')}
          value={office.checkWay}
          options={[
            { value: 'callBack', label: t('settings.checkWayCallBack') },
            { value: 'blind', label: t('settings.checkWayBlind') },
            { value: 'both', label: t('settings.checkWayBoth') },
          ]}
          onChange={(checkWay) => change({ checkWay })}
        />
        <MoneyInput
          name="office.blindFromFen"
          label={t('settings.blindFrom')}
          hint={t('settings.blindFromHint')}
          value={office.blindFromFen === 0 ? null : office.blindFromFen}
          onChange={(fen) => change({ blindFromFen: fen ?? 0 })}
        />
      </FieldRow>
      <TextInput
        name="office.signInNote"
        label={t('settings.signInNote')}
        value={office.signInNote}
        onChange={(signInNote) => change({ signInNote })}
        maxLength={100}
      />
      <TextInput
        name="office.greeting"
        label={t('settings.greeting')}
        value={office.greeting.replaceAll(companyMark, t('settings.companyMark'))}
        onChange={(typed) => change({ greeting: typed.replaceAll(t('settings.companyMark'), companyMark) })}
        maxLength={100}
        hint={t('settings.greetingHint', { mark: t('settings.companyMark') })}
      />
      <FieldRow width={200}>
        <Choice
          name="office.taxMode"
          label={t('settings.tax')}
          value={office.taxMode}
          options={[
            { value: 'included', label: t('settings.taxIncluded') },
            { value: 'excluded', label: t('settings.taxExcluded') },
          ]}
          onChange={(taxMode) => change({ taxMode })}
        />
        <PercentInput
          name="office.taxBasisPoints"
          label={t('settings.taxRate')}
          value={office.taxBasisPoints}
          onChange={(points) => change({ taxBasisPoints: points ?? 0 })}
        />
      </FieldRow>
      <FieldRow width={220}>
        <IntegerInput
          name="office.storeChaseDays"
          label={t('settings.storeChaseDays')}
          value={office.storeChaseDays}
          onChange={(days) => change({ storeChaseDays: days ?? 0 })}
        />
        <IntegerInput
          name="office.storeLongDays"
          label={t('settings.storeLongDays')}
          value={office.storeLongDays}
          onChange={(days) => change({ storeLongDays: days ?? 0 })}
        />
      </FieldRow>
      <FieldRow width={220}>
        <IntegerInput
          name="office.complaintConfirmHours"
          label={t('settings.complaintConfirmHours')}
          hint={t('settings.complaintHoursHint')}
          value={office.complaintConfirmHours}
          onChange={(hours) => change({ complaintConfirmHours: hours ?? 0 })}
        />
        <IntegerInput
          name="office.complaintReplyHours"
          label={t('settings.complaintReplyHours')}
          hint={t('settings.complaintHoursHint')}
          value={office.complaintReplyHours}
          onChange={(hours) => change({ complaintReplyHours: hours ?? 0 })}
        />
      </FieldRow>
      <FieldRow width={260}>
        <Choice
          name="office.inspectionProof"
          label={t('quality.wish')}
          value={office.inspectionNeeded ? office.inspectionProof : 'off'}
          options={[
            { value: 'off', label: t('quality.wishOff') },
            { value: 'hand', label: t('quality.wishHand') },
            { value: 'sheet', label: t('quality.wishSheet') },
          ]}
          onChange={(wish) =>
            change(
              wish === 'off'
                ? { inspectionNeeded: false }
                : { inspectionNeeded: true, inspectionProof: wish === 'sheet' ? 'sheet' : 'hand' },
            )
          }
        />
      </FieldRow>
      <ReviewFields office={office} change={change} />
      <FieldRow width={200}>
        <IntegerInput
          name="office.earlyDays"
          label={t('settings.earlyDays')}
          hint={t('settings.earlyDaysHint')}
          value={office.earlyDays}
          onChange={(earlyDays) => change({ earlyDays: earlyDays ?? 0 })}
        />
        <Choice
          name="office.creditControl"
          label={t('settings.creditControl')}
          value={office.creditControl}
          options={creditControls.map((value) => ({ value, label: t(controlKeys[value]) }))}
          onChange={(creditControl) => change({ creditControl })}
        />
        <Choice
          name="office.filmCheck"
          label={t('settings.filmCheck')}
          value={office.filmCheck}
          options={filmWishes.map((value) => ({ value, label: t(filmKeys[value]) }))}
          onChange={(filmCheck) => change({ filmCheck })}
        />
      </FieldRow>
    </Form>
  )
}
