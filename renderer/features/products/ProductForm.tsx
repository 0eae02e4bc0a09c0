import { useMemo, useState } from 'react'
import { packVolumeOf } from '../../../shared/loads.ts'
import { formatMicros } from '../../../shared/money.ts'
import type { Product, ProductDraft } from '../../../shared/products.ts'
import { Check, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput, PriceInput, QuantityInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useDraft } from '../../lib/draft.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import styles from './Product.module.css'
import {
  type BreakRow,
  breakRows,
  BreaksTable,
  type RouteRow,
  RoutePart,
  routeRows,
  type UnitRow,
  unitRows,
  UnitsTable,
} from './ProductTables.tsx'

/** The card with its tables as rows that can be half keyed. */
type Keyed = Omit<ProductDraft, 'units' | 'breaks' | 'route'> & {
  units: UnitRow[]
  breaks: BreakRow[]
  route: RouteRow[]
}
type TextField = { [K in keyof Keyed]: Keyed[K] extends string ? K : never }[keyof Keyed]

const keyedOf = (product: ProductDraft): Keyed => ({
  ...product,
  units: unitRows(product),
  breaks: breakRows(product),
  route: routeRows(product),
})

interface Part {
  draft: Keyed
  change: (part: Partial<Keyed>) => void
}

const useText = ({ draft, change }: Part) => {
  const Text = (field: TextField, label: string, maxLength: number, more: object = {}) => (
    <TextInput
      name={field}
      label={label}
      maxLength={maxLength}
      value={draft[field]}
      onChange={(value) => change({ [field]: value })}
      {...more}
    />
  )
  return Text
}

interface PictureProps {
  picture: string
  title: string
  disabled: boolean
  onOpen: () => void
}

/** 图片 of the card: lines of orders and quotations show it where they have none of their own. */
const PicturePart = ({ picture, title, disabled, onOpen }: PictureProps) => {
  const t = useT()
  useKeys({ 'Alt+p': { label: t('pictures.title'), run: onOpen } }, !disabled || picture !== '')
  return (
    <div className={styles['picture']} role="group" aria-label={t('pictures.title')}>
      <div className={styles['pictureFrame']}>
        {picture === '' ? (
          <small className="dim">{t('pictures.none')}</small>
        ) : (
          <PictureThumb large sha256={picture} label={title} onOpen={onOpen} />
        )}
      </div>
      {!disabled && (
        <KeyButton keys="Alt+p" listen={false} onClick={onOpen}>
          {t('pictures.title')}
        </KeyButton>
      )}
    </div>
  )
}

const GoodsPart = ({ draft, change, picture }: Part & { picture: PictureProps }) => {
  const t = useT()
  const text = useText({ draft, change })
  const { data: series } = useQuery(client.products.series, {})
  return (
    <fieldset>
      <legend>{t('products.basicSection')}</legend>
      {text('code', t('products.code'), 30, { required: true, autoFocus: true })}
      {text('name', t('products.name'), 60, { required: true })}
      {text('spec', t('products.spec'), 60)}
      {text('initials', t('products.initials'), 20, { placeholder: t('customers.initialsHint') })}
      {text('series', t('products.series'), 20, { suggestions: series })}
      {text('colours', t('products.colours'), 100, { placeholder: t('products.coloursHint') })}
      {text('sizes', t('products.sizes'), 100, { placeholder: t('products.sizesHint') })}
      <IntegerInput
        name="leadDays"
        label={t('products.leadDays')}
        value={draft.leadDays}
        onChange={(leadDays) => change({ leadDays: leadDays ?? 0 })}
      />
      <Check
        name="active"
        label={t('products.active')}
        value={draft.active}
        onChange={(active) => change({ active })}
      />
      <PicturePart {...picture} />
      <div className={styles['all']}>
        {text('sellingPoints', t('products.sellingPoints'), 200, {
          placeholder: t('products.sellingPointsHint'),
        })}
      </div>
      <div className={styles['all']}>
        <TextBlock
          name="processNotes"
          label={t('products.processNotes')}
          rows={2}
          maxLength={500}
          value={draft.processNotes}
          onChange={(processNotes) => change({ processNotes })}
        />
        <TextBlock
          name="qualityPoints"
          label={t('products.qualityPoints')}
          rows={2}
          maxLength={500}
          value={draft.qualityPoints}
          onChange={(qualityPoints) => change({ qualityPoints })}
        />
      </div>
    </fieldset>
  )
}

