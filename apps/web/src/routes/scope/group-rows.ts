/** A share by which one enterprise is held. */
export interface Held {
  readonly by: string
  readonly sharePercent: number
  readonly control: boolean
}

export interface GroupNode {
  readonly id: string
  readonly heldBy: readonly Held[]
}

/** A row of the drawn tree: the node, how deep it stands, the share that hangs it there, and by whom else it is held. */
export interface GroupRow<Node> {
  readonly node: Node
  readonly depth: number
  readonly share: Held | null
  readonly others: readonly Held[]
}

/**
 * The group as rows of a tree, each enterprise once: it hangs below the one that controls it, else below the largest share; other
 * holders are named beside it. Holdings in a circle are cut where the circle closes, so that every enterprise is shown.
 */
export function groupRows<Node extends GroupNode>(nodes: readonly Node[]): readonly GroupRow<Node>[] {
  const known = new Set(nodes.map((one) => one.id))
  const parent = new Map(nodes.map((node) => [node.id, strongest(node.heldBy.filter((one) => known.has(one.by) && one.by !== node.id))]))
  const shown = new Set<string>()
  const rows: GroupRow<Node>[] = []
  const visit = (node: Node, depth: number): void => {
    if (shown.has(node.id)) return
    shown.add(node.id)
    const share = depth === 0 ? null : (parent.get(node.id) ?? null)
    rows.push({ node, depth, share, others: node.heldBy.filter((one) => one !== share && known.has(one.by)) })
    for (const child of nodes) if (parent.get(child.id)?.by === node.id) visit(child, depth + 1)
  }
  for (const node of nodes) if (parent.get(node.id) === undefined) visit(node, 0)
  for (const node of nodes) visit(node, 0)
  return rows
}

function strongest(held: readonly Held[]): Held | undefined {
  return held.toSorted((a, b) => Number(b.control) - Number(a.control) || b.sharePercent - a.sharePercent)[0]
}
