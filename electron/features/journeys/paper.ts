import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { gatePass } from '../../papers/gatePass.ts'
import { headOfCompany } from '../shipments/paper.ts'
import { readJourney } from './read.ts'

/** 放行单 (仓库联) for the gate: only what was released leaves on it. */
export const passPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .leftJoin('users', 'users.id', 'deliveryNotes.releasedBy')
    .select([
      'deliveryNotes.number',
      'deliveryNotes.deliveryOn',
      'deliveryNotes.driver',
      'deliveryNotes.vehicle',
      'deliveryNotes.releasedAt',
      'deliveryNotes.voidedAt',
      'customers.name as customer',
      'users.name as releasedBy',
    ])
    .where('deliveryNotes.id', '=', id)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  if (note.voidedAt !== null) throw refuse('deliveries.isVoid', { number: note.number })
  if (note.releasedAt === null) throw refuse('deliveries.notReleased', { number: note.number })
  const t = translator(ctx.language)
  const journey = await readJourney(ctx, id)
  const { pickedUpBy, pickedUpProof, authorised } = journey
  return gatePass(
    {
      company: await headOfCompany(ctx),
      number: note.number,
      madeBy: ctx.user.name,
      on: note.deliveryOn,
      copy: t('journeys.passCopy'),
      customer: note.customer,
      vehicle: journey.gateVehicle || journey.pickedUpVehicle || note.vehicle,
      driver: journey.gateDriver || note.driver,
      pickedUp: [pickedUpBy, pickedUpProof, authorised ? t('journeys.authorised') : ''].filter(Boolean).join(' '),
      released: note.releasedBy ?? '',
      lines: journey.lines,
      packs: journey.lines.some(({ loadedPacks }) => loadedPacks !== null) ? null : journey.load.packs,
      loadChecker: journey.loadChecker,
      keeper: journey.gateKeeper,
      leftAt: journey.gated === null ? '' : `${journey.leftOn ?? ''} ${journey.leftTime}`,
    },
    { language: ctx.language },
  )
}
