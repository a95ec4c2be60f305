import type { NaceCode } from './case.ts'
import type { NaceRule } from './law-pack.ts'

/** NACE rules by revision and prefix. */
export type NaceIndex = ReadonlyMap<string, NaceRule>

export const indexNace = (rules: readonly NaceRule[]): NaceIndex => new Map(rules.map((rule) => [`${rule.rev}:${rule.prefix}`, rule]))

/** First and last division of each section, Regulation (EC) No 1893/2006 Annex I before and after (EU) 2023/137. */
const SECTIONS: Readonly<Record<'2' | '2.1', Readonly<Record<string, readonly [number, number]>>>> = {
  '2': {
    A: [1, 3],
    B: [5, 9],
    C: [10, 33],
    D: [35, 35],
    E: [36, 39],
    F: [41, 43],
    G: [45, 47],
    H: [49, 53],
    I: [55, 56],
    J: [58, 63],
    K: [64, 66],
    L: [68, 68],
    M: [69, 75],
    N: [77, 82],
    O: [84, 84],
    P: [85, 85],
    Q: [86, 88],
    R: [90, 93],
    S: [94, 96],
    T: [97, 98],
    U: [99, 99],
  },
  '2.1': {
    A: [1, 3],
    B: [5, 9],
    C: [10, 33],
    D: [35, 35],
    E: [36, 39],
    F: [41, 43],
    G: [46, 47],
    H: [49, 53],
    I: [55, 56],
    J: [58, 60],
    K: [61, 63],
    L: [64, 66],
    M: [68, 68],
    N: [69, 75],
    O: [77, 82],
    P: [84, 84],
    Q: [85, 85],
    R: [86, 88],
    S: [90, 93],
    T: [94, 96],
    U: [97, 98],
    V: [99, 99],
  },
}

const CODE = /^([A-V])?(\d\d)(?:\.(\d)(\d)?)?$/

/** A NACE code without its section letter, e.g. `27.11`; null when no division or section of the revision has it. */
export function normaliseNace(code: NaceCode): string | null {
  const match = CODE.exec(code.code)
  if (match === null) return null
  const [, letter, division = ''] = match
  const number = Number(division)
  const sections = SECTIONS[code.rev]
  const inside = (range: readonly [number, number] | undefined): boolean => range !== undefined && number >= range[0] && number <= range[1]
  if (letter === undefined ? !Object.values(sections).some(inside) : !inside(sections[letter])) return null
  return letter === undefined ? code.code : code.code.slice(1)
}

/** The rule of the longest prefix of the code: class, group, then division; null when the table says nothing. */
export function naceRule(index: NaceIndex, code: NaceCode): NaceRule | null {
  const digits = normaliseNace(code)
  if (digits === null) return null
  for (let length = digits.length; length >= 2; length--) {
    const rule = index.get(`${code.rev}:${digits.slice(0, length)}`)
    if (rule !== undefined) return rule
  }
  return null
}
