import { useState } from 'react'
import { emptyFactory, type FactoryCard, type FactoryDraft } from '../../../shared/outsideFactories.ts'
import { Check, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useDraft } from '../../lib/draft.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabs } from '../../lib/tabs.ts'
import { FactoryFiguresPanel } from './FactoryFiguresPanel.tsx'
import styles from './Outsourcing.module.css'

type TextField = 'name' | 'shortName' | 'initials' | 'contact' | 'phone' | 'fax' | 'address'

/** Which processes it does, one tick each, in the office's sequence. */
const Processes = ({ chosen, onChange }: { chosen: readonly number[]; onChange: (ids: number[]) => void }) => {
  const t = useT()
  const { data } = useQuery(client.settings.processes, {})
  const shown = data?.filter(({ id, active }) => active || chosen.includes(id)) ?? []
  return (
    <fieldset className={styles['processes']}>
      <legend>{t('outsourcing.processes')}</legend>
      {data && shown.length === 0 && <span className="dim">{t('outsourcing.noProcessesYet')}</span>}
      {shown.map(({ id, name }) => (
        <Check
          key={id}
          label={name}
          value={chosen.includes(id)}
          onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
        />
      ))}
    </fieldset>
  )
}

const FactoryForm = ({ first, onSaved }: { first: FactoryDraft; onSaved: (saved: FactoryCard) => void }) => {
  const t = useT()
  const mayWrite = useMay('outsourcing.write')
  const { draft, change, dirty, outdated, accept } = useDraft<FactoryDraft>(first)
  const text = (name: TextField, label: string, maxLength: number, more: object = {}) => (
    <TextInput
      name={name}
      label={label}
      maxLength={maxLength}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
      {...more}
    />
  )
  return (
    <Form
      label={t('outsourcing.card')}
      onSubmit={async () => {
        const saved = await client.outsourcing.saveFactory(draft)
        accept(saved)
        onSaved(saved)
      }}
      unsaved={dirty}
      foot={mayWrite && <SubmitButton>{t('app.save')}</SubmitButton>}
    >
      <RefusalNote message={outdated ? t('app.stale') : null} />
      <fieldset className={styles['card']} disabled={!mayWrite}>
        {text('shortName', t('outsourcing.shortName'), 20, { required: true, autoFocus: draft.id === null })}
        {text('name', t('outsourcing.factoryName'), 60, { required: true })}
        {text('initials', t('outsourcing.initials'), 20)}
        {text('contact', t('outsourcing.contact'), 20)}
        {text('phone', t('outsourcing.phone'), 40)}
        {text('fax', t('outsourcing.fax'), 40)}
        <div className={styles['wide']}>{text('address', t('outsourcing.address'), 100)}</div>
        <div className={styles['wide']}>
          <Processes chosen={draft.processIds} onChange={(processIds) => change({ processIds })} />
        </div>
        <div className={styles['wide']}>
          <TextBlock
            name="remark"
            label={t('outsourcing.remark')}
            rows={4}
            maxLength={500}
            value={draft.remark}
            onChange={(remark) => change({ remark })}
          />
        </div>
        <Check
          name="active"
          label={t('outsourcing.active')}
          value={draft.active}
          onChange={(active) => change({ active })}
        />
      </fieldset>
    </Form>
  )
}

/** A new factory: keyed, saved, and its card stays open. */
export const NewFactoryPage = ({ tab }: PageProps) => {
  const t = useT()
  const [first] = useState(emptyFactory)
  return (
    <Page>
      <Panel title={t('outsourcing.newFactory')} padded>
        <FactoryForm
          first={first}
          onSaved={({ id, shortName }) => {
            notify(t('outsourcing.factorySaved', { name: shortName }))
            closeTab(tab.key)
            openTab({ word: 'factories', id, title: shortName })
          }}
        />
      </Panel>
    </Page>
  )
}

/** The card of a factory: who it is, and how late and how good it is by the records (duty 72). */
export const FactoryPage = ({ id, tab }: PageProps) => {
  const t = useT()
  const { data, error } = useQuery(client.outsourcing.factory, { id: id ?? 0 }, { enabled: id !== null })
  if (!data || id === null)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page className={styles['factory'] ?? ''}>
      <Panel title={data.shortName} bar={!data.active && <StateBadge>{t('outsourcing.inactive')}</StateBadge>} padded>
        <FactoryForm
          first={data}
          onSaved={({ shortName }) => {
            useTabs.getState().renameTab(tab.key, { title: shortName })
            notify(t('outsourcing.factorySaved', { name: shortName }))
          }}
        />
      </Panel>
      <FactoryFiguresPanel factoryId={id} />
    </Page>
  )
}
