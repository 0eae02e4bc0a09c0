import { useEffect, useMemo, useRef, useState } from 'react'
import {
  type LayoutContent,
  layoutPaperKeys,
  layoutPapers,
  type LayoutRead,
  type Whose,
} from '../../../shared/layouts.ts'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeptForms } from '../../components/KeptBar.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { useTabKey } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { closeTabAsking } from '../../shell/closing.ts'
import { ColumnsSection } from './ColumnsSection.tsx'
import { layoutDrafts } from './drafts.ts'
import { HeadSection } from './HeadSection.tsx'
import { CopyDialog, EarlierDialog } from './LayoutDialogs.tsx'
import { formOf } from './layoutForm.ts'
import styles from './Layouts.module.css'
import { PlacesSection } from './PlacesSection.tsx'
import { SheetSection } from './SheetSection.tsx'
import { useLayoutDeeds } from './useLayoutDeeds.ts'
import { type Preview, usePreview } from './usePreview.ts'

const sections = ['columns', 'head', 'sheet', 'overprint'] as const
type Section = (typeof sections)[number]

const Tabs = ({
  shown,
  overprints,
  onShow,
}: {
  shown: Section
  overprints: boolean
  onShow: (to: Section) => void
}) => {
  const t = useT()
  const there = sections.filter((section) => section !== 'overprint' || overprints)
  useKeys(
    Object.fromEntries(
      there.map((section, index) => [
        `Control+${index + 1}`,
        { label: t(`layouts.${section}`), run: () => onShow(section) },
      ]),
    ),
  )
  return (
    <span className={styles['sections']} role="tablist">
      {there.map((section, index) => (
        <button
          key={section}
          type="button"
          role="tab"
          aria-selected={section === shown}
          aria-pressed={section === shown}
          aria-keyshortcuts={`Control+${index + 1}`}
          onClick={() => onShow(section)}
        >
          {t(`layouts.${section}`)}
          <kbd aria-hidden="true">Ctrl {index + 1}</kbd>
        </button>
      ))}
    </span>
  )
}

/** The layout in hand: what is typed, whether it is stored, and what is kept of it on this PC. */
const useLayoutInHand = (first: LayoutRead) => {
  const [read, setRead] = useState(first)
  const [form, setForm] = useState(() => formOf(first))
  const [stored, setStored] = useState(form)
  const changed = JSON.stringify(form) !== JSON.stringify(stored)
  const draft = useMemo(() => ({ form, changed }), [form, changed])
  const kept = layoutDrafts.useInHand(draft)
  const whose = { paper: form.paper, customerId: form.customerId }
  return {
    read,
    form,
    changed,
    kept,
    whose,
    setForm,
    change: (part: Partial<LayoutContent>): void =>
      setForm((before) => ({ ...before, content: { ...before.content, ...part } })),
    take: (content: LayoutContent, name?: string): void =>
      setForm((before) => ({ ...before, content, name: name ?? before.name })),
    /** Read again after it was stored: the page stays, its draft goes. */
    async readAgain(): Promise<void> {
      layoutDrafts.drop(kept.keyNow())
      const now = await client.layouts.read(whose)
      setRead(now)
      setForm(formOf(now))
      setStored(formOf(now))
    },
  }
}

/** What is done with the whole layout, under its preview; the two lists it may be taken from. */
const Deeds = ({
  hand,
  what,
  real,
  onReal,
}: {
  hand: ReturnType<typeof useLayoutInHand>
  what: string
  real: boolean
  onReal: () => void
}) => {
  const t = useT()
  const [dialog, setDialog] = useState<'copy' | 'earlier' | null>(null)
  const { read, form, changed, take, whose } = hand
  const deeds = useLayoutDeeds({ read, form, changed, what, take, stored: () => void hand.readAgain() })
  const close = (): void => setDialog(null)
  return (
    <>
      <div className={styles['deeds']}>
        <KeyButton keys="Alt+c" onClick={() => setDialog('copy')}>
          {t('layouts.copyFrom')}
        </KeyButton>
        <KeyButton keys="Alt+h" onClick={() => setDialog('earlier')}>
          {t('layouts.earlier')}
        </KeyButton>
        <KeyButton keys="Alt+e" onClick={deeds.export}>
          {t('layouts.export')}
        </KeyButton>
        <KeyButton keys="Alt+i" onClick={deeds.import}>
          {t('layouts.import')}
        </KeyButton>
        <KeyButton keys="Alt+r" disabled={!deeds.canReset} onClick={deeds.reset}>
          {t(form.customerId === null ? 'layouts.toFactory' : 'layouts.toOffice')}
        </KeyButton>
        <KeyButton keys="Alt+d" aria-pressed={real} onClick={onReal}>
          {t(real ? 'layouts.showSample' : 'layouts.showReal')}
        </KeyButton>
      </div>
      {dialog === 'copy' && (
        <CopyDialog
          whose={whose}
          onClose={close}
          onTake={(row) => {
            close()
            void deeds.copy(row)
          }}
        />
      )}
      {dialog === 'earlier' && (
        <EarlierDialog
          whose={whose}
          factory={read.factory}
          onClose={close}
          onTake={(content) => {
            close()
            void deeds.offer(content)
          }}
        />
      )}
    </>
  )
}

