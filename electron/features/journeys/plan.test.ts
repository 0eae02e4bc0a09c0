import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JourneyShow } from '../../../shared/journeys.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { chosenJourneys } from './list.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const planOf = async (query: { compile(): CompiledQuery }): Promise<string> => {
  const { sql, parameters } = query.compile()
  const { rows } = await office.db.executeQuery(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]))
  return rows.map((row) => (row as { detail: string }).detail).join('\n')
}

it('no list of what is on its way reads all that ever left', async () => {
  const ctx = { db: office.db, today: '2026-11-22' }
  for (const show of ['road', 'overdue', 'house', 'own', 'arrived'] as const satisfies readonly JourneyShow[]) {
    const plan = await planOf(chosenJourneys(ctx, show).select('journeys.id').orderBy('journeys.id', 'desc').limit(100))
    expect(`${show}: ${plan}`).not.toMatch(/SCAN journeys(?! USING)/)
    expect(`${show}: ${plan}`).toMatch(/journeys USING (COVERING )?INDEX/)
    // copies that are waited for are found by their own index, not one by one
    if (show === 'road' || show === 'own' || show === 'overdue') expect(`${show}: ${plan}`).toMatch(/signBacks USING/)
  }
})
