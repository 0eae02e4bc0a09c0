import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { signBackKindKeys, type SignBackRow } from '../../../shared/signBacks.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useUnsaved } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { ReturnDialog } from './ReturnDialog.tsx'

type Taken = Pick<SignBackRow, 'id' | 'version' | 'kind' | 'documentNumber' | 'customerName' | 'driver' | 'sentAt'> & {
  differs: boolean
}

const takenOf = ({ id, version, kind, documentNumber, customerName, driver, sentAt }: SignBackRow): Taken => ({
  id,
  version,
  kind,
  documentNumber,
  customerName,
  driver,
  sentAt,
  differs: false,
})

const useColumns = (): Column<Taken>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'differs',
        header: t('app.state'),
        width: 96,
        render: ({ differs }) => (
          <StateBadge tone={differs ? 'bad' : 'ok'}>
            {t(differs ? 'signBacks.bulkDiffers' : 'signBacks.bulkSame')}
          </StateBadge>
        ),
      },
      { key: 'documentNumber', header: t('app.number'), width: 130 },
      { key: 'kind', header: t('signBacks.kind'), width: 110, value: ({ kind }) => t(signBackKindKeys[kind]) },
      { key: 'customerName', header: t('app.customer') },
      { key: 'driver', header: t('signBacks.driver'), width: 90 },
      { key: 'sentAt', header: t('signBacks.sentAt'), kind: 'instant', width: 110 },
    ],
    [t],
  )
}

/**
 * 收回单: the driver hands over the papers of his tour. Their numbers are typed or scanned one after another; those that are
 * the same are marked together, those that differ are opened one by one. Kept on this PC while it is typed.
 */
export const BulkPage = () => {
  const t = useT()
  const columns = useColumns()
  const { fields, change, done } = useKeptFields<{ rows: Taken[] }>('sign-bulk', { rows: [] })
  const { rows } = fields
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Taken | null>(null)
  const [differing, setDiffering] = useState<Taken[]>([])
  const field = useRef<HTMLInputElement>(null)
  useUnsaved(rows.length > 0)
  const held = useRef(rows)
  held.current = rows

  const take = async (number: string): Promise<void> => {
    const found = await attempt(() => client.signBacks.find({ typed: number }))
    if (!found) return setWrong(null)
    const waiting = found.filter(({ state }) => state === 'waiting')
    const one = waiting.length === 1 ? waiting[0]! : null
    const back = found.length === 1 && found[0]!.state !== 'waiting' ? found[0]! : null
    if (one && held.current.some(({ id }) => id === one.id))
      setWrong(t('signBacks.bulkTwice', { number: one.documentNumber }))
    else if (one) {
      setWrong(null)
      change({ rows: [takenOf(one), ...held.current] })
      held.current = [takenOf(one), ...held.current]
    } else if (back)
      setWrong(
        t('signBacks.bulkBack', {
          number: back.documentNumber,
          by: back.returnedBy ?? '',
          at: back.returnedAt === null ? '' : formatInstant(back.returnedAt),
        }),
      )
    else if (waiting.length > 1) setWrong(t('signBacks.bulkMany', { typed: number, count: waiting.length }))
    else setWrong(t('signBacks.bulkUnknown', { typed: number }))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event)) return
    event.preventDefault()
    const number = typed.trim()
    if (number === '') return
    setTyped('')
    void take(number)
  }
  const changeRows = (next: Taken[]): void => {
    setWrong(null)
    change({ rows: next })
  }
  const same = rows.filter(({ differs }) => !differs)
  const save = async (): Promise<void> => {
    if (same.length > 0) {
      const saved = await attempt(async () => {
        // a paper may have been chased since it was typed: that is no reason to type it again
        const papers = await Promise.all(same.map(({ id }) => client.signBacks.read({ id })))
        return client.signBacks.returnMany({ papers: papers.map(({ id, version }) => ({ id, version })) })
      })
      if (!saved) return
      notify(t('signBacks.bulkSaved', { count: saved.returned }))
    }
    const rest = rows.filter(({ differs }) => differs)
    setWrong(null)
    if (rest.length === 0) done()
    change({ rows: rest })
    setDiffering(rest)
    if (rest.length === 0) field.current?.focus()
  }
  const update = (id: number, to: (row: Taken) => Taken[]): void =>
    changeRows(rows.flatMap((row) => (row.id === id ? to(row) : [row])))
  const [open] = differing
  return (
    <Page>
      <Panel
        title={t('signBacks.bulk')}
        note={t('signBacks.bulkHint')}
        bar={
          <span onKeyDown={onKeyDown}>
            <TextInput
              ref={field}
              inline
              autoFocus
              label={t('signBacks.bulkNumber')}
              width={220}
              maxLength={40}
              value={typed}
              onChange={(text) => {
                // the line below is about the number before
                setWrong(null)
                setTyped(text)
              }}
            />
          </span>
        }
        actions={
          rows.length > 0 && (
            <>
              {chosen && (
                <>
                  <KeyButton keys="Delete" onClick={() => update(chosen.id, () => [])}>
                    {t('signBacks.bulkDrop')}
                  </KeyButton>
                  <KeyButton
                    keys="Alt+d"
                    onClick={() => update(chosen.id, (row) => [{ ...row, differs: !row.differs }])}
                  >
                    {t('signBacks.bulkToggle')}
                  </KeyButton>
                </>
              )}
              <KeyButton keys="Control+s" go onClick={save}>
                {same.length > 0 ? `${t('signBacks.bulkSave')} ${same.length}` : t('signBacks.markDifferent')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={wrong ?? undefined} />
        <DataTable
          label={t('signBacks.bulk')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          autoFocus={false}
          onSelect={setChosen}
          empty={<Empty title={t('signBacks.bulkEmpty')} hint={t('signBacks.bulkEmptyHint')} />}
        />
      </Panel>
      {open && (
        <ReturnDialog
          key={open.id}
          id={open.id}
          version={open.version}
          kind={open.kind}
          number={open.documentNumber}
          onClose={() => {
            void attempt(async () => {
              const { state } = await client.signBacks.read({ id: open.id })
              if (state !== 'waiting') change({ rows: held.current.filter(({ id }) => id !== open.id) })
              setDiffering((all) => all.slice(1))
            })
          }}
        />
      )}
    </Page>
  )
}
