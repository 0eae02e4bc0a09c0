import { expect, it } from 'vitest'
import { faxReadingLimits, FaxWritings } from './faxReading.ts'
import { shell } from './shell.ts'

const writing = (width: number, height: number, dots = Math.ceil(width / 8) * height) => ({
  width,
  height,
  dots: new Uint8Array(dots),
})
const isTaken = (...pictures: unknown[]): boolean => FaxWritings.safeParse(pictures).success

it('takes writing whose dots fit its size, and no more of it than a sheet has', () => {
  expect([isTaken(), isTaken(writing(9, 2), writing(1728, 100))]).toEqual([true, true])
  expect([
    isTaken(writing(9, 2, 3)),
    isTaken(writing(0, 1)),
    isTaken(writing(3001, 1)),
    isTaken(writing(8, 1001)),
    isTaken({ ...writing(8, 1), dots: [0] }),
    isTaken({ ...writing(8, 1), path: 'C:/fax.tif' }),
    isTaken(...Array.from({ length: faxReadingLimits.pictures + 1 }, () => writing(8, 1))),
    isTaken(...Array.from({ length: 6 }, () => writing(3000, 1000))),
  ]).toEqual(Array.from({ length: 8 }, () => false))
})

it('is asked by who may check', () => {
  expect(shell.readFax.permission).toBe('checks.write')
})
