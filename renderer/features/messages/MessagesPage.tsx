import { useMemo, useRef, useState } from 'react'
import { type MessageBox, messageBoxes, messageBoxKeys, type MessageRow } from '../../../shared/messages.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { Views } from '../../components/Views.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useSession } from '../../lib/session.ts'
import { answerCaller } from '../search/answer.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { MessageDialog } from './MessageDialog.tsx'

const useColumns = (): Column<MessageRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'at', header: t('messages.left'), kind: 'instant', width: 92 },
      { key: 'forName', header: t('messages.slipFor'), width: 76 },
      { key: 'name', header: t('messages.slipName'), width: 92 },
      { key: 'factory', header: t('messages.slipFactory'), width: 130 },
      { key: 'phone', header: t('messages.slipPhone'), width: 136 },
      { key: 'matter', header: t('messages.slipMatter') },
      { key: 'by', header: t('contacts.by'), width: 64 },
      { key: 'calledBackAt', header: t('messages.calledBackAt'), kind: 'instant', width: 92 },
      {
        key: 'answer',
        header: t('messages.answer'),
        value: ({ calledBackBy, answer }) => [calledBackBy, answer].filter(Boolean).join(':'),
      },
    ],
    [t],
  )
}

/** All slips: for me, written by me, waiting in the office, called back (duty 115). */
export const MessagesPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const me = useSession(({ person }) => person?.id)
  const table = useRef<DataTableHandle>(null)
  const asked = typeof parameters['text'] === 'string' ? parameters['text'] : ''
  const [box, setBox] = useState<MessageBox>(asked === '' ? 'mine' : parameters['done'] === true ? 'done' : 'waiting')
  const [text, setText] = useState(asked)
  const [selected, setSelected] = useState<MessageRow | null>(null)
  const [dialog, setDialog] = useState<'new' | 'answer' | null>(null)
  const mine = selected?.calledBackAt === null && (selected.forUserId === me || selected.userId === me)
  const answer = (row: MessageRow): void => {
    if (row.customerId !== null) answerCaller(row.customerId)
  }
  return (
    <Page>
      <Panel
        title={t('messages.title')}
        bar={
          <>
            <Views views={messageBoxes} shown={box} labelOf={(value) => t(messageBoxKeys[value])} onShow={setBox} />
            <ListFilter
              value={text}
              onChange={setText}
              placeholder={t('messages.searchHint')}
              onDown={() => table.current?.focus()}
            />
          </>
        }
        actions={
          <>
            {selected !== null && selected.customerId !== null && (
              <KeyButton keys="Enter" listen={false} onClick={() => answer(selected)}>
                {t('messages.openCaller')}
              </KeyButton>
            )}
            <KeyButton keys="F4" onClick={() => setDialog('new')}>
              {t('messages.newSlip')}
            </KeyButton>
            {mine && (
              <KeyButton keys="F9" go onClick={() => setDialog('answer')}>
                {t('messages.answerSave')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          ref={table}
          label={t('messages.title')}
          columns={columns}
          list={client.messages.list}
          filter={{ box, text: text.trim() }}
          rowKey={({ id }) => id}
          onSelect={setSelected}
          onOpen={answer}
          empty={<Empty title={t('messages.emptyMine')} hint={t('messages.emptyHint')} />}
        />
      </Panel>
      {dialog === 'new' && <MessageDialog onClose={() => setDialog(null)} />}
      {dialog === 'answer' && selected && <AnswerDialog slip={selected} onClose={() => setDialog(null)} />}
    </Page>
  )
}
