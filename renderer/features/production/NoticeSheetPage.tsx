import { headFields, lineFields } from '../../../shared/noticeFields.ts'
import type { NoticeSheet } from '../../../shared/noticeProcedures.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab } from '../../lib/tabs.ts'
import { SheetFields } from './SheetFields.tsx'
import styles from './Production.module.css'

type Typed = Pick<NoticeSheet, 'head'> & { lines: Pick<NoticeSheet['lines'][number], 'id' | 'values'>[] }

const SheetForm = ({ sheet, onSaved }: { sheet: NoticeSheet; onSaved: () => void }) => {
  const t = useT()
  const mayWrite = useMay('orders.write') && !sheet.voided
  const first: Typed = { head: sheet.head, lines: sheet.lines.map(({ id, values }) => ({ id, values })) }
  const { fields, change, done } = useKeptFields<Typed>(`sheet/${sheet.id}/${sheet.version}`, first)
  const changeLine = (index: number, key: string, value: string): void =>
    change({
      lines: fields.lines.map((line, at) =>
        at === index ? { ...line, values: { ...line.values, [key]: value } } : line,
      ),
    })
  // Ctrl+D: what the line above has in this field
  const copyAbove = (): boolean | undefined => {
    const [, at, key] = /^lines\.(\d+)\.(\w+)$/.exec(document.activeElement?.getAttribute('name') ?? '') ?? []
    const above = fields.lines[Number(at) - 1]
    if (key === undefined || !above || !mayWrite) return false
    changeLine(Number(at), key, above.values[key] ?? '')
    return undefined
  }
  useKeys({ 'Control+d': { label: t('notices.copyAbove'), run: copyAbove } }, sheet.lines.length > 1)

  const save = async (): Promise<void> => {
    const saved = await client.production.saveSheet({ id: sheet.id, version: sheet.version, ...fields })
    done()
    notify(
      saved.edition > sheet.edition
        ? t('notices.sheetSavedEdition', { number: saved.number, edition: saved.edition })
        : t('notices.sheetSaved'),
    )
    onSaved()
  }
  const hints = {
    ...(sheet.orderPacking === '' ? {} : { packing: t('notices.orderSays', { text: sheet.orderPacking }) }),
    ...(sheet.acceptance === '' ? {} : { attention: t('notices.orderSays', { text: sheet.acceptance }) }),
  }
  return (
    <Form
      label={t('notices.sheet')}
      onSubmit={save}
      unsaved={JSON.stringify(fields) !== JSON.stringify(first)}
      {...(mayWrite ? { foot: <SubmitButton>{t('app.save')}</SubmitButton> } : { keys: null })}
    >
      {sheet.given && mayWrite && (
        <p role="note">◆ {t('notices.sheetGiven', { edition: sheet.edition, next: sheet.edition + 1 })}</p>
      )}
      {sheet.lines.map((line, index) => (
        <fieldset key={line.id} className={styles['sheetLine']}>
          <legend>
            {index + 1} {line.code} {line.description} {line.colour}
            <span className="dim">
              {formatQuantity(line.quantity)} {line.unit}
            </span>
            <span className={line.newVersion ? 'tag warn' : 'tag'}>
              {t(line.newVersion ? 'production.newVersion' : 'production.oldVersion')}
            </span>
          </legend>
          <SheetFields
            fields={lineFields[sheet.trade]}
            values={fields.lines[index]?.values ?? {}}
            name={`lines.${index}`}
            disabled={!mayWrite}
            onChange={(key, value) => changeLine(index, key, value)}
          />
        </fieldset>
      ))}
      <fieldset className={styles['sheetLine']}>
        <legend>{t('notices.sheetHead')}</legend>
        <SheetFields
          fields={headFields}
          values={fields.head}
          name="head"
          disabled={!mayWrite}
          hints={hints}
          onChange={(key, value) => change({ head: { ...fields.head, [key]: value } })}
        />
      </fieldset>
    </Form>
  )
}

/** 工艺要求 of a notice (duty 34): the trade's fields line by line, then what holds for the whole notice. */
export const NoticeSheetPage = ({ id, tab }: PageProps) => {
  const t = useT()
  const { data: sheet, error } = useQuery(client.production.sheet, { id: id ?? 0 }, { enabled: id !== null })
  const toNotice = (): void => void (sheet && openTab({ word: 'production', id: sheet.id, title: sheet.number }))
  return (
    <Page>
      <Panel
        padded
        title={sheet ? t('notices.sheetOf', { number: sheet.number }) : t('notices.sheet')}
        bar={sheet && <StateBadge>{t('notices.editionN', { edition: sheet.edition })}</StateBadge>}
        actions={
          <KeyButton keys="Escape" onClick={toNotice}>
            {t('notices.toNotice')}
          </KeyButton>
        }
      >
        <RefusalNote message={error?.message} />
        {sheet && (
          <SheetForm
            key={sheet.version}
            sheet={sheet}
            onSaved={() => {
              toNotice()
              closeTab(tab.key)
            }}
          />
        )}
      </Panel>
    </Page>
  )
}
