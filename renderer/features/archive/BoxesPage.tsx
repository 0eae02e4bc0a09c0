import { useMemo, useState } from 'react'
import { type Batch, type BatchState, batchStateKeys, batchStates, nextBox } from '../../../shared/archive.ts'
import { plusDays } from '../../../shared/dates.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { batchTones } from './words.ts'

const NewBoxDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT()
  const { data: workshops } = useQuery(client.archive.workshops, {})
  // what is filed is the month that has ended
  const last = plusDays(`${todayHere().slice(0, 7)}-01`, -1).slice(0, 7)
  const { fields, change, done } = useKeptFields('archive-box', {
    month: last,
    workshop: '',
    box: '',
    place: '',
    remark: '',
  })
  const { data: boxes } = useQuery(client.archive.batches, { limit: 100 })
  const proposed = nextBox(fields.month, boxes?.rows ?? [])
  // proposed until somebody types another; an emptied field is asked for
  const [typed, setTyped] = useState(fields.box !== '')
  const box = typed ? fields.box : proposed
  const save = async (): Promise<void> => {
    if (box.trim() === '') throw refuseField('box', t('shell.required', { field: t('archive.box') }))
    const { id, number, box: made } = await client.archive.open({ ...fields, box })
    done()
    notify(t('archive.made', { box: made, number }))
    onClose()
    openTab({ word: 'archive', id, title: made })
  }
  const title = t('archive.make')
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{title}</SubmitButton>}>
        <TextInput
          name="month"
          label={t('archive.month')}
          required
          autoFocus
          maxLength={7}
          value={fields.month}
          onChange={(month) => change({ month })}
        />
        <Choice<string>
          name="workshop"
          label={t('archive.workshop')}
          value={fields.workshop || 'all'}
          options={[
            { value: 'all', label: t('archive.allWorkshops') },
            ...(workshops ?? []).map((value) => ({ value, label: value })),
          ]}
          onChange={(workshop) => change({ workshop: workshop === 'all' ? '' : workshop })}
        />
        <TextInput
          name="box"
          label={t('archive.box')}
          required
          maxLength={30}
          value={box}
          onChange={(words) => {
            setTyped(true)
            change({ box: words })
          }}
        />
        <TextInput
          name="place"
          label={t('archive.place')}
          maxLength={60}
          value={fields.place}
          onChange={(place) => change({ place })}
        />
        <TextInput
          name="remark"
          label={t('archive.remark')}
          maxLength={200}
          value={fields.remark}
          onChange={(remark) => change({ remark })}
        />
      </Form>
    </Dialog>
  )
}

/** 归档: the boxes, the newest month first (duty 118). */
export const BoxesPage = () => {
  const t = useT()
  const mayWrite = useMay('archive.write')
  const [state, setState] = useState<BatchState | null>(null)
  const [making, setMaking] = useState(false)
  const filter = useMemo(() => ({ state }), [state])
  const columns = useMemo(
    (): Column<Batch>[] => [
      {
        key: 'state',
        header: t('app.state'),
        width: 92,
        render: (row) => <StateBadge tone={batchTones[row.state]}>{t(batchStateKeys[row.state])}</StateBadge>,
      },
      { key: 'box', header: t('archive.box'), width: 140, render: ({ box }) => <b>{box}</b> },
      { key: 'month', header: t('archive.month'), width: 80 },
      {
        key: 'workshop',
        header: t('archive.workshop'),
        width: 130,
        value: (row) => row.workshop || t('archive.allWorkshops'),
      },
      { key: 'orders', header: t('archive.orders'), kind: 'integer', width: 70 },
      {
        key: 'incomplete',
        header: t('archive.incomplete'),
        width: 70,
        align: 'right',
        render: ({ incomplete }) => (incomplete > 0 ? <b className="neg">{incomplete}</b> : null),
      },
      { key: 'place', header: t('archive.place') },
      { key: 'number', header: t('app.number'), width: 124 },
      { key: 'madeBy', header: t('papers.madeBy'), width: 80 },
      { key: 'closedAt', header: t('archive.closer'), kind: 'instant', width: 110 },
    ],
    [t],
  )
  return (
    <Page>
      <Panel
        title={t('archive.title')}
        bar={
          <Views
            views={[null, ...batchStates]}
            shown={state}
            labelOf={(name) => t(name === null ? 'app.all' : batchStateKeys[name])}
            onShow={setState}
          />
        }
        actions={
          <>
            <KeyButton keys="l" onClick={() => openTab({ word: 'archive', page: 'loans', title: t('archive.loans') })}>
              {t('archive.loans')}
            </KeyButton>
            {mayWrite && (
              <KeyButton keys="n" go onClick={() => setMaking(true)}>
                {t('archive.make')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          label={t('archive.title')}
          columns={columns}
          list={client.archive.batches}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={({ id, box }) => openTab({ word: 'archive', id, title: box })}
          empty={<Empty title={t('archive.emptyBoxes')} hint={t('archive.emptyBoxesHint')} />}
        />
      </Panel>
      {making && <NewBoxDialog onClose={() => setMaking(false)} />}
    </Page>
  )
}
