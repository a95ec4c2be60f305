/** Longest run without a place to break; beyond it a line could leave its column. */
const LONGEST_RUN = 28
const BREAK = '\u200b'
/** Invisible characters that shaping drops, so no glyph is needed: soft hyphen, zero-width space. */
const INVISIBLE = new Set([0xad, 0x200b, 0x0a])

/**
 * Makes every string of a JSON value printable with a font: a character the font lacks becomes a question mark (PDF/UA
 * refuses a character without glyph), control characters vanish, and runs without a break get invisible ones.
 */
export function printable(value: unknown, glyphs: ReadonlySet<number>): unknown {
  const hasAscii = ASCII.every((code) => glyphs.has(code))
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return breakable(hasAscii && PLAIN.test(one) ? one : covered(one, glyphs))
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one === 'object' && one !== null) return Object.fromEntries(Object.entries(one).map(([key, entry]) => [key, walk(entry)]))
    return one
  }
  return walk(value)
}

const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index)
/** Most texts are plain; these need no look at each character. */
const PLAIN = /^[\x20-\x7e]*$/

function covered(text: string, glyphs: ReadonlySet<number>): string {
  let result = ''
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 0
    if (INVISIBLE.has(code) || glyphs.has(code)) result += character
    else if (code === 0x09) result += ' '
    else if (code > 0x1f) result += '?'
  }
  return result
}

const RUN = new RegExp(`[^\\s\\-/${BREAK}\u00ad]{${LONGEST_RUN},}`, 'g')
const PIECES = new RegExp(`.{1,${LONGEST_RUN - 4}}`, 'gsu')

/** A German word that long still hyphenates; only what is no word (ids, hashes, addresses) is cut. */
const breakable = (text: string): string =>
  text.length < LONGEST_RUN
    ? text
    : text.replace(RUN, (run) =>
        /^\p{L}+[.,;:)]?$/u.test(run) && run.length < 2 * LONGEST_RUN ? run : (run.match(PIECES) ?? [run]).join(BREAK),
      )

/**
 * Code points that a TrueType font has a glyph for, from its `cmap` table (formats 4 and 12).
 * @see OpenType 1.9, cmap
 */
export function glyphsOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const found = new Set<number>()
  const cmap = tableOffset(view, 0x636d6170)
  const tables = view.getUint16(cmap + 2)
  for (let index = 0; index < tables; index++) {
    const at = cmap + view.getUint32(cmap + 8 + index * 8)
    const format = view.getUint16(at)
    if (format === 4) segments(view, at, found)
    else if (format === 12) groups(view, at, found)
  }
  return found
}

function tableOffset(view: DataView, tag: number): number {
  const tables = view.getUint16(4)
  for (let index = 0; index < tables; index++) if (view.getUint32(12 + index * 16) === tag) return view.getUint32(12 + index * 16 + 8)
  throw new Error('the font has no cmap table')
}

function segments(view: DataView, at: number, found: Set<number>): void {
  const doubled = view.getUint16(at + 6)
  const ends = at + 14
  const starts = ends + doubled + 2
  const deltas = starts + doubled
  const offsets = deltas + doubled
  for (let index = 0; index < doubled; index += 2) {
    const end = view.getUint16(ends + index)
    const start = view.getUint16(starts + index)
    const delta = view.getUint16(deltas + index)
    const offset = view.getUint16(offsets + index)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const raw = offset === 0 ? code : view.getUint16(offsets + index + offset + 2 * (code - start))
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) found.add(code)
    }
  }
}

function groups(view: DataView, at: number, found: Set<number>): void {
  const count = view.getUint32(at + 12)
  for (let index = 0; index < count; index++) {
    const group = at + 16 + index * 12
    for (let code = view.getUint32(group); code <= view.getUint32(group + 4); code++) found.add(code)
  }
}
