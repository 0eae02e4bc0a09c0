import { copiesHeld, copyStateKeys, filmStateKeys } from '../../../shared/noticeDesk.ts'
import { type Notice, type NoticeState, noticeStateKeys } from '../../../shared/production.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PhraseKey } from '../../../shared/language.ts'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { thingWords } from './enclosureWords.ts'
import { copyTones, filmTones } from './noticeTones.ts'
import { openLine } from '../plan/openLine.ts'
import { printPaper } from './printPaper.ts'
import styles from './Production.module.css'
import { withReason } from '../../lib/reasoned.ts'

const tones: Record<NoticeState, Tone> = { making: 'info', finished: 'ok', void: 'plain' }

/** What stands around the notice, each with the key to it: its film, who signed for which copy, what goes along. */
const Beside = ({ notice }: { notice: Notice }) => {
  const t = useT()
  const noticeId = notice.id
  const { data: copies } = useQuery(client.production.copies, { noticeId })
  const { data: things } = useQuery(client.production.enclosures, { noticeId })
  const held = copies ? copiesHeld(copies.names, copies.handed, copies.edition) : []
  const go = (page: string, title: PhraseKey): void =>
    void openTab({ word: 'production', page, id: noticeId, title: t(title, { number: notice.number }) })
  const old = held.flatMap((each) => each.old)
  return (
    <dl className={styles['beside']}>
      <dt>
        <KeyButton keys="g" onClick={() => go('sheet', 'notices.sheetOf')}>
          {t('notices.sheet')}
        </KeyButton>
      </dt>
      <dd className="dim">{t('notices.editionN', { edition: notice.edition })}</dd>
      {notice.film !== null && (
        <>
          <dt>
            <KeyButton keys="f" onClick={() => go('film', 'notices.filmOf')}>
              {t('notices.film')}
            </KeyButton>
          </dt>
          <dd>
            <StateBadge tone={filmTones[notice.film]}>{t(filmStateKeys[notice.film])}</StateBadge>
          </dd>
        </>
      )}
      <dt>
        <KeyButton keys="r" onClick={() => go('copies', 'notices.copiesOf')}>
          {t('notices.copies')}
        </KeyButton>
      </dt>
      <dd>
        {held.map(({ copy, state }) => (
          <StateBadge key={copy} tone={copyTones[state]} title={t(copyStateKeys[state])}>
            {copy}
          </StateBadge>
        ))}
        {old.length > 0 && (
          <small className="neg">
            ▲{' '}
            {t('notices.oldHeld', {
              who: old
                .map((each) =>
                  t('notices.oldHolder', { receiver: each.receiver, copy: each.copy, edition: each.edition }),
                )
                .join('、'),
            })}
          </small>
        )}
      </dd>
      <dt>
        <KeyButton keys="s" onClick={() => go('enclosures', 'notices.enclosuresOf')}>
          {t('notices.enclosures')}
        </KeyButton>
      </dt>
      <dd>
        {(things ?? []).map((thing) => (
          <span key={thing.id} className={thing.state === 'back' ? 'dim' : undefined}>
            {thingWords(t, thing)}
            {thing.state === 'out' && ` → ${thing.handedTo}`}
            {thing.state === 'back' && ' ✓'}
          </span>
        ))}
        {things?.length === 0 && <span className="dim">—</span>}
      </dd>
    </dl>
  )
}

