import { type ReactNode, useState } from 'react'
import type { Lesson, LessonFacts } from '../../../shared/lessons.ts'
import { Choice, TextBlock } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab } from '../../lib/tabs.ts'
import styles from './Lessons.module.css'

const List = ({ title, children }: { title: string; children: ReactNode[] }) =>
  children.length === 0 ? null : (
    <section className={styles['part']}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )

/** What went wrong, as the facts have it: what a hand starts from. */
const Facts = ({ facts }: { facts: LessonFacts }) => {
  const t = useT()
  return (
    <>
      {facts.late.length + facts.exceptions.length === 0 && <p className={styles['part']}>{t('lessons.noFacts')}</p>}
      <List title={t('lessons.lateHead')}>
        {facts.late.map((line, index) => (
          <li key={index}>
            {t('lessons.lateLine', {
              what: line.description,
              due: line.dueOn.slice(5),
              finished: line.finishedOn.slice(5),
              days: line.days,
            })}
            {line.causes.map((cause) => (
              <div key={cause} className="dim">
                {cause}
              </div>
            ))}
          </li>
        ))}
      </List>
      <List title={t('lessons.exceptionsHead')}>
        {facts.exceptions.map(({ id, number, what, how }) => (
          <li key={id}>
            <b>{number}</b> {[what, how].filter(Boolean).join(' → ')}
          </li>
        ))}
      </List>
    </>
  )
}

interface Words {
  id: number | null
  version: number
  productId: string
  wrong: string
  better: string
}
const noWords: Words = { id: null, version: 0, productId: '', wrong: '', better: '' }

const LessonForm = ({ facts, edited, onSaved }: { facts: LessonFacts; edited: Lesson | null; onSaved: () => void }) => {
  const t = useT()
  const { orderId, products } = facts
  const first: Words = edited
    ? { ...edited, productId: edited.productId === null ? '' : String(edited.productId) }
    : { ...noWords, productId: products.length === 1 ? String(products[0]!.productId) : '' }
  const { fields, change, done } = useKeptFields(`lesson ${orderId} ${edited?.id ?? 'new'}`, first)
  const save = async (): Promise<void> => {
    await client.lessons.save({
      id: edited?.id ?? null,
      version: edited?.version ?? 0,
      orderId,
      productId: fields.productId === '' ? null : Number(fields.productId),
      wrong: fields.wrong,
      better: fields.better,
    })
    done()
    change({ ...noWords, productId: fields.productId })
    done()
    notify(t('lessons.saved'))
    onSaved()
  }
  return (
    <Form
      label={t('lessons.title')}
      onSubmit={save}
      unsaved={fields.wrong !== first.wrong || fields.better !== first.better}
      foot={<SubmitButton>{t('lessons.save')}</SubmitButton>}
    >
      <Choice
        name="productId"
        label={t('lessons.product')}
        value={fields.productId === '' ? 'all' : fields.productId}
        options={[
          { value: 'all', label: t('lessons.allProducts') },
          ...products.map(({ productId, product }) => ({ value: String(productId), label: product })),
        ]}
        onChange={(chosen) => change({ productId: chosen === 'all' ? '' : chosen })}
      />
      <TextBlock
        name="wrong"
        label={t('lessons.wrong')}
        required
        autoFocus
        rows={3}
        maxLength={300}
        value={fields.wrong}
        onChange={(wrong) => change({ wrong })}
      />
      <TextBlock
        name="better"
        label={t('lessons.better')}
        required
        rows={3}
        maxLength={300}
        value={fields.better}
        onChange={(better) => change({ better })}
      />
    </Form>
  )
}

const Written = ({ lessons, onEdit }: { lessons: readonly Lesson[]; onEdit: ((lesson: Lesson) => void) | null }) => {
  const t = useT()
  return (
    <List title={t('lessons.written')}>
      {lessons.map((lesson) => (
        <li key={lesson.id}>
          <b>{lesson.product || t('lessons.allProducts')}</b>{' '}
          {lesson.nothing ? t('lessons.nothingNoted') : `${lesson.wrong} → ${lesson.better}`}{' '}
          <span className="dim">({lesson.by})</span>{' '}
          {onEdit && !lesson.nothing && (
            <button type="button" className="plain" onClick={() => onEdit(lesson)}>
              {t('lessons.amend')}
            </button>
          )}
        </li>
      ))}
    </List>
  )
}

/** 结案小结 of one order (duty 63): what went wrong, as the facts have it, and what to do next time. */
export const LessonsPage = ({ tab, id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('orders.write')
  const orderId = id ?? 0
  const { data: facts, error } = useQuery(client.lessons.facts, { orderId }, { enabled: id !== null })
  const [edited, setEdited] = useState<Lesson | null>(null)
  if (!facts)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const nothing = async (): Promise<void> => {
    const sure = await askConfirm({
      title: t('lessons.nothingTitle', { number: facts.orderNumber }),
      children: t('lessons.nothingWords'),
      action: t('lessons.nothing'),
    })
    if (!sure) return
    const done = t('lessons.nothingDone', { number: facts.orderNumber })
    if ((await attempt(() => client.lessons.nothing({ orderId }), done)) !== null) closeTab(tab.key)
  }
  return (
    <Page layout="sides">
      <Panel title={t('lessons.of', { number: facts.orderNumber })} note={facts.customer}>
        <div className={styles['reading']}>
          <Facts facts={facts} />
          <Written lessons={facts.lessons} onEdit={mayWrite ? setEdited : null} />
        </div>
      </Panel>
      <Panel
        title={t('lessons.title')}
        padded
        actions={
          <>
            <KeyButton keys="F6" onClick={() => openTab({ word: 'orders', id: orderId, title: facts.orderNumber })}>
              {t('exceptions.openOrder')}
            </KeyButton>
            {mayWrite && facts.lessons.length === 0 && (
              <KeyButton keys="F7" onClick={nothing}>
                {t('lessons.nothing')}
              </KeyButton>
            )}
          </>
        }
      >
        {mayWrite ? (
          <LessonForm key={edited?.id ?? 'new'} facts={facts} edited={edited} onSaved={() => setEdited(null)} />
        ) : (
          <Empty title={t('lessons.none')} hint={t('lessons.noneHint')} />
        )}
      </Panel>
    </Page>
  )
}
