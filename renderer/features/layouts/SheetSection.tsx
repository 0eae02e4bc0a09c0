import { copyPapers, formKeys, formsOf, type LayoutCopy, type LayoutPaper } from '../../../shared/layouts.ts'
import { type Grouping, groupingKeys, groupings, type StatementWishes } from '../../../shared/statementGroups.ts'
import { usualNoticeCopies } from '../../../shared/settings.ts'
import { Check, Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { IntegerInput, QuantityInput } from '../../components/TypedInput.tsx'
import { focusNamed } from '../../lib/focus.ts'
import { useT } from '../../lib/language.ts'
import type { SectionProps } from './ColumnsSection.tsx'
import styles from './Layouts.module.css'
import { TemplateSection } from './TemplateSection.tsx'

/** What copies are mostly called (papers.md 4.2, 4.5); each is typed over as the office says it. */
const noteCopies = ['白 存根', '红 客户', '黄 回单', '蓝 财务', '绿 仓库', '司机'] as const

const receiptCopies = ['白 存根', '红 客户', '黄 记账'] as const
const usualCopies = (paper: LayoutPaper): readonly string[] =>
  paper === 'deliveryNote' ? noteCopies : paper === 'receiptSlip' ? receiptCopies : usualNoticeCopies

const Copies = ({ read, content, change }: SectionProps) => {
  const t = useT()
  const { copies } = content
  const set = (at: number, part: Partial<LayoutCopy>): void =>
    change({ copies: copies.with(at, { ...copies[at]!, ...part }) })
  const add = (): void => {
    const words = (usualCopies(read.paper)[copies.length] ?? '').split(' ')
    const [colour, name] = words.length > 1 ? words : ['', words[0]]
    change({ copies: [...copies, { colour: colour ?? '', name: name || t('layouts.copies'), prices: true }] })
    focusNamed(`content.copies.${copies.length}.colour`)
  }
  return (
    <>
      <h2>{t('layouts.copies')}</h2>
      {copies.length === 0 && (
        <small className="dim">
          {t(read.paper === 'receiptSlip' ? 'layouts.copiesHintOne' : 'layouts.copiesHint')}
        </small>
      )}
      {copies.map((copy, at) => (
        <div key={at} className={styles['copy']}>
          <TextInput
            name={`content.copies.${at}.colour`}
            label={t('layouts.copyColour', { number: at + 1 })}
            maxLength={4}
            value={copy.colour}
            onChange={(colour) => set(at, { colour })}
          />
          <TextInput
            name={`content.copies.${at}.name`}
            label={t('layouts.copyLabel', { number: at + 1 })}
            maxLength={12}
            value={copy.name}
            onChange={(name) => set(at, { name })}
          />
          <Button
            aria-label={t('layouts.removeCopy', { number: at + 1 })}
            onClick={() => change({ copies: copies.toSpliced(at, 1) })}
          >
            ×
          </Button>
          {read.paper === 'deliveryNote' && (
            <div className={styles['whole']}>
              <Check
                name={`content.copies.${at}.prices`}
                label={t('layouts.copyPrices', { number: at + 1 })}
                value={copy.prices}
                onChange={(prices) => set(at, { prices })}
              />
            </div>
          )}
        </div>
      ))}
      <div>
        <KeyButton keys="Alt+a" disabled={copies.length >= 6} onClick={add}>
          {t('layouts.addCopy')}
        </KeyButton>
      </div>
    </>
  )
}

/** What the customer wants of its statement, on paper and in its workbook. */
const Wishes = ({ content, change }: SectionProps) => {
  const t = useT()
  const wish = (part: Partial<StatementWishes>): void => change({ statement: { ...content.statement, ...part } })
  return (
    <>
      <Choice<Grouping>
        name="content.statement.grouping"
        label={t('statements.grouping')}
        value={content.statement.grouping}
        options={groupings.map((value) => ({ value, label: t(groupingKeys[value]) }))}
        onChange={(grouping) => wish({ grouping })}
      />
      <Check
        name="content.statement.arrears"
        label={t('statements.arrears')}
        value={content.statement.arrears}
        onChange={(arrears) => wish({ arrears })}
      />
      <Check
        name="content.statement.lock"
        label={t('statements.lock')}
        value={content.statement.lock}
        onChange={(lock) => wish({ lock })}
      />
    </>
  )
}

/** The form, the lines on it, sums and copies. */
export const SheetSection = (props: SectionProps) => {
  const t = useT()
  const { read, content, change } = props
  const forms = formsOf(read.paper)
  const { form } = content
  const note = read.paper === 'deliveryNote'
  return (
    <>
      {read.paper === 'statement' && <Wishes {...props} />}
      <FieldRow width={160}>
        <Choice
          name="content.form.kind"
          label={t('layouts.form')}
          autoFocus
          value={form.kind ?? forms[0]!}
          options={forms.map((value) => ({ value, label: t(formKeys[value]) }))}
          onChange={(kind) => change({ form: { ...form, kind: kind === forms[0] ? null : kind } })}
        />
        {note && (
          <IntegerInput
            name="content.lines"
            label={t('layouts.lines')}
            hint={t('layouts.linesHint')}
            value={content.lines}
            onChange={(lines) => change({ lines })}
          />
        )}
      </FieldRow>
      {form.kind === 'own' && (
        <FieldRow width={160}>
          {(['widthMm', 'heightMm'] as const).map((key) => (
            <QuantityInput
              key={key}
              name={`content.form.${key}`}
              label={t(`layouts.${key}`)}
              value={form[key] * 1000}
              onChange={(value) => change({ form: { ...form, [key]: (value ?? 0) / 1000 } })}
            />
          ))}
        </FieldRow>
      )}
      {note && (
        <>
          <Choice
            name="content.subtotal"
            label={t('layouts.subtotal')}
            value={content.subtotal}
            options={[
              { value: 'figures', label: t('layouts.subtotalFigures') },
              { value: 'words', label: t('layouts.subtotalWords') },
              { value: 'none', label: t('layouts.subtotalNone') },
            ]}
            onChange={(subtotal) => change({ subtotal })}
          />
          <Check
            name="content.amountGrid"
            label={t('layouts.amountGrid')}
            value={content.amountGrid}
            onChange={(amountGrid) => change({ amountGrid })}
          />
        </>
      )}
      {read.paper === 'statement' && <TemplateSection {...props} />}
      {copyPapers.includes(read.paper) && <Copies {...props} />}
    </>
  )
}
