import { useState } from 'react'
import { reviewWishes, reviewWishKeys } from '../../../shared/reviews.ts'
import type { Office } from '../../../shared/settings.ts'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'

const listOf = (text: string): string[] =>
  [...new Set(text.split(/[、,,;;]/).map((part) => part.trim()))].filter((part) => part !== '')

/** A list typed in one line; what stands between two marks is one entry. */
const ListInput = ({
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
  const [text, setText] = useState(value.join('、'))
  const change = (typed: string): void => {
    setText(typed)
    onChange(listOf(typed))
  }
  return <TextInput name={name} label={label} maxLength={200} value={text} onChange={change} />
}

/** Which orders are reviewed before they are made, by whom, and what each looks at (duties 22–25). */
export const ReviewFields = ({ office, change }: { office: Office; change: (part: Partial<Office>) => void }) => {
  const t = useT()
  return (
    <>
      <FieldRow width={200}>
        <Choice
          name="office.reviewWish"
          label={t('reviews.wish')}
          value={office.reviewWish}
          options={reviewWishes.map((value) => ({ value, label: t(reviewWishKeys[value]) }))}
          onChange={(reviewWish) => change({ reviewWish })}
        />
        {office.reviewWish === 'above' && (
          <MoneyInput
            name="office.reviewAboveFen"
            label={t('reviews.above')}
            value={office.reviewAboveFen}
            onChange={(fen) => change({ reviewAboveFen: fen ?? 0 })}
          />
        )}
      </FieldRow>
      {office.reviewWish !== 'off' && (
        <>
          <ListInput
            name="office.reviewDepartments"
            label={t('reviews.departments')}
            value={office.reviewDepartments}
            onChange={(reviewDepartments) => change({ reviewDepartments })}
          />
          <ListInput
            name="office.reviewLines"
            label={t('reviews.lines')}
            value={office.reviewLines}
            onChange={(reviewLines) => change({ reviewLines })}
          />
        </>
      )}
    </>
  )
}
