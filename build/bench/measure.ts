/** What `npm run bench` writes and prints of each thing measured; ratios are medians over medians. */
export interface Figure {
  name: string
  ours: number
  baseline: number | null
  ratio: number | null
  unit: 'ms' | 'MB' | 'kB' | 's'
  dataset: string
  /** The largest `ratio` allowed, or the largest `ours` where there is nothing to compare. */
  bound: number | null
}

export const median = (times: number[]): number => {
  const sorted = times.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const time = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

interface Contest {
  ours: (round: number) => unknown
  baseline: (round: number) => unknown
  rounds: number
  /** Rounds before anything counts: both are compiled and their pages are in memory. */
  warmUp?: number
  /** Put back what the round changed, outside the time. */
  after?: (round: number) => unknown
}

/** Milliseconds of both, medians of rounds in which they take turns, so that a busy machine hits both alike. */
export const contest = async ({
  ours,
  baseline,
  rounds,
  warmUp = Math.ceil(rounds / 3),
  after,
}: Contest): Promise<{ ours: number; baseline: number }> => {
  const times = { ours: [] as number[], baseline: [] as number[] }
  for (let round = 0; round < warmUp + rounds; round++) {
    const turns = round % 2 === 0 ? (['ours', 'baseline'] as const) : (['baseline', 'ours'] as const)
    for (const turn of turns) {
      const taken = await time(() => (turn === 'ours' ? ours(round) : baseline(round)))
      if (round >= warmUp) times[turn].push(taken)
    }
    await after?.(round)
  }
  return { ours: median(times.ours), baseline: median(times.baseline) }
}

export const figureOf = (
  name: string,
  dataset: string,
  bound: number,
  { ours, baseline }: { ours: number; baseline: number },
  unit: Figure['unit'] = 'ms',
): Figure => ({
  name,
  ours,
  baseline,
  ratio: ours / baseline,
  unit,
  dataset,
  bound,
})

export const plainFigure = (
  name: string,
  dataset: string,
  bound: number | null,
  ours: number,
  unit: Figure['unit'],
): Figure => ({ name, ours, baseline: null, ratio: null, unit, dataset, bound })

/** Whether a figure keeps its bound; a figure without one always does. */
export const keepsBound = ({ ours, ratio, bound }: Figure): boolean => bound === null || (ratio ?? ours) <= bound
