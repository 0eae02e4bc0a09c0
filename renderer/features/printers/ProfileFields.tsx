import type { PhraseKey } from '../../../shared/language.ts'
import {
  correctedBy,
  type Form,
  formNames,
  formOf,
  forms,
  offeredModes,
  type PcPrinters,
  type PrintMode,
  type ProfileDraft,
  shiftedBy,
} from '../../../shared/printers.ts'
import { modeKeys } from '../../../shared/printerWords.ts'
import { paperFacts } from '../../../shared/prints.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { printable, type Printable } from '../../../shared/shell.ts'
import { Choice, TextInput } from '../../components/Field.tsx'
import { IntegerInput, QuantityInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Printers.module.css'

const papers = Object.keys(printable) as Printable[]
const hintKeys: Partial<Record<PrintMode, PhraseKey>> = {
  form: 'printers.modeFormHint',
  exact: 'printers.modeExactHint',
  dialog: 'printers.modeDialogHint',
  text: 'dots.modeHint',
}

interface FieldsProps {
  draft: ProfileDraft
  change: (part: Partial<ProfileDraft>) => void
}

const SizeFields = ({ draft, change }: FieldsProps) => {
  const t = useT()
  const form = formOf(draft)
  return (
    <div className={styles['size']}>
      <Choice<Form | 'own'>
        name="form"
        label={t('printers.form')}
        value={form ?? 'own'}
        options={[
          ...formNames.map((value) => ({ value, label: t(`printers.${value}`) })),
          { value: 'own', label: t('printers.own') },
        ]}
        // an own size begins a millimetre away from the form it was: it can be typed then
        onChange={(value) =>
          change(value === 'own' ? { heightMicrons: draft.heightMicrons + 1000 } : { ...forms[value] })
        }
        autoFocus
      />
      <QuantityInput
        name="widthMicrons"
        label={t('printers.width')}
        disabled={form !== null}
        value={draft.widthMicrons}
        onChange={(value) => change({ widthMicrons: value ?? draft.widthMicrons })}
      />
      <QuantityInput
        name="heightMicrons"
        label={t('printers.height')}
        disabled={form !== null}
        value={draft.heightMicrons}
        onChange={(value) => change({ heightMicrons: value ?? draft.heightMicrons })}
      />
    </div>
  )
}

/** What a person sets of a form on this PC, in the order in which it is thought of. */
export const ProfileFields = ({ draft, change, printers }: FieldsProps & { printers: PcPrinters['printers'] }) => {
  const t = useT()
  const isGone = draft.printer !== '' && !printers.some(({ name }) => name === draft.printer)
  const hint = hintKeys[draft.mode]
  return (
    <>
      <SizeFields draft={draft} change={change} />
      <Choice
        name="paper"
        label={t('printers.paper')}
        value={draft.paper ?? 'every'}
        options={[
          { value: 'every', label: t('printers.everyPaper') },
          ...papers.map((value) => ({ value: value as string, label: t(paperFacts[value].label) })),
        ]}
        onChange={(value) => change({ paper: value === 'every' ? null : value })}
      />
      {draft.mode !== 'text' && (
        <Choice
          name="printer"
          label={t('printers.printer')}
          value={draft.printer === '' ? 'none' : draft.printer}
          options={[
            { value: 'none', label: t('printers.choosePrinter') },
            ...printers.map(({ name, title }) => ({ value: name, label: title })),
            ...(isGone ? [{ value: draft.printer, label: t('printers.gone', { name: draft.printer }) }] : []),
          ]}
          onChange={(value) => change({ printer: value === 'none' ? '' : value })}
        />
      )}
      <Choice
        name="mode"
        label={t('printers.mode')}
        value={draft.mode}
        options={offeredModes.map((value) => ({ value, label: t(modeKeys[value]) }))}
        onChange={(mode) => change({ mode })}
      />
      {hint && <small className={`dim ${styles['hint']}`}>{t(hint)}</small>}
      {draft.mode === 'text' && (
        <TextInput
          name="target"
          label={t('dots.target')}
          placeholder={t('dots.targetHint')}
          value={draft.target}
          onChange={(target) => change({ target })}
          maxLength={260}
        />
      )}
      {draft.mode === 'form' && (
        <TextInput
          name="formName"
          label={t('printers.formName')}
          placeholder={t('printers.formNameHint')}
          value={draft.formName}
          onChange={(formName) => change({ formName })}
          maxLength={60}
        />
      )}
      <div className={styles['four']}>
        <QuantityInput
          name="rightMicrons"
          label={t('printers.right')}
          value={draft.rightMicrons}
          onChange={(value) => change({ rightMicrons: value ?? 0 })}
        />
        <QuantityInput
          name="downMicrons"
          label={t('printers.down')}
          value={draft.downMicrons}
          onChange={(value) => change({ downMicrons: value ?? 0 })}
        />
        <QuantityInput
          name="heightCorrectionMicrons"
          label={t('printers.correction')}
          value={draft.heightCorrectionMicrons}
          onChange={(value) => change({ heightCorrectionMicrons: value ?? 0 })}
        />
        <IntegerInput
          name="copies"
          label={t('printers.copies')}
          value={draft.copies}
          onChange={(value) => change({ copies: value ?? 1 })}
        />
      </div>
    </>
  )
}

/**
 * What was measured on the test pages; the program works out shift and correction from those the page was printed
 * with, so that typing once more corrects and does not add.
 */
export const Measured = ({ draft, change, printedWith }: FieldsProps & { printedWith: ProfileDraft }) => {
  const t = useT()
  const { rightMicrons, downMicrons, heightCorrectionMicrons } = printedWith
  return (
    <>
      <div className={styles['three']}>
        <QuantityInput
          label={t('printers.measuredLeft')}
          value={null}
          onChange={(value) => value !== null && change({ rightMicrons: shiftedBy(rightMicrons, value) })}
        />
        <QuantityInput
          label={t('printers.measuredTop')}
          value={null}
          onChange={(value) => value !== null && change({ downMicrons: shiftedBy(downMicrons, value) })}
        />
        <QuantityInput
          label={t('printers.driftUp')}
          value={null}
          onChange={(value) =>
            value !== null && change({ heightCorrectionMicrons: correctedBy(heightCorrectionMicrons, value) })
          }
        />
      </div>
      {draft.mode === 'form' && draft.heightCorrectionMicrons !== 0 && (
        <p className={styles['driver']} role="status">
          {t('printers.driverHeight', {
            height: formatQuantity(draft.heightMicrons + draft.heightCorrectionMicrons),
          })}
        </p>
      )}
    </>
  )
}
