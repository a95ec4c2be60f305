const LONGEST = 200
const FALLBACK = 'file'

/**
 * A file's name as it is kept and shown: without folders (either slash), control characters, and characters that turn the direction
 * of writing or hide (RLO would show `exe.pdf` for `fdp.exe`). At most 200 characters; the ending is kept.
 */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\uFFFD]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
  if (clean === '') return FALLBACK
  if (clean.length <= LONGEST) return clean
  const ending = /\.[^. ]{1,15}$/.exec(clean)?.[0] ?? ''
  return `${clean
    .slice(0, LONGEST - ending.length)
    .toWellFormed()
    .replaceAll('\uFFFD', '')
    .trimEnd()}${ending}`
}

/** Name of evidence after its file: without the ending. */
export const titleOfFile = (name: string): string => name.replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, '')
