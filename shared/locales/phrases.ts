/** One phrase in the three languages of the product: 简体中文, 繁體中文, English. */
export type Phrase = readonly [simplified: string, traditional: string, english: string]

/** Declares the phrases of one word. A phrase without all three languages does not compile. */
export const phrases = <const T extends Readonly<Record<string, Phrase>>>(table: T): T => table
