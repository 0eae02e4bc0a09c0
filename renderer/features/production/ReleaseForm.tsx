import { useState } from 'react'
import type { Translate } from '../../../shared/language.ts'
import { missingFen } from '../../../shared/gates.ts'
import { formatFen } from '../../../shared/money.ts'
import type { WaitingLine, WaitingOrder } from '../../../shared/production.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { faultOfShares } from '../../../shared/sizeShares.ts'
import { wordsOfFault } from '../../../shared/sizeWords.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { openReview } from '../reviews/openReview.ts'
import { RememberedOfOrder } from '../lessons/Remembered.tsx'
import { HoldsBar } from '../gates/HoldsBar.tsx'
import { anyWorkshop, ReleaseLines } from './ReleaseLines.tsx'
import { askedOf, type Part, partsOf, sizesOfParts } from './releaseParts.ts'
import { collect } from './ways.ts'

interface FormProps {
  order: WaitingOrder
  lines: readonly WaitingLine[]
  workshops: readonly string[]
  onClose: () => void
}

/** `12 张 + 72 把`: pieces and sets are not added up. */
const together = (lines: readonly WaitingLine[], quantityOf: (line: WaitingLine) => number): string =>
  [...Map.groupBy(lines, (line) => line.unit)]
    .map(([unit, own]) => [own.reduce((sum, line) => sum + quantityOf(line), 0), unit] as const)
    .filter(([sum]) => sum > 0)
    .map(([sum, unit]) => `${formatQuantity(sum)} ${unit}`)
    .join(' + ')

const earliestDue = (lines: readonly WaitingLine[]): string => lines.map((line) => line.dueOn).toSorted()[0] ?? ''

/** The parts of a line ask for more than is left of it: at the last part that asks. */
const refuseOver = (t: Translate, line: WaitingLine, asked: number, parts: readonly Part[]) =>
  refuseField(
    `lines.${parts.findLastIndex(({ orderLineId, quantity }) => orderLineId === line.orderLineId && quantity > 0)}.quantity`,
    t('notices.overAsked', {
      name: line.description,
      remaining: formatQuantity(line.remaining),
      asked: formatQuantity(asked),
      over: formatQuantity(asked - line.remaining),
    }),
  )

/** Typed sizes that do not add up: at the part they were typed for. */
const refuseSizes = (t: Translate, lines: readonly WaitingLine[], parts: readonly Part[]): void => {
  for (const line of lines) {
    const own = parts.flatMap((part, at) => (part.orderLineId === line.orderLineId ? [{ ...part, at }] : []))
    const found = line.sizes.length === 0 ? null : faultOfShares(line.sizes, own)
    if (!found) continue
    const { code, values } = wordsOfFault(found.fault, line.sizes)
    throw refuseField(`lines.${own[found.at]!.at}.sizes`, t(code, values))
  }
}

/** The parts that are asked for, with the sizes that stand in their fields. */
const askedParts = (parts: readonly Part[], lines: readonly WaitingLine[]) => {
  const sizes = sizesOfParts(parts, lines)
  return parts.flatMap(({ orderLineId, quantity, workshop }, at) =>
    quantity > 0 ? [{ orderLineId, quantity, workshop, ...(sizes[at] ? { sizes: sizes[at] } : {}) }] : [],
  )
}

