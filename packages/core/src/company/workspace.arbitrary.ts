import * as fc from 'fast-check'
import type { SubjectKind } from '../framework/content.ts'
import type { FrameworkFacts } from './answer-subjects.ts'
import type {
  Workspace,
  WorkspaceAnswer,
  WorkspaceAsset,
  WorkspaceConduit,
  WorkspaceContradiction,
  WorkspaceControl,
  WorkspaceEntity,
  WorkspaceEvidence,
  WorkspaceFlow,
  WorkspaceLink,
  WorkspaceNetwork,
  WorkspaceProposal,
  WorkspaceSite,
  WorkspaceSuc,
  WorkspaceSupplier,
  WorkspaceZone,
} from './workspace.ts'

/** For tests only: random workspaces whose ids and references hold, with texts that hurt careless writers and readers. */

/** Latest day that occurs in a random workspace; pass it as `today` to the checks. */
export const ARBITRARY_TODAY = '2026-11-23'

/** A few rows of five frameworks, enough to answer every kind of subject and to inherit or not. */
export const ARBITRARY_FRAMEWORKS: readonly FrameworkFacts[] = (
  [
    ['iec62443-3-3:2013', ['zone', 'conduit'], { 'SR 1.1': false, 'SR 1.1 RE(2)': true, 'SR 2.10': false, 'SR 5.1': false }],
    ['iec62443-2-1:2024', ['site'], { 'ORG 1.1': true, 'CM 1.4': false, 'EVENT 1.10': true }],
    ['iec62443-2-4:2023', ['supplier'], { 'SP.01.01 BR': false }],
    ['nis2:2022', ['entity'], { '21(2)(c).3': true, '3(4).1': false }],
    ['cir-2024-2690:2024', ['entity'], { '4.1': true, '4.10': false, '11.2.2': true }],
  ] satisfies [string, SubjectKind[], Record<string, boolean>][]
).map(([key, subjects, rows]) => ({
  key,
  subjects,
  requirementIds: new Set(Object.keys(rows)),
  inheritable: new Map(Object.entries(rows)),
}))

const AWKWARD = [
  'x',
  ' led and trailed ',
  '- dash',
  '? question',
  'key: value',
  'ends:',
  'hash # inside',
  '#hash',
  "it's",
  '"quoted"',
  "'",
  '=1+1',
  '+49 821',
  '-5',
  '@sum',
  "'=1",
  'null',
  'true',
  'No',
  '~',
  '0x1F',
  '1e3',
  '.5',
  '1_000',
  '2026-03-01',
  '12:30',
  '&anchor',
  '*alias',
  '!tag',
  '%percent',
  '`tick',
  '[a]',
  '{a: b}',
  ', comma',
  'a;b',
  'tab\there',
  'two\nlines',
  'two\r\nlines',
  '\nleading break',
  'trailing break\n',
  '  indented\n    more\n',
  'Übergröße München',
  '日本',
  '🏭',
  '\u00a0',
  '\u2028',
  '\ufeffbom',
  '\u0007bell',
  '---',
  '...',
  '<<',
  'a\\b',
  `long ${'words that go on and on '.repeat(12)}end`,
  `long  double ${'  spaced words '.repeat(10)}`,
]

const line: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Press line 3', 'Cell firewall', 'PLC of the robot cell', 'Historian') },
  { weight: 2, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\u0000')) },
)
const day: fc.Arbitrary<string> = fc.constantFrom('2024-02-29', '2025-01-10', '2025-06-30', '2026-03-01', '2026-09-30')
const laterDay: fc.Arbitrary<string> = fc.constantFrom('2026-10-01', '2026-11-01', '2028-12-31')
const instant: fc.Arbitrary<string> = fc.constantFrom(
  '2025-01-10T09:00:00Z',
  '2025-06-30T23:59:59Z',
  '2026-03-02T08:00:00.5Z',
  '2026-11-01T06:30:00.125Z',
)
const level = fc.constantFrom<(0 | 1 | 2 | 3 | 4 | null)[]>(0, 1, 2, 3, 4, null)
const vector = fc.tuple(level, level, level, level, level, level, level)

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T

