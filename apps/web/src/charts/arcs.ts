/** One arc of a ring: where it begins and how long it is, as shares of the whole ring. */
export interface Arc {
  readonly name: 'designed' | 'implemented' | 'evidenced'
  readonly from: number
  readonly share: number
}

interface Three {
  readonly designed: number | null
  readonly implemented: number | null
  readonly evidenced: number | null
}

/**
 * Three numbers as arcs that follow each other on one ring. Evidenced is never above implemented, implemented never above designed
 * (docs/method/coverage.md), so what is drawn after the evidenced arc is exactly what is not yet proved, then what is only planned.
 */
export function ringArcs(of: Three): readonly Arc[] {
  const evidenced = part(of.evidenced)
  const implemented = Math.max(evidenced, part(of.implemented))
  const designed = Math.max(implemented, part(of.designed))
  const arcs: readonly Arc[] = [
    { name: 'evidenced', from: 0, share: evidenced },
    { name: 'implemented', from: evidenced, share: implemented - evidenced },
    { name: 'designed', from: implemented, share: designed - implemented },
  ]
  return arcs.filter((one) => one.share > 0)
}

const part = (share: number | null): number => Math.min(1, Math.max(0, share ?? 0))
