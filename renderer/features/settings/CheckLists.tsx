import { type CheckField, checkFieldKeys, checkFields, checkListOf, isAlwaysChecked } from '../../../shared/checks.ts'
import type { Office } from '../../../shared/settings.ts'
import { Check, TextInput } from '../../components/Field.tsx'
import { Button } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './SettingsPage.module.css'

/** One list of check columns; what costs money is ticked and stays so. */
const Ticks = ({
  name,
  value,
  onChange,
}: {
  name: string
  value: readonly CheckField[]
  onChange: (fields: CheckField[]) => void
}) => {
  const t = useT()
  return (
    <div className={styles['inRow']}>
      {checkFields.map((field) => (
        <Check
          key={field}
          name={name}
          label={t(checkFieldKeys[field])}
          disabled={isAlwaysChecked(field)}
          value={value.includes(field)}
          onChange={(on) => onChange(checkListOf(on ? [...value, field] : value.filter((each) => each !== field)))}
        />
      ))}
    </div>
  )
}

/** What is checked of a line in the call-back: the office's standard list, and other lists for some families (duty 6). */
export const CheckLists = ({ office, change }: { office: Office; change: (part: Partial<Office>) => void }) => {
  const t = useT()
  const lists = office.familyFields
  const { data: series } = useQuery(client.products.series, {})
  const put = (index: number, part: Partial<Office['familyFields'][number]>): void =>
    change({ familyFields: lists.map((each, at) => (at === index ? { ...each, ...part } : each)) })
  const remove = (index: number): void => {
    change({ familyFields: lists.filter((_, at) => at !== index) })
    // the button under the hand goes: the next thing to do has the focus
    document.getElementById('check-family-add')?.focus()
  }
  return (
    <>
      <h2>{t('settings.checkFields')}</h2>
      <Ticks
        name="office.checkFields"
        value={office.checkFields}
        onChange={(fields) => change({ checkFields: fields })}
      />
      <small className="dim">{t('settings.checkFieldsHint')}</small>
      <h2>{t('settings.checkFamilies')}</h2>
      <small className="dim">{t('settings.checkFamiliesHint')}</small>
      {lists.map(({ family, fields }, index) => (
        <div key={index} role="group" aria-label={family || t('settings.checkFamily')} className={styles['family']}>
          <TextInput
            name={`office.familyFields.${index}.family`}
            label={t('settings.checkFamily')}
            required
            autoFocus={family === ''}
            maxLength={20}
            suggestions={series}
            value={family}
            onChange={(typed) => put(index, { family: typed })}
          />
          <Ticks
            name={`office.familyFields.${index}.fields`}
            value={fields}
            onChange={(chosen) => put(index, { fields: chosen })}
          />
          <Button danger onClick={() => remove(index)}>
            {t('settings.removeCheckFamily', { family: family || t('settings.checkFamily') })}
          </Button>
          {family !== '' && series && !series.includes(family.trim()) && (
            <small role="status" className={styles['odd']}>
              ◆ {t('settings.noSuchFamily')}
            </small>
          )}
        </div>
      ))}
      <div>
        <Button
          id="check-family-add"
          disabled={lists.length >= 60}
          onClick={() => change({ familyFields: [...lists, { family: '', fields: checkListOf(office.checkFields) }] })}
        >
          {t('settings.addCheckFamily')}
        </Button>
      </div>
    </>
  )
}
