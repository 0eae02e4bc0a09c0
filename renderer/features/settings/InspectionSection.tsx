import { useState } from 'react'
import { inspectionListOf } from '../../../shared/inspectionLists.ts'
import type { Office } from '../../../shared/settings.ts'
import { aqlText } from '../../../shared/sampling.ts'
import { aqls, levels } from '../../../shared/samplingTables.ts'
import { type Severity, severities, severityKeys } from '../../../shared/severities.ts'
import { Choice, FieldRow, TextBlock } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useT } from '../../lib/language.ts'
import type { SectionProps } from './section.ts'
import { useOfficeDraft } from './useOfficeDraft.ts'

const listOf = (text: string): string[] =>
  [...new Set(text.split(/[、,,;;\n]/).map((part) => part.trim().slice(0, 30)))].filter((part) => part !== '')

const ListBlock = ({
  name,
  label,
  value,
  onChange,
}: {
  name: string
  label: string
  value: readonly string[]
  onChange: (value: string[]) => void
}) => {
  const t = useT()
  const [text, setText] = useState(value.join('、'))
  return (
    <TextBlock
      name={name}
      label={label}
      hint={t('quality.listHint')}
      rows={2}
      maxLength={1500}
      value={text}
      onChange={(typed) => {
        setText(typed)
        onChange(listOf(typed))
      }}
    />
  )
}

const AqlField = ({
  severity,
  office,
  change,
}: {
  severity: Severity
  office: Office
  change: (part: Partial<Office>) => void
}) => {
  const t = useT()
  return (
    <Choice
      name={`office.inspectionAql.${severity}`}
      label={`${t(severityKeys[severity])} AQL`}
      value={String(office.inspectionAql[severity])}
      options={[0, ...aqls].map((aql) => ({
        value: String(aql),
        label: aql === 0 ? t('quality.aqlNone') : aqlText(aql),
      }))}
      onChange={(aql) => change({ inspectionAql: { ...office.inspectionAql, [severity]: Number(aql) } })}
    />
  )
}

/** How this office inspects: level and AQL, the checklist, the kinds of defects (duties 73, 127). */
export const InspectionSection = ({ read }: SectionProps) => {
  const t = useT()
  const { office, unsaved, change, save } = useOfficeDraft(read)
  const list = inspectionListOf(office)
  const changeDefects = (severity: Severity, names: string[]): void =>
    change({
      inspectionDefects: [
        ...list.defects.filter((each) => each.severity !== severity && !names.includes(each.defect)),
        ...names.map((defect) => ({ defect, severity })),
      ],
    })
  return (
    <Form
      label={t('quality.section')}
      onSubmit={save}
      unsaved={unsaved}
      foot={<SubmitButton>{t('app.save')}</SubmitButton>}
    >
      <FieldRow width={160}>
        <Choice
          name="office.inspectionLevel"
          label={t('quality.level')}
          value={office.inspectionLevel}
          options={levels.map((value) => ({ value, label: value }))}
          onChange={(inspectionLevel) => change({ inspectionLevel })}
        />
        {severities.map((severity) => (
          <AqlField key={severity} severity={severity} office={office} change={change} />
        ))}
      </FieldRow>
      <ListBlock
        name="office.inspectionItems"
        label={t('quality.items')}
        value={list.items}
        onChange={(inspectionItems) => change({ inspectionItems })}
      />
      {severities.map((severity) => (
        <ListBlock
          key={severity}
          name={`defects.${severity}`}
          label={t('quality.usualDefects', { severity: t(severityKeys[severity]) })}
          value={list.defects.filter((each) => each.severity === severity).map(({ defect }) => defect)}
          onChange={(names) => changeDefects(severity, names)}
        />
      ))}
      <p className="dim">{t('quality.standard')}</p>
    </Form>
  )
}
