import { useMemo } from 'react'
import { usageText } from '../../../shared/materialNeeds.ts'
import type { ListRow } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'

/** 材料表 beside the card of a product: what one piece takes (duty 64). */
export const ProductMaterials = ({ productId, code }: { productId: number; code: string }) => {
  const t = useT()
  const mayWrite = useMay('materials.write')
  const { data } = useQuery(client.materials.productList, { productId })
  const columns = useMemo(
    (): Column<ListRow>[] => [
      { key: 'name', header: t('materials.name'), value: ({ code: own, name }) => `${own} ${name}` },
      {
        key: 'usageMicros',
        header: t('materials.usage'),
        width: 92,
        align: 'right',
        value: ({ usageMicros, unit }) => `${usageText(usageMicros)} ${unit}`,
      },
      {
        key: 'lossBasisPoints',
        header: t('materials.loss'),
        width: 54,
        align: 'right',
        value: ({ lossBasisPoints }) => (lossBasisPoints === 0 ? '' : `${formatQuantity(lossBasisPoints * 10)}%`),
      },
      { key: 'process', header: t('operations.process'), width: 60 },
    ],
    [t],
  )
  const open = (): void =>
    void openTab({ word: 'materials', page: 'product', id: productId, title: t('materials.listOf', { product: code }) })
  return (
    <Panel
      title={t('materials.list')}
      note={data && t('materials.count', { count: data.rows.length })}
      actions={
        <KeyButton keys="F8" onClick={open}>
          {t(mayWrite ? 'materials.editList' : 'materials.openList')}
        </KeyButton>
      }
    >
      <DataTable
        label={t('materials.list')}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={({ materialId }) => materialId}
        autoFocus={false}
        onOpen={open}
        empty={<span className="dim">{t('materials.noListTitle')}</span>}
      />
    </Panel>
  )
}