/** The section that is shown. */
const Sections = ({
  hand,
  section,
  preview,
}: {
  hand: ReturnType<typeof useLayoutInHand>
  section: Section
  preview: Preview | null
}) => {
  const t = useT()
  const { read, form, change } = hand
  const parts = { read, content: form.content, change }
  return (
    <div className={styles['section']}>
      {section === 'columns' && <ColumnsSection {...parts} widths={preview?.widths ?? []} />}
      {section === 'head' && (
        <TextInput
          name="name"
          label={t('layouts.name')}
          maxLength={30}
          autoFocus
          value={form.name}
          onChange={(name) => hand.setForm({ ...form, name })}
        />
      )}
      {section === 'head' && <HeadSection {...parts} />}
      {section === 'sheet' && <SheetSection {...parts} />}
      {section === 'overprint' && <PlacesSection {...parts} places={preview?.places ?? read.places} />}
      {preview !== null && preview.problem !== '' && <RefusalNote message={preview.problem} />}
    </div>
  )
}

/** The kept drafts of this very layout. */
const useKeptOf = ({ paper, customerId }: Whose) =>
  useMemo(
    () => ({
      ...layoutDrafts,
      list: async () =>
        (await layoutDrafts.list()).filter(
          ({ form: { form } }) => form.paper === paper && form.customerId === customerId,
        ),
    }),
    [paper, customerId],
  )

const Editor = ({ first }: { first: LayoutRead }) => {
  const t = useT()
  const tab = useTabKey()
  const hand = useLayoutInHand(first)
  const { read, form, changed } = hand
  const [section, setSection] = useState<Section>('columns')
  // a customer's layout is looked at on that customer's own paper
  const [real, setReal] = useState(first.customerId !== null)
  const { preview, askedReal, error } = usePreview(form, real)
  // asked for a paper that is not there yet: said, not only left as it was
  const asked = useRef(false)
  const shownReal = real && preview?.number !== ''
  const askReal = (): void => {
    if (real && !shownReal) return notify(t('layouts.noReal'), 'info')
    asked.current = !real
    setReal(!real)
  }
  useEffect(() => {
    if (!real || !askedReal || preview === null) return
    if (asked.current && preview.number === '') notify(t('layouts.noReal'), 'info')
    asked.current = false
  }, [real, askedReal, preview, t])
  const kind = useKeptOf(hand.whose)
  const paper = t(layoutPaperKeys[form.paper])
  const what = read.customer === '' ? paper : t('layouts.ofCustomer', { paper, customer: read.customer })
  const save = async (): Promise<void> => {
    await client.layouts.save(form)
    notify(t('app.saved'))
    await hand.readAgain()
  }
  const shownMark = preview?.number === '' ? t('layouts.sample') : t('layouts.real')
  return (
    <Page className={styles['page'] ?? ''}>
      <Form label={what} onSubmit={save} unsaved={changed} className={styles['form'] ?? ''}>
        <Panel
          title={paper}
          note={read.customer || t('layouts.office')}
          bar={<Tabs shown={section} overprints={read.places.length > 0} onShow={setSection} />}
          foot={
            <>
              <KeyButton keys="Escape" onClick={() => closeTabAsking(tab)}>
                {t('app.back')}
              </KeyButton>
              <span className="spring" />
              <SubmitButton>{t('app.save')}</SubmitButton>
            </>
          }
        >
          <KeptForms
            kind={kind}
            wordsOf={({ at }) => t('layouts.kept', { at: formatInstant(at), what })}
            onResume={(found, keptKey) => {
              hand.kept.takeOver(keptKey)
              // saved by somebody else meanwhile: the version of now is the one that is written over, knowingly
              hand.setForm({ ...found.form, version: read.version })
            }}
          />
          <Sections hand={hand} section={section} preview={preview} />
        </Panel>
      </Form>
      <div className={`panel ${styles['preview']}`}>
        <RefusalNote message={error} />
        {preview && <PaperPreview paper={preview.paper} mark={changed ? t('layouts.unsaved') : shownMark} />}
        {real && preview?.number === '' && <small className={styles['none']}>{t('layouts.noReal')}</small>}
        <Deeds hand={hand} what={what} real={shownReal} onReal={askReal} />
      </div>
    </Page>
  )
}

/** One paper's layout: what is decided at the left, the paper at true size at the right. */
export const LayoutPage = ({ tab }: PageProps) => {
  const { paper, customerId } = tab.parameters
  const known = layoutPapers.find((each) => each === paper) ?? 'deliveryNote'
  const ask = { paper: known, customerId: typeof customerId === 'number' ? customerId : null }
  const { data, error } = useQuery(client.layouts.read, ask)
  const [first, setFirst] = useState<LayoutRead | null>(null)
  // as it was when the page was opened: what is typed does not change under the hand
  if (data && first === null) setFirst(data)
  if (first) return <Editor first={first} />
  return (
    <Page>
      <Panel padded>
        <RefusalNote message={error?.message} />
      </Panel>
    </Page>
  )
}
