import type { production } from '../../../shared/production.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Handlers } from '../../context.ts'
import { refuseSecondKeyer } from '../blindKeys.ts'
import { copies, handOut, withdrawHandOut } from './copies.ts'
import {
  dropEnclosure,
  enclosures,
  handEnclosure,
  openEnclosures,
  returnEnclosure,
  saveEnclosure,
  undoEnclosure,
} from './enclosures.ts'
import { answerFilm, checkFilm, faxFilm, film } from './film.ts'
import { list, markPrinted, read, voidNotice } from './notices.ts'
import { paper } from './paper.ts'
import { handoverPaper, planPaper } from './papersBeside.ts'
import { planLines, planSums, removePlanRow, savePlanRow } from './plan.ts'
import { linesToRelease, release } from './release.ts'
import { saveSheet, sheet } from './sheet.ts'
import { waiting } from './waiting.ts'

// in a folder beside production.ts: a release plans operations, and a report of them calls production.ts
export const productionHandlers: Handlers<typeof production> = {
  waiting,
  async remaining(ctx, { orderId }) {
    const lines = await linesToRelease(ctx, orderId)
    if (lines.length === 0) throw refuse('app.notFound')
    await refuseSecondKeyer(ctx, orderId)
    return lines.map(({ productId: _, ...line }) => line)
  },
  release,
  list,
  read,
  void: voidNotice,
  paper,
  markPrinted,
  sheet,
  saveSheet,
  enclosures,
  openEnclosures,
  saveEnclosure,
  handEnclosure,
  returnEnclosure,
  undoEnclosure,
  dropEnclosure,
  film,
  checkFilm,
  faxFilm,
  answerFilm,
  copies,
  handOut,
  withdrawHandOut,
  planLines,
  planSums,
  savePlanRow,
  removePlanRow,
  planPaper,
  handoverPaper,
}
