import { KeyButton } from './KeyButton.tsx'

/** The views of a list, each on its number: 1 待处理, 2 已处理, 3 全部. The one that is shown is pressed. */
export const Views = <View extends string | boolean | null>({
  views,
  shown,
  labelOf,
  onShow,
}: {
  views: readonly View[]
  shown: string | boolean | null
  labelOf: (view: View) => string
  onShow: (view: View) => void
}) =>
  views.map((view, index) => (
    <KeyButton
      key={String(view)}
      keys={String(index + 1)}
      className="chip"
      aria-pressed={view === shown}
      onClick={() => onShow(view)}
    >
      {labelOf(view)}
    </KeyButton>
  ))
