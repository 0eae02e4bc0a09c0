import { useRef } from 'react'
import { type Channel, channelKeys, channels } from '../../../shared/contacts.ts'
import { type ShipWay, shipWayKeys, shipWays, type TellFacts } from '../../../shared/shipments.ts'
import { tellWords } from '../../../shared/shipmentWords.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { copyText } from '../../lib/copyText.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'

/** What is told of: the note that has left, else the order. */
const numberOf = (facts: TellFacts): string => facts.sent?.number ?? facts.orderNumber

interface Typed {
  whom: string
  channel: Channel
  way: ShipWay
  shipOn: string | null
  /** Changed by hand; null follows the fields. */
  words: string | null
}

const Telling = ({ facts, ofNote, onClose }: { facts: TellFacts; ofNote: number | null; onClose: () => void }) => {
  const t = useT()
  const {
    fields,
    change: keep,
    done,
    kept,
    clear,
  } = useKeptFields<Typed>(ofNote === null ? `tell/${facts.orderId}` : `tell/note/${ofNote}`, {
    whom: facts.contact,
    channel: 'phone',
    way: facts.way,
    shipOn: facts.shipOn,
    words: null,
  })
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const words = fields.words ?? tellWords(t, facts, fields)
  const copy = (): void => {
    const copied = copyText(words)
    if (copied) change({ channel: 'wechat' })
    notify(t(copied ? 'shipments.copied' : 'shipments.copyFailed'), copied ? 'ok' : 'bad')
  }
  const save = async (): Promise<void> => {
    const { whom, channel, way, shipOn } = latest.current
    if (whom.trim() === '') throw refuseField('whom', t('shell.required', { field: t('shipments.whom') }))
    await client.shipments.tell({
      orderId: facts.orderId,
      deliveryNoteId: ofNote,
      whom,
      channel,
      way,
      shipOn,
      words: words.slice(0, 500),
    })
    done()
    notify(t('shipments.toldDone', { customer: facts.customer }))
    onClose()
  }
  return (
    <Form
      label={t('shipments.tellTitle', { number: numberOf(facts) })}
      onSubmit={save}
      foot={
        <>
          <KeyButton keys="F7" onClick={copy}>
            {t('shipments.copy')}
          </KeyButton>
          <SubmitButton>{t('shipments.markTold')}</SubmitButton>
        </>
      }
    >
      <KeptNote kept={kept} onClear={clear} />
      {facts.last && (
        <p role="note" className="dim">
          {t('shipments.toldBefore', { ...facts.last, at: formatInstant(facts.last.at) })}
        </p>
      )}
      <FieldRow width={150}>
        <TextInput
          name="whom"
          label={t('shipments.whom')}
          hint={facts.phone}
          required
          autoFocus
          maxLength={30}
          value={fields.whom}
          onChange={(whom) => change({ whom })}
        />
        <Choice<Channel>
          name="channel"
          label={t('shipments.channel')}
          value={fields.channel}
          options={channels.map((value) => ({ value, label: t(channelKeys[value]) }))}
          onChange={(channel) => change({ channel })}
        />
      </FieldRow>
      <FieldRow width={150}>
        <Choice<ShipWay>
          name="way"
          label={t('shipments.way')}
          value={fields.way}
          options={shipWays.map((value) => ({ value, label: t(shipWayKeys[value]) }))}
          onChange={(way) => change({ way })}
        />
        <DateInput
          name="shipOn"
          label={t('shipments.tellShipOn')}
          value={fields.shipOn}
          onChange={(shipOn) => change({ shipOn })}
        />
      </FieldRow>
      <TextBlock
        name="words"
        label={t('shipments.words')}
        rows={5}
        maxLength={500}
        value={words}
        onChange={(typed) => change({ words: typed })}
      />
    </Form>
  )
}

/** 已通知客户 (duties 57, 92): who was told, how, what was agreed, and the words to say; of a note that has left, its carrier. */
export const TellDialog = ({
  orderId,
  deliveryNoteId = null,
  onClose,
}: {
  orderId: number
  deliveryNoteId?: number | null
  onClose: () => void
}) => {
  const t = useT()
  const { data: facts, error } = useQuery(client.shipments.tellFacts, { orderId, deliveryNoteId })
  if (!facts && !error) return null
  return (
    <Dialog
      title={facts ? `${facts.customer} ${t('shipments.tellTitle', { number: numberOf(facts) })}` : t('shipments.tell')}
      onClose={onClose}
      width={560}
    >
      <RefusalNote message={error?.message} />
      {facts?.goods.length === 0 && (
        <RefusalNote message={t('shipments.nothingToTell', { number: facts.orderNumber })} />
      )}
      {facts && facts.goods.length > 0 && <Telling facts={facts} ofNote={deliveryNoteId} onClose={onClose} />}
    </Dialog>
  )
}
