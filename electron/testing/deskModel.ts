/**
 * The production desk by an independent model: whole pieces, lists of days, and every entry kept as it was made.
 * Nothing of the program's own arithmetic is used here.
 */
export interface Entry {
  id: number
  chain: number
  process: number
  day: string
  good: number
  bad: number
  rework: number
  scrap: number
  /** Came back from a factory. */
  outside: boolean
}

export interface Chain {
  pieces: number
  /** Of each process, as the plan has it. */
  planned: { start: string; finish: string }[]
}

type Part = 'good' | 'bad' | 'rework' | 'scrap'

const sumOf = (entries: readonly Entry[], chain: number, process: number, part: Part): number => {
  let sum = 0
  for (const entry of entries) if (entry.chain === chain && entry.process === process) sum += entry[part]
  return sum
}

/** What a process must pass on: the pieces of the line, and once more all that processes after it scrapped. */
export const wantedOf = (
  chains: readonly Chain[],
  entries: readonly Entry[],
  chain: number,
  process: number,
): number => {
  let wanted = chains[chain]!.pieces
  for (let later = process + 1; later < chains[chain]!.planned.length; later += 1)
    wanted += sumOf(entries, chain, later, 'scrap')
  return wanted
}

/** Whether the entries could have happened: nothing passes a process that did not come to it. */
export const balanced = (chains: readonly Chain[], entries: readonly Entry[]): boolean =>
  chains.every(({ planned }, chain) =>
    planned.every((_, process) => {
      const good = sumOf(entries, chain, process, 'good')
      if (good < 0 || good > wantedOf(chains, entries, chain, process)) return false
      if (process === 0) return true
      return good + sumOf(entries, chain, process, 'scrap') <= sumOf(entries, chain, process - 1, 'good')
    }),
  )

/** Pieces a process could take in hand: what came to it, or what it has to make, less what it made or lost. */
export const roomOf = (chains: readonly Chain[], entries: readonly Entry[], chain: number, process: number): number => {
  const wanted = wantedOf(chains, entries, chain, process)
  const came = process === 0 ? wanted : sumOf(entries, chain, process - 1, 'good')
  const usable = process === 0 ? wanted : Math.min(wanted, came - sumOf(entries, chain, process, 'scrap'))
  return Math.max(0, usable - sumOf(entries, chain, process, 'good'))
}

export interface ProcessState {
  wanted: number
  good: number
  bad: number
  rework: number
  scrap: number
  remaining: number
  startedOn: string | null
  finishedOn: string | null
  reportedOn: string | null
  lateDays: number
  latePieces: number
}

const daysFrom = (day: string, to: string): number => Math.round((Date.parse(to) - Date.parse(day)) / 86_400_000)

/** Workdays of the list from one day to another, both counted. */
const between = (workdays: readonly string[], from: string, to: string): number =>
  workdays.filter((day) => day >= from && day <= to).length

/** One process on a day, from its entries in the order of their days. */
export const stateOf = (
  chains: readonly Chain[],
  entries: readonly Entry[],
  [chain, process]: readonly [number, number],
  today: string,
  workdays: readonly string[],
): ProcessState => {
  const wanted = wantedOf(chains, entries, chain, process)
  const own = entries
    .filter((entry) => entry.chain === chain && entry.process === process)
    .toSorted((one, other) => (one.day === other.day ? one.id - other.id : one.day < other.day ? -1 : 1))
  const days = [...new Set(own.filter(({ good, bad }) => good + bad > 0).map(({ day }) => day))]
  // done on the day from which on it always had enough
  let [good, finishedOn]: [number, string | null] = [0, null]
  for (const entry of own) {
    good += entry.good
    finishedOn = good < wanted ? null : (finishedOn ?? entry.day)
  }
  const plan = chains[chain]!.planned[process]!
  const planDays = between(workdays, plan.start, plan.finish)
  const passed = workdays.filter((day) => day >= plan.start && day < today && day <= plan.finish).length
  const shouldBe = daysFrom(plan.finish, today) > 0 ? wanted : Math.floor((wanted * passed) / planDays)
  return {
    wanted,
    good,
    bad: sumOf(entries, chain, process, 'bad'),
    rework: sumOf(entries, chain, process, 'rework'),
    scrap: sumOf(entries, chain, process, 'scrap'),
    remaining: wanted - good,
    startedOn: days[0] ?? null,
    finishedOn,
    reportedOn: days.at(-1) ?? null,
    lateDays: Math.max(0, daysFrom(plan.finish, finishedOn ?? today)),
    latePieces: finishedOn === null ? Math.max(0, shouldBe - good) : 0,
  }
}

