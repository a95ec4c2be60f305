/** Frame of a drawing, in units of its view box. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where a share in [0, 1] at a date lies in the frame; dates are placed by their day, not by their number in the row. */
export function placeOf(frame: Frame, dates: readonly string[]): (date: string, share: number) => readonly [number, number] {
  const first = dayOf(dates[0] ?? '')
  const span = Math.max(1, dayOf(dates.at(-1) ?? '') - first)
  return (date, share) => [
    round(frame.left + ((dayOf(date) - first) / span) * frame.width),
    round(frame.top + (1 - Math.min(1, Math.max(0, share))) * frame.height),
  ]
}

/** Path of a line; a value that is null breaks it. */
export function linePath(values: readonly (number | null)[], dates: readonly string[], frame: Frame): string {
  const place = placeOf(frame, dates)
  let pen: 'M' | 'L' = 'M'
  const parts: string[] = []
  values.forEach((value, index) => {
    if (value === null) {
      pen = 'M'
      return
    }
    const [x, y] = place(dates[index] ?? '', value)
    parts.push(`${pen}${x} ${y}`)
    pen = 'L'
  })
  return parts.join(' ')
}

/** Labels that would overlap are moved apart, keeping their order from top to bottom; `gap` is the least distance. */
export function apart(places: readonly number[], gap: number): readonly number[] {
  const order = places.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index)
  let last = Number.NEGATIVE_INFINITY
  const moved: number[] = Array.from(places)
  for (const { y, index } of order) {
    last = Math.max(y, last + gap)
    moved[index] = last
  }
  return moved
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000 || 0
const round = (value: number): number => Math.round(value * 10) / 10
