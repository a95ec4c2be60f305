/** Several values in one cell, separated by semicolons; a semicolon or backslash inside a value is written with a backslash. */
export const joinCell = (values: readonly string[]): string => values.map((value) => value.replace(/[\\;]/g, '\\$&')).join('; ')

/** The inverse of {@link joinCell} for values without outer spaces; line breaks separate too. */
export function splitCell(cell: string): readonly string[] {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < cell.length; at += 1) {
    const character = cell[at] ?? ''
    if (character === '\\' && at + 1 < cell.length) {
      at += 1
      value += cell[at] ?? ''
    } else if (character === ';' || character === '\n') {
      values.push(value.trim())
      value = ''
    } else value += character
  }
  return cell.trim() === '' ? [] : [...values, value.trim()]
}
