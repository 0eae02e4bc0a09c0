import { useState } from 'react'
import { missingFen } from '../../../shared/gates.ts'
import { formatFen } from '../../../shared/money.ts'
import type { WaitingLine, WaitingOrder } from '../../../shared/production.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { openReview } from '../reviews/openReview.ts'
import { RememberedOfOrder } from '../lessons/Remembered.tsx'
import { HoldsBar } from '../gates/HoldsBar.tsx'
import { collect } from './ways.ts'
import styles from './Production.module.css'

interface FormProps {
  order: WaitingOrder
  lines: readonly WaitingLine[]
  onClose: () => void
}

/** Each process in the workshop it belongs to. */
const anyWorkshop = 'any'

/** `12 张 + 72 把`: pieces and sets are not added up. */
const together = (lines: readonly WaitingLine[], quantities: Record<number, number>): string =>
  [...Map.groupBy(lines, (line) => line.unit)]
    .map(
      ([unit, own]) =>
        `${formatQuantity(own.reduce((sum, line) => sum + (quantities[line.orderLineId] ?? 0), 0))} ${unit}`,
    )
    .join(' + ')

const earliestDue = (lines: readonly WaitingLine[]): string => lines.map((line) => line.dueOn).toSorted()[0] ?? ''

const Lines = ({
  lines,
  quantities,
  onChange,
}: {
  lines: readonly WaitingLine[]
  quantities: Record<number, number>
  onChange: (orderLineId: number, quantity: number) => void
}) => {
  const t = useT()
  return (
    <table className={styles['lines']}>
      <thead>
        <tr>
          <th>{t('app.product')}</th>
          <th>{t('production.description')}</th>
          <th>{t('production.due')}</th>
          <th className="n">{t('production.remaining')}</th>
          <th className="n">{t('production.nowRelease')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={line.orderLineId}>
            <td>{line.code}</td>
            <td>{line.description}</td>
            <td>{line.dueOn.slice(5)}</td>
            <td className="n">
              {formatQuantity(line.remaining)} {line.unit}
            </td>
            <td className="n">
              <QuantityInput
                name={`lines.${index}.quantity`}
                label={`${t('production.nowRelease')} ${line.code}`}
                inline
                width={110}
                value={quantities[line.orderLineId] ?? 0}
                onChange={(value) => onChange(line.orderLineId, value ?? 0)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What goes to the workshop in numbers, and the way out of a closed deposit gate. */
export const ReleaseForm = ({ order, lines, onClose }: FormProps) => {
  const t = useT()
  const mayOverride = useMay('gates.override')
  const depositMissing = order.reasons.includes('deposit')
  const reviewMissing = order.reasons.includes('review')
  const closed = depositMissing || reviewMissing
  const [quantities, setQuantities] = useState<Record<number, number>>(
    Object.fromEntries(lines.map((line) => [line.orderLineId, line.remaining])),
  )
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [workshop, setWorkshop] = useState(anyWorkshop)
  const [remark, setRemark] = useState('')
  const [reason, setReason] = useState('')
  const { data: processes } = useQuery(client.settings.processes, {})
  const workshops = [
    ...new Set(
      (processes ?? [])
        .filter((process) => process.active && process.workshop !== '')
        .map((process) => process.workshop),
    ),
  ]
  const chosen = lines.filter((line) => (quantities[line.orderLineId] ?? 0) > 0)
  const money = { neededFen: order.neededFen ?? 0, confirmedFen: order.confirmedFen ?? 0 }
  const missing = formatFen(missingFen(money))

  const goReview = (): void => {
    onClose()
    openReview({ id: order.orderId, number: order.number })
  }
  const release = async (): Promise<void> => {
    if (chosen.length === 0) throw refuseField('lines.0.quantity', t('production.nothingChosen'))
    if (depositMissing && mayOverride && reason.trim() === '')
      throw refuseField('overrideReason', t('production.writeReason'))
    const released = await client.production.release({
      orderId: order.orderId,
      lines: chosen.map((line) => ({
        orderLineId: line.orderLineId,
        quantity: quantities[line.orderLineId]!,
        workshop: workshop === anyWorkshop ? '' : workshop,
      })),
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
          quantity: together(chosen, quantities),
          due: dueOn ?? earliestDue(lines),
        })}
      </p>
      <Lines
        lines={lines}
        quantities={quantities}
        onChange={(orderLineId, quantity) => setQuantities((before) => ({ ...before, [orderLineId]: quantity }))}
      />
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
          label={t('production.workshop')}
          value={workshop}
          options={[
            { value: anyWorkshop, label: t('production.anyWorkshop') },
            ...workshops.map((value) => ({ value, label: value })),
          ]}
          onChange={setWorkshop}
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
