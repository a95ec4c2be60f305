/** Words of a text, lower-case, without punctuation. */
export const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** All runs of n words as one set. */
export function wordGrams(text: string, n: number): ReadonlySet<string> {
  const all = words(text)
  const grams = new Set<string>()
  for (let at = 0; at + n <= all.length; at++) grams.add(all.slice(at, at + n).join(' '))
  return grams
}

/** Jaccard similarity of two sets, 0..1; 0 when both are empty. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const gram of small) if (large.has(gram)) shared += 1
  const union = a.size + b.size - shared
  return union === 0 ? 0 : shared / union
}

export interface Pair {
  readonly a: string
  readonly b: string
  readonly similarity: number
}

/** The pair of texts that are most alike, compared only where they share a gram at all. */
export function mostAlike(texts: readonly { readonly id: string; readonly text: string }[], n: number): Pair {
  const grams = texts.map((one) => wordGrams(one.text, n))
  const holders = new Map<string, number[]>()
  grams.forEach((set, index) => set.forEach((gram) => holders.set(gram, [...(holders.get(gram) ?? []), index])))
  let best: Pair = { a: '', b: '', similarity: 0 }
  const seen = new Set<number>()
  for (const list of holders.values()) {
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const [a, b] = [list[i] ?? 0, list[j] ?? 0]
        const key = a * texts.length + b
        const [left, right] = [grams[a], grams[b]]
        if (seen.has(key) || left === undefined || right === undefined) continue
        seen.add(key)
        const similarity = jaccard(left, right)
        if (similarity > best.similarity) best = { a: texts[a]?.id ?? '', b: texts[b]?.id ?? '', similarity }
      }
    }
  }
  return best
}

/** Runs of n words that stand in more than `most` of the texts: the mark of a template. */
export function repeatedFrames(
  texts: readonly { readonly id: string; readonly text: string }[],
  n: number,
  most: number,
): { readonly frame: string; readonly ids: readonly string[] }[] {
  const holders = new Map<string, string[]>()
  for (const one of texts) {
    for (const gram of wordGrams(one.text, n)) {
      const list = holders.get(gram)
      if (list === undefined) holders.set(gram, [one.id])
      else list.push(one.id)
    }
  }
  return [...holders].flatMap(([frame, ids]) => (ids.length > most ? [{ frame, ids }] : []))
}
