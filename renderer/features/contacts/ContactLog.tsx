import { useMemo, useState } from 'react'
import { channelKeys, type ContactRow, contactSourceKeys, directionKeys } from '../../../shared/contacts.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { ContactDialog, type ContactWith } from './ContactDialog.tsx'

/** Opens what a line of the log is about: its paper, or its order. */
export const openContact = (row: ContactRow): void => {
  if (row.inboxItemId !== null) openTab({ word: 'inbox', id: row.inboxItemId, title: row.fileName ?? '' })
  else if (row.orderId !== null) openTab({ word: 'orders', id: row.orderId, title: row.orderNumber ?? '' })
}

/** `微信 ← 王老板` / `电话 → 王老板`: who came to whom. */
export const channelText = (row: ContactRow, channel: string): string =>
  [channel, row.direction === 'in' ? '←' : '→', row.person].filter(Boolean).join(' ')

const useColumns = (): Column<ContactRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'at', header: t('contacts.when'), kind: 'instant', width: 88 },
      {
        key: 'source',
        header: t('contacts.kind'),
        width: 82,
        render: (row) => (
          <span title={t(directionKeys[row.direction])}>
            {t(row.source === 'talk' ? channelKeys[row.channel] : contactSourceKeys[row.source])}{' '}
            {row.direction === 'in' ? '←' : '→'}
          </span>
        ),
      },
      {
        key: 'summary',
        header: t('contacts.summary'),
        render: (row) => {
          const words = [
            row.person,
            row.orderNumber,
            row.summary,
            row.fileName,
            row.nextOn && t('contacts.nextSaid', { day: row.nextOn.slice(5) }),
          ]
          const text = words.filter(Boolean).join(' ')
          return <span title={`${text} · ${row.by}`}>{text}</span>
        },
      },
    ],
    [t],
  )
}

/** 往来记录 of a customer (duty 117), newest first; L writes a line by hand. */
export const ContactLog = ({ customer }: { customer: ContactWith }) => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('messages.write')
  const [dialog, setDialog] = useState(false)
  return (
    <Panel
      title={t('contacts.title')}
      actions={
        <>
          <KeyButton
            keys="r"
            onClick={() =>
              openTab({
                word: 'contacts',
                page: 'progress',
                id: customer.id,
                title: `${customer.shortName} ${t('contacts.progressShort')}`,
              })
            }
          >
            {t('contacts.progressShort')}
          </KeyButton>
          {mayWrite && (
            <KeyButton keys="l" onClick={() => setDialog(true)}>
              {t('contacts.record')}
            </KeyButton>
          )}
        </>
      }
    >
      <DataTable
        label={t('contacts.title')}
        columns={columns}
        list={client.contacts.list}
        filter={{ customerId: customer.id }}
        rowKey={(row) => `${row.source} ${row.id}`}
        onOpen={openContact}
        autoFocus={false}
        empty={<Empty title={t('contacts.emptyTitle')} hint={t('contacts.emptyHint')} />}
      />
      {dialog && <ContactDialog customer={customer} orders={[]} onClose={() => setDialog(false)} />}
    </Panel>
  )
}
