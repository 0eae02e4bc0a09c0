import { useMemo, useState } from 'react'
import type { Replacement } from '../../../shared/complaints.ts'
import { replacementStateKeys, replacementWayKeys } from '../../../shared/complaintStates.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { joined } from '../../components/Picker.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { SendDialog } from './SendDialog.tsx'
import { replacementTones } from './tones.ts'

/** `门板 1 片、铰链 4 个` */
export const partsText = ({ parts }: Replacement): string =>
  parts.map(({ name, quantity, unit }) => `${name} ${formatQuantity(quantity)} ${unit}`).join('、')

const columnsOf = (t: Translate): Column<Replacement>[] => [
  { key: 'number', header: t('complaints.slipNumber'), width: 108 },
  {
    key: 'state',
    header: t('complaints.state'),
    width: 86,
    render: ({ state }) => <StateBadge tone={replacementTones[state]}>{t(replacementStateKeys[state])}</StateBadge>,
  },
  {
    key: 'wantedOn',
    header: t('complaints.wantedOn'),
    width: 128,
    render: ({ wantedOn, overdueDays }) =>
      overdueDays > 0 ? (
        <b className="neg">{`${wantedOn.slice(5)} ${t('complaints.overdueDays', { days: overdueDays })}`}</b>
      ) : (
        wantedOn.slice(5)
      ),
  },
  { key: 'customer', header: t('app.customer'), width: 100 },
  { key: 'parts', header: t('complaints.parts'), value: partsText },
  { key: 'way', header: t('complaints.way'), width: 110, value: (row) => t(replacementWayKeys[row.way]) },
  {
    key: 'papers',
    header: t('complaints.slipPapers'),
    width: 190,
    value: (row) => joined(row.orderNumber, row.noticeNumber),
  },
  { key: 'responsible', header: t('complaints.responsible'), width: 84 },
  { key: 'complaintNumber', header: t('complaints.ofComplaint'), width: 108 },
]

/** 补件单 that must still leave, by the day they are wanted (duty 97). */
export const SlipsPage = () => {
  const t = useT()
  const columns = useMemo(() => columnsOf(t), [t])
  const mayWrite = useMay('complaints.write')
  const mayRelease = useMay('production.write')
  const [open, setOpen] = useState(true)
  const [here, setHere] = useState<Replacement | null>(null)
  const [sending, setSending] = useState<Replacement | null>(null)
  const filter = useMemo(() => ({ open }), [open])
  const sendable = here !== null && here.state === 'toSend'
  return (
    <Page>
      <Panel
        title={t('complaints.slips')}
        bar={
          <Views
            views={[true, false]}
            shown={open}
            labelOf={(value) => t(value ? 'complaints.openSlips' : 'complaints.allSlips')}
            onShow={setOpen}
          />
        }
        foot={
          <>
            <span className="dim">{t('complaints.slipsHint')}</span>
            <span className="spring" />
            {mayRelease && here?.state === 'toOrder' && here.orderId !== null && (
              <KeyButton
                keys="w"
                onClick={() =>
                  openTab({ word: 'production', page: 'release', id: here.orderId, title: here.orderNumber })
                }
              >
                {t('complaints.release')}
              </KeyButton>
            )}
            <KeyButton
              keys="Control+p"
              disabled={here === null}
              onClick={() =>
                here &&
                openTab({ word: 'replacements', page: 'print', id: here.id, title: `${here.number} ${t('app.print')}` })
              }
            >
              {t('app.print')}
            </KeyButton>
            {mayWrite && (
              <KeyButton keys="s" go disabled={!sendable} onClick={() => setSending(here)}>
                {t('complaints.send')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          label={t('complaints.slips')}
          columns={columns}
          list={client.complaints.replacements}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={(row) => (row.state === 'void' ? 'dim' : undefined)}
          onSelect={setHere}
          onOpen={(row) => openTab({ word: 'complaints', id: row.complaintId, title: row.complaintNumber })}
          empty={<Empty title={t('complaints.slipsEmpty')} hint={t('complaints.slipsEmptyHint')} />}
        />
        {sending && <SendDialog slip={sending} onClose={() => setSending(null)} />}
      </Panel>
    </Page>
  )
}