/** Random workspaces without error under {@link ARBITRARY_FRAMEWORKS} and {@link ARBITRARY_TODAY}. */
export const workspaceArbitrary = (size: { readonly sites?: number; readonly answers?: number } = {}): fc.Arbitrary<Workspace> =>
  fc.gen().map((g) => {
    const draw: Draw = (arbitrary) => g(() => arbitrary)
    return build(draw, size.sites ?? 3, size.answers ?? 30)
  })

function build(draw: Draw, maxSites: number, maxAnswers: number): Workspace {
  const count = (max: number, min = 0): number => draw(fc.integer({ min, max }))
  const list = <T>(max: number, make: (index: number) => T, min = 0): T[] =>
    Array.from({ length: count(max, min) }, (_, index) => make(index))
  const maybe = <K extends string, T>(key: K, make: () => T): Partial<Record<K, T>> =>
    draw(fc.boolean()) ? ({ [key]: make() } as Partial<Record<K, T>>) : {}
  const one = <T>(from: readonly T[]): T => draw(fc.constantFrom(...from))
  const some = <T>(from: readonly T[]): T[] => draw(fc.subarray([...from]))
  const atLeastOne = <T>(from: readonly T[]): T[] => draw(fc.shuffledSubarray([...from], { minLength: 1 }))
  const text = (): string => draw(line)
  const lifetime = (): object => ({
    ...maybe('from', () => draw(day)),
    ...maybe('until', () => draw(laterDay)),
    ...maybe('recordedAt', () => draw(instant)),
  })
  const id = (items: readonly { readonly id: string }[]): string[] => items.map((item) => item.id)

  const people = list(3, (at) => ({ id: `p-${at}`, name: text(), ...maybe('function', text) }))
  const owner = (): { owner?: string } => (people.length === 0 ? {} : maybe('owner', () => one(id(people))))
  const entities: WorkspaceEntity[] = list(
    3,
    (at) => ({
      id: `e-${at}`,
      name: text(),
      establishment: one(['DE', 'AT', 'NO', 'PL']),
      ...maybe('activities', () => some(['II.5(c)', 'I.9', 'none'])),
      ...maybe('years', () =>
        list(
          2,
          (back) => ({
            year: 2025 - back,
            headcount: one([49, 49.5, 250]),
            turnover: 1e7,
            balance: 0.1 + 0.2,
            ...maybe('currency', () => 'PLN'),
          }),
          1,
        ),
      ),
      ...(at > 0
        ? maybe('ownership', () => [
            { to: `e-${at - 1}`, sharePercent: one([12.5, 51, 100]), control: draw(fc.boolean()), direction: 'up' as const },
          ])
        : {}),
      ...owner(),
      ...lifetime(),
    }),
    1,
  )
  const sites: WorkspaceSite[] = list(maxSites, (at) => ({
    id: `s-${at}`,
    name: text(),
    country: one(['DE', 'IT']),
    entities: atLeastOne(id(entities)),
    ...maybe('inScope', () => draw(fc.boolean())),
    ...owner(),
    ...lifetime(),
  }))
  const perSite = <T>(max: number, make: (site: string, at: number) => T): T[] =>
    sites.flatMap((site) => list(max, (at) => make(site.id, at)))
  const sucs: WorkspaceSuc[] = perSite(2, (site, at) => ({ id: `suc-${site}-${at}`, name: text(), site, ...lifetime() }))
  const target = (): { slTarget?: WorkspaceZone['slTarget'] } =>
    draw(fc.boolean())
      ? maybe('slTarget', () => draw(vector))
      : {
          slTarget: [
            { vector: draw(vector), reason: text() },
            { vector: draw(vector), from: '2026-01-01', ...maybe('recordedAt', () => draw(instant)) },
          ],
        }
  const zones: WorkspaceZone[] = perSite(4, (site, at) => {
    const own = sucs.filter((suc) => suc.site === site)
    return {
      id: `z-${site}-${at}`,
      name: text(),
      site,
      kind: one(['ot', 'it'] as const),
      ...(own.length > 0 ? maybe('suc', () => one(id(own))) : {}),
      ...maybe('criticality', () => one([1, 2, 3] as const)),
      ...target(),
      ...maybe('safety', () => draw(fc.boolean())),
      ...maybe('description', text),
      ...owner(),
      ...lifetime(),
    }
  })
  const conduits: WorkspaceConduit[] =
    zones.length < 2
      ? []
      : list(4, (at) => ({
          id: `c-${at}`,
          name: text(),
          zones: draw(fc.shuffledSubarray(id(zones), { minLength: 2, maxLength: Math.min(4, zones.length) })),
          ...maybe('external', () => ['Internet', text()]),
          ...target(),
          ...maybe('channels', () =>
            list(3, () => ({
              protocol: text(),
              ...maybe('direction', () => one(['both', 'forward', 'back'] as const)),
              ...maybe('port', () => count(65_535)),
            })),
          ),
          ...owner(),
          ...lifetime(),
        }))
  const networks: WorkspaceNetwork[] = perSite(3, (site, at) => {
    const own = zones.filter((zone) => zone.site === site)
    return {
      id: `n-${site}-${at}`,
      name: text(),
      site,
      cidrs: [`10.${at}.0.0/16`, `fd00:${at}::/64`],
      ...(own.length > 0 ? maybe('zone', () => one(id(own))) : {}),
      ...maybe('vlan', () => count(4095)),
      ...lifetime(),
    }
  })
  const suppliers: WorkspaceSupplier[] = list(2, (at) => ({
    id: `sup-${at}`,
    name: text(),
    ...maybe('services', () => [text()]),
    ...(zones.length > 0 ? maybe('access', () => [{ zone: one(id(zones)), kind: 'remote' as const }]) : {}),
    ...owner(),
    ...lifetime(),
  }))
  const assetTypes = list(3, (at) => ({
    id: `t-${at}`,
    name: text(),
    component: one(['embedded-device', 'host-device'] as const),
    ...maybe('vendor', text),
    ...maybe('orderNumber', () => `6ES7-${at}`),
  }))
  const assets: WorkspaceAsset[] = perSite(5, (site, at) => {
    const ownZones = zones.filter((zone) => zone.site === site)
    const ownNetworks = networks.filter((network) => network.site === site)
    return {
      id: `a-${site}-${at}`,
      name: text(),
      site,
      ...(ownZones.length > 0 ? maybe('zone', () => one(id(ownZones))) : {}),
      ...(assetTypes.length > 0 ? maybe('type', () => one(id(assetTypes))) : {}),
      ...maybe('version', () => one(['4.10', 'V2.9', '1e3'])),
      ...maybe('serial', text),
      ...maybe('location', text),
      ...owner(),
      ...maybe('interfaces', () =>
        list(
          3,
          (face) => ({
            ...(ownNetworks.length > 0 ? maybe('network', () => one(id(ownNetworks))) : {}),
            address: `10.0.${at}.${face + 1}`,
            ...maybe('mac', () => `00:1b:1b:00:0${at}:0${face}`),
            ...maybe('name', text),
          }),
          1,
        ),
      ),
      ...maybe('provenance', () => one(['person', 'import', 'wire'] as const)),
      ...maybe('edited', () => some(['name', 'location', 'version'])),
      ...lifetime(),
    }
  })
  const flows: WorkspaceFlow[] = perSite(3, (site, at) => {
    const own = assets.filter((asset) => asset.site === site)
    return {
      id: `f-${site}-${at}`,
      site,
      source: own.length > 0 ? { asset: one(id(own)) } : { address: '10.0.0.9' },
      target: { address: '192.0.2.1', external: true },
      protocol: text(),
      ...maybe('port', () => 502),
      ...maybe('firstSeen', () => '2026-03-01T00:00:00Z'),
      ...maybe('lastSeen', () => '2026-10-01T00:00:00Z'),
      ...maybe('proof', () => ({ file: 'conn.log', row: 1, lines: [1, 2, 9] })),
      ...lifetime(),
    }
  })
  const proposals: WorkspaceProposal[] = perSite(2, (site, at) => ({
    id: `pr-${site}-${at}`,
    site,
    kind: 'asset' as const,
    state: 'open' as const,
    source: text(),
    payload: { address: '10.0.0.1', nested: { list: [1, null, text(), { b: true, a: 2 }] }, [`k${at}`]: text() },
  }))
  const products = list(2, (at) => ({ id: `prod-${at}`, name: text(), ...lifetime() }))
  const controls: WorkspaceControl[] = list(3, (at) => ({
    id: `ctl-${at}`,
    name: text(),
    ...maybe('due', () => draw(laterDay)),
    status: draw(fc.boolean())
      ? one(['planned', 'operating'] as const)
      : [{ state: 'planned' as const }, { state: 'operating' as const, from: draw(day) }],
  }))
  const evidence: WorkspaceEvidence[] = list(3, (at) => ({
    id: `ev-${at}`,
    name: text(),
    effective: draw(day),
    ...maybe('validUntil', () => draw(laterDay)),
    ...maybe('file', text),
  }))

  const subjects: Readonly<Record<string, readonly string[]>> = {
    zone: id(zones),
    conduit: id(conduits),
    site: id(sites),
    entity: id(entities),
    supplier: id(suppliers),
  }
  const cells = ARBITRARY_FRAMEWORKS.flatMap((framework) =>
    [...framework.requirementIds].flatMap((requirement) => [
      ...framework.subjects.flatMap((kind) =>
        (subjects[kind] ?? []).map((subject) => ({ subject: `${kind}:${subject}`, framework: framework.key, requirement })),
      ),
      ...(framework.inheritable.get(requirement) === true ? [{ subject: 'organisation', framework: framework.key, requirement }] : []),
    ]),
  )
  const answers: WorkspaceAnswer[] = Array.from({ length: count(maxAnswers) }, (): WorkspaceAnswer => ({
    ...one(cells),
    state: one(['not-assessed', 'not-met', 'partly', 'met', 'compensated', 'not-applicable'] as const),
    ...maybe('justification', text),
    ...maybe('maturity', () => one([1, 2, 3, 4] as const)),
    ...maybe('note', text),
    ...maybe('from', () => draw(day)),
    ...maybe('recordedAt', () => draw(instant)),
    ...maybe('review', () => draw(day)),
    ...(people.length > 0 ? maybe('reviewer', () => one(id(people))) : {}),
    ...(people.length > 0 ? maybe('by', () => one(id(people))) : {}),
    ...maybe('provenance', () => one(['person', 'import', 'wire'] as const)),
  }))
  const links: WorkspaceLink[] = list(4, () => ({
    ...withRequirements(one(cells)),
    ...(controls.length > 0 ? maybe('controls', () => some(id(controls))) : {}),
    ...maybe('target', () => one(['partly', 'met', 'compensated'] as const)),
    ...(evidence.length > 0 ? maybe('evidence', () => some(id(evidence))) : {}),
    ...lifetime(),
  }))
  const contradictions: WorkspaceContradiction[] = list(2, (at) => ({
    id: `x-${at}`,
    ...one(cells),
    reason: text(),
    from: draw(day),
    ...maybe('treated', () => draw(laterDay)),
  }))

  return {
    caponier: 1,
    ...maybe('asOf', () => draw(day)),
    organisation: { id: 'org', name: text(), exchangeRates: [{ currency: 'PLN', perEur: 4.2805, date: '2026-09-30', source: text() }] },
    frameworks: [
      { framework: 'iec62443-3-3:2013' },
      { framework: one(['iec62443-2-1:2024', 'iec62443-2-1:2009'].slice(0, 1)), since: '2025-01-01', reason: text() },
    ],
    entities,
    ...present({
      sites,
      sucs,
      zones,
      conduits,
      networks,
      assetTypes,
      assets,
      flows,
      proposals,
      suppliers,
      products,
      people,
      controls,
      evidence,
      links,
      contradictions,
      answers: distinctEntries(answers),
    }),
  }
}

const withRequirements = ({
  requirement,
  ...cell
}: {
  subject: string
  framework: string
  requirement: string
}): { subject: string; framework: string; requirements: string[] } => ({ ...cell, requirements: [requirement] })

/** Two entries of one instant cannot both stand; the later drawn is dropped. */
function distinctEntries(answers: readonly WorkspaceAnswer[]): WorkspaceAnswer[] {
  const seen = new Set<string>()
  return answers.filter((answer) => {
    const key = JSON.stringify([answer.subject, answer.framework, answer.requirement, answer.from, answer.recordedAt])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Empty lists and absent ones mean the same; only the absent ones are kept, as the files do. */
const present = <T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> =>
  Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0)) as Partial<T>
