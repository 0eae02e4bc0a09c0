import { useMemo, useState } from 'react'
import { nextSilent, type Opinion, type Review, type Verdict, verdictKeys } from '../../../shared/reviews.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { GiveDialog } from './GiveDialog.tsx'
import { withReason } from '../../lib/reasoned.ts'

const tones: Record<Verdict, Tone> = { yes: 'ok', conditional: 'warn', no: 'bad' }

const useColumns = (): Column<Opinion>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'department', header: t('reviews.department'), width: 90 },
      {
        key: 'verdict',
        header: t('reviews.verdict'),
        width: 110,
        render: ({ verdict }) =>
          verdict === null ? (
            <StateBadge tone="wait">{t('reviews.open')}</StateBadge>
          ) : (
            <StateBadge tone={tones[verdict]}>{t(verdictKeys[verdict])}</StateBadge>
          ),
      },
      { key: 'opinion', header: t('reviews.opinion') },
      { key: 'checks', header: t('reviews.checklist'), width: 320, value: ({ checks }) => checks.join('、') },
      { key: 'name', header: t('reviews.name'), width: 90 },
      { key: 'on', header: t('reviews.on'), width: 100 },
    ],
    [t],
  )
}

/** How the review stands: complete, who is missing, or passed over by whom. */
const Standing = ({ review }: { review: Review }) => {
  const t = useT()
  if (review.override)
    return (
      <StateBadge tone="warn">
        {t('reviews.overridden', { ...review.override, at: formatInstant(review.override.at) })}
      </StateBadge>
    )
  if (review.opinions.length === 0) return null
  if (review.missing.length === 0) return <StateBadge tone="ok">{t('reviews.allGiven')}</StateBadge>
  return <StateBadge tone="bad">{t('reviews.missing', { departments: review.missing.join('、') })}</StateBadge>
}

const Actions = ({ review }: { review: Review }) => {
  const t = useT()
  const mayOverride = useMay('gates.override')
  const { orderId, orderNumber } = review
  const override = async (): Promise<void> => {
    await withReason(
      {
        title: `${t('reviews.override')} ${orderNumber}`,
        action: t('reviews.override'),
        label: t('reviews.overrideWhy'),
        danger: true,
      },
      (reason) => client.reviews.override({ orderId, reason }),
    )
  }
  const standsAgainst = review.opinions.length > 0 ? review.missing.length > 0 : review.needed
  return (
    <>
      {mayOverride && !review.override && standsAgainst && (
        <KeyButton keys="F8" onClick={override}>
          {t('reviews.override')}
        </KeyButton>
      )}
      <KeyButton keys="o" onClick={() => openTab({ word: 'orders', id: orderId, title: orderNumber })}>
        {t('changes.openOrder')}
      </KeyButton>
      {review.opinions.length > 0 && (
        <KeyButton
          keys="Control+p"
          onClick={() =>
            openTab({ word: 'reviews', page: 'print', id: orderId, title: `${orderNumber} ${t('reviews.paperTitle')}` })
          }
        >
          {t('app.print')}
        </KeyButton>
      )}
    </>
  )
}

/** 订单评审: what each department says to an order before it is made; `id` is the order (duties 22–25). */
export const ReviewPage = ({ id }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('reviews.write')
  const orderId = id ?? 0
  const { data: review, error } = useQuery(client.reviews.read, { orderId }, { enabled: id !== null })
  const [wanted, setWanted] = useState<{ key: string } | null>(null)
  const [giving, setGiving] = useState<Opinion | null>(null)
  const [selected, setSelected] = useState<Opinion | null>(null)
  if (!review)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page>
      <Panel
        title={t('reviews.of', { number: review.orderNumber })}
        note={review.customerName}
        bar={<Standing review={review} />}
        actions={<Actions review={review} />}
        foot={
          <>
            <span className="dim">
              {t('reviews.acceptance')}: {review.acceptance || '—'}
            </span>
            <span className="spring" />
            {mayWrite && review.opinions.length > 0 && (
              <KeyButton keys="Enter" listen={false} go disabled={!selected} onClick={() => setGiving(selected)}>
                {t('reviews.give')}
              </KeyButton>
            )}
          </>
        }
      >
        {review.opinions.length === 0 ? (
          <Empty title={t('reviews.title')} hint={t(review.needed ? 'reviews.startHint' : 'reviews.notNeeded')}>
            {mayWrite && (
              <KeyButton keys="F9" go onClick={() => attempt(() => client.reviews.start({ orderId }))}>
                {t('reviews.start')}
              </KeyButton>
            )}
          </Empty>
        ) : (
          <DataTable
            label={t('reviews.title')}
            columns={columns}
            rows={review.opinions}
            rowKey={({ department }) => department}
            onSelect={setSelected}
            wanted={wanted}
            {...(mayWrite ? { onOpen: setGiving } : {})}
          />
        )}
      </Panel>
      {giving && (
        <GiveDialog
          review={review}
          opinion={giving}
          onClose={() => setGiving(null)}
          onSaved={({ opinions }) => {
            const next = nextSilent(opinions, giving.department)
            if (next !== null) setWanted({ key: next })
          }}
        />
      )}
    </Page>
  )
}
