/**
 * Sentences of one language by the English one as it stands in the source, with `{}` for each thing put in. In the translation `{1}` is the
 * first of these as it is, and `{1:said}` the first of these translated where the catalogue knows it.
 */
export type Sentences = Readonly<Record<string, string>>

interface Pattern {
  /** What stands around the things put in; one more than these. */
  readonly pieces: readonly string[]
  /** Characters of all pieces together. */
  readonly length: number
  readonly translation: string
  /** Only said inside another sentence. */
  readonly isPart: boolean
}

/** Longer texts are left as they are: no sentence of ours comes near it. */
const LONGEST = 4_000
/** How deep sentences may stand in sentences. */
const DEEPEST = 4
/** So many characters of a beginning choose among the patterns. */
const KEY = 3

/**
 * Makes a translator of catalogues. Text that no sentence fits comes back unchanged. Where several fit, the one with most words of its own
 * counts. `words` are said only where a sentence puts them in: alone they may be what a person wrote. Takes time that grows with the length
 * of the text, whatever stands in it.
 */
export function translator(catalogues: readonly Sentences[], words: Sentences): (text: string) => string {
  const whole = new Map<string, string>()
  const parts = new Map<string, string>()
  const byBeginning = new Map<string, Pattern[]>()
  const others: Pattern[] = []
  for (const catalogue of [...catalogues, words])
    for (const [sentence, translation] of Object.entries(catalogue)) {
      const isPart = catalogue === words
      const pieces = sentence.split('{}')
      if (pieces.length === 1) {
        ;(isPart ? parts : whole).set(sentence, translation)
        continue
      }
      const pattern = { pieces, length: sentence.length - 2 * (pieces.length - 1), translation, isPart }
      const [first = ''] = pieces
      if (first.length < KEY) others.push(pattern)
      else {
        const key = first.slice(0, KEY)
        const list = byBeginning.get(key)
        if (list === undefined) byBeginning.set(key, [pattern])
        else list.push(pattern)
      }
    }
  const say = (text: string, depth: number): string => {
    const known = whole.get(text) ?? (depth > 0 ? parts.get(text) : undefined)
    if (known !== undefined) return known
    if (text === '' || text.length > LONGEST || depth > DEEPEST) return text
    let best: { readonly pattern: Pattern; readonly values: readonly string[] } | undefined
    for (const pattern of [...(byBeginning.get(text.slice(0, KEY)) ?? []), ...others]) {
      if (pattern.isPart && depth === 0) continue
      if (best !== undefined && best.pattern.length >= pattern.length) continue
      const values = valuesIn(pattern.pieces, text)
      if (values !== undefined) best = { pattern, values }
    }
    if (best === undefined) return text
    const { pattern, values } = best
    return pattern.translation.replace(/\{(\d)(:said)?\}/g, (_mark, digit: string, said: string | undefined) => {
      const value = values[Number(digit) - 1] ?? ''
      return said === undefined ? value : say(value, depth + 1)
    })
  }
  return (text) => say(text, 0)
}

/** What stands between the pieces in a text, each piece at its first possible place; undefined when the text is none of these. */
function valuesIn(pieces: readonly string[], text: string): readonly string[] | undefined {
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  const end = text.length - last.length
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return undefined
  const values: string[] = []
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const next = text.indexOf(piece, at)
    if (next < 0 || next + piece.length > end) return undefined
    values.push(text.slice(at, next))
    at = next + piece.length
  }
  values.push(text.slice(at, end))
  return values
}
