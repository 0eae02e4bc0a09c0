import { useMemo, useState } from 'react'
import { emptyMaterial, type Material, type MaterialCard } from '../../../shared/materials.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { pictureWidth } from '../../components/pictureColumn.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabs } from '../../lib/tabs.ts'
import { CardDialog } from './CardDialog.tsx'
import { MaterialForm } from './MaterialForm.tsx'
import styles from './Materials.module.css'

const useColumns = (onPicture: (card: MaterialCard) => void): Column<MaterialCard>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'colourNumber',
        header: t('materials.colourNumber'),
        width: 110,
        render: (row) => <b>{row.colourNumber}</b>,
      },
      { key: 'supplier', header: t('purchases.supplier') },
      {
        key: 'approvedOn',
        header: t('materials.approved'),
        width: 170,
        render: (row) =>
          row.approvedOn === null ? (
            <StateBadge tone="wait">{t('materials.notApproved')}</StateBadge>
          ) : (
            <StateBadge tone="ok">{`${row.approvedOn} ${row.approvedBy}`}</StateBadge>
          ),
      },
      { key: 'place', header: t('materials.cardPlace'), width: 120 },
      {
        key: 'picture',
        header: t('pictures.column'),
        width: pictureWidth,
        render: (row) => <PictureThumb sha256={row.picture} label={row.colourNumber} onOpen={() => onPicture(row)} />,
      },
    ],
    [t, onPicture],
  )
}

/** 样卡 of a material: Enter opens one, F6 adds one. */
const Cards = ({ material }: { material: Material }) => {
  const t = useT()
  const mayWrite = useMay('materials.write')
  const [looked, setLooked] = useState<MaterialCard | null>(null)
  const [edited, setEdited] = useState<MaterialCard | 'new' | null>(null)
  const columns = useColumns(setLooked)
  const { data } = useQuery(client.materials.cards, { materialId: material.id })
  return (
    <Panel
      title={t('materials.cards')}
      note={t('materials.cardsHint')}
      actions={
        mayWrite && (
          <KeyButton keys="F6" onClick={() => setEdited('new')}>
            {t('materials.newCard')}
          </KeyButton>
        )
      }
    >
      <DataTable
        label={t('materials.cards')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ id }) => id}
        autoFocus={false}
        onOpen={(card) => (mayWrite ? setEdited(card) : card.picture !== '' && setLooked(card))}
        empty={<Empty title={t('materials.noCards')} />}
      />
      {edited !== null && (
        <CardDialog material={material} card={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {looked && <PictureDialog title={looked.colourNumber} picture={looked.picture} onClose={() => setLooked(null)} />}
    </Panel>
  )
}

export const NewMaterialPage = ({ tab }: PageProps) => {
  const t = useT()
  return (
    <Page>
      <Panel title={t('materials.newMaterial')} padded>
        <MaterialForm
          first={emptyMaterial}
          disabled={false}
          onSaved={({ id, code }) => {
            notify(t('materials.saved', { code }))
            closeTab(tab.key)
            openTab({ word: 'materials', id, title: code })
          }}
        />
      </Panel>
    </Page>
  )
}

/** One material with its 样卡. */
export const MaterialPage = ({ tab, id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('materials.write')
  const { data, error } = useQuery(client.materials.read, { id: id ?? 0 }, { enabled: id !== null })
  if (!data)
    return (
      <Page>
        <Panel>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page className={styles['halves'] ?? ''}>
      <Panel
        title={`${data.code} ${data.name}`}
        note={data.spec}
        bar={!data.active && <StateBadge>{t('customers.inactive')}</StateBadge>}
        padded
      >
        <MaterialForm
          first={data}
          disabled={!mayWrite}
          onSaved={({ code }) => {
            useTabs.getState().renameTab(tab.key, { title: code })
            notify(t('materials.saved', { code }))
          }}
        />
      </Panel>
      <Cards material={data} />
    </Page>
  )
}
