import { fixedText, type LayoutField } from '../../../shared/layouts.ts'
import { Choice, FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { focusNamed } from '../../lib/focus.ts'
import { say, useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { preparePicture } from '../../lib/pictureFile.ts'
import type { SectionProps } from './ColumnsSection.tsx'
import styles from './Layouts.module.css'

const usualLogo = { widthMm: 24, heightMm: 16, place: 'left' } as const

/** Puts a picture away and gives its hash; null where it is none, with a sentence. */
export const keepLogo = async (bytes: Uint8Array): Promise<string | null> => {
  const prepared = await preparePicture(bytes as Uint8Array<ArrayBuffer>)
  if ('problem' in prepared) {
    notify(say(prepared.problem), 'bad')
    return null
  }
  return (await client.pictures.keep(prepared)).sha256
}

const Logo = ({ read, content, change }: SectionProps) => {
  const t = useT()
  const { logo } = content
  const choose = (): Promise<unknown> =>
    attempt(async () => {
      const picked = await client.shell.pickPicture({})
      const picture = picked ? await keepLogo(picked.bytes) : null
      // a form of 139.7 mm has no room for a high one
      const heightMm = read.places.length > 0 ? 10 : usualLogo.heightMm
      if (picture) change({ logo: { ...usualLogo, heightMm, ...logo, picture } })
    })
  return (
    <>
      <h2>{t('layouts.logo')}</h2>
      <div className={styles['logo']}>
        <KeyButton keys="F4" onClick={choose}>
          {t('layouts.chooseLogo')}
        </KeyButton>
        {logo && <Button onClick={() => change({ logo: null })}>{t('layouts.removeLogo')}</Button>}
      </div>
      {logo && (
        <FieldRow width={100}>
          <Choice
            name="content.logo.place"
            label={t('layouts.logoPlace')}
            value={logo.place}
            options={(['left', 'right'] as const).map((value) => ({ value, label: t(`layouts.${value}`) }))}
            onChange={(place) => change({ logo: { ...logo, place } })}
          />
          {(['widthMm', 'heightMm'] as const).map((key) => (
            <QuantityInput
              key={key}
              name={`content.logo.${key}`}
              label={t(`layouts.${key}`)}
              value={logo[key] * 1000}
              onChange={(value) => change({ logo: { ...logo, [key]: (value ?? 0) / 1000 } })}
            />
          ))}
        </FieldRow>
      )}
    </>
  )
}

const Fields = ({ read, content, change }: SectionProps) => {
  const t = useT()
  const { fields } = content
  const set = (at: number, part: Partial<LayoutField>): void =>
    change({ fields: fields.with(at, { ...fields[at]!, ...part }) })
  const options = [
    ...read.sources.map(({ key, label }) => ({ value: key, label })),
    { value: fixedText, label: t('layouts.fixedText') },
  ]
  const add = (): void => {
    const source = read.sources.find(({ key }) => !fields.some((field) => field.source === key))
    const next = source
      ? { label: source.label.slice(0, 12), source: source.key, text: '' }
      : { label: t('layouts.fixedText').slice(0, 12), source: fixedText, text: '' }
    change({ fields: [...fields, next] })
    focusNamed(`content.fields.${fields.length}.label`)
  }
  return (
    <>
      <h2>{t('layouts.fields')}</h2>
      {fields.map((field, at) => (
        <div key={at} className={styles['entry']}>
          <TextInput
            name={`content.fields.${at}.label`}
            label={t('layouts.fieldLabel', { number: at + 1 })}
            maxLength={12}
            value={field.label}
            onChange={(label) => set(at, { label })}
          />
          <Choice
            name={`content.fields.${at}.source`}
            label={t('layouts.fieldSource', { number: at + 1 })}
            value={field.source}
            options={options}
            onChange={(source) =>
              set(at, { source, label: options.find(({ value }) => value === source)!.label.slice(0, 12) })
            }
          />
          <Button
            aria-label={t('layouts.removeField', { number: at + 1 })}
            onClick={() => change({ fields: fields.toSpliced(at, 1) })}
          >
            ×
          </Button>
          {field.source === fixedText && (
            <div className={styles['whole']}>
              <TextInput
                name={`content.fields.${at}.text`}
                label={t('layouts.fieldText', { number: at + 1 })}
                maxLength={60}
                value={field.text}
                onChange={(text) => set(at, { text })}
              />
            </div>
          )}
        </div>
      ))}
      <div>
        <KeyButton keys="Alt+a" disabled={fields.length >= 6} onClick={add}>
          {t('layouts.addField')}
        </KeyButton>
      </div>
    </>
  )
}

/** Logo, further fields and the note text. */
export const HeadSection = (props: SectionProps) => {
  const t = useT()
  const { read, content, change } = props
  const fromSettings = read.paper === 'deliveryNote' || read.paper === 'orderConfirmation'
  return (
    <>
      <Logo {...props} />
      <Fields {...props} />
      <TextBlock
        name="content.noteText"
        label={t('layouts.noteText')}
        hint={t(fromSettings ? 'layouts.noteUsual' : 'layouts.noteNone')}
        rows={2}
        maxLength={200}
        value={content.noteText ?? ''}
        onChange={(text) => change({ noteText: text === '' ? null : text })}
      />
    </>
  )
}
