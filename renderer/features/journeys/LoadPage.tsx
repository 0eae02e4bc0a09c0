import { useMemo, useRef } from 'react'
import { type Journey, loadDiffers, type LoadLine, shortOf } from '../../../shared/journeys.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { closeTab, openTab } from '../../lib/tabs.ts'
import styles from './Journeys.module.css'

const useColumns = (): LineColumn<LoadLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'orderNumber', header: t('deliveries.orderNumber'), kind: 'text', width: 108, readOnly: true },
      { key: 'description', header: t('deliveries.description'), kind: 'text', readOnly: true },
      { key: 'unit', header: t('app.unit'), kind: 'text', width: 42, readOnly: true },
      { key: 'ordered', header: t('journeys.orderedPieces'), kind: 'quantity', width: 66, readOnly: true },
      { key: 'picked', header: t('journeys.pickedPieces'), kind: 'quantity', width: 72, readOnly: true },
      { key: 'pickedPacks', header: t('journeys.pickedPacks'), kind: 'integer', width: 72, readOnly: true },
      { key: 'loaded', header: t('journeys.loadedPieces'), kind: 'quantity', width: 78 },
      { key: 'loadedPacks', header: t('journeys.loadedPacks'), kind: 'integer', width: 78 },
      {
        key: 'explanation',
        header: t('journeys.explanation'),
        kind: 'text',
        width: 220,
        passed: (line) => !loadDiffers(line),
      },
    ],
    [t],
  )
}

const startOf = (journey: Journey): LoadLine[] =>
  journey.lines.map((line) => ({
    ...line,
    // as on the note until somebody sees otherwise: the eye looks for what differs
    loaded: line.loaded ?? line.picked,
    loadedPacks: line.loadedPacks ?? line.pickedPacks,
  }))

const Checking = ({ journey, tab }: { journey: Journey; tab: string }) => {
  const t = useT()
  const me = useSession((store) => store.person?.name ?? '')
  const { deliveryNoteId, version, number } = journey
  const {
    fields,
    change: keep,
    done,
  } = useKeptFields<{ checkedBy: string; lines: LoadLine[] }>(`load/${deliveryNoteId}/${version}`, {
    checkedBy: journey.loadChecker || me,
    lines: startOf(journey),
  })
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<typeof fields>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const grid = useRef<LineGridHandle>(null)
  const columns = useColumns()
  const differing = fields.lines.filter(loadDiffers).length
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    const wrong = grid.current?.firstWrong()
    if (wrong) {
      grid.current?.focusCell(wrong.row, wrong.key)
      throw refuseField('lines', wrong.sentence)
    }
    const { checkedBy, lines } = latest.current
    await client.journeys.checkLoad({
      deliveryNoteId,
      version,
      checkedBy,
      lines: lines.map(({ lineId, loaded, loadedPacks, explanation }) => ({
        lineId,
        quantity: loaded ?? 0,
        packs: loadedPacks ?? 0,
        explanation,
      })),
    })
    done()
    const silent = lines.filter((line) => loadDiffers(line) && line.explanation.trim() === '').length
    const less = lines.some((line) => shortOf(line) > 0)
    const said = less ? t('journeys.loadSavedShort') : t('journeys.loadSaved')
    notify(silent === 0 ? said : t('journeys.loadUnexplained', { count: silent }), silent === 0 ? 'ok' : 'bad')
    openTab({ word: 'deliveries', id: deliveryNoteId, title: number })
    closeTab(tab)
  }
  return (
    <Form label={t('journeys.loadTitle')} onSubmit={save} className={styles['form'] ?? ''}>
      <Panel
        title={`${number} ${t('journeys.loadTitle')}`}
        note={differing > 0 ? t('journeys.differs', { count: differing }) : t('journeys.agrees')}
        foot={
          <>
            <TextInput
              name="checkedBy"
              label={t('journeys.loadChecker')}
              inline
              required
              maxLength={20}
              value={fields.checkedBy}
              onChange={(checkedBy) => change({ checkedBy })}
            />
            <span className="spring" />
            <KeyButton
              keys="Alt+y"
              disabled={differing === 0}
              onClick={() =>
                change({
                  lines: latest.current.lines.map((line) => ({
                    ...line,
                    loaded: line.picked,
                    loadedPacks: line.pickedPacks,
                    explanation: '',
                  })),
                })
              }
            >
              {t('journeys.loadAsNote')}
            </KeyButton>
            <SubmitButton>{t('app.save')}</SubmitButton>
          </>
        }
      >
        <LineGrid
          ref={grid}
          label={t('journeys.loadTitle')}
          columns={columns}
          rows={fields.lines}
          onChange={(lines) => change({ lines })}
          mark={(line, _index, key) => {
            if (!loadDiffers(line)) return null
            if (key === 'explanation' && line.explanation.trim() === '')
              return { tone: 'bad', text: t('journeys.explanation') }
            const wrongQuantity = key === 'loaded' && line.loaded !== line.picked
            const wrongPacks = key === 'loadedPacks' && line.loadedPacks !== line.pickedPacks
            if (!wrongQuantity && !wrongPacks) return null
            return {
              tone: 'warn',
              text: t('journeys.loadDiffers', {
                row: line.sequence,
                goods: line.description,
                picked: wrongQuantity ? `${formatQuantity(line.picked)} ${line.unit}` : line.pickedPacks,
                loaded: wrongQuantity ? `${formatQuantity(line.loaded ?? 0)} ${line.unit}` : (line.loadedPacks ?? 0),
              }),
            }
          }}
        />
      </Panel>
    </Form>
  )
}

/** 装车查对 (duty 89): each line of a note as it was ordered, as it stands on the note, and as it lies on the truck. */
export const LoadPage = ({ id, tab }: PageProps) => {
  const { data: journey, error } = useQuery(client.journeys.read, { deliveryNoteId: id ?? 0 }, { enabled: id !== null })
  return (
    <Page>
      {journey ? (
        <Checking key={journey.version} journey={journey} tab={tab.key} />
      ) : (
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      )}
    </Page>
  )
}
