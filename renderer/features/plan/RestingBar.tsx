import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'

/** The calendar was changed and plans lie on rest days now: nothing moves by itself, one key plans them anew. */
export const RestingBar = () => {
  const t = useT()
  const may = useMay('production.write')
  const { data } = useQuery(client.plan.resting, {}, { keep: true })
  if (!data || data.operations === 0) return null
  const planAnew = async (): Promise<void> => {
    const done = await withReason(
      {
        title: t('plan.planAnewTitle'),
        label: t('app.reason'),
        action: t('plan.planAnew'),
        children: t('plan.planAnewWords', { lines: data.lines }),
      },
      (reason) => client.plan.planAnew({ reason }),
    )
    if (!done) return
    const moved = t('plan.plannedAnew', { resting: done.resting, count: done.operations })
    const words = done.past > 0 ? `${moved}${t('plan.anewPast', { count: done.past })}` : moved
    if (done.first === null) return notify(words, done.past > 0 ? 'bad' : 'ok')
    const { processName, day } = done.first
    const look = await askConfirm({
      title: t('plan.anewOverloaded', { count: done.overloads }),
      action: t('plan.seeLoad'),
      children: `${words}${t('plan.anewOverloadedWords', { process: processName, day, count: done.overloads })}`,
    })
    if (look) openTab({ word: 'plan' })
  }
  return (
    <div className="refusal" role="status">
      <span aria-hidden="true">◆</span>
      <span>{t('plan.resting', { count: data.operations, lines: data.lines })}</span>
      {may && (
        <KeyButton keys="F7" onClick={planAnew}>
          {t('plan.planAnew')}
        </KeyButton>
      )}
    </div>
  )
}
