import { useState } from 'react'
import { type Channel, channelKeys } from '../../../shared/contacts.ts'
import { Choice, TextBlock, TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LeaveKey } from '../../components/LeaveKey.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { copyText } from '../../lib/copyText.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { printPaper } from '../production/printPaper.ts'
import styles from './Contacts.module.css'

const ways = ['fax', 'wechat', 'email', 'visit'] as const

/** Words under the table of each customer's letter, kept while the program runs: going elsewhere loses nothing. */
const notes = new Map<number, string>()

/** How and to whom the letter goes, and the text for a chat. */
const Sending = ({
  customerId,
  note,
  onNote,
}: {
  customerId: number
  note: string
  onNote: (note: string) => void
}) => {
  const t = useT()
  const mayWrite = useMay('messages.write')
  const [channel, setChannel] = useState<Channel>('fax')
  const [typedTo, setTo] = useState<string | null>(null)
  const { data } = useQuery(client.contacts.progressText, { customerId, note }, { keep: true })
  const usual = (channel === 'fax' && data?.fax) || data?.person || ''
  const person = typedTo ?? usual
  const copy = (): void => {
    if (!data) return
    const done = copyText(data.text)
    if (done) setChannel('wechat')
    notify(t(done ? 'contacts.copied' : 'contacts.copyFailed'), done ? 'ok' : 'bad')
  }
  const sent = (): Promise<unknown> =>
    attempt(() => client.contacts.progressSent({ customerId, channel, person, note }), t('contacts.sent'))
  return (
    <>
      <div className={styles['fields']}>
        <TextBlock label={t('contacts.note')} rows={4} maxLength={500} value={note} onChange={onNote} />
        <Choice<Channel>
          label={t('contacts.sentBy')}
          value={channel}
          options={ways.map((value) => ({ value, label: t(channelKeys[value]) }))}
          onChange={setChannel}
        />
        <TextInput label={t('contacts.sentTo')} maxLength={60} value={person} onChange={setTo} />
      </div>
      <h2 className={styles['heading']}>{t('contacts.textPreview')}</h2>
      <pre className={styles['text']}>{data?.text}</pre>
      <div className={styles['deeds']}>
        <KeyButton keys="F7" onClick={copy} disabled={data === undefined}>
          {t('contacts.copyText')}
        </KeyButton>
        {mayWrite && (
          <KeyButton keys="F9" onClick={sent} disabled={data === undefined || data.lines === 0}>
            {t('contacts.markSent')}
          </KeyButton>
        )}
      </div>
    </>
  )
}

/** 客户进度回复函 (duty 58): as it prints, as text for a chat, and the note that it was sent. */
export const ProgressPage = ({ id }: PageProps) => {
  const t = useT()
  const customerId = id ?? 0
  const [note, setNote] = useState(notes.get(customerId) ?? '')
  const asked = { customerId, note: note.trim() }
  const { data: paper, error } = useQuery(client.contacts.progressPaper, asked, { keep: true, enabled: id !== null })
  const keep = (words: string): void => {
    notes.set(customerId, words)
    setNote(words)
  }
  return (
    <Page layout="list" className={styles['progress'] ?? ''}>
      <div className={`panel ${styles['preview']}`}>
        <RefusalNote message={error?.message} />
        {paper && <PrintPreview paper={paper} kind="progressReply" input={asked} of={{ paper: 'progressReply' }} />}
      </div>
      <Panel
        title={t('contacts.progressTitle')}
        foot={
          <>
            <LeaveKey />
            <span className="spring" />
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('progressReply', asked, 'pdf')}>
              PDF
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('progressReply', asked, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <Sending customerId={customerId} note={asked.note} onNote={keep} />
      </Panel>
    </Page>
  )
}