/** Fewest days in which `left` pieces are made at `pieces` in `days`, counted up one by one. */
const daysToMake = (left: number, pieces: number, days: number): number => {
  let needed = 0
  while (needed * pieces < left * days) needed += 1
  return needed
}

/**
 * A process that was through in time and is short again, though it has done all the line's own pieces, has until the day
 * it is asked, or the next workday: its day in `chains` moves. Gives how many did.
 */
export const askAgain = (
  chains: readonly Chain[],
  before: readonly Entry[],
  after: readonly Entry[],
  today: string,
  workdays: readonly string[],
): number => {
  const moved: (readonly [{ finish: string }, string])[] = []
  for (const [chain, { pieces, planned }] of chains.entries())
    for (const [process, plan] of planned.entries()) {
      const was = stateOf(chains, before, [chain, process], today, workdays)
      const is = stateOf(chains, after, [chain, process], today, workdays)
      const inTime = was.finishedOn !== null && daysFrom(was.finishedOn, plan.finish) >= 0
      if (!inTime || is.finishedOn !== null || is.good < pieces || is.remaining <= 0) continue
      const day = workdays.find((each) => each >= today)!
      if (day > plan.finish) moved.push([plan, day])
    }
  for (const [plan, day] of moved) plan.finish = day
  return moved.length
}

/** A process lacks material that is promised for a day: it began to be planned before. */
export interface Lack {
  process: number
  arrives: string
}

/** The first day the work left from a process on can be done at its planned pace, beginning on the day its material comes. */
const byMaterial = (
  planned: Chain['planned'],
  states: readonly ProcessState[],
  { process, arrives }: Lack,
  today: string,
  workdays: readonly string[],
): string => {
  let days = 0
  for (const [at, { finishedOn, remaining, wanted }] of states.entries())
    if (at >= process && finishedOn === null)
      days += daysToMake(remaining, wanted, between(workdays, planned[at]!.start, planned[at]!.finish))
  const first = arrives > today ? arrives : today
  return workdays.filter((day) => day >= first)[Math.max(1, days) - 1]!
}

/**
 * The day a line will be done: each process in turn at its own speed or its plan's, one workday behind the one before
 * it at least, on the first workdays not reported yet; a line nobody has begun is done as planned, or later; and nothing
 * is done before the material it lacks has come and was worked on.
 */
export const forecastOf = (
  chains: readonly Chain[],
  entries: readonly Entry[],
  chain: number,
  today: string,
  workdays: readonly string[],
  lacks: readonly Lack[] = [],
): string => {
  const { planned } = chains[chain]!
  const states = planned.map((_, process) => stateOf(chains, entries, [chain, process], today, workdays))
  const last = states.at(-1)!
  if (last.finishedOn !== null) return last.finishedOn
  let end = 0
  for (const [process, state] of states.entries()) {
    if (state.finishedOn !== null) continue
    const plan = planned[process]!
    let needed = daysToMake(state.remaining, state.wanted, between(workdays, plan.start, plan.finish))
    if (state.startedOn !== null && state.reportedOn !== null && state.good > 0) {
      const worked = between(workdays, state.startedOn, state.reportedOn)
      const going = daysToMake(state.remaining, state.good, Math.max(1, worked))
      // the pace of a single day counts for the better only
      if (worked > 1 || going < needed) needed = going
    }
    if (state.startedOn === null) end += needed
    else end = Math.max(needed, end === 0 ? 0 : end + 1)
  }
  const reportedToday = states.some(({ reportedOn }) => reportedOn !== null && reportedOn >= today)
  const ahead = workdays.filter((day) => (reportedToday ? day > today : day >= today))
  const soonest = ahead[Math.max(1, end) - 1]!
  const begun = states.some(({ startedOn, good }) => startedOn !== null || good > 0)
  const plannedEnd = planned.at(-1)!.finish
  const late = lacks.filter(
    ({ process, arrives }) => states[process]!.finishedOn === null && arrives > planned[process]!.start,
  )
  return [
    begun || soonest > plannedEnd ? soonest : plannedEnd,
    ...late.map((lack) => byMaterial(planned, states, lack, today, workdays)),
  ].reduce((last, day) => (day > last ? day : last))
}
