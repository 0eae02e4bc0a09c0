import { type RefObject, useMemo, useState } from 'react'
import { severities, severityKeys } from '../../../shared/severities.ts'
import type { Option } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LineBar } from '../../components/LineBar.tsx'
import { type LineColumn, LineGrid, type LineGridHandle } from '../../components/LineGrid.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { useT } from '../../lib/language.ts'
import { emptyDefect, type FormDefect, type InspectionForm } from './inspectionForm.ts'

/** Kinds of defects that hold what was typed; what is on no list may be written all the same. */
const matching = (form: InspectionForm, typed: string, label: (severity: FormDefect['severity']) => string): Option[] =>
  form.kinds
    .filter(({ defect }) => typed === '' || defect.includes(typed.trim()))
    .map((kind) => ({ value: kind.defect, label: kind.defect, detail: label(kind.severity), row: kind }))

/** 缺陷 of the sample: what, how bad, how many, where, and a photo (Alt+P). */
export const DefectLines = ({
  form,
  current,
  grid,
  onChange,
}: {
  form: InspectionForm
  /** The lines at this moment: a kind that was chosen has brought its severity before the page shows it. */
  current: () => readonly FormDefect[]
  grid: RefObject<LineGridHandle | null>
  onChange: (change: (before: FormDefect[]) => FormDefect[]) => void
}) => {
  const t = useT()
  const [here, setHere] = useState(0)
  const [pictured, setPictured] = useState<number | null>(null)
  const columns = useMemo(
    (): LineColumn<FormDefect>[] => [
      {
        key: 'defect',
        header: t('quality.defect'),
        kind: 'code',
        width: 128,
        complete: async (typed) => matching(form, typed, (severity) => t(severityKeys[severity])),
      },
      {
        key: 'severity',
        header: t('quality.severity'),
        kind: 'choice',
        width: 70,
        passed: true,
        options: severities.map((value) => ({ value, label: t(severityKeys[value]) })),
      },
      { key: 'quantity', header: t('quality.quantity'), kind: 'integer', width: 56 },
      { key: 'note', header: t('quality.note'), kind: 'text' },
      {
        key: 'picture',
        header: t('pictures.column'),
        kind: 'text',
        width: 34,
        readOnly: true,
        render: (line, index) => (
          <PictureThumb
            sha256={line.picture}
            label={t('quality.pictureOf', { defect: line.defect })}
            onOpen={() => setPictured(index)}
          />
        ),
      },
    ],
    // oxlint-disable-next-line react/exhaustive-deps -- the kinds of defects are all that is read of the form
    [t, form.kinds],
  )
  const change = (index: number, part: Partial<FormDefect>): void =>
    onChange((before) => before.map((line, at) => (at === index ? { ...line, ...part } : line)))
  const openPicture = async (): Promise<void> => {
    await grid.current?.settle()
    setPictured(here)
  }
  const line = pictured === null ? undefined : form.defects[pictured]
  return (
    <>
      <LineGrid<FormDefect>
        ref={grid}
        label={t('quality.defects')}
        columns={columns}
        rows={form.defects}
        current={current}
        onChange={(rows) => onChange(() => rows)}
        newRow={emptyDefect}
        mostRows={100}
        onChoose={(row, key, option) => {
          const kind = option.row as { severity: FormDefect['severity'] } | undefined
          if (key === 'defect' && kind) change(row, { severity: kind.severity })
        }}
        onEnterRow={setHere}
      />
      <LineBar grid={grid}>
        <KeyButton keys="Alt+p" tabIndex={-1} className="plain" onClick={openPicture}>
          {t('quality.addPicture')}
        </KeyButton>
      </LineBar>
      {pictured !== null && line && (
        <PictureDialog
          title={t('quality.pictureOf', { defect: line.defect || String(pictured + 1) })}
          picture={line.picture}
          onClose={() => setPictured(null)}
          onPicture={(picture) => {
            change(pictured, { picture })
            setPictured(null)
          }}
        />
      )}
    </>
  )
}
