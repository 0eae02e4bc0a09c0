import { type RefObject, useMemo } from 'react'
import { KeyButton } from '../../components/KeyButton.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { useT } from '../../lib/language.ts'
import type { FormItem } from './inspectionForm.ts'
import { readMark, restGood } from './marks.ts'

/** 检查项目, each ✓ or ×, and what was measured (duty 127). */
export const CheckLines = ({
  items,
  current,
  defects,
  grid,
  onChange,
  onEnd,
}: {
  items: FormItem[]
  /** The items at this moment, drawn or not. */
  current: () => readonly FormItem[]
  /** Names of the defects that are written down. */
  defects: () => readonly string[]
  grid: RefObject<LineGridHandle | null>
  onChange: (items: FormItem[]) => void
  onEnd: () => void
}) => {
  const t = useT()
  const columns = useMemo(
    (): LineColumn<FormItem>[] => [
      { key: 'item', header: t('quality.item'), kind: 'text', width: 168, passed: true },
      {
        key: 'result',
        header: `${t('quality.itemResult')} 1✓ 0×`,
        kind: 'text',
        width: 96,
        read: (typed) => {
          const result = readMark(typed)
          return result === null ? { sentence: t('quality.markUnread') } : { values: { result } }
        },
      },
      { key: 'note', header: t('quality.itemNote'), kind: 'text', passed: true },
    ],
    [t],
  )
  return (
    <>
      <LineGrid<FormItem>
        ref={grid}
        label={t('quality.items')}
        columns={columns}
        rows={items}
        current={current}
        onChange={onChange}
        newRow={() => ({ item: '', result: '', note: '' })}
        mostRows={60}
        onEnd={onEnd}
      />
      <div className="formFoot">
        <KeyButton
          keys="Alt+y"
          tabIndex={-1}
          className="plain"
          onClick={() => onChange(restGood(current(), defects()))}
        >
          {t('quality.allGood')}
        </KeyButton>
      </div>
    </>
  )
}
