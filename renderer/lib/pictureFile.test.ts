import { expect, test } from 'vitest'
import { fittedSize } from './pictureFile.ts'

test.each([
  [4000, 3000, 800, 600],
  [300, 1200, 200, 800],
  [640, 480, 640, 480],
  [9000, 2, 800, 1],
])('a picture of %i × %i is kept as %i × %i', (width, height, keptWidth, keptHeight) => {
  expect(fittedSize({ width, height }, 800)).toEqual({ width: keptWidth, height: keptHeight })
})