const PackingPart = ({ draft, change }: Part) => {
  const t = useT()
  const text = useText({ draft, change })
  const mayPrices = useMay('prices.read')
  const { packs, packUnits, unit } = draft
  // cubic centimetres, as millionths of a cubic metre
  const volume = packVolumeOf(draft)
  const shownVolume = formatMicros(volume)
  return (
    <fieldset>
      <legend>{t('products.priceSection')}</legend>
      {text('unit', t('products.unit'), 8, { required: true })}
      <IntegerInput
        name="packs"
        label={t('products.packs')}
        value={packs}
        onChange={(value) => change({ packs: value ?? 0 })}
      />
      <IntegerInput
        name="packUnits"
        label={t('products.packUnits')}
        hint={t('products.packingShown', { packs, units: packUnits, unit })}
        value={packUnits}
        onChange={(value) => change({ packUnits: value ?? 1 })}
      />
      <span />
      {(['packLength', 'packWidth', 'packHeight', 'packWeight'] as const).map((field) => (
        <QuantityInput
          key={field}
          name={field}
          label={t(`products.${field}`)}
          {...(field === 'packHeight' && volume > 0 ? { hint: t('products.packVolume', { volume: shownVolume }) } : {})}
          value={draft[field] === 0 ? null : draft[field]}
          onChange={(value) => change({ [field]: value ?? 0 })}
        />
      ))}
      {mayPrices && (
        <>
          <PriceInput
            name="listPriceMicros"
            label={t('products.listPrice')}
            value={draft.listPriceMicros}
            onChange={(price) => change({ listPriceMicros: price ?? 0 })}
          />
          <PriceInput
            name="floorPriceMicros"
            label={t('products.floorPrice')}
            value={draft.floorPriceMicros}
            onChange={(price) => change({ floorPriceMicros: price ?? 0 })}
          />
          <small className="dim">{t('products.floorPriceHint')}</small>
        </>
      )}
    </fieldset>
  )
}

/** The whole card of a product (duties 46, 84, 131). `first` is what is saved. */
export const ProductForm = ({
  first,
  disabled,
  onSaved,
}: {
  first: ProductDraft
  disabled: boolean
  onSaved: (product: Product) => void
}) => {
  const t = useT()
  const mayPrices = useMay('prices.read')
  const { data: processes } = useQuery(client.settings.processes, {})
  const keyed = useMemo(() => keyedOf(first), [first])
  const { draft, change, dirty, outdated, accept } = useDraft<Keyed>(keyed)
  const [pictured, setPictured] = useState(false)
  const save = async (): Promise<void> => {
    for (const [field, label] of [
      ['code', t('products.code')],
      ['name', t('products.name')],
      ['unit', t('products.unit')],
    ] as const)
      if (draft[field].trim() === '') throw refuseField(field, t('shell.required', { field: label }))
    const units = draft.units
      .filter(({ unit }) => unit.trim() !== '')
      .map(({ unit, factor }, index) => {
        if (factor === null || factor <= 0)
          throw refuseField(`units.${index}.factor`, t('shell.required', { field: unit }))
        return { unit, factor }
      })
    const route = draft.route
      .filter(({ processId }) => processId !== '')
      .map(({ key: _, processId, ...step }) => ({ ...step, processId: Number(processId) }))
    const breaks = draft.breaks
      .filter(({ minQuantity, priceMicros }) => minQuantity !== null || priceMicros !== null)
      .map(({ minQuantity, priceMicros }, index) => {
        if (minQuantity === null || minQuantity <= 0)
          throw refuseField(`breaks.${index}.minQuantity`, t('shell.required', { field: t('prices.minQuantity') }))
        if (priceMicros === null)
          throw refuseField(`breaks.${index}.priceMicros`, t('shell.required', { field: t('products.breakPrice') }))
        return { minQuantity, priceMicros }
      })
    const saved = await client.products.save({ ...draft, units, breaks, route })
    accept(keyedOf(saved))
    onSaved(saved)
  }
  const part = { draft, change }
  const picture = {
    picture: draft.picture,
    title: t('pictures.ofProduct', { code: draft.code || draft.name }),
    disabled,
    onOpen: () => setPictured(true),
  }
  return (
    <Form
      label={t('products.title')}
      onSubmit={save}
      unsaved={dirty}
      foot={!disabled && <SubmitButton>{t('app.save')}</SubmitButton>}
      className={styles['form'] ?? ''}
    >
      {outdated && <RefusalNote message={t('customers.changed')} />}
      <fieldset disabled={disabled} className={styles['whole']}>
        <GoodsPart {...part} picture={picture} />
        <PackingPart {...part} />
        <div className={styles['tables']}>
          <section>
            <h3>{t('products.routeSection')}</h3>
            <RoutePart
              rows={draft.route}
              disabled={disabled}
              processes={processes ?? []}
              unit={draft.unit}
              onChange={(route) => change({ route })}
            />
          </section>
          <section>
            <h3>{t('products.unitsSection')}</h3>
            <UnitsTable
              rows={draft.units}
              unit={draft.unit}
              disabled={disabled}
              onChange={(units) => change({ units })}
            />
          </section>
          {mayPrices && (
            <section>
              <h3>{t('products.breaksSection')}</h3>
              <BreaksTable
                rows={draft.breaks}
                unit={draft.unit}
                disabled={disabled}
                onChange={(breaks) => change({ breaks })}
              />
            </section>
          )}
        </div>
      </fieldset>
      {/* outside of the fieldset: what is only read can be closed by its button */}
      {pictured && (
        <PictureDialog
          title={picture.title}
          picture={draft.picture}
          onClose={() => setPictured(false)}
          {...(disabled ? {} : { onPicture: (sha256: string) => change({ picture: sha256 }) })}
        />
      )}
    </Form>
  )
}
