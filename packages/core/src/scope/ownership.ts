import type { Issue } from '../result.ts'
import { exactSum, printDecimal } from './exact.ts'
import type { GroupEntity } from './group-input.ts'

/** Who holds whom: entities of the group by id, enterprises outside by name. */
export interface Ownership {
  readonly holdings: readonly Edge[]
  /** Node of an outside enterprise by its name. */
  readonly outside: ReadonlyMap<string, string>
}

interface Edge {
  readonly holder: string
  readonly held: string
  readonly percent: number
  readonly control: boolean
}

/** How another enterprise counts for one entity of the group. */
export interface Relation {
  readonly node: string
  /** 100 for a linked enterprise, the share for a partner and the partner's linked enterprises. */
  readonly percent: number
}

/** A majority held without control being stated. */
export interface Doubtful {
  readonly holder: string
  readonly held: string
  readonly percent: number
}

export const outsideNode = (name: string): string => `outside ${name}`

/** Reads the holdings of all entities; answers unknown entities, self-holding, shares above 100 % in sum, and cycles. */
export function readOwnership(entities: readonly GroupEntity[]): { readonly ownership: Ownership; readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const ids = new Set(entities.map((entity) => entity.id))
  const edges = new Map<string, Edge>()
  const outside = new Map<string, string>()
  const addEdge = (edge: Edge): void => {
    const key = JSON.stringify([edge.holder, edge.held])
    const known = edges.get(key)
    edges.set(
      key,
      known === undefined ? edge : { ...edge, percent: Math.max(edge.percent, known.percent), control: edge.control || known.control },
    )
  }
  for (const [index, entity] of entities.entries()) {
    for (const [position, holding] of (entity.holdings ?? []).entries()) {
      const path = `entities[${index}].holdings[${position}].entity`
      if (!ids.has(holding.entity))
        issues.push({
          path,
          message: `no entity ${JSON.stringify(holding.entity)} in the group`,
          mend: 'name an entity by its id, or describe it under links',
        })
      else if (holding.entity === entity.id) issues.push({ path, message: `${entity.id} cannot hold itself` })
      else addEdge({ holder: entity.id, held: holding.entity, percent: holding.sharePercent, control: holding.control === true })
    }
    for (const [position, link] of (entity.links ?? []).entries()) {
      if (ids.has(link.to))
        issues.push({
          path: `entities[${index}].links[${position}].to`,
          message: `${link.to} is an entity of the group`,
          mend: 'name it under holdings of its holder; links are for enterprises outside',
        })
      const node = outsideNode(link.to)
      outside.set(link.to, node)
      const [holder, held] = link.direction === 'up' ? [node, entity.id] : [entity.id, node]
      addEdge({ holder, held, percent: link.sharePercent ?? 0, control: link.control === true })
    }
  }
  const holdings = [...edges.values()]
  if (issues.length === 0) issues.push(...overfull(entities, holdings), ...cycles(entities, holdings))
  return { ownership: { holdings, outside }, issues }
}

function overfull(entities: readonly GroupEntity[], holdings: readonly Edge[]): readonly Issue[] {
  return entities.flatMap((entity, index) => {
    const held = holdings.filter((edge) => edge.held === entity.id).map((edge) => edge.percent)
    return sum(held) > 100
      ? [
          {
            path: `entities[${index}]`,
            message: `${sum(held)} % of ${entity.id} are held in sum, more than 100 %`,
            mend: 'correct the shares of its holders',
          },
        ]
      : []
  })
}

function cycles(entities: readonly GroupEntity[], holdings: readonly Edge[]): readonly Issue[] {
  const done = new Set<string>()
  const found: Issue[] = []
  const walk = (start: string): void => {
    const path: string[] = []
    const stack: { readonly node: string; readonly leave: boolean }[] = [{ node: start, leave: false }]
    while (stack.length > 0) {
      const step = stack.pop()
      if (step === undefined) return
      if (step.leave) {
        path.pop()
        done.add(step.node)
        continue
      }
      const at = path.indexOf(step.node)
      if (at >= 0) {
        const index = entities.findIndex((entity) => entity.id === path[at])
        found.push({
          path: index < 0 ? 'entities' : `entities[${index}].holdings`,
          message: `ownership runs in a circle: ${[...path.slice(at), step.node].join(' holds ')}`,
          mend: 'give the holding that counts and leave the other out',
        })
        continue
      }
      if (done.has(step.node)) continue
      path.push(step.node)
      stack.push({ node: step.node, leave: true })
      for (const edge of holdings) if (edge.holder === step.node) stack.push({ node: edge.held, leave: false })
    }
  }
  for (const entity of entities) walk(entity.id)
  return found
}

