import { randomUUID } from 'node:crypto'
import { expect } from 'playwright/test'
import { emptyCustomer } from '../../shared/customers.ts'
import { emptyProduct } from '../../shared/products.ts'
import { furniture } from '../../electron/testing/mainLine.ts'
import type { Desk } from '../desk.ts'

interface Bridge {
  gendan: {
    invoke(call: {
      channel: string
      input: unknown
      requestId: string
    }): Promise<{ ok: boolean; value: unknown; refusal?: { message: string } }>
  }
}

/** A call over the app's own bridge, as the page makes it: for what a journey needs to be there and is not about. */
export const call = async <T>({ page }: Desk, channel: string, input: unknown): Promise<T> => {
  const reply = await page.evaluate((sent) => (globalThis as unknown as Bridge).gendan.invoke(sent), {
    channel,
    input,
    requestId: randomUUID(),
  })
  expect(reply.refusal?.message ?? '').toBe('')
  return reply.value as T
}

export const yongxing = {
  ...emptyCustomer,
  code: 'K001',
  name: '永兴家居有限公司',
  shortName: '永兴家居',
  contact: '王老板',
  phone: '139 2333 0001',
  fax: '0757-8321 0002',
  address: '佛山市禅城区中山西路 18 号',
}

/** The customer and the three products of the faxed order. */
export const addMasters = async (desk: Desk): Promise<void> => {
  await call(desk, 'customers.save', yongxing)
  for (const product of furniture) await call(desk, 'products.save', { ...emptyProduct, ...product, leadDays: 10 })
}

/** Replacement notes may be written by hand: for journeys that only need a paper without an order. */
export const replacementsByHand = async (desk: Desk): Promise<void> => {
  const { office, versions } = await call<{ office: object; versions: { office: number } }>(desk, 'settings.read', {})
  await call(desk, 'settings.saveOffice', {
    office: { ...office, replacementByComplaint: false },
    version: versions.office,
  })
}
