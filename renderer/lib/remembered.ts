/** Small choices of this PC's page (language of the sign-in page, type size). Nothing here is a business fact. */
export const remembered = (name: string): string | null => {
  if (typeof localStorage === 'undefined') return null
  try {
    return localStorage.getItem(`gendan.${name}`)
  } catch (error) {
    console.warn('this page has no storage', error)
    return null
  }
}

export const remember = (name: string, value: string): void => {
  try {
    localStorage.setItem(`gendan.${name}`, value)
  } catch (error) {
    console.warn('this page has no storage', error)
  }
}
