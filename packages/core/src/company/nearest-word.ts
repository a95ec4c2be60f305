const MAX_CANDIDATES = 20_000

/**
 * The candidate that a person most likely meant, by edit distance; undefined when none is near (a third of the letters
 * or two, whichever is more) or when there are more than 20,000 candidates, so that a long list of typing errors stays cheap.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  let seen = 0
  for (const candidate of candidates) {
    seen += 1
    if (seen > MAX_CANDIDATES) return undefined
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein distance, or any number >= `limit` once it is certain to reach it. */
export function editDistance(left: string, right: string, limit = Number.POSITIVE_INFINITY): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1
      const value = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + cost)
      current.push(value)
      if (value < least) least = value
    }
    if (least >= limit) return least
    previous = current
  }
  return previous[right.length] ?? 0
}