const Facts = ({ notice }: { notice: Notice }) => {
  const t = useT()
  return (
    <>
      {notice.override && (
        <p className={styles['override']}>
          ▲{' '}
          {t('production.overriddenWords', {
            by: notice.override.by,
            on: formatInstant(notice.override.at),
            reason: notice.override.reason,
          })}
        </p>
      )}
      {notice.voidReason !== null && (
        <p className={styles['override']}>
          ▲ {t('production.stateVoid')}: {notice.voidReason} · {notice.voidedBy}
        </p>
      )}
      <dl className={styles['facts']}>
        <dt>{t('production.orderNumber')}</dt>
        <dd>
          {notice.orderNumber} · {notice.customer}
        </dd>
        <dt>{t('production.due')}</dt>
        <dd>
          {notice.dueOn} {notice.rush && <span className="tag bad">{t('operations.rush')}</span>}
        </dd>
        <dt>{t('production.releasedOn')}</dt>
        <dd>
          {formatInstant(notice.releasedAt)} · {notice.releasedBy}
        </dd>
        {notice.workshop !== '' && (
          <>
            <dt>{t('production.workshop')}</dt>
            <dd>{notice.workshop}</dd>
          </>
        )}
        {notice.remark !== '' && (
          <>
            <dt>{t('app.remark')}</dt>
            <dd>{notice.remark}</dd>
          </>
        )}
        <dt>{t('production.printed')}</dt>
        <dd>
          {notice.printed} · {t('notices.editionN', { edition: notice.edition })}
        </dd>
      </dl>
      <Beside notice={notice} />
      {notice.noticeLines.map((line) => (
        <table key={line.id}>
          <thead>
            <tr>
              <th colSpan={2}>
                {line.description} {line.colour}
              </th>
              <th className="n">
                {formatQuantity(line.quantity)} {line.unit}
              </th>
              <th className="n">{t('production.bad')}</th>
            </tr>
          </thead>
          <tbody>
            {line.operations.map((operation) => (
              <tr key={operation.id}>
                <td>{operation.processName}</td>
                <td className="dim">
                  {operation.plannedStart.slice(5)} – {operation.plannedFinish.slice(5)}
                </td>
                <td className="n">{formatQuantity(operation.good)}</td>
                <td className="n">{operation.bad === 0 ? '' : formatQuantity(operation.bad)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  )
}

/** One production notice beside the paper as it prints. */
export const NoticePage = ({ id }: PageProps) => {
  const t = useT()
  const [mayVoid, maySend] = [useMay('production.write'), useMay('outsourcing.write')]
  const input = { id: id ?? 0 }
  const { data: notice, error } = useQuery(client.production.read, input, { enabled: id !== null })
  const { data: paper } = useQuery(client.production.paper, input, { enabled: id !== null })

  const voidIt = async (): Promise<void> => {
    if (!notice) return
    await withReason(
      {
        title: t('production.voidTitle', { number: notice.number }),
        action: t('app.void'),
        danger: true,
        children: t('production.voidWords', { lines: notice.lines, quantity: formatQuantity(notice.quantity) }),
      },
      (reason) => client.production.void({ id: notice.id, version: notice.version, reason }),
    )
  }
  if (!notice)
    return (
      <Page>
        <Panel>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page className={styles['notice']!}>
      <Panel
        title={notice.number}
        bar={<StateBadge tone={tones[notice.state]}>{t(noticeStateKeys[notice.state])}</StateBadge>}
        foot={
          <>
            <KeyButton
              keys="o"
              onClick={() => openTab({ word: 'orders', id: notice.orderId, title: notice.orderNumber })}
            >
              {t('production.goOrder')}
            </KeyButton>
            {notice.noticeLines.slice(0, 9).map((line, index) => (
              <KeyButton
                key={line.id}
                keys={String(index + 1)}
                help={`${t('plan.linePlan')} ${line.description}`}
                title={line.description}
                onClick={() =>
                  openLine({
                    noticeLineId: line.id,
                    orderNumber: notice.orderNumber,
                    description: line.description,
                  })
                }
              >
                {t('plan.linePlan')}
              </KeyButton>
            ))}
            <KeyButton
              keys="m"
              onClick={() =>
                openTab({
                  word: 'shortages',
                  page: 'order',
                  id: notice.orderId,
                  title: t('materials.ofOrder', { number: notice.orderNumber }),
                })
              }
            >
              {t('materials.goMaterials')}
            </KeyButton>
            {maySend && notice.state === 'making' && (
              <KeyButton
                keys="x"
                onClick={() =>
                  openTab({
                    word: 'outsourcing',
                    page: 'new',
                    title: t('outsourcing.newSlip'),
                    another: true,
                    parameters: { typed: notice.number },
                  })
                }
              >
                {t('outsourcing.newSlip')}
              </KeyButton>
            )}
            {mayVoid && notice.state === 'making' && (
              <KeyButton keys="Control+Delete" onClick={voidIt}>
                {t('app.void')}
              </KeyButton>
            )}
          </>
        }
      >
        <Facts notice={notice} />
      </Panel>
      <Panel
        title={t('papers.productionNotice')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('productionNotice', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton
              keys="Control+p"
              go
              disabled={notice.state === 'void'}
              onClick={() => printPaper('productionNotice', input, 'printer')}
            >
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        {paper && (
          <PrintPreview
            paper={paper}
            kind="productionNotice"
            input={input}
            of={{ paper: 'productionNotice', id: input.id }}
          />
        )}
      </Panel>
    </Page>
  )
}
