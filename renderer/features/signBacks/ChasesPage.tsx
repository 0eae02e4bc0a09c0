import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import {
  type AgeingGroup,
  ageingGroups,
  type AgeingRow,
  type LateBucket,
  lateBucketKeys,
  lateBuckets,
  type SignBackKind,
  signBackKindKeys,
  type SignBackRow,
} from '../../../shared/signBacks.ts'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useKeys } from '../../lib/keys.ts'
import { openTab } from '../../lib/tabs.ts'
import { ChaseDialog } from './ChaseDialog.tsx'
import { openSigned } from './openSigned.ts'
import { lastSaid } from './SignBacksPage.tsx'
import styles from './SignBacks.module.css'

const groupKeys: Record<AgeingGroup, PhraseKey> = {
  driver: 'signBacks.byDriver',
  customer: 'signBacks.byCustomer',
  kind: 'signBacks.byKind',
}

const nameOf = (t: Translate, by: AgeingGroup, { key, name }: AgeingRow): string =>
  by === 'kind' ? t(signBackKindKeys[key as SignBackKind]) : name || t('signBacks.noDriver')

const useGroupColumns = (by: AgeingGroup, bucket: LateBucket | null): Column<AgeingRow>[] => {
  const t = useT()
  return useMemo(
    (): Column<AgeingRow>[] => [
      { key: 'name', header: t(groupKeys[by]), render: (row) => <b>{nameOf(t, by, row)}</b> },
      ...(by === 'customer' ? [{ key: 'phone', header: t('orders.phone'), width: 124 }] : []),
      ...lateBuckets.map((name): Column<AgeingRow> => ({
        key: name,
        header: `${bucket === name ? '▸ ' : ''}${t(lateBucketKeys[name])}`,
        width: 92,
        align: 'right',
        render: (row) => (row[name] === 0 ? null : name === bucket ? <b className="neg">{row[name]}</b> : row[name]),
      })),
      { key: 'total', header: t('signBacks.total'), kind: 'integer', width: 58 },
      {
        key: 'oldestDays',
        header: t('signBacks.oldest'),
        width: 76,
        align: 'right',
        value: ({ oldestDays }) => (oldestDays > 0 ? t('signBacks.days', { days: oldestDays }) : ''),
      },
    ],
    [t, by, bucket],
  )
}

const usePaperColumns = (except: ReadonlySet<number>): Column<SignBackRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'tick', header: '✓', width: 30, align: 'center', value: ({ id }) => (except.has(id) ? '' : '✓') },
      { key: 'documentNumber', header: t('app.number'), width: 118 },
      { key: 'kind', header: t('signBacks.kind'), width: 92, value: ({ kind }) => t(signBackKindKeys[kind]) },
      { key: 'customerName', header: t('app.customer') },
      { key: 'driver', header: t('signBacks.driver'), width: 70 },
      { key: 'sentAt', header: t('signBacks.sentAt'), kind: 'instant', width: 96 },
      {
        key: 'overdueDays',
        header: t('signBacks.late'),
        width: 92,
        render: ({ overdueDays }) =>
          overdueDays > 0 ? <StateBadge tone="bad">{t('signBacks.overdue', { days: overdueDays })}</StateBadge> : null,
      },
      {
        key: 'chases',
        header: t('signBacks.chases'),
        width: 60,
        value: ({ chases }) => (chases > 0 ? t('signBacks.chasesCount', { count: chases }) : ''),
      },
      { key: 'lastAnswer', header: t('signBacks.chaseAnswer'), width: 220, value: lastSaid },
    ],
    [t, except],
  )
}

