import { useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { ProcessRow, settings } from '../../../shared/settings.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput, QuantityInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './SettingsPage.module.css'

type Draft = Input<typeof settings.saveProcess>

const ProcessDialog = ({ first, onClose }: { first: Draft; onClose: () => void }) => {
  const t = useT()
  const [draft, setDraft] = useState(first)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const save = async (): Promise<void> => {
    await client.settings.saveProcess(draft)
    notify(t('app.saved'))
    onClose()
  }
  return (
    <Dialog title={first.id === null ? t('settings.addProcess') : first.name} onClose={onClose}>
      <Form
        label={t('settings.process')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <TextInput
          name="name"
          label={t('settings.process')}
          required
          value={draft.name}
          maxLength={20}
          onChange={(name) => change({ name })}
        />
        <FieldRow width={180}>
          <IntegerInput
            name="sequence"
            label={t('settings.sequence')}
            value={draft.sequence}
            onChange={(value) => change({ sequence: value ?? 0 })}
          />
          <IntegerInput
            name="standardDays"
            label={t('settings.standardDays')}
            value={draft.standardDays}
            onChange={(value) => change({ standardDays: value ?? 0 })}
          />
          <QuantityInput
            name="dailyCapacity"
            label={t('settings.dailyCapacity')}
            hint={t('settings.capacityHint')}
            value={draft.dailyCapacity}
            onChange={(value) => change({ dailyCapacity: value ?? 0 })}
          />
          <TextInput
            name="capacityUnit"
            label={t('settings.capacityUnit')}
            required
            hint={t('settings.capacityUnitHint')}
            value={draft.capacityUnit ?? ''}
            maxLength={8}
            onChange={(capacityUnit) => change({ capacityUnit })}
          />
          <TextInput
            name="workshop"
            label={t('settings.workshop')}
            value={draft.workshop}
            maxLength={20}
            onChange={(workshop) => change({ workshop })}
          />
        </FieldRow>
        <TextBlock
          name="standard"
          label={t('quality.processStandard')}
          rows={3}
          maxLength={500}
          value={draft.standard ?? ''}
          onChange={(standard) => change({ standard })}
        />
        <Check
          name="active"
          label={t('settings.active')}
          value={draft.active}
          onChange={(active) => change({ active })}
        />
      </Form>
    </Dialog>
  )
}

/** The processes of the workshops in their order. */
export const ProcessesSection = () => {
  const t = useT()
  const { data = [] } = useQuery(client.settings.processes, {})
  const [open, setOpen] = useState<Draft | null>(null)
  const last = Math.max(0, ...data.filter(({ active }) => active).map(({ sequence }) => sequence))
  const columns: Column<ProcessRow>[] = [
    { key: 'sequence', header: t('settings.sequence'), kind: 'integer', width: 70 },
    { key: 'name', header: t('settings.process') },
    { key: 'workshop', header: t('settings.workshop'), width: 160 },
    { key: 'standardDays', header: t('settings.standardDays'), kind: 'integer', width: 110 },
    { key: 'dailyCapacity', header: t('settings.dailyCapacity'), kind: 'quantity', width: 110 },
    { key: 'capacityUnit', header: t('settings.capacityUnit'), width: 80 },
    {
      key: 'active',
      header: t('app.state'),
      width: 100,
      render: ({ active }) =>
        active ? (
          <StateBadge tone="ok">{t('settings.active')}</StateBadge>
        ) : (
          <StateBadge>{t('users.inactive')}</StateBadge>
        ),
    },
  ]
  return (
    <>
      <div>
        <KeyButton
          keys="F4"
          onClick={() =>
            setOpen({
              id: null,
              name: '',
              sequence: last + 1,
              standardDays: 1,
              dailyCapacity: 0,
              capacityUnit: '件',
              workshop: '',
              active: true,
              version: 0,
            })
          }
        >
          {t('settings.addProcess')}
        </KeyButton>
      </div>
      <div className={styles['table']}>
        <DataTable
          label={t('settings.sectionProcesses')}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
          onOpen={setOpen}
          empty={<Empty title={t('settings.processesEmpty')} />}
        />
      </div>
      {open && <ProcessDialog first={open} onClose={() => setOpen(null)} />}
    </>
  )
}
