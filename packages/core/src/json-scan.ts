/** What one pass over a JSON text tells before it is parsed. */
export interface JsonScan {
  /** Members of objects: colons outside strings. */
  readonly members: number
  readonly depth: number
  readonly blank: boolean
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Counts members and nesting of a JSON text. JSON.parse keeps the last of two equal keys without a word; fewer members in the
 * value ({@link countMembers}) than in the text give them away.
 */
export function scanJson(text: string): JsonScan {
  let members = 0
  let depth = 0
  let deepest = 0
  let blank = true
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit > 0x20) blank = false
    if (unit === QUOTE) {
      for (index++; index < text.length; index++) {
        const inner = text.charCodeAt(index)
        if (inner === BACKSLASH) index++
        else if (inner === QUOTE) break
      }
    } else if (unit === 0x3a) members++
    else if (unit === 0x7b || unit === 0x5b) {
      depth++
      if (depth > deepest) deepest = depth
    } else if (unit === 0x7d || unit === 0x5d) depth--
  }
  return { members, depth: deepest, blank }
}

/** Members of all objects of a parsed value; its depth must be bounded by then. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const entry of value) count += countMembers(entry)
    return count
  }
  for (const entry of Object.values(value)) count += 1 + countMembers(entry)
  return count
}
