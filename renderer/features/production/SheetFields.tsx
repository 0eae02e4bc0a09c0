import type { FieldValues, NoticeField } from '../../../shared/noticeFields.ts'
import { FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { useT } from '../../lib/language.ts'

const hintKeys = { run: 'notices.runHint', table: 'notices.sizeTableHint' } as const

/** The fields of a notice or of one line, laid out by their list: short ones beside each other, long ones below. */
export const SheetFields = ({
  fields,
  values,
  name,
  disabled,
  hints = {},
  onChange,
}: {
  fields: readonly NoticeField[]
  values: FieldValues
  /** `head` or `lines.0`: a refused field is found by it. */
  name: string
  disabled: boolean
  /** Grey words after a field: what the order says. */
  hints?: Record<string, string>
  onChange: (key: string, value: string) => void
}) => {
  const t = useT()
  const common = ({ key, label, most }: NoticeField) => ({
    name: `${name}.${key}`,
    label: t(label),
    value: values[key] ?? '',
    maxLength: most,
    disabled,
    ...(hints[key] ? { hint: hints[key] } : {}),
    onChange: (value: string) => onChange(key, value),
  })
  const isBlock = ({ kind }: NoticeField): boolean => kind === 'long' || kind === 'table'
  return (
    <>
      <FieldRow width={175}>
        {fields
          .filter((field) => !isBlock(field))
          .map((field) => (
            <TextInput
              key={field.key}
              {...common(field)}
              suggestions={field.choices}
              {...(field.kind === 'run' ? { placeholder: t(hintKeys.run) } : {})}
            />
          ))}
      </FieldRow>
      <FieldRow width={300}>
        {fields.filter(isBlock).map((field) => (
          <TextBlock
            key={field.key}
            {...common(field)}
            rows={field.kind === 'table' ? 4 : 2}
            {...(field.kind === 'table' ? { below: t(hintKeys.table) } : {})}
          />
        ))}
      </FieldRow>
    </>
  )
}
