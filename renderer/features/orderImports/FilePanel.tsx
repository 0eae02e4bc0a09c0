import { useRef } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import { guessFile, readingOfSheet } from '../../../shared/orderSheet.ts'
import { doubledHeads, type OrderField, orderFields } from '../../../shared/orderSheetHead.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { EncodingChoice } from '../../components/EncodingChoice.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { IntegerInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import styles from './OrderImport.module.css'
import type { OrderFileStore } from './useOrderFile.ts'

export const fieldKeys: Record<OrderField, PhraseKey> = {
  itemCode: 'orderImports.fieldItemCode',
  code: 'orderImports.fieldCode',
  name: 'orderImports.fieldName',
  spec: 'orderImports.fieldSpec',
  colour: 'orderImports.fieldColour',
  material: 'orderImports.fieldMaterial',
  quantity: 'orderImports.fieldQuantity',
  unit: 'orderImports.fieldUnit',
  price: 'orderImports.fieldPrice',
  amount: 'orderImports.fieldAmount',
  due: 'orderImports.fieldDue',
  po: 'orderImports.fieldPo',
  remark: 'orderImports.fieldRemark',
}

const letter = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : String.fromCharCode(64 + Math.floor(index / 26)) + String.fromCharCode(65 + (index % 26))

/** Whose file it is, what holds for all its lines, and which column is what: every guess can be changed. */
export const FilePanel = ({ store, toLines }: { store: OrderFileStore; toLines: () => void }) => {
  const t = useT()
  const columns = useRef<HTMLDivElement>(null)
  const { open, change, setReading } = store
  if (!open) return null
  const { table, file, customer } = open
  const { reading } = file
  const all = guessFile(table.sheets).sheets
  const at = file.sheets[0] ?? 0
  const options = [
    { value: '', label: t('imports.columnNone') },
    ...reading.headings.map((heading, index) => ({
      value: String(index),
      label: `${letter(index)} ${heading.trim().slice(0, 16)}`,
    })),
  ]
  const choose = (field: OrderField, value: string): void =>
    setReading({
      ...file,
      remembered: false,
      reading: {
        ...reading,
        columns: { ...reading.columns, [field]: value === '' ? null : Number(value) },
        guessed: reading.guessed.filter((each) => each !== field),
        ...(field === 'quantity' && value !== '' ? { variants: null } : {}),
      },
    })
  const { variants } = reading
  /** To the column that is missing most, and with the same key back to the lines. */
  const changeColumns = (): void => {
    const { columns: chosen } = reading
    if (columns.current?.contains(document.activeElement)) return toLines()
    const named = chosen.itemCode !== null || chosen.code !== null || chosen.name !== null
    const first = named && chosen.quantity === null && !variants ? 'quantity' : 'itemCode'
    columns.current?.querySelector<HTMLSelectElement>(`select[name=${first}]`)?.focus()
  }
  return (
    <div className={styles['file']}>
      <b>{table.fileName}</b>
      <CustomerPicker
        label={t('app.customer')}
        required
        autoFocus={customer === null}
        text={customer?.shortName ?? ''}
        onPick={(found) =>
          void attempt(async () => {
            await store.chooseCustomer(found && { id: found.id, shortName: found.shortName || found.name })
            // chosen by Enter: on to the lines; who went on by Tab is somewhere else already
            if (found && document.activeElement?.getAttribute('role') === 'combobox') toLines()
          })
        }
      />
      <div className={styles['pair']}>
        <TextInput
          label={t('orderImports.customerPo')}
          maxLength={60}
          value={open.customerPo}
          onChange={(customerPo) => change({ customerPo })}
        />
        <DateInput label={t('orderImports.dueOn')} value={open.dueOn} onChange={(dueOn) => change({ dueOn })} />
      </div>
      <div className={styles['pair']}>
        {table.sheets.length > 1 && (
          <Choice
            label={t('orderImports.sheet')}
            value={file.sheets.length > 1 ? 'all' : String(at)}
            options={[
              ...(all.length > 1 ? [{ value: 'all', label: t('orderImports.sheetAll', { count: all.length }) }] : []),
              ...table.sheets.map(({ name }, index) => ({ value: String(index), label: name })),
            ]}
            onChange={(value) =>
              setReading(value === 'all' ? guessFile(table.sheets) : readingOfSheet(table.sheets, Number(value)))
            }
          />
        )}
        <IntegerInput
          label={t('orderImports.headerRow')}
          width={70}
          value={reading.header + 1}
          onChange={(row) => {
            if (row !== null && row >= 1) setReading(readingOfSheet(table.sheets, at, [], row - 1))
          }}
        />
        <EncodingChoice state={store.encoding} encoding={table.encoding} />
      </div>
      <RefusalNote message={store.encoding.error} />
      <div className={styles['heading']}>
        <h3>{t('orderImports.columns')}</h3>
        {file.remembered && <StateBadge tone="ok">{t('orderImports.asBefore')}</StateBadge>}
        <span className="spring" />
        <KeyButton keys="F6" onClick={changeColumns}>
          {t('orderImports.changeColumns')}
        </KeyButton>
      </div>
      <div ref={columns} className={styles['columns']}>
        {orderFields.map((field) => (
          <label key={field} className={styles['column']}>
            <span>{t(fieldKeys[field])}</span>
            <select
              name={field}
              aria-label={t(fieldKeys[field])}
              value={String(reading.columns[field] ?? '')}
              onChange={(event) => choose(field, event.currentTarget.value)}
            >
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
            {reading.guessed.includes(field) && <small className={styles['guess']}>◆ {t('imports.guessed')}</small>}
          </label>
        ))}
      </div>
      {doubledHeads(reading).map(({ field, taken, others }) => (
        <small key={field} role="status" className={styles['warned']}>
          {t('orderImports.doubledHead', {
            count: others.length + 1,
            heading: reading.headings[taken]!.trim().slice(0, 16),
            taken: letter(taken),
            others: others.map(letter).join('、'),
          })}
        </small>
      ))}
      {variants && (
        <small>
          {t(variants.field === 'spec' ? 'orderImports.sizes' : 'orderImports.colours', {
            labels: variants.columns.map(({ label }) => label).join('、'),
          })}
        </small>
      )}
    </div>
  )
}
