/**
 * Comparison of text that is the same on every machine: no locale data, so a page cursor means the same on the server, in the
 * browser and after an upgrade. Case and accents are ignored, numbers inside compare by value.
 */

/** Letters that Unicode does not decompose, as people type them on other keyboards. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
}

const NOT_ASCII = /[\u0080-\uffff]/

/** Lower case without accents: `Größe` and `GROSSE` are one. */
export function foldText(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase()
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøđðłħıþ]/g, (letter) => LETTERS[letter] ?? letter)
}

/** Sorting looks at so many characters of a text only, so that a cursor stays short. */
export const SORTED_CHARACTERS = 120

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39
const lower = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit)

/** Natural order of folded text: negative, zero or positive. `Zone 2` stands before `zone 10`; zero does not mean identical. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  const order = compareAscii(left, right)
  return Number.isNaN(order) ? compareAscii(foldText(left), foldText(right), true) : order
}

/** NaN when a character beyond ASCII comes before the decision and `anything` is not set. */
function compareAscii(left: string, right: string, anything = false): number {
  let at = 0
  let to = 0
  for (;;) {
    const endLeft = at >= left.length
    const endRight = to >= right.length
    // Marks behind the end of the shorter text fold away, so they must be looked at before the shorter one wins.
    if (endLeft || endRight) {
      if (!anything && ((!endLeft && left.charCodeAt(at) > 0x7f) || (!endRight && right.charCodeAt(to) > 0x7f))) return Number.NaN
      return endLeft && endRight ? 0 : endLeft ? -1 : 1
    }
    const one = left.charCodeAt(at)
    const other = right.charCodeAt(to)
    if (!anything && (one > 0x7f || other > 0x7f)) return Number.NaN
    if (isDigit(one) && isDigit(other)) {
      const startLeft = skipZeros(left, at)
      const startRight = skipZeros(right, to)
      at = skipDigits(left, startLeft)
      to = skipDigits(right, startRight)
      if (!anything && (left.charCodeAt(at) > 0x7f || right.charCodeAt(to) > 0x7f)) return Number.NaN
      const byLength = at - startLeft - (to - startRight)
      if (byLength !== 0) return byLength
      for (let index = 0; index < at - startLeft; index++) {
        const difference = left.charCodeAt(startLeft + index) - right.charCodeAt(startRight + index)
        if (difference !== 0) return difference
      }
      continue
    }
    if (one !== other) {
      const difference = lower(one) - lower(other)
      if (difference !== 0) return difference
    }
    at++
    to++
  }
}

function skipZeros(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 0x30) at++
  return at
}

function skipDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

/** Where Unicode keeps the letters and signs that fold to ASCII. */
const FOLDING_BLOCKS = [
  [0x80, 0x24f],
  [0x37e, 0x37e],
  [0x1e00, 0x1eff],
  [0x1fef, 0x1fef],
  [0x212a, 0x212b],
  [0x2260, 0x226f],
] as const

/** Pairs that one letter stands for, and these letters. */
const PAIRS = new Set(['ss', 'ae', 'oe', 'th'])
const PAIR_LETTERS = /[ßẞæÆœŒþÞǽǼǣǢ]/g

/** All characters whose folded form has this ASCII character in it, by that character. Built once, at the first search. */
let variants: ReadonlyMap<string, string> | undefined
function variantsOf(character: string): string {
  variants ??= gatherVariants()
  return variants.get(character) ?? ''
}

function gatherVariants(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [first, last] of FOLDING_BLOCKS)
    for (let code = first; code <= last; code++) {
      const letter = String.fromCharCode(code)
      for (const folded of new Set(foldText(letter))) if (folded.charCodeAt(0) < 0x80) found.set(folded, (found.get(folded) ?? '') + letter)
    }
  return found
}

/**
 * Tells whether a text contains a word, case and accents ignored. Made for hundreds of thousands of texts: one pattern that finds every
 * text that may contain it; only those where a letter stands for two are folded to be sure.
 */
export function wordMatcher(word: string): (text: string) => boolean {
  const folded = foldText(word)
  if (folded === '') return () => true
  if (NOT_ASCII.test(folded)) return (text) => NOT_ASCII.test(text) && foldText(text).includes(folded)
  const elements = Array.from(folded, (character, at) => {
    const sure = `${character}${character.toUpperCase()}${variantsOf(character)}`.replace(/[\\\]^-]/g, '\\$&')
    const isSecondOfPair = PAIRS.has(folded.slice(Math.max(0, at - 1), at + 1))
    return { sure: `[${sure.replace(PAIR_LETTERS, '')}]`, possible: `[${sure}]${isSecondOfPair ? '?' : ''}` }
  })
  const pattern = (kind: 'sure' | 'possible'): RegExp => new RegExp(elements.map((element) => element[kind]).join('[\\u0300-\\u036f]*'))
  const possible = pattern('possible')
  const sure = pattern('sure')
  return (text) => possible.test(text) && (sure.test(text) || foldText(text).includes(folded))
}