const sum = (percents: readonly number[]): number => Number(printDecimal(exactSum(percents.map((value) => ({ value, percent: 100 })))))

/** Enterprises that count together, and the majorities on which that rests without control being stated. */
export interface Components {
  readonly of: ReadonlyMap<string, number>
  readonly members: ReadonlyMap<number, readonly string[]>
  readonly doubtful: readonly Doubtful[]
  /** For each enterprise that is held: what each component holds in it, its members' shares added up. */
  readonly shares: ReadonlyMap<string, ReadonlyMap<number, number>>
}

/**
 * Linked enterprises over the whole chain: control or a majority joins, also a majority that linked enterprises hold jointly.
 * @see 2003/361/EC Annex Art. 3(2) ("jointly"), 3(3)
 */
export function linkedComponents(nodes: readonly string[], holdings: readonly Edge[]): Components {
  const of = new Map(nodes.map((node, index) => [node, index]))
  const join = (a: string, b: string): void => {
    const [keep, drop] = [of.get(a), of.get(b)]
    if (keep === undefined || drop === undefined) throw new RangeError(`unknown enterprise ${a} or ${b}`)
    for (const [node, component] of of) if (component === drop) of.set(node, keep)
  }
  const doubtful: Doubtful[] = []
  for (const edge of holdings) {
    if (!edge.control && edge.percent <= 50) continue
    if (!edge.control) doubtful.push({ holder: edge.holder, held: edge.held, percent: edge.percent })
    join(edge.holder, edge.held)
  }
  const byHeld = Map.groupBy(holdings, (edge) => edge.held)
  for (let joined = true; joined;) {
    joined = false
    for (const [held, edges] of byHeld) {
      const majority = [...jointShares(edges, of)].find(([component, percent]) => percent > 50 && component !== of.get(held))
      if (majority === undefined) continue
      const holders = edges.filter((edge) => of.get(edge.holder) === majority[0]).map((edge) => edge.holder)
      doubtful.push({ holder: holders.join(' + '), held, percent: majority[1] })
      join(holders[0] ?? held, held)
      joined = true
    }
  }
  const shares = new Map([...byHeld].map(([held, edges]) => [held, jointShares(edges, of)]))
  return { of, members: Map.groupBy(nodes, (node) => of.get(node) ?? -1), doubtful, shares }
}

const jointShares = (edges: readonly Edge[], of: ReadonlyMap<string, number>): ReadonlyMap<number, number> =>
  new Map(
    [...Map.groupBy(edges, (edge) => of.get(edge.holder) ?? -1)].map(([component, held]) => [
      component,
      sum(held.map((edge) => edge.percent)),
    ]),
  )

/**
 * What counts for one enterprise beside itself: its linked enterprises whole; partners of any of them, with all that is
 * linked to the partner, at the share. Each enterprise once, with the greatest share (Annex Art. 6(2)-(3)).
 */
export function relationsOf(node: string, components: Components): readonly Relation[] {
  const own = components.of.get(node) ?? -1
  const partners = new Map<number, number>()
  const note = (component: number, percent: number): void => {
    if (component !== own && percent >= 25 && percent <= 50) partners.set(component, Math.max(partners.get(component) ?? 0, percent))
  }
  for (const [held, shares] of components.shares) {
    const component = components.of.get(held) ?? -1
    for (const [holder, percent] of shares) {
      if (component === own) note(holder, percent)
      else if (holder === own) note(component, percent)
    }
  }
  const linked = (components.members.get(own) ?? []).filter((member) => member !== node).map((member) => ({ node: member, percent: 100 }))
  const partial = [...partners].flatMap(([component, percent]) =>
    (components.members.get(component) ?? []).map((member) => ({ node: member, percent })),
  )
  return [...linked, ...partial]
}
