import { useCallback, useEffect, useRef, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import styles from './Statement.module.css'

interface Run {
  done: number
  of: number
  at: string
}

/**
 * All statements of a month, a customer at a time, each whole: stopped by Esc it leaves those made, and the next run goes
 * on with the others (duty 102).
 */
export const MakeAll = ({ month, onDone }: { month: string; onDone: () => void }) => {
  const t = useT()
  const [run, setRun] = useState<Run>({ done: 0, of: 0, at: '' })
  const stopped = useRef(false)
  const stop = (): void => {
    stopped.current = true
  }
  const work = useCallback(async (): Promise<void> => {
    let [made, closing, left] = [0, 0, 0]
    try {
      const ahead = await client.statements.runAhead({ month })
      const waiting = await client.statements.toMake({ month })
      for (const [index, { id, customer }] of waiting.entries()) {
        left = waiting.length - index
        if (stopped.current) break
        setRun({ done: index, of: waiting.length, at: customer })
        const one = await client.statements.makeNext({ customerId: id, month })
        if (one.closingFen !== null) {
          made += 1
          closing += one.closingFen
        }
        left = waiting.length - index - 1
      }
      if (stopped.current) notify(t('statements.madeStopped', { made, left }), 'info')
      else {
        const others = t('statements.notMadeWords', { ...ahead, nothing: waiting.length - made })
        if (made === 0) notify(`${t('statements.madeNone')} ${others}`, 'info')
        else notify(`${t('statements.madeRun', { made, closing: formatFen(closing) })}。${others}`)
      }
    } catch (error) {
      notify(sentenceOf(error), 'bad')
    }
    onDone()
  }, [month, onDone, t])
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void work()
  }, [work])
  return (
    <Dialog title={t('statements.makeAll')} onClose={stop}>
      <div className={styles['run']} role="status">
        <div>
          <b>{run.at}</b> <small>{run.of > 0 && `${run.done} / ${run.of}`}</small>
        </div>
        <progress
          max={Math.max(1, run.of)}
          value={run.of > 0 ? run.done : undefined}
          aria-label={t('statements.makeAll')}
        />
        <KeyButton keys="Escape" listen={false} onClick={stop}>
          {t('shell.progressCancel')}
        </KeyButton>
      </div>
    </Dialog>
  )
}
