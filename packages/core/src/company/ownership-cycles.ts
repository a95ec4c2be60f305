import type { IssueSink } from './workspace-issue.ts'
import type { Workspace } from './workspace.ts'

interface Holding {
  readonly holder: string
  readonly held: string
  readonly decisive: boolean
  readonly path: string
}

/**
 * A company cannot hold itself, directly or through others. A ring of majorities (control or more than 50 %) is an error;
 * a ring that needs a minority share exists in real groups and is a warning, because aggregation counts it once.
 * @see Recommendation 2003/361/EC, Annex Art. 3 and 6
 */
export function checkOwnership(workspace: Workspace, sink: IssueSink): void {
  const entities = new Set(workspace.entities.map((entity) => entity.id))
  const holdings: Holding[] = []
  workspace.entities.forEach((entity, index) => {
    entity.ownership?.forEach((share, at) => {
      if (!entities.has(share.to)) return
      const path = `entities[${index}].ownership[${at}].to`
      if (share.to === entity.id) {
        sink.error(path, `"${entity.id}" is said to own itself`, 'name the other enterprise in `to`, or drop the entry')
        return
      }
      const decisive = share.control || share.sharePercent > 50
      holdings.push(
        share.direction === 'up'
          ? { holder: share.to, held: entity.id, decisive, path }
          : { holder: entity.id, held: share.to, decisive, path },
      )
    })
  })
  const inMajorityRing = reportRings(
    holdings.filter((holding) => holding.decisive),
    (ring, path) =>
      sink.error(
        path,
        `ownership runs in a circle: ${ring.join(' holds ')}`,
        'check `direction`: up = the other holds us, down = we hold the other',
      ),
  )
  reportRings(holdings, (ring, path) => {
    if (ring.some((entity) => inMajorityRing.has(entity))) return
    sink.warning(
      path,
      `shares run in a circle: ${ring.join(' holds ')}`,
      'correct if the companies really hold one another; else check `direction`',
    )
  })
}

/** Finds one ring per strongly connected set, by depth-first search without recursion; returns all entities on reported rings. */
function reportRings(holdings: readonly Holding[], report: (ring: readonly string[], path: string) => void): ReadonlySet<string> {
  const edges = Map.groupBy(holdings, (holding) => holding.holder)
  const state = new Map<string, 'open' | 'done'>()
  const onRing = new Set<string>()
  for (const start of edges.keys()) {
    if (state.has(start)) continue
    const trail: { entity: string; next: number }[] = [{ entity: start, next: 0 }]
    state.set(start, 'open')
    while (trail.length > 0) {
      const top = trail[trail.length - 1]
      if (top === undefined) break
      const edge = edges.get(top.entity)?.[top.next]
      top.next += 1
      if (edge === undefined) {
        state.set(top.entity, 'done')
        trail.pop()
      } else if (state.get(edge.held) === 'open') {
        const ring = trail.slice(trail.findIndex((step) => step.entity === edge.held)).map((step) => step.entity)
        if (!ring.some((entity) => onRing.has(entity))) report([...ring, edge.held], edge.path)
        for (const entity of ring) onRing.add(entity)
      } else if (!state.has(edge.held)) {
        state.set(edge.held, 'open')
        trail.push({ entity: edge.held, next: 0 })
      }
    }
  }
  return onRing
}
