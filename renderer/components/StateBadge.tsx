import type { ReactNode } from 'react'

/** ok green ✓ · warn amber ◆ · bad red ▲ · now red ● · wait amber ● · info blue ○ · plain grey. Never colour alone. */
export type Tone = 'ok' | 'warn' | 'bad' | 'now' | 'wait' | 'info' | 'plain'

const shapes: Record<Tone, string> = { ok: '✓', warn: '◆', bad: '▲', now: '●', wait: '●', info: '○', plain: '' }
const classes: Record<Tone, string> = {
  ok: 'ok',
  warn: 'warn',
  bad: 'bad',
  now: 'bad',
  wait: 'warn',
  info: 'info',
  plain: '',
}

/** A state as colour, shape and word. `<StateBadge tone="wait">待回电核对</StateBadge>` */
export const StateBadge = ({
  tone = 'plain',
  shape,
  title,
  children,
}: {
  tone?: Tone
  shape?: string
  title?: string
  children: ReactNode
}) => {
  const mark = shape ?? shapes[tone]
  return (
    <span className={`tag ${classes[tone]}`} title={title}>
      {mark && <span aria-hidden="true">{mark}</span>}
      {children}
    </span>
  )
}
