import { afterEach, beforeEach, expect, test } from 'vitest'
import { arrangeColumns } from '../../shared/viewColumns.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const columns = [
  { key: 'number', width: 120, shown: true },
  { key: 'unpaid', width: 90, shown: false },
]
const own = { list: 'orders', name: '', columns, filter: '', version: 0 }

test('everybody keeps their own columns, and nobody sees those of another', async () => {
  const { merchandiser, clerk } = office.as
  await merchandiser.views.save(own)
  await clerk.views.save({ ...own, columns: [{ key: 'state', width: 80, shown: true }] })
  await merchandiser.views.save({ ...own, list: 'deliveries', columns: [{ key: 'driver', width: 70, shown: true }] })
  expect(await merchandiser.views.list({ list: 'orders' })).toEqual([{ name: '', columns, filter: '', version: 1 }])
  expect((await clerk.views.list({ list: 'orders' }))[0]!.columns).toEqual([{ key: 'state', width: 80, shown: true }])
  expect(await office.as.cashier.views.list({ list: 'orders' })).toEqual([])
  await expect(office.nobody.views.list({ list: 'orders' })).rejects.toMatchObject({ code: 'app.notSignedIn' })
})

test('a named filter is kept, changed and removed by its owner only', async () => {
  const { merchandiser, clerk } = office.as
  const named = { ...own, name: '催订金', filter: '{"shown":"toDeposit"}' }
  await merchandiser.views.save(named)
  await expect(clerk.views.remove({ list: 'orders', name: '催订金', version: 0 })).rejects.toMatchObject({
    code: 'app.notFound',
  })
  await expect(merchandiser.views.save(named)).rejects.toMatchObject({ code: 'app.stale' })
  const changed = await merchandiser.views.save({ ...named, filter: '{"shown":"open"}', version: 1 })
  expect(changed).toEqual({ name: '催订金', columns, filter: '{"shown":"open"}', version: 2 })
  await merchandiser.views.remove({ list: 'orders', name: '催订金', version: 2 })
  expect(await merchandiser.views.list({ list: 'orders' })).toEqual([])
})

test('refuses a forty-first named filter and says what to do', async () => {
  for (let nth = 0; nth < 40; nth++) await office.as.clerk.views.save({ ...own, name: `第 ${nth}` })
  await expect(office.as.clerk.views.save({ ...own, name: '再一个' })).rejects.toThrow('请先删掉不用的')
  await office.as.clerk.views.save(own)
})

test('a column that came with a newer version waits hidden, one that is gone is left out', () => {
  const all = [
    { key: 'state', width: 100, shown: true },
    { key: 'number', width: 100, shown: true },
    { key: 'fresh', width: 50, shown: true },
  ]
  expect(arrangeColumns(all, undefined)).toEqual(all)
  expect(
    arrangeColumns(all, [
      { key: 'number', width: 200, shown: true },
      { key: 'old', width: 60, shown: true },
      { key: 'state', width: 80, shown: false },
      { key: 'number', width: 50, shown: true },
    ]),
  ).toEqual([
    { key: 'number', width: 200, shown: true },
    { key: 'state', width: 80, shown: false },
    { key: 'fresh', width: 50, shown: false },
  ])
})
