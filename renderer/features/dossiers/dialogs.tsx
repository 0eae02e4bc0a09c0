import { useState } from 'react'
import {
  type Dossier,
  type DossierSlot,
  slotKey,
  dossierSlots,
  dutyKey,
  type SlotRow,
  type SlotState,
  slotStateKeys,
  slotStates,
} from '../../../shared/dossiers.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useTrade } from '../../lib/trade.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'

interface OfDossier {
  dossier: Dossier
  onClose: () => void
}
const saveFoot = (words: string) => <SubmitButton>{words}</SubmitButton>

/** Says that one of the six is there and where, not needed, or missing after all. */
export const SlotDialog = ({ dossier, row, onClose }: OfDossier & { row: SlotRow }) => {
  const t = useT()
  const trade = useTrade()
  const [state, setState] = useState<SlotState>(row.state === 'missing' ? 'there' : row.state)
  const [place, setPlace] = useState(row.place)
  const { orderId, version } = dossier
  const save = async (): Promise<void> => {
    await client.dossiers.setSlot({ orderId, version, slot: row.slot, state, place: place.trim() })
    onClose()
  }
  const title = `${dossier.orderNumber} · ${t(slotKey(row.slot, trade))}`
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={saveFoot(t('app.save'))}>
        <Choice
          name="state"
          label={t('dossiers.state')}
          autoFocus
          value={state}
          options={slotStates.map((value) => ({ value, label: t(slotStateKeys[value]) }))}
          onChange={setState}
        />
        <TextInput name="place" label={t('dossiers.place')} maxLength={60} value={place} onChange={setPlace} />
      </Form>
    </Dialog>
  )
}

/** Two of the six say different things: which, and what each says. */
export const ConflictDialog = ({ dossier, onClose }: OfDossier) => {
  const t = useT()
  const trade = useTrade()
  const [slot, setSlot] = useState<DossierSlot>('customerSheet')
  const [other, setOther] = useState<DossierSlot>('finalSample')
  const [words, setWords] = useState('')
  const options = dossierSlots.map((value) => ({ value, label: t(slotKey(value, trade)) }))
  const save = async (): Promise<void> => {
    await client.dossiers.addConflict({ orderId: dossier.orderId, slot, other, words: words.trim() })
    onClose()
  }
  return (
    <Dialog title={`${dossier.orderNumber} · ${t('dossiers.add')}`} onClose={onClose} width={560}>
      <Form
        label={t('dossiers.add')}
        onSubmit={save}
        unsaved={words !== ''}
        enterSubmits
        foot={saveFoot(t('app.save'))}
      >
        <FieldRow width={200}>
          <Choice
            name="slot"
            label={t('dossiers.between')}
            autoFocus
            value={slot}
            options={options}
            onChange={setSlot}
          />
          <Choice name="other" label={t('dossiers.other')} value={other} options={options} onChange={setOther} />
        </FieldRow>
        <TextInput
          name="words"
          label={t('dossiers.words')}
          required
          maxLength={200}
          value={words}
          onChange={setWords}
        />
      </Form>
    </Dialog>
  )
}

/** Asks the customer which holds: a question about a line, which the order waits for (duty 15). */
export const AskDialog = ({ dossier, words, onClose }: OfDossier & { words: string }) => {
  const t = useT()
  const [line, setLine] = useState(String(dossier.lines[0]?.orderLineId ?? ''))
  const [question, setQuestion] = useState(words)
  const [askedWhom, setAskedWhom] = useState('')
  const ask = async (): Promise<void> => {
    await client.questions.ask({
      orderLineId: Number(line),
      field: 'material',
      question: question.trim(),
      askedWhom: askedWhom.trim(),
    })
    notify(t('dossiers.asked'))
    onClose()
  }
  return (
    <Dialog title={`${dossier.orderNumber} · ${t('dossiers.ask')}`} onClose={onClose} width={560}>
      <Form label={t('dossiers.ask')} onSubmit={ask} enterSubmits foot={saveFoot(t('app.save'))}>
        <Choice
          name="orderLineId"
          label={t('dossiers.askLine')}
          value={line}
          options={dossier.lines.map(({ orderLineId, line: at, description }) => ({
            value: String(orderLineId),
            label: `${at} ${description}`,
          }))}
          onChange={setLine}
        />
        <TextInput
          name="question"
          label={t('questions.question')}
          required
          autoFocus
          maxLength={200}
          value={question}
          onChange={setQuestion}
        />
        <TextInput
          name="askedWhom"
          label={t('questions.askedWhom')}
          maxLength={40}
          value={askedWhom}
          onChange={setAskedWhom}
        />
      </Form>
    </Dialog>
  )
}

/** Who follows what where several 跟单 share an order (duty 129). */
export const DutiesDialog = ({ dossier, onClose }: OfDossier) => {
  const t = useT()
  const trade = useTrade()
  const { data: people } = useQuery(client.dossiers.people, {})
  const [duties, setDuties] = useState(dossier.duties)
  const { orderId, version } = dossier
  const save = async (): Promise<void> => {
    await client.dossiers.setDuties({
      orderId,
      version,
      duties: duties.map(({ kind, userId }) => ({ kind, userId })),
    })
    onClose()
  }
  const options = [
    { value: '0', label: `${t('dossiers.asMerchandiser')}(${dossier.merchandiser})` },
    ...(people ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
  ]
  return (
    <Dialog title={`${dossier.orderNumber} · ${t('dossiers.duties')}`} onClose={onClose}>
      <Form label={t('dossiers.duties')} onSubmit={save} foot={saveFoot(t('app.save'))}>
        {duties.map(({ kind, userId }, index) => (
          <Choice
            key={kind}
            name={`duties.${index}.userId`}
            label={t(dutyKey(kind, trade))}
            value={String(userId ?? 0)}
            options={options}
            onChange={(value) =>
              setDuties(duties.map((duty) => (duty.kind === kind ? { ...duty, userId: Number(value) || null } : duty)))
            }
          />
        ))}
      </Form>
    </Dialog>
  )
}