/** The papers of the group under the cursor; all are ticked until one is left out. */
const Papers = ({
  by,
  group,
  bucket,
  table,
}: {
  by: AgeingGroup
  group: AgeingRow
  bucket: LateBucket | null
  table: RefObject<DataTableHandle | null>
}) => {
  const t = useT()
  const [except, setExcept] = useState<ReadonlySet<number>>(new Set())
  const [chosen, setChosen] = useState<SignBackRow | null>(null)
  const [asking, setAsking] = useState(false)
  const columns = usePaperColumns(except)
  const { data } = useQuery(client.signBacks.outOf, { by, key: group.key, bucket, limit: 200 }, { keep: true })
  const rows = data?.rows ?? []
  const ticked = rows.filter(({ id }) => !except.has(id))
  const name = nameOf(t, by, group)
  const toggle = (): void => {
    if (!chosen) return
    const next = new Set(except)
    if (!next.delete(chosen.id)) next.add(chosen.id)
    setExcept(next)
  }
  const print = (): string =>
    openTab({
      word: 'signChases',
      page: 'print',
      another: true,
      title: `${name} ${t('signBacks.chaseTitle')}`,
      parameters: { by, key: group.key, bucket, except: [...except].join(',') },
    })
  return (
    <Panel
      title={`${name} · ${t('signBacks.papersOut')}`}
      note={[bucket === null ? '' : t(lateBucketKeys[bucket]), `${ticked.length} / ${data?.total ?? 0}`]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <>
          <KeyButton keys="x" onClick={toggle}>
            {t('signBacks.tick')}
          </KeyButton>
          <KeyButton keys="Control+p" onClick={print}>
            {t('signBacks.chaseTitle')}
          </KeyButton>
          <KeyButton keys="b" onClick={() => openTab({ word: 'signBacks', page: 'bulk', title: t('signBacks.bulk') })}>
            {t('signBacks.bulk')}
          </KeyButton>
          {ticked.length > 0 && (
            <KeyButton keys="c" go onClick={() => setAsking(true)}>
              {t('signBacks.chaseAll')}
            </KeyButton>
          )}
        </>
      }
    >
      <DataTable
        ref={table}
        label={t('signBacks.papersOut')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        autoFocus={false}
        onSelect={setChosen}
        onOpen={openSigned}
        rowClass={({ id }) => (except.has(id) ? 'dim' : undefined)}
      />
      {asking && <ChaseDialog papers={ticked} name={name} onClose={() => setAsking(false)} />}
    </Panel>
  )
}

/** 催回签: papers that are out, by driver, customer or kind and by how late they are; under them the papers themselves (duty 87). */
export const ChasesPage = () => {
  const t = useT()
  const [by, setBy] = useState<AgeingGroup>('driver')
  const [bucket, setBucket] = useState<LateBucket | null>(null)
  const columns = useGroupColumns(by, bucket)
  const { data, error } = useQuery(client.signBacks.ageing, { by }, { keep: true })
  const [chosen, setChosen] = useState<AgeingRow | null>(null)
  useEffect(() => setChosen(null), [by])
  const papers = useRef<DataTableHandle>(null)
  const groups = data ?? []
  const group = groups.find(({ key }) => key === chosen?.key) ?? groups[0]
  const step = (by: 1 | -1): void => {
    const all = [null, ...lateBuckets]
    setBucket(all[(all.indexOf(bucket) + by + all.length) % all.length] ?? null)
  }
  useKeys({
    ArrowRight: { label: t('signBacks.nextBucket'), run: () => step(1) },
    ArrowLeft: { label: t('signBacks.lastBucket'), run: () => step(-1) },
  })
  return (
    <Page className={styles['chases'] ?? ''}>
      <Panel
        title={t('signBacks.chasing')}
        note={t('signBacks.bucketHint')}
        bar={<Views views={ageingGroups} shown={by} labelOf={(name) => t(groupKeys[name])} onShow={setBy} />}
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('signBacks.chasing')}
          columns={columns}
          rows={groups}
          rowKey={({ key }) => key}
          onSelect={setChosen}
          onOpen={() => papers.current?.focus()}
          empty={<Empty title={t('signBacks.emptyWaiting')} />}
        />
      </Panel>
      {group ? (
        <Papers key={`${by} ${group.key}`} by={by} group={group} bucket={bucket} table={papers} />
      ) : (
        <Panel label={t('signBacks.papersOut')} />
      )}
    </Page>
  )
}
