import { type ReactNode, useMemo, useState } from 'react'
import type { Complaint, Replacement } from '../../../shared/complaints.ts'
import { replacementStateKeys } from '../../../shared/complaintStates.ts'
import { noteKindKeys, noteStateKey } from '../../../shared/deliveries.ts'
import { formatFen } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { noteTones } from '../deliveries/tones.ts'
import { SendDialog } from './SendDialog.tsx'
import { partsText } from './SlipsPage.tsx'
import { replacementTones } from './tones.ts'

interface Remedy {
  key: string
  number: string
  state: ReactNode
  what: string
  on: string
  slip: Replacement | null
  noteId: number | null
  deductionId: number | null
  standing: boolean
}

const useRemedies = (complaint: Complaint): Remedy[] => {
  const t = useT()
  return useMemo(() => {
    const none = { slip: null, noteId: null, deductionId: null }
    const slips = complaint.replacements.map((slip): Remedy => ({
      ...none,
      key: `slip ${slip.id}`,
      number: slip.number,
      state: <StateBadge tone={replacementTones[slip.state]}>{t(replacementStateKeys[slip.state])}</StateBadge>,
      what: [t('complaints.slipTitle'), partsText(slip), slip.orderNumber, slip.noticeNumber].filter(Boolean).join(' '),
      on: slip.wantedOn,
      slip,
      standing: slip.state !== 'void',
    }))
    const notes = complaint.notes.map((note): Remedy => ({
      ...none,
      key: `note ${note.id}`,
      number: note.number,
      state: <StateBadge tone={noteTones[note.state]}>{t(noteStateKey(note))}</StateBadge>,
      what: [
        note.replacementId === null ? t(noteKindKeys[note.kind]) : t('deliveries.title'),
        formatQuantity(note.quantity),
        note.truck,
      ]
        .filter(Boolean)
        .join(' '),
      on: note.deliveryOn,
      noteId: note.id,
      standing: note.state !== 'void',
    }))
    const deductions = complaint.deductions.map((each): Remedy => ({
      ...none,
      key: `deduction ${each.id}`,
      number: each.number,
      state: each.takenBack === null ? null : <StateBadge tone="plain">{t('complaints.stateVoid')}</StateBadge>,
      what: [
        t('complaints.deductedFor', { amount: each.amountFen === null ? '' : formatFen(each.amountFen) }),
        each.reason,
        each.takenBack === null ? '' : t('complaints.takenBack', { reason: each.takenBack }),
      ].join(' '),
      on: each.at.slice(0, 10),
      deductionId: each.id,
      standing: each.takenBack === null,
    }))
    return [...slips, ...notes, ...deductions]
  }, [complaint, t])
}

const Deeds = ({ complaint, here, onSend }: { complaint: Complaint; here: Remedy | null; onSend: () => void }) => {
  const t = useT()
  const [mayWrite, mayRelease, mayMoney] = [
    useMay('complaints.write'),
    useMay('production.write'),
    useMay('statements.write'),
  ]
  const slip = here?.slip ?? null
  const open = complaint.state === 'confirmed'
  const undo = async (): Promise<void> => {
    const deductionId = here?.deductionId
    if (slip !== null) {
      await withReason(
        { title: t('complaints.voidTitle', { number: slip.number }), action: t('complaints.voidSlip'), danger: true },
        (reason) => client.complaints.voidReplacement({ id: slip.id, version: slip.version, reason }),
      )
    } else if (deductionId != null)
      await withReason(
        {
          title: `${t('complaints.takeDeductionBack')} ${here?.number ?? ''}`,
          action: t('complaints.takeDeductionBack'),
        },
        (reason) => client.complaints.takeDeductionBack({ id: deductionId, version: complaint.version, reason }),
      )
  }
  if (!here) return null
  return (
    <>
      {slip !== null && (
        <KeyButton
          keys="p"
          onClick={() =>
            openTab({ word: 'replacements', page: 'print', id: slip.id, title: `${slip.number} ${t('app.print')}` })
          }
        >
          {t('complaints.slipTitle')}
        </KeyButton>
      )}
      {open && here.standing && ((slip !== null && mayWrite) || (here.deductionId !== null && mayMoney)) && (
        <KeyButton keys="x" onClick={undo}>
          {t(slip === null ? 'complaints.takeDeductionBack' : 'complaints.voidSlip')}
        </KeyButton>
      )}
      {mayRelease && slip?.state === 'toOrder' && slip.orderId !== null && (
        <KeyButton
          keys="w"
          go
          onClick={() => openTab({ word: 'production', page: 'release', id: slip.orderId, title: slip.orderNumber })}
        >
          {t('complaints.release')}
        </KeyButton>
      )}
      {mayWrite && open && slip?.state === 'toSend' && (
        <KeyButton keys="s" go onClick={onSend}>
          {t('complaints.send')}
        </KeyButton>
      )}
    </>
  )
}

/** What a complaint led to: 补件单, notes, deductions; Enter opens the paper behind a row. */
export const Remedies = ({ complaint }: { complaint: Complaint }) => {
  const t = useT()
  const rows = useRemedies(complaint)
  const [here, setHere] = useState<Remedy | null>(null)
  const [sending, setSending] = useState(false)
  const now = rows.find(({ key }) => key === here?.key) ?? rows[0] ?? null
  const columns = useMemo(
    (): Column<Remedy>[] => [
      { key: 'number', header: t('app.number'), width: 106 },
      { key: 'state', header: t('complaints.state'), width: 74, render: ({ state }) => state },
      { key: 'what', header: t('complaints.remedies'), render: ({ what }) => <span title={what}>{what}</span> },
      { key: 'on', header: t('app.date'), width: 52, value: ({ on }) => on.slice(5) },
    ],
    [t],
  )
  const open = ({ slip, noteId, number }: Remedy): void => {
    if (noteId !== null) openTab({ word: 'deliveries', id: noteId, title: number })
    else if (slip !== null && slip.orderId !== null)
      openTab({ word: 'orders', id: slip.orderId, title: slip.orderNumber })
    else if (slip !== null)
      openTab({ word: 'replacements', page: 'print', id: slip.id, title: `${number} ${t('app.print')}` })
    else openTab({ word: 'statements', page: 'adjustments', title: t('statements.adjustments') })
  }
  return (
    <Panel
      title={t('complaints.remedies')}
      foot={
        <>
          <span className="spring" />
          <Deeds complaint={complaint} here={now} onSend={() => setSending(true)} />
        </>
      }
    >
      <DataTable
        label={t('complaints.remedies')}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        rowClass={({ standing }) => (standing ? undefined : 'dim')}
        onSelect={setHere}
        onOpen={open}
        empty={<span className="dim">{t('complaints.noRemedies')}</span>}
      />
      {sending && now?.slip && <SendDialog slip={now.slip} onClose={() => setSending(false)} />}
    </Panel>
  )
}
