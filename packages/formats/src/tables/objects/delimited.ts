/**
 * Text that a list can hold as one part: separators, line breaks and backslashes inside, and outer blanks, are written with a
 * backslash before them.
 */
export const escapePart = (text: string, separators: string): string =>
  text.replace(/[\s\S]/gu, (character, at: number) =>
    character === '\\' ||
    character === '\n' ||
    separators.includes(character) ||
    (isBlank(character) && (isBlank(text.slice(0, at)) || isBlank(text.slice(at))))
      ? `\\${character}`
      : character,
  )

const isBlank = (text: string): boolean => text.trim() === ''

/** Cuts at one separator (a line break cuts too where `lines`), leaving the backslashes in place for a further cut. */
export function cutParts(text: string, separator: string, lines: boolean): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === separator || (lines && character === '\n')) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}

/** The inverse of {@link escapePart}: outer blanks without a backslash are no content. */
export function unescapePart(text: string): string {
  let value = ''
  let end = 0
  for (let at = 0; at < text.length; at += 1) {
    let character = text[at] ?? ''
    if (character === '\\' && at + 1 < text.length) {
      at += 1
      character = text[at] ?? ''
      value += character
      end = value.length
    } else if (!isBlank(character)) {
      value += character
      end = value.length
    } else if (value !== '') value += character
  }
  return value.slice(0, end)
}
