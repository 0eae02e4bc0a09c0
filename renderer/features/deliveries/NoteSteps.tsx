import { useState } from 'react'
import { type Note, packsOut } from '../../../shared/deliveries.ts'
import { missingFen } from '../../../shared/gates.ts'
import { formatFen } from '../../../shared/money.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextBlock } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { askedFirst } from '../../lib/askedFirst.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import { GateSteps } from '../journeys/NoteJourney.tsx'
import styles from './Note.module.css'
import { rejectedWords } from './NoteRejected.tsx'
import { withReason } from '../../lib/reasoned.ts'

const CountDialog = ({ note, onClose }: { note: Note; onClose: () => void }) => {
  const t = useT()
  const [packs, setPacks] = useState<number | null>(null)
  const [explanation, setExplanation] = useState('')
  const save = async (): Promise<void> => {
    await client.deliveries.countPacks({
      id: note.id,
      version: note.version,
      packs: packs ?? note.totalPacks,
      explanation: explanation.trim(),
    })
    onClose()
  }
  return (
    <Dialog title={`${note.number} ${t('deliveries.countDiffers')}`} onClose={onClose}>
      <Form
        label={t('deliveries.countDiffers')}
        onSubmit={save}
        foot={<SubmitButton>{t('deliveries.count')}</SubmitButton>}
      >
        <IntegerInput
          name="packs"
          label={t('deliveries.countedPacks')}
          hint={`${t('deliveries.title')} ${t('deliveries.stampPacks', { packs: note.totalPacks })}`}
          required
          autoFocus
          value={packs}
          onChange={setPacks}
        />
        <TextBlock
          name="explanation"
          label={t('deliveries.countWhy')}
          maxLength={200}
          rows={2}
          value={explanation}
          onChange={setExplanation}
        />
      </Form>
    </Dialog>
  )
}

interface Step {
  name: 'pick' | 'inspect' | 'count' | 'release'
  stamp: Note['picked']
  words: string
  failed?: boolean
}

const stepsOf = (note: Note, say: ReturnType<typeof useT>): Step[] => {
  const failed = note.inspection?.startsWith('failed:') ?? false
  const counted =
    note.packsExplanation === null
      ? say('deliveries.stampPacks', { packs: note.countedPacks ?? 0 })
      : say('deliveries.stampPacksDiffer', { counted: note.countedPacks ?? 0, why: note.packsExplanation })
  return [
    { name: 'pick', stamp: note.picked, words: '' },
    {
      name: 'inspect',
      stamp: note.inspected,
      words: failed ? say('deliveries.failed', { why: note.inspection?.slice(7) ?? '' }) : note.inspectionNumbers,
      failed,
    },
    {
      name: 'count',
      stamp: note.counted,
      words: note.counted ? counted : say('deliveries.stampPacks', { packs: packsOut(note.lines) }),
    },
    { name: 'release', stamp: note.released, words: '' },
  ]
}

/** 备货 → 验货 → 点数 → 放行, each by one key; who did it and when (duty 88). */
export const NoteSteps = ({ note }: { note: Note }) => {
  const t = useT()
  const [mayWrite, mayRelease, mayOverride] = [
    useMay('deliveries.write'),
    useMay('deliveries.release'),
    useMay('gates.override'),
  ]
  const [counting, setCounting] = useState(false)
  const ask = { id: note.id, version: note.version }
  const open = note.state !== 'void' && note.state !== 'released'
  const returned = note.kind === 'return'
  const missing = formatFen(note.gate.open ? note.cashGapFen : missingFen(note.gate))
  const gateOpen = note.gate.open && note.cashGapFen === 0
  const fail = async (): Promise<void> => {
    await withReason(
      {
        title: `${note.number} ${t('deliveries.inspectFailed')}`,
        action: t('deliveries.inspectFailed'),
        label: t('deliveries.inspectFailedWhy'),
      },
      (remark) => client.deliveries.inspect({ ...ask, passed: false, remark }),
    )
  }
  const done = t('deliveries.releasedDone', { number: note.number })
  const release = (): Promise<unknown> =>
    attempt(async () => {
      const sent = await askedFirst(
        {
          codes: ['deliveries.rejectedGoods'],
          title: `${note.number} ${t('deliveries.release')}`,
          action: t('deliveries.release'),
        },
        (sure) => client.deliveries.release({ ...ask, overrideReason: null, sure }),
      )
      if (sent) notify(done)
    })
  const rejected = note.lines.filter((line) => line.rejected?.taken)
  const override = (): Promise<unknown> =>
    withReason(
      {
        title: t('deliveries.overrideRelease'),
        action: t('deliveries.overrideRelease'),
        label: t('app.reason'),
        danger: true,
        children: [
          t(note.gate.open ? 'deliveries.overrideCash' : 'deliveries.overrideWhy', { number: note.number, missing }),
          ...rejected.map((line) => rejectedWords(line, t)),
        ].join('\n'),
      },
      (overrideReason) => client.deliveries.release({ ...ask, overrideReason, sure: rejected.length > 0 }),
      done,
    )
  const passed = note.inspected !== null && !(note.inspection?.startsWith('failed:') ?? false)
  const buttons = {
    pick: mayWrite && note.picked === null && (
      <KeyButton keys="b" go onClick={() => attempt(() => client.deliveries.pick(ask))}>
        {t('deliveries.pick')}
      </KeyButton>
    ),
    inspect: mayWrite && note.picked !== null && !passed && (
      <>
        <KeyButton keys="n" onClick={fail}>
          {t('deliveries.inspectFailed')}
        </KeyButton>
        <KeyButton
          keys="y"
          go
          onClick={() => attempt(() => client.deliveries.inspect({ ...ask, passed: true, remark: '' }))}
        >
          {t('deliveries.inspect')}
        </KeyButton>
      </>
    ),
    count: mayWrite && note.picked !== null && note.counted === null && (
      <>
        <KeyButton keys="x" onClick={() => setCounting(true)}>
          {t('deliveries.countDiffers')}
        </KeyButton>
        <KeyButton
          keys="d"
          go={passed}
          onClick={() =>
            attempt(() => client.deliveries.countPacks({ ...ask, packs: note.totalPacks, explanation: '' }))
          }
        >
          {t('deliveries.count')}
        </KeyButton>
      </>
    ),
    release: mayRelease && (returned || note.counted !== null) && (
      <>
        {!gateOpen && mayOverride && (
          <KeyButton keys="t" onClick={override}>
            {t('deliveries.overrideRelease')}
          </KeyButton>
        )}
        <KeyButton keys="f" go={gateOpen} onClick={() => release()}>
          {t('deliveries.release')}
        </KeyButton>
      </>
    ),
  }
  return (
    <>
      {stepsOf(note, t)
        .filter(({ name }) => !returned || name === 'release')
        .map(({ name, stamp, words, failed }) => (
          <div key={name} className={styles['step']}>
            <b className={failed ? styles['failed'] : stamp ? styles['done'] : styles['next']} aria-hidden="true">
              {failed ? '▲' : stamp ? '✓' : '○'}
            </b>
            <span>{t(`deliveries.${name}`)}</span>
            <small>{[stamp && `${stamp.by} ${formatInstant(stamp.at)}`, words].filter(Boolean).join(' · ')}</small>
            <span className={styles['buttons']}>{open && buttons[name]}</span>
          </div>
        ))}
      <GateSteps note={note} />
      {counting && <CountDialog note={note} onClose={() => setCounting(false)} />}
    </>
  )
}
