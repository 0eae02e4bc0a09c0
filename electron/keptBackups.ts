/** Backups to keep in a folder: the newest of each of the last 24 hours, 30 days and 12 months, and of every year. */
export const backupsToDrop = (fileNames: string[]): string[] => {
  const stamped = fileNames
    .map((name) => ({ name, stamp: /^gendan-(\d{8}-\d{6})-[0-9a-f]{8}\.db$/.exec(name)?.[1] }))
    .filter((file): file is { name: string; stamp: string } => file.stamp !== undefined)
    .sort((a, b) => (a.stamp < b.stamp ? 1 : -1))
  const kept = new Set<string>()
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
