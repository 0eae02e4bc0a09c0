import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { WaitingLine } from '../../../shared/production.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { Choice, TextInput } from '../../components/Field.tsx'
import { useFormField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import {
  askedOf,
  type Part,
  sizesOfParts,
  withoutOldSizes,
  withoutPart,
  withQuantity,
  withSplit,
} from './releaseParts.ts'
import styles from './Production.module.css'

/** Each process in the workshop it belongs to. */
export const anyWorkshop = 'any'

/** What is left of a line when its parts go: nothing, some for later, or more asked than there is. */
const Left = ({ line, parts }: { line: WaitingLine; parts: readonly Part[] }) => {
  const t = useT()
  const left = line.remaining - askedOf(parts, line.orderLineId)
  if (left < 0) return <span className="neg">▲ {t('notices.over', { quantity: formatQuantity(-left) })}</span>
  return left === 0 ? <span className="dim">0</span> : <b>{formatQuantity(left)}</b>
}

/** Under a row: the sizes it takes along, and what is wrong with it in a whole line. */
const UnderRow = ({
  index,
  line,
  sizes,
  onSizes,
}: {
  index: number
  line: WaitingLine
  sizes: string
  onSizes: (sizes: string) => void
}) => {
  const t = useT()
  const { errorOf } = useFormField()
  const wrong = errorOf(`lines.${index}.quantity`) ?? errorOf(`lines.${index}.sizes`)
  if (line.sizes.length === 0 && wrong === null) return null
  return (
    <tr>
      <td />
      <td colSpan={6} className={styles['underRow']}>
        {line.sizes.length > 0 && (
          <TextInput
            name={`lines.${index}.sizes`}
            label={`${t('notices.sizes')} ${line.code}`}
            inline
            width={520}
            maxLength={200}
            value={sizes}
            onChange={onSizes}
          />
        )}
        {wrong !== null && <span className="neg">▲ {wrong}</span>}
      </td>
    </tr>
  )
}

/** The lines of an order and their shares for the workshops: quantities typed, F4 splits, what is left beside it. */
export const ReleaseLines = ({
  lines,
  parts,
  workshops,
  onChange,
}: {
  lines: readonly WaitingLine[]
  parts: readonly Part[]
  workshops: readonly string[]
  onChange: (next: (before: Part[]) => Part[]) => void
}) => {
  const t = useT()
  const table = useRef<HTMLTableElement>(null)
  const [row, setRow] = useState(0)
  const [wanted, setWanted] = useState<{ at: number } | null>(null)
  useEffect(() => {
    if (wanted) table.current?.querySelector<HTMLElement>(`[name="lines.${wanted.at}.quantity"]`)?.focus()
  }, [wanted])

  const here = Math.min(row, parts.length - 1)
  const sizes = sizesOfParts(parts, lines)
  const lineOf = (part: Part): WaitingLine => lines.find(({ orderLineId }) => orderLineId === part.orderLineId)!
  const isFirst = (index: number): boolean =>
    parts.findIndex(({ orderLineId }) => orderLineId === parts[index]!.orderLineId) === index
  /** A quantity that is still being typed is read first. */
  const leaveField = (): void => {
    if (document.activeElement instanceof HTMLElement && table.current?.contains(document.activeElement))
      document.activeElement.blur()
  }
  const split = (): void => {
    leaveField()
    const { remaining } = lineOf(parts[here]!)
    onChange((before) => withSplit(before, here, remaining, workshops).parts)
    setWanted({ at: withSplit(parts, here, remaining, workshops).at })
  }
  const drop = (): void => {
    leaveField()
    onChange((before) => withoutPart(before, here))
    setWanted({ at: Math.max(0, here - 1) })
  }
  /** ↑ ↓ go to the same field of the row above or below, as in the other grids. */
  const walkRows = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || isComposing(event) || !['ArrowDown', 'ArrowUp'].includes(event.key)) return
    const { target } = event
    const [, kind] = target instanceof HTMLInputElement ? (/^lines\.\d+\.(\w+)$/.exec(target.name) ?? []) : []
    if (kind !== 'quantity' && kind !== 'sizes') return
    const fields = [...(table.current?.querySelectorAll<HTMLInputElement>(`input[name$=".${kind}"]`) ?? [])]
    const next = fields[fields.indexOf(target as HTMLInputElement) + (event.key === 'ArrowDown' ? 1 : -1)]
    event.preventDefault()
    next?.focus()
    next?.select()
  }
  return (
    <>
      <table ref={table} className={styles['parts']} onKeyDown={walkRows}>
        <thead>
          <tr>
            <th>{t('app.product')}</th>
            <th>{t('production.description')}</th>
            <th>{t('production.due')}</th>
            <th className="n">{t('production.remaining')}</th>
            <th className="n">{t('production.nowRelease')}</th>
            <th>{t('production.workshop')}</th>
            <th className="n">{t('notices.left')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => {
            const line = lineOf(part)
            const first = isFirst(index)
            return (
              <Fragment key={`${part.orderLineId} ${index}`}>
                <tr className={index === here ? styles['here'] : undefined} onFocus={() => setRow(index)}>
                  <td>{first ? line.code : ''}</td>
                  <td>{first ? line.description : <span className="dim">　└</span>}</td>
                  <td>{first ? line.dueOn.slice(5) : ''}</td>
                  <td className="n">{first ? `${formatQuantity(line.remaining)} ${line.unit}` : ''}</td>
                  <td className="n">
                    <QuantityInput
                      name={`lines.${index}.quantity`}
                      label={`${t('production.nowRelease')} ${line.code}`}
                      inline
                      width={100}
                      value={part.quantity}
                      onChange={(value) =>
                        onChange((before) =>
                          withoutOldSizes(
                            before,
                            withQuantity(before, index, {
                              remaining: line.remaining,
                              quantity: Math.max(0, value ?? 0),
                            }),
                          ),
                        )
                      }
                    />
                  </td>
                  <td>
                    <Choice
                      name={`lines.${index}.workshop`}
                      label={`${t('production.workshop')} ${line.code}`}
                      inline
                      width={150}
                      value={part.workshop === '' ? anyWorkshop : part.workshop}
                      options={[
                        { value: anyWorkshop, label: t('production.anyWorkshop') },
                        ...workshops.map((value) => ({ value, label: value })),
                      ]}
                      onChange={(value) =>
                        onChange((before) =>
                          before.map((each, at) =>
                            at === index ? { ...each, workshop: value === anyWorkshop ? '' : value } : each,
                          ),
                        )
                      }
                    />
                  </td>
                  <td className="n">{first && <Left line={line} parts={parts} />}</td>
                </tr>
                <UnderRow
                  index={index}
                  line={line}
                  sizes={sizes[index] ?? ''}
                  onSizes={(typed) =>
                    onChange((before) => before.map((each, at) => (at === index ? { ...each, sizes: typed } : each)))
                  }
                />
              </Fragment>
            )
          })}
        </tbody>
      </table>
      <div className={styles['partKeys']}>
        <KeyButton keys="F4" onClick={split}>
          {t('notices.split')}
        </KeyButton>
        {!isFirst(here) && (
          <KeyButton keys="Control+Delete" onClick={drop}>
            {t('notices.splitDrop')}
          </KeyButton>
        )}
      </div>
    </>
  )
}
