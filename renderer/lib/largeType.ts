import { create } from 'zustand'
import { remember, remembered } from './remembered.ts'

/** Percent of the normal size of everything. */
export const typeSizes = [100, 125, 150] as const
export type TypeSize = (typeof typeSizes)[number]

interface TypeSizeStore {
  size: TypeSize
  setSize(size: TypeSize): void
}

const apply = (size: TypeSize): void => {
  document.documentElement.dataset['type'] = String(size)
}
const kept = Number(remembered('type'))
const first = typeSizes.find((size) => size === kept) ?? 100

/** The large-type switch of this PC. */
export const useTypeSize = create<TypeSizeStore>((set) => ({
  size: first,
  setSize(size) {
    remember('type', String(size))
    apply(size)
    set({ size })
  },
}))

export const applyTypeSize = (): void => apply(useTypeSize.getState().size)
