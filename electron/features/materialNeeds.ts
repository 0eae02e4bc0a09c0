import { sql } from 'kysely'

/** What three tables are called in a statement: a row of a notice's 材料表, its line, the process that takes it (left joined). */
interface Names {
  row: string
  line: string
  process: string
}

/**
 * What a row of 材料表 needs of its material (duties 64–66), thousandths of the material's unit, in SQL for both databases:
 * - `open`: 1 while its line is in work and its process is not through
 * - `needed`: of an open row what the list says for the line, what all the pieces worked and to be worked take where
 *   that is more (goods made again after scrap), or what was taken where that is more still; of any other what was taken
 * - `left`: what the pieces still to be worked take, 0 of a row that is not open. No more than this can be lacking: goods
 *   that are made had their material, whether somebody wrote down its purchase or not.
 * - `startOn`: the day an open row is waited for, as a plain date
 */
export const needSql = ({ row, line, process }: Names) => {
  const of = (table: string, column: string) => sql.ref<number>(`${table}.${column}`)
  const [listed, step, pieces] = [of(row, 'needed'), of(row, 'step'), of(line, 'quantity')]
  const open = sql<number>`case when ${of(line, 'state')} in ('making', 'partly') and ${of(process, 'finishedOn')} is null then 1 else 0 end`
  const used = sql<number>`(${of(row, 'issued')} - ${of(row, 'returned')})`
  /** Up to the unit's step; a millionth of it is the noise of the division. */
  const toStep = (amount: ReturnType<typeof sql<number>>) =>
    sql<number>`cast(ceil(${amount} / ${step} - 0.000001) * ${step} as bigint)`
  const made = sql<number>`coalesce(${of(process, 'good')}, ${of(line, 'finishedQuantity')})`
  const unmade = sql<number>`(coalesce(${of(process, 'quantity')}, ${pieces}) - ${made})`
  const worked = sql<number>`(${of(process, 'quantity')} + ${of(process, 'scrap')})`
  const standard = toStep(sql<number>`(cast(${worked} as double precision) * ${of(row, 'usageMicros')} / 1000000)`)
  const part = toStep(sql<number>`(cast(${listed} as double precision) * ${unmade} / ${pieces})`)
  // what nothing was scrapped of, and what nobody began, is most of it: told first, without a division
  return {
    open,
    used,
    needed: sql<number>`case when ${open} = 0 then ${used}
      when ${worked} > ${pieces} and ${standard} > ${listed} and ${standard} > ${used} then ${standard}
      when ${listed} > ${used} then ${listed} else ${used} end`,
    left: sql<number>`case when ${open} = 0 then 0 when ${unmade} = ${pieces} then ${listed}
      when ${unmade} <= 0 or ${pieces} <= 0 then 0 else ${part} end`,
    startOn: sql<string | null>`coalesce(${sql.ref(`${process}.plannedStart`)}, "notices"."dueOn")`,
  }
}
