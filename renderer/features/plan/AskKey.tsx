import { useState } from 'react'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { AskDialog, type AskedWithPlace } from './AskDialog.tsx'

/** What the question needs of a line as it stands in a grid. */
interface Typed {
  productId: number | null
  code: string
  description: string
  unit: string
  quantity: number | null
  dueOn: string | null
}

/** The key that asks 赶得及吗 of the lines as they are typed; cells still being typed are read first. */
export const AskKey = ({ settle, lines }: { settle: () => Promise<unknown>; lines: () => readonly Typed[] }) => {
  const t = useT()
  const [asked, setAsked] = useState<{ lines: AskedWithPlace[]; leftOut: number[] } | null>(null)
  const ask = async (): Promise<void> => {
    await settle()
    const complete: AskedWithPlace[] = []
    const leftOut: number[] = []
    for (const [index, line] of lines().entries()) {
      const { productId, code, description, unit, quantity, dueOn } = line
      if (quantity !== null && quantity > 0 && dueOn !== null)
        complete.push({
          place: index + 1,
          productId,
          name: (description || code).slice(0, 200),
          unit: unit.slice(0, 8),
          quantity,
          dueOn,
        })
      else if (code !== '' || description !== '' || quantity !== null) leftOut.push(index + 1)
    }
    if (complete.length === 0) notify(t('plan.askNothing'), 'info')
    else setAsked({ lines: complete, leftOut })
  }
  return (
    <>
      <KeyButton keys="Alt+g" tabIndex={-1} onClick={ask}>
        {t('plan.ask')}
      </KeyButton>
      {asked && <AskDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  )
}
