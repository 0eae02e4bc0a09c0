/** Why a backup is made: by somebody's hand, by the clock, as the program ends. */
export type BackupReason = 'hand' | 'schedule' | 'exit'

/** `gendan-20261122-093000-1a2b3c4d.db`; one that was made by itself says `auto`. The end is the beginning of its SHA-256. */
export const backupName = (now: Date, reason: BackupReason, sha256: string): string => {
  const stamp = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  return `gendan-${reason === 'hand' ? '' : 'auto-'}${stamp}-${sha256.slice(0, 8)}.db`
}

/**
 * Of the backups in a folder that were made by themselves, those that are not kept: kept are the newest of each of
 * the last 24 hours, 30 days and 12 months, of every year, and the one just made (a clock may have been set back).
 * What somebody made by hand stays for ever.
 */
export const backupsToDrop = (fileNames: string[], justMade: string): string[] => {
  const stamped = fileNames
    .map((name) => ({ name, stamp: /^gendan-auto-(\d{8}-\d{6})-[0-9a-f]{8}\.db$/.exec(name)?.[1] }))
    .filter((file): file is { name: string; stamp: string } => file.stamp !== undefined)
    .sort((a, b) => (a.stamp < b.stamp ? 1 : -1))
  const kept = new Set([justMade])
  const keepNewestOf = (length: number, most: number): void => {
    const groups = new Set<string>()
    for (const { name, stamp } of stamped) {
      const group = stamp.slice(0, length)
      if (groups.has(group) || groups.size >= most) continue
      groups.add(group)
      kept.add(name)
    }
  }
  keepNewestOf('20261122-09'.length, 24)
  keepNewestOf('20261122'.length, 30)
  keepNewestOf('202611'.length, 12)
  keepNewestOf('2026'.length, 100)
  return stamped.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
}
