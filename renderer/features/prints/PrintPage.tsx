import { useEffect, useState } from 'react'
import { paperFacts, type PrintRow } from '../../../shared/prints.ts'
import { FaxViewer } from '../../components/FaxViewer.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LeaveKey } from '../../components/LeaveKey.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { joined } from '../../components/Picker.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify, sentenceOf } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { formatInstant } from '../../lib/values.ts'
import { targetKeys } from './columns.tsx'
import styles from './Prints.module.css'

/** The PDF of a print, read once: its bytes never change. */
const usePdf = (id: number | null): { bytes: Uint8Array | null; error: string | null } => {
  const [state, setState] = useState<{ bytes: Uint8Array | null; error: string | null }>({ bytes: null, error: null })
  useEffect(() => {
    if (id === null) return undefined
    let hasLeft = false
    client.prints.bytes({ id }).then(
      ({ bytes }) => {
        if (!hasLeft) setState({ bytes, error: null })
      },
      (error: unknown) => {
        if (!hasLeft) setState({ bytes: null, error: sentenceOf(error) })
      },
    )
    return () => {
      hasLeft = true
    }
  }, [id])
  return state
}

const Facts = ({ print, original }: { print: PrintRow; original: PrintRow | undefined }) => {
  const t = useT()
  const rows: [string, string][] = [
    [t('prints.paper'), t(paperFacts[print.paper].label)],
    [t('app.number'), print.number || print.title],
    [t('prints.at'), formatInstant(print.at)],
    [t('prints.by'), print.by],
    [t('prints.host'), print.host],
    [t('prints.where'), joined(t(targetKeys[print.to]), print.place)],
    [t('prints.copies'), String(print.copies)],
    [t('prints.pages'), String(print.pages)],
    [t('prints.version'), print.version === 0 ? '' : String(print.version)],
    [t('prints.fingerprint'), print.sha256.slice(0, 12)],
  ]
  return (
    <dl className={styles['facts']}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {original && (
        <div>
          <dt>{t('prints.reprint')}</dt>
          <dd>{t('prints.reprintOfWords', { at: formatInstant(original.at) })}</dd>
        </div>
      )}
    </dl>
  )
}

/** One print as it came out, and the keys to print it again to the letter. */
export const PrintPage = ({ id }: PageProps) => {
  const t = useT()
  const { data: print, error } = useQuery(client.prints.read, { id: id ?? 0 }, { enabled: id !== null })
  const reprintOf = print?.reprintOf ?? null
  const { data: original } = useQuery(client.prints.read, { id: reprintOf ?? 0 }, { enabled: reprintOf !== null })
  const pdf = usePdf(id)
  const again = (to: 'printer' | 'pdf') => async (): Promise<void> => {
    const result = await attempt(() => client.shell.reprint({ id: id ?? 0, to }))
    if (result?.saved) notify(t('prints.saved', { name: result.saved }))
    else if (result?.printed) notify(t('prints.sentAgain'))
  }
  const message = pdf.error ?? error?.message
  return (
    <Page layout="list">
      <div className="panel">
        {message && <RefusalNote message={message} />}
        {pdf.bytes && print && (
          <FaxViewer bytes={pdf.bytes} mediaType="application/pdf" name={t('prints.kept')} title={print.title} />
        )}
      </div>
      <Panel
        title={print?.number || print?.title || t('prints.title')}
        bar={
          print && (
            <>
              <StateBadge tone="plain">{t('prints.nthWords', { nth: print.nth })}</StateBadge>
              {print.reprintOf !== null && <StateBadge tone="info">{t('prints.reprint')}</StateBadge>}
            </>
          )
        }
        padded
        foot={
          <>
            <LeaveKey />
            <span className="spring" />
            <KeyButton keys="Control+Shift+p" disabled={!pdf.bytes} onClick={again('pdf')}>
              {t('prints.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go disabled={!pdf.bytes} onClick={again('printer')}>
              {t('prints.again')}
            </KeyButton>
          </>
        }
      >
        {print && <Facts print={print} original={original} />}
      </Panel>
    </Page>
  )
}
