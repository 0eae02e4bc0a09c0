import { useState } from 'react'
import { timeOf } from '../../../shared/exceptions.ts'
import { TextInput } from '../../components/Field.tsx'
import { useT } from '../../lib/language.ts'

/** An hour as a hand types it: `1630` becomes 16:30 when the field is left; empty = any time of the day. */
export const TimeInput = ({
  name,
  label,
  value,
  onChange,
}: {
  name: string
  label: string
  value: string
  onChange: (value: string) => void
}) => {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && timeOf(typed) === null ? t('exceptions.wrongTime', { typed }) : undefined
  return (
    <TextInput
      name={name}
      label={label}
      value={typed ?? value}
      placeholder="16:30"
      maxLength={6}
      wrong={wrong}
      onChange={(text) => {
        setTyped(text)
        const time = timeOf(text)
        if (time !== null) onChange(time)
      }}
      onLeave={() => wrong === undefined && setTyped(null)}
    />
  )
}
