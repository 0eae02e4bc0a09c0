import { forkProgramInNode } from '../forkInNode.ts'

/** The import process as a child of plain Node, for tests, the benchmark and the demo. */
export const forkInNode = forkProgramInNode('importer')
