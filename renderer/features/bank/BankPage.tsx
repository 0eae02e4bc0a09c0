import { useMemo, useState } from 'react'
import { type BankLine, type BankState, bankStateKeys, bankStates, payerWayKeys } from '../../../shared/bank.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { yuan } from '../receipts/yuan.ts'
import { ChooseDialog } from './ChooseDialog.tsx'
import { partsWords } from './parts.ts'
import { useDeeds } from './useDeeds.ts'
import { bankTones } from './words.ts'

const Whose = ({ line }: { line: BankLine }) => {
  const t = useT()
  if (line.customer !== null) return line.customer
  if (line.state === 'unrelated') return <span title={line.reason}>{line.reason}</span>
  if (line.twin) return line.twin.customer
  if (!line.proposal) return <small>{t('bank.unknown')}</small>
  return (
    <>
      <b>{line.proposal.customer}</b> <small>{t(payerWayKeys[line.proposal.payerWay])}</small>
    </>
  )
}

const Against = ({ line }: { line: BankLine }) => {
  const t = useT()
  if (line.receiptNumber !== null) return line.receiptNumber
  if (line.state !== 'open') return null
  if (line.twin)
    return (
      <span className="neg">{t('bank.keyed', { number: line.twin.number, on: line.twin.receivedOn.slice(5) })}</span>
    )
  if (!line.proposal) return null
  const words = partsWords(t, line.proposal)
  return <span title={words}>{words}</span>
}

const useColumns = (): Column<BankLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 82,
        render: ({ state }) => <StateBadge tone={bankTones[state]}>{t(bankStateKeys[state])}</StateBadge>,
      },
      { key: 'bankedOn', header: t('bank.bankedOn'), width: 88 },
      { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 108 },
      { key: 'payer', header: t('receipts.payer'), width: 180 },
      { key: 'summary', header: t('bank.summary'), width: 110 },
      { key: 'whose', header: t('bank.who'), width: 200, render: (line) => <Whose line={line} /> },
      { key: 'against', header: t('bank.against'), render: (line) => <Against line={line} /> },
      { key: 'slipNumber', header: t('receipts.slip'), width: 120 },
      { key: 'decidedBy', header: t('bank.decidedBy'), width: 66 },
    ],
    [t],
  )
}

/** 银行对账: what the bank says came in, whose it is, and one key that books it. */
export const BankPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('receipts.write')
  const mayConfirm = useMay('receipts.confirm')
  const [state, setState] = useState<BankState | 'all'>('open')
  const [line, setLine] = useState<BankLine | null>(null)
  const [choosing, setChoosing] = useState<BankLine | null>(null)
  const { data: waiting } = useQuery(client.bank.waiting, {})
  const deeds = useDeeds(line)
  const filter = useMemo(() => ({ state: state === 'all' ? null : state }), [state])
  return (
    <Page>
      <Panel
        title={t('bank.title')}
        bar={
          <Choice<BankState | 'all'>
            inline
            label=""
            value={state}
            options={[
              ...bankStates.map((value) => ({ value, label: t(bankStateKeys[value]) })),
              { value: 'all' as const, label: t('app.all') },
            ]}
            onChange={setState}
          />
        }
        actions={
          <>
            {mayConfirm && deeds.last && (
              <KeyButton keys="u" onClick={deeds.undo}>
                {t('bank.undo', { number: deeds.last.receiptNumber ?? '' })}
              </KeyButton>
            )}
            {line?.receiptId != null && (
              <KeyButton
                keys="o"
                onClick={() => openTab({ word: 'receipts', id: line.receiptId!, title: line.receiptNumber ?? '' })}
              >
                {t('bank.openReceipt')}
              </KeyButton>
            )}
            {mayWrite && (line?.state === 'linked' || line?.state === 'unrelated') && (
              <KeyButton keys="r" onClick={deeds.reopen}>
                {t('bank.reopen')}
              </KeyButton>
            )}
            {mayWrite && line?.state === 'open' && (
              <>
                <KeyButton keys="x" onClick={deeds.unrelated}>
                  {t('bank.unrelated')}
                </KeyButton>
                <KeyButton keys="c" go={!line.proposal && !line.twin} onClick={() => setChoosing(line)}>
                  {t('bank.choose')}
                </KeyButton>
                {(line.proposal || line.twin) && (
                  <KeyButton keys="y" go onClick={deeds.yes}>
                    {t(line.twin ? 'bank.yesLink' : 'bank.yes')}
                  </KeyButton>
                )}
              </>
            )}
            {mayWrite && (
              <KeyButton
                keys="i"
                onClick={() => openTab({ word: 'bank', page: 'import', title: t('bank.importTitle') })}
              >
                {t('bank.import')}
              </KeyButton>
            )}
          </>
        }
        foot={
          waiting && (
            <Figure label={t('bank.waiting')} note={t('receipts.countFen', { count: waiting.open })}>
              {yuan(waiting.openFen)}
            </Figure>
          )
        }
      >
        <DataTable
          label={t('bank.title')}
          columns={columns}
          list={client.bank.list}
          filter={filter}
          rowKey={({ id }) => id}
          onSelect={setLine}
          rowClass={(each) => (each.state === 'unrelated' ? 'dim' : undefined)}
          onOpen={(each) => {
            if (each.receiptId !== null)
              openTab({ word: 'receipts', id: each.receiptId, title: each.receiptNumber ?? '' })
            else if (mayWrite && each.state === 'open') setChoosing(each)
          }}
          empty={<Empty title={t('bank.empty')} hint={t('bank.emptyHint')} />}
        />
      </Panel>
      {choosing && <ChooseDialog line={choosing} onBook={deeds.book} onClose={() => setChoosing(null)} />}
    </Page>
  )
}
