import { differencesOf, type Handover } from '../../../shared/cod.ts'
import { formatFen } from '../../../shared/money.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import styles from './Cod.module.css'

interface Typed {
  countedFen: number | null
  slipNumber: string
  lines: Record<string, { handedFen: number | null; reason: string }>
}

/** The cashier's count: the cash on the table, then note by note where one is not as the driver said (duty 90). */
export const CountDialog = ({ handover, onClose }: { handover: Handover; onClose: () => void }) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(`cod-count/${handover.id}`, {
    countedFen: null,
    slipNumber: '',
    lines: {},
  })
  const saidOf = (line: Handover['lines'][number]) =>
    fields.lines[line.id] ?? { handedFen: line.collectedFen, reason: '' }
  const setLine = (id: number, part: Partial<{ handedFen: number | null; reason: string }>): void => {
    const line = handover.lines.find((each) => each.id === id)!
    change({ lines: { ...fields.lines, [id]: { ...saidOf(line), ...part } } })
  }
  const sumOf = (cash: boolean): number =>
    handover.lines
      .filter(({ method }) => (method === 'cash') === cash)
      .reduce((sum, line) => sum + (saidOf(line).handedFen ?? 0), 0)
  const save = async (): Promise<void> => {
    if (fields.countedFen === null && sumOf(true) > 0)
      throw refuseField('countedFen', t('shell.required', { field: t('cod.countedCash') }))
    const { handedFen } = await client.cod.count({
      id: handover.id,
      version: handover.version,
      countedFen: fields.countedFen ?? 0,
      slipNumber: fields.slipNumber,
      lines: handover.lines.map((line) => ({
        lineId: line.id,
        handedFen: saidOf(line).handedFen ?? 0,
        reason: saidOf(line).reason,
      })),
    })
    done()
    notify(t('cod.counted', { number: handover.number, amount: formatFen(handedFen ?? 0) }))
    onClose()
  }
  const title = t('cod.countTitle', { number: handover.number })
  return (
    <Dialog title={title} width={620} onClose={onClose}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('cod.count')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <MoneyInput
          name="countedFen"
          label={t('cod.countedCash')}
          required
          autoFocus
          hint={`${t('cod.cashSum')} ${formatFen(sumOf(true))} · ${t('cod.transferSum')} ${formatFen(sumOf(false))}`}
          value={fields.countedFen}
          onChange={(countedFen) => change({ countedFen })}
        />
        <TextInput
          name="slipNumber"
          label={t('cod.slip')}
          hint={t('cod.slipHint')}
          maxLength={40}
          value={fields.slipNumber}
          onChange={(slipNumber) => change({ slipNumber })}
        />
        <div className={styles['lines']}>
          {handover.lines.map((line, index) => {
            const said = saidOf(line)
            const differs = said.handedFen !== line.collectedFen
            return [
              <span key={`${line.id} n`}>
                {line.number} {line.customer} <small className="dim">{formatFen(line.collectedFen)}</small>
                {line.collectReason !== '' && (
                  <small className="dim"> {differencesOf({ ...line, handedFen: null })}</small>
                )}
              </span>,
              <MoneyInput
                key={`${line.id} m`}
                name={`lines.${index}.handedFen`}
                label={t('cod.lineHanded', { number: line.number })}
                value={said.handedFen}
                onChange={(handedFen) => setLine(line.id, { handedFen })}
              />,
              differs && (
                <span key={`${line.id} w`} className={styles['why']}>
                  <TextInput
                    name={`lines.${index}.reason`}
                    label={t('cod.lineWhy', { number: line.number })}
                    required
                    maxLength={200}
                    value={said.reason}
                    onChange={(reason) => setLine(line.id, { reason })}
                  />
                </span>
              ),
            ]
          })}
        </div>
      </Form>
    </Dialog>
  )
}
