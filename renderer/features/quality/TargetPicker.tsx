import type { InspectionTarget } from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { joined, Picker } from '../../components/Picker.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'

/** Finds goods to inspect by order, notice, customer or code. */
export const TargetPicker = ({ onPick }: { onPick: (target: InspectionTarget) => void }) => {
  const t = useT()
  return (
    <Picker<InspectionTarget>
      name="goods"
      label={t('quality.goods')}
      required
      autoFocus
      text=""
      placeholder={t('quality.goodsHint')}
      find={(typed) => client.quality.targets({ typed: typed.slice(0, 40) })}
      optionOf={(target) => ({
        value: target.noticeNumber || target.orderNumber,
        label: joined(target.customer, target.orderNumber, target.code),
        detail: joined(target.description, `${formatQuantity(target.quantity)} ${target.unit}`, target.noticeNumber),
      })}
      onPick={(target) => {
        if (target) onPick(target)
      }}
    />
  )
}
