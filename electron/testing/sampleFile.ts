import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../db/open.ts'
import { furnitureDraft, makeMasters } from './mainLine.ts'
import { openOffice } from './office.ts'

/** A closed office on the disk, to be copied and maltreated. */
export interface SampleFile {
  folder: string
  copy(): string
  remove(): void
}

/** Two orders, a confirmed receipt, a dozen messages and all their audit rows. */
export const makeSampleFile = async (): Promise<SampleFile> => {
  const folder = mkdtempSync(join(tmpdir(), 'gendan-sample-'))
  const file = join(folder, 'sample.db')
  const { db } = await openDatabase(file)
  const office = await openOffice({ db })
  const masters = await makeMasters(office)
  await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  await office.as.clerk.orders.save({
    ...(await furnitureDraft(office, masters, [3, 9, 1])),
    customerPo: 'YX-2612',
  })
  const receipt = await office.as.merchandiser.receipts.enter({
    customerId: masters.customerId,
    receivedOn: '2026-11-22',
    kind: 'deposit',
    method: 'bank',
    payer: '',
    slipNumber: '',
    amountFen: 1_421_280,
    remark: '',
    allocations: [],
  })
  await office.as.cashier.receipts.confirm({ id: receipt.id, version: receipt.version, slipNumber: 'ICBC-1' })
  for (let visit = 0; visit < 12; visit++)
    await office.as.merchandiser.messages.leave({
      forUserId: office.userIds.owner,
      name: `来客 ${visit}`,
      factory: '',
      phone: '',
      matter: '回电',
      customerId: null,
    })
  await office.close()
  let copies = 0
  return {
    folder,
    copy() {
      const copy = join(folder, `copy-${(copies += 1)}.db`)
      copyFileSync(file, copy)
      return copy
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Runs testing/durabilityChild.ts as a program of its own. */
export const startChild = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, 'durabilityChild.ts'), ...args], { stdio: 'inherit' })

export const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on('exit', resolve))
