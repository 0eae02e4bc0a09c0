/** How near a name is to what was typed: in it or in its pinyin initials, by its characters alone (质检 → 质量检验), or not. */
export type Meant = 'named' | 'near' | 'not'

const inOrder = (wanted: string, name: string): boolean => {
  let at = 0
  for (const character of name) if (character === wanted[at]) at += 1
  return at === wanted.length
}

export const meantBy = (typed: string, name: string, initials: string): Meant => {
  const wanted = typed.trim().toLowerCase()
  const shown = name.toLowerCase()
  if (wanted === '' || shown.includes(wanted) || initials.includes(wanted.replaceAll(' ', ''))) return 'named'
  // a short word is said of a long name by its characters; letters in order would be anything
  return /^\p{Script=Han}{2,}$/u.test(wanted) && inOrder(wanted, shown) ? 'near' : 'not'
}
