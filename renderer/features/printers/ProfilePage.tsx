import { useState } from 'react'
import {
  isSilent,
  type LimitedField,
  outOfLimits,
  type PcPrinters,
  type PrinterProfile,
  type ProfileDraft,
  profileLimits,
  sameProfile,
  type TestPage,
  testPages,
} from '../../../shared/printers.ts'
import { formLabel } from '../../../shared/printerWords.ts'
import type { Printable } from '../../../shared/shell.ts'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'
import { Measured, ProfileFields } from './ProfileFields.tsx'
import { draftOf, keyFrom, keyOf, newProfile } from './profileKey.ts'
import styles from './Printers.module.css'

/** As a person types it: copies, else millimetres. */
const typedWords = (field: LimitedField, value: number): string => String(field === 'copies' ? value : value / 1000)

const State = ({ profile }: { profile: PrinterProfile | null }) => {
  const t = useT()
  if (profile === null || profile.mode === 'dialog') return null
  if (isSilent(profile))
    return (
      <>
        <StateBadge tone="ok">{t('printers.stateSilent')}</StateBadge>
        <small className="dim">
          {t('printers.acceptedBy', {
            by: profile.accepted!.by,
            at: formatInstant(profile.accepted!.at),
          })}
        </small>
      </>
    )
  return (
    <>
      <StateBadge tone="wait">
        {t(profile.testedAt === null ? 'printers.stateToTest' : 'printers.stateToAccept')}
      </StateBadge>
      {profile.testedAt !== null && (
        <small className="dim">{t('printers.testedAt', { at: formatInstant(profile.testedAt) })}</small>
      )}
    </>
  )
}

const Steps = () => {
  const t = useT()
  return (
    <div className={styles['steps']}>
      <p>{t('printers.step1')}</p>
      <p>{t('printers.step2')}</p>
      <p>{t('printers.step3')}</p>
      <p>{t('printers.step4')}</p>
    </div>
  )
}

const TestPreview = ({ size }: { size: ProfileDraft }) => {
  const t = useT()
  const [page, setPage] = useState<TestPage>('ruler')
  const { widthMicrons, heightMicrons, mode } = size
  const asked = { page, widthMicrons, heightMicrons, dots: mode === 'text' }
  const { data, error } = useQuery(client.shell.testPaper, asked, { keep: true })
  return (
    <Panel
      title={t('printers.stepsTitle')}
      actions={testPages.map((each, index) => (
        <KeyButton key={each} keys={`Control+${index + 1}`} aria-pressed={page === each} onClick={() => setPage(each)}>
          {t(`printers.${each}`)}
        </KeyButton>
      ))}
    >
      <div className={styles['test']}>
        <Steps />
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} />}
      </div>
    </Panel>
  )
}

interface EditorProps {
  pc: PcPrinters
  opened: PrinterProfile | null
}

const useProfile = ({ pc, opened }: EditorProps) => {
  const t = useT()
  const [key, setKey] = useState(opened && keyOf(opened))
  const saved = pc.profiles.find((each) => key !== null && sameProfile(each, key)) ?? null
  const [fresh] = useState(() => newProfile(pc.printers))
  const [draft, setDraft] = useState<ProfileDraft>(opened ? draftOf(opened) : fresh)
  const before = saved ? draftOf(saved) : fresh
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before)
  const save = async (): Promise<void> => {
    const field = outOfLimits(draft)
    if (field !== null) {
      const { step, least, most } = profileLimits[field]
      const words = { step: typedWords(field, step), least: typedWords(field, least), most: typedWords(field, most) }
      throw refuseField(field, t('printers.wrongStep', words))
    }
    const paper = draft.paper as Printable | null
    await client.shell.saveProfile({ draft: { ...draft, paper }, replaces: saved && keyOf(saved) })
    setKey(keyOf(draft))
  }
  return {
    draft,
    saved,
    before,
    isChanged,
    save,
    change: (part: Partial<ProfileDraft>) => setDraft({ ...draft, ...part }),
  }
}

const Editor = (props: EditorProps) => {
  const t = useT()
  const { draft, saved, before, isChanged, save, change } = useProfile(props)
  /** What is printed is what is saved: a test page proves nothing of what is only typed. */
  const print = (page: TestPage) => (): Promise<unknown> =>
    attempt(async () => {
      if (isChanged || !saved) await save()
      const { printed } = await client.shell.printTest({ page, key: keyOf(draft) })
      return printed
    }, t('printers.printedTest'))
  const accept = (): Promise<unknown> => attempt(() => client.shell.acceptProfile(keyOf(draft)), t('printers.accepted'))
  const mayAccept = saved !== null && !isChanged && saved.testedAt !== null && saved.accepted === null
  return (
    <Page layout="sides">
      <Panel title={saved ? formLabel(t, saved) : t('printers.newOne')} bar={<State profile={saved} />} padded>
        <Form
          label={t('printers.title')}
          onSubmit={save}
          unsaved={isChanged}
          className={styles['form'] ?? ''}
          foot={
            <div className={styles['foot']}>
              <KeyButton keys="F6" onClick={print('ruler')}>
                {t('printers.printRuler')}
              </KeyButton>
              <KeyButton keys="F7" onClick={print('drift')}>
                {t('printers.printDrift')}
              </KeyButton>
              {draft.mode !== 'dialog' && (
                <KeyButton keys="F8" help={t('printers.accept')} disabled={!mayAccept} onClick={accept}>
                  {t('printers.acceptShort')}
                </KeyButton>
              )}
              <SubmitButton>{t('app.save')}</SubmitButton>
            </div>
          }
        >
          <ProfileFields draft={draft} change={change} printers={props.pc.printers} />
          <Measured draft={draft} change={change} printedWith={before} />
        </Form>
      </Panel>
      <TestPreview size={draft} />
    </Page>
  )
}

/** One form of this PC: how it is printed, its test pages, and the word of the person who looked at them. */
export const ProfilePage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const { data, error } = useQuery(client.shell.printers, {}, { keep: true })
  const key = keyFrom(parameters)
  const opened = data?.profiles.find((each) => key !== null && sameProfile(each, key)) ?? null
  // as it was when the tab was opened: saving may give it another size, and then it has another name
  const [begun, setBegun] = useState<{ opened: PrinterProfile | null } | null>(null)
  if (data && !begun && (key === null || opened)) setBegun({ opened })
  if (!data || !begun)
    return (
      <Page>
        <Panel title={t('printers.title')}>
          <RefusalNote message={error?.message ?? (data && t('printers.isGone'))} />
        </Panel>
      </Page>
    )
  return <Editor pc={data} opened={begun.opened} />
}
