import type { ObservedFlow, ObservedHost, ObservedService } from './observed-traffic.ts'

/** What one import counted for a flow or host. Bytes are payload bytes; instants compare as text. */
export type Tally = Readonly<{
  connections: number
  answered: number
  oneWay: number
  attempts: number
  bytesOut: number
  bytesIn: number
  firstSeen: string
  lastSeen: string
}>

/** One tally per import, so that the same import read again replaces its own counts and adds to no others. */
export type Imports = Readonly<Record<string, Tally>>

/** Imports kept apart; older ones are joined under `earlier`. */
const MOST_IMPORTS = 24
const EARLIER = 'earlier'

export const flowTally = (flow: ObservedFlow): Tally => ({
  connections: flow.connections,
  answered: flow.answered,
  oneWay: flow.oneWay,
  attempts: flow.attempts,
  bytesOut: flow.bytesOut,
  bytesIn: flow.bytesIn,
  firstSeen: flow.firstSeen,
  lastSeen: flow.lastSeen,
})

export const hostTally = (host: ObservedHost): Tally => ({
  connections: host.connections,
  answered: 0,
  oneWay: 0,
  attempts: 0,
  bytesOut: 0,
  bytesIn: 0,
  firstSeen: host.firstSeen,
  lastSeen: host.lastSeen,
})

/** The sum of two tallies over their joint period. */
export const joinTallies = (a: Tally, b: Tally): Tally => ({
  connections: a.connections + b.connections,
  answered: a.answered + b.answered,
  oneWay: a.oneWay + b.oneWay,
  attempts: a.attempts + b.attempts,
  bytesOut: a.bytesOut + b.bytesOut,
  bytesIn: a.bytesIn + b.bytesIn,
  firstSeen: a.firstSeen < b.firstSeen ? a.firstSeen : b.firstSeen,
  lastSeen: a.lastSeen > b.lastSeen ? a.lastSeen : b.lastSeen,
})

/** The imports with one more, or with that one replaced; the oldest beyond 23 are joined. */
export function withImport(imports: Imports, name: string, tally: Tally): Imports {
  const { [EARLIER]: before, ...kept } = imports
  const others = Object.entries(kept)
    .filter(([key]) => key !== name)
    .toSorted(([a, first], [b, second]) => (first.lastSeen < second.lastSeen || (first.lastSeen === second.lastSeen && a < b) ? -1 : 1))
  const folded = others.slice(0, Math.max(0, others.length - (MOST_IMPORTS - 2))).map(([, each]) => each)
  const earlier = [...(before === undefined ? [] : [before]), ...folded]
  const all: (readonly [string, Tally])[] = [...others.slice(folded.length), [name, tally]]
  if (earlier.length > 0) all.push([EARLIER, earlier.reduce(joinTallies)])
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The sum over all imports. */
export const totalOf = (imports: Imports): Tally => Object.values(imports).reduce(joinTallies)

/** What the sum proves: answered once is answered. */
export const exchangeOf = ({ answered, oneWay }: Tally): ObservedFlow['exchange'] =>
  answered > 0 ? 'answered' : oneWay > 0 ? 'one-way' : 'attempt'

/** Services listed in a proposal; a scanner has thousands. */
const MOST_SERVICES = 40

/** The services of the latest import first, then those that only earlier ones saw, at most 40. */
export function joinServices(latest: readonly ObservedService[], earlier: readonly ObservedService[]): readonly ObservedService[] {
  const keyOf = ({ transport, port, service, inferred }: ObservedService): string =>
    `${transport}/${port ?? ''}/${service ?? ''}/${inferred}`
  const seen = new Set(latest.map(keyOf))
  return [...latest, ...earlier.filter((service) => !seen.has(keyOf(service)))].slice(0, MOST_SERVICES)
}