/** What goes to the workshop in numbers, and the way out of a closed deposit gate. */
export const ReleaseForm = ({ order, lines, workshops, onClose }: FormProps) => {
  const t = useT()
  const mayOverride = useMay('gates.override')
  const depositMissing = order.reasons.includes('deposit')
  const reviewMissing = order.reasons.includes('review')
  const closed = depositMissing || reviewMissing
  const [parts, setParts] = useState(() => partsOf(lines))
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [remark, setRemark] = useState('')
  const [reason, setReason] = useState('')
  const askedFor = (line: WaitingLine): number => askedOf(parts, line.orderLineId)
  const chosen = lines.filter((line) => askedFor(line) > 0)
  const left = together(lines, (line) => Math.max(0, line.remaining - askedFor(line)))
  const [one = ''] = parts.map(({ workshop }) => workshop)
  const common = parts.every(({ workshop }) => workshop === one) ? one || anyWorkshop : ''
  const money = { neededFen: order.neededFen ?? 0, confirmedFen: order.confirmedFen ?? 0 }
  const missing = formatFen(missingFen(money))

  const goReview = (): void => {
    onClose()
    openReview({ id: order.orderId, number: order.number })
  }
  const release = async (): Promise<void> => {
    if (chosen.length === 0) throw refuseField('lines.0.quantity', t('production.nothingChosen'))
    const over = lines.find((line) => askedFor(line) > line.remaining)
    if (over) throw refuseOver(t, over, askedFor(over), parts)
    refuseSizes(t, lines, parts)
    if (depositMissing && mayOverride && reason.trim() === '')
      throw refuseField('overrideReason', t('production.writeReason'))
    const released = await client.production.release({
      orderId: order.orderId,
      lines: askedParts(parts, lines),
      remark,
      ...(dueOn === null ? {} : { dueOn }),
      ...(closed && reason.trim() !== '' ? { overrideReason: reason } : {}),
    })
    notify(
      t('production.releasedDone', { numbers: released.notices.map(({ number }) => number).join(t('production.and')) }),
    )
    onClose()
    openTab({ word: 'production', id: released.id, title: released.number })
  }
  return (
    <Form
      label={t('production.release')}
      keys="Control+Enter"
      onSubmit={release}
      foot={
        <>
          <KeyButton keys="Escape" onClick={onClose}>
            {t('app.cancel')}
          </KeyButton>
          {depositMissing && (
            <KeyButton
              keys="F8"
              onClick={() => {
                onClose()
                collect(order)
              }}
            >
              {t('production.goCollect')}
            </KeyButton>
          )}
          {reviewMissing && (
            <KeyButton keys="F7" onClick={goReview}>
              {t('production.goReview')}
            </KeyButton>
          )}
          <span className="spring" />
          <SubmitButton keys="Control+Enter">
            {t(closed && mayOverride ? 'production.releaseByOverride' : 'production.release')}
          </SubmitButton>
        </>
      }
    >
      <RememberedOfOrder orderId={order.orderId} />
      <HoldsBar orderId={order.orderId} customerId={order.customerId} onLeave={onClose} />
      <p>
        {t('production.releaseWords', {
          lines: chosen.length,
          quantity: together(chosen, askedFor),
          due: dueOn ?? earliestDue(lines),
        })}{' '}
        {left !== '' && <b>{t('notices.leftAfter', { what: left })}</b>}
      </p>
      <ReleaseLines lines={lines} parts={parts} workshops={workshops} onChange={setParts} />
      <FieldRow width={170}>
        <DateInput
          name="dueOn"
          label={t('production.dueInWorkshop')}
          value={dueOn}
          placeholder={earliestDue(lines)}
          onChange={setDueOn}
        />
        <Choice
          name="workshop"
          label={t('notices.allTo')}
          value={common}
          empty={common === ''}
          options={[
            { value: anyWorkshop, label: t('production.anyWorkshop') },
            ...workshops.map((value) => ({ value, label: value })),
          ]}
          onChange={(value) =>
            setParts((before) => before.map((part) => ({ ...part, workshop: value === anyWorkshop ? '' : value })))
          }
        />
        <TextInput name="remark" label={t('app.remark')} maxLength={200} value={remark} onChange={setRemark} />
      </FieldRow>
      {depositMissing && !mayOverride && (
        <p className="neg">
          ▲{' '}
          {t('production.missingDeposit', {
            needed: formatFen(money.neededFen),
            confirmed: formatFen(money.confirmedFen),
            missing,
          })}
        </p>
      )}
      {reviewMissing && (
        <p className="neg">
          ▲{' '}
          {order.reviewsMissing.length === 0
            ? t('production.missingReviewAll')
            : t('production.missingReview', { departments: order.reviewsMissing.join('、') })}
        </p>
      )}
      {closed && mayOverride && (
        <>
          {depositMissing && <p className="neg">▲ {t('production.releaseOverride', { missing })}</p>}
          <TextInput
            name="overrideReason"
            label={t('production.overrideReason')}
            required
            autoFocus
            maxLength={200}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
    </Form>
  )
}
