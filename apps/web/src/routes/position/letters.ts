import type { Three } from '../../ui/three-numbers.tsx'

const LETTER = /^21\(2\)\(([a-j])\)$/
export const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const
export type Letter = (typeof LETTERS)[number]

/** Letter of a measure of Art. 21(2); null for other articles and for 21(2) as such. */
export function letterOf(ref: string): Letter | null {
  const letter = LETTER.exec(ref)?.[1]
  return LETTERS.find((one) => one === letter) ?? null
}

/** Mean of the ten measures of Art. 21(2), as the server draws it over time; what applies nowhere is left out. */
export function meanOfLetters(measures: readonly (Three & { readonly ref: string })[]): Three {
  const letters = measures.filter((one) => letterOf(one.ref) !== null)
  const mean = (pick: (one: Three) => number | null): number | null => {
    const values = letters.map(pick).filter((value) => value !== null)
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  }
  return { designed: mean((one) => one.designed), implemented: mean((one) => one.implemented), evidenced: mean((one) => one.evidenced) }
}

type Measured = { readonly measures: readonly (Three & { readonly ref: string })[] }

/** The lower mean first, as in the weakest point: implemented, then evidenced, then designed; what applies nowhere comes last. */
export function byNeed(a: Measured, b: Measured): number {
  const [one, other] = [meanOfLetters(a.measures), meanOfLetters(b.measures)]
  const compare = (pick: (of: Three) => number | null): number => (pick(one) ?? 2) - (pick(other) ?? 2)
  return compare((of) => of.implemented) || compare((of) => of.evidenced) || compare((of) => of.designed)
}
