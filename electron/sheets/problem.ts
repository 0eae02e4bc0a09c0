import type { ProblemCode } from '../../shared/sheets.ts'

/** A reason not to read a file from outside. Its code is all that leaves the import process. */
export class OutsideProblem extends Error {
  readonly code: ProblemCode
  constructor(code: ProblemCode, cause?: unknown) {
    super(code, { cause })
    this.name = 'OutsideProblem'
    this.code = code
  }
}
