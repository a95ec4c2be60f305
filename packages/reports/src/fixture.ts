import type { Content, Framework, Language } from '@caponier/core'
import type { Workspace, WorkspaceAnswer, WorkspaceConduit, WorkspaceLink, WorkspaceZone } from '@caponier/core/company/workspace'
import type { ScopePosition } from '@caponier/core/position/output'
import { computePosition } from '@caponier/core/position/position'
import type { EntityScope, GroupEntity } from '@caponier/core/scope/index'
import { decideGroup, renderDecision, renderFlip, scopeContext } from '@caponier/core/scope/index'
import type { EntityDossier, ReportInput } from './input.ts'
import type { ReportData } from './report-data.ts'

export const FIXTURE_AS_OF = '2026-11-01'

const ENTITIES: readonly GroupEntity[] = [
  {
    id: 'muehlbach-pumpen',
    name: 'Mühlbach Pumpen GmbH',
    establishment: 'DE',
    headcount: 320,
    turnoverEur: 71_000_000,
    balanceEur: 48_000_000,
    priorStatus: 'large',
    activities: ['II.5(d)'],
  },
  {
    id: 'muehlbach-it',
    name: 'Mühlbach IT-Dienste GmbH',
    establishment: 'DE',
    headcount: 34,
    turnoverEur: 6_000_000,
    balanceEur: 2_100_000,
    priorStatus: 'large',
    activities: ['I.9/msp'],
    links: [
      {
        to: 'Mühlbach Beteiligungs AG',
        sharePercent: 100,
        control: true,
        direction: 'up',
        headcount: 300,
        turnoverEur: 66_000_000,
        balanceEur: 50_000_000,
      },
    ],
  },
  {
    id: 'muehlbach-iberica',
    name: 'Mühlbach Ibérica S.L.',
    establishment: 'ES',
    headcount: 61,
    turnoverEur: 11_000_000,
    balanceEur: 8_000_000,
    activities: ['II.5(d)'],
    priorStatus: 'medium',
  },
]

const ZONES = [
  {
    id: 'giesserei',
    name: 'Gießerei und Wärmebehandlung',
    site: 'augsburg',
    kind: 'ot',
    criticality: 3,
    slTarget: [2, 2, 3, 1, 3, 2, 2],
    strength: 82,
  },
  { id: 'pruefstand', name: 'Prüfstand', site: 'augsburg', kind: 'ot', slTarget: [2, 2, 2, 1, 2, 1, 2], strength: 97 },
  { id: 'montage', name: 'Montagelinie 1', site: 'augsburg', kind: 'ot', criticality: 2, slTarget: [2, 2, 2, 2, 3, 2, 2], strength: 60 },
  { id: 'buero', name: 'Büro-IT Augsburg', site: 'augsburg', kind: 'it', criticality: 1, slTarget: [2, 2, 2, 2, 2, 2, 1], strength: 88 },
  { id: 'montaje', name: 'Línea de montaje', site: 'zaragoza', kind: 'ot', criticality: 3, slTarget: [2, 2, 2, 1, 2, 2, 2], strength: 35 },
  { id: 'almacen', name: 'Almacén automático', site: 'zaragoza', kind: 'ot', strength: 12 },
] as const

const CONDUITS = [
  {
    id: 'c-montage-buero',
    name: 'Montage zu Büro-IT (MES)',
    zones: ['montage', 'buero'],
    slTarget: [2, 2, 2, 2, 3, 2, 2],
    owner: 'k-huber',
    strength: 70,
  },
  {
    id: 'c-fernwartung',
    name: 'Fernwartung Gießerei',
    zones: ['giesserei'],
    external: ['Internet'],
    slTarget: [3, 3, 3, 2, 3, 2, 2],
    strength: 45,
  },
] as const

/** 0..99 from a text, the same everywhere; spreads the answers of the fixture without any random number. */
function spread(text: string): number {
  let hash = 2_166_136_261
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619) >>> 0
  return ((hash ^ (hash >>> 15)) >>> 0) % 100
}

function answered(subject: string, framework: Framework, strength: number): WorkspaceAnswer[] {
  return framework.requirements.flatMap((row): WorkspaceAnswer[] => {
    const hash = spread(`${subject}|${row.id}`)
    const needs = (row.sl ?? 1) * 18 - 18
    if (hash === 7)
      return [
        { subject, framework: framework.key, requirement: row.id, state: 'not-applicable', justification: 'No such function is present.' },
      ]
    const state = hash + needs < strength ? 'met' : hash + needs < strength + 18 ? 'partly' : hash % 3 === 0 ? 'not-met' : 'not-assessed'
    const levels =
      framework.levels === 'ML' ? { maturity: Math.max(1, Math.min(4, Math.round((strength - hash / 2) / 25))) as 1 | 2 | 3 | 4 } : {}
    return state === 'not-assessed'
      ? []
      : [{ subject, framework: framework.key, requirement: row.id, state, ...levels, from: '2026-02-01' }]
  })
}

/** A small manufacturer with every kind of subject: three entities, two plants, six zones, every answer state. */
export function fixtureWorkspace(content: Content): Workspace {
  const framework = (id: string): Framework => {
    const found = content.frameworks.find((one) => one.framework === id && one.edition !== '2009')
    if (found === undefined) throw new Error(`the content lacks ${id}`)
    return found
  }
  const frameworks = ['iec62443-3-3', 'iec62443-2-1', 'iec62443-2-4', 'cir-2024-2690', 'iec62443-4-1'].map(framework)
  const [system, programme, service, cir] = frameworks as [Framework, Framework, Framework, Framework]
  const answers: WorkspaceAnswer[] = [
    ...ZONES.flatMap((zone) => answered(`zone:${zone.id}`, system, zone.strength)),
    ...CONDUITS.flatMap((conduit) => answered(`conduit:${conduit.id}`, system, conduit.strength)),
    ...answered('organisation', programme, 55),
    ...answered('site:zaragoza', programme, 30),
    ...answered('supplier:antriebe-nord', service, 64),
    ...ENTITIES.flatMap((entity, index) => answered(`entity:${entity.id}`, cir, 70 - index * 20)),
    ...ENTITIES.flatMap((entity, index) => answered(`entity:${entity.id}`, framework('nis2'), 78 - index * 25)),
    { subject: 'zone:montage', framework: system.key, requirement: 'SR 5.1', state: 'compensated', from: '2026-09-01' },
  ]
  return {
    caponier: 1,
    organisation: {
      id: 'muehlbach',
      name: 'Mühlbach Pumpen',
      description: 'Fictitious manufacturer of pumps.',
      groupTurnover: { amount: 88_000_000, currency: 'EUR', year: 2025 },
    },
    frameworks: frameworks.map((one) => ({ framework: one.key })),
    entities: ENTITIES.map(({ id, name, establishment, activities }) => ({
      id,
      name: name ?? id,
      establishment: establishment ?? 'DE',
      activities: [...(activities ?? [])],
    })),
    sites: [
      { id: 'augsburg', name: 'Werk Augsburg', country: 'DE', entities: ['muehlbach-pumpen', 'muehlbach-it'], owner: 'k-huber' },
      { id: 'zaragoza', name: 'Planta Zaragoza', country: 'ES', entities: ['muehlbach-iberica'] },
    ],
    zones: ZONES.map(({ id, name, site, kind, ...rest }): WorkspaceZone => ({
      id,
      name,
      site,
      kind,
      ...('criticality' in rest ? { criticality: rest.criticality } : {}),
      ...('slTarget' in rest ? { slTarget: [...rest.slTarget] } : {}),
    })),
    conduits: CONDUITS.map(({ id, name, zones, slTarget, ...rest }): WorkspaceConduit => ({
      id,
      name,
      zones: [...zones],
      slTarget: [...slTarget],
      ...('owner' in rest ? { owner: rest.owner } : {}),
      ...('external' in rest ? { external: [...rest.external] } : {}),
    })),
    assets: [{ id: 'plc-7', name: 'Steuerung 7', site: 'augsburg' }],
    suppliers: [
      { id: 'antriebe-nord', name: 'Antriebe Nord', services: ['Fernwartung'], access: [{ zone: 'giesserei', kind: 'remote' }] },
      { id: 'pruef-und-mess', name: 'Prüf- und Messtechnik', access: [{ zone: 'pruefstand', kind: 'on-site' }] },
    ],
    people: [{ id: 'k-huber', name: 'K. Huber' }],
    controls: [
      { id: 'zellen-firewall', name: 'Firewall je Zelle', status: 'planned', due: '2027-02-28', owner: 'k-huber' },
      { id: 'mfa-fernzugang', name: 'Mehrfaktor-Anmeldung am Fernzugang', status: 'planned', due: '2026-08-31' },
      { id: 'sicherung', name: 'Datensicherung der Steuerungen', status: 'operating' },
    ],
    evidence: [
      {
        id: 'netzplan',
        name: 'Netzplan Werk Augsburg',
        kind: 'document',
        effective: '2026-03-10',
        validUntil: '2027-03-09',
        owner: 'k-huber',
      },
      {
        id: 'firewall-export',
        name: 'Export der Firewall-Regeln',
        kind: 'configuration',
        effective: '2025-12-01',
        validUntil: '2026-12-20',
      },
      { id: 'schulung', name: 'Teilnahmeliste Schulung 2024', kind: 'record', effective: '2024-05-02', validUntil: '2026-05-01' },
      { id: 'ruecksicherung', name: 'Protokoll der Rücksicherung', kind: 'test', effective: '2024-09-15' },
    ],
    answers,
    links: links(system.key, programme.key, answers),
    contradictions: [
      {
        id: 'w-1',
        subject: 'zone:pruefstand',
        framework: system.key,
        requirement: 'SR 5.2',
        reason: 'Verkehr an der Firewall vorbei',
        from: '2026-10-12',
      },
    ],
  }
}

function links(system: string, programme: string, answers: readonly WorkspaceAnswer[]): WorkspaceLink[] {
  const of = (subject: string, framework: string, part: (hash: number) => boolean): string[] =>
    answers
      .filter((one) => one.subject === subject && one.framework === framework && part(spread(`${one.requirement}!`)))
      .map((one) => one.requirement)
  return [
    {
      subject: 'zone:pruefstand',
      framework: system,
      requirements: of('zone:pruefstand', system, (hash) => hash < 90),
      evidence: ['netzplan'],
    },
    {
      subject: 'zone:giesserei',
      framework: system,
      requirements: of('zone:giesserei', system, (hash) => hash < 60),
      evidence: ['firewall-export'],
    },
    { subject: 'zone:montage', framework: system, requirements: ['SR 5.1', 'SR 5.2', 'SR 5.4'], controls: ['zellen-firewall'] },
    { subject: 'conduit:c-fernwartung', framework: system, requirements: ['SR 1.1 RE(2)', 'SR 1.13'], controls: ['mfa-fernzugang'] },
    {
      subject: 'organisation',
      framework: programme,
      requirements: of('organisation', programme, (hash) => hash < 40),
      evidence: ['schulung', 'ruecksicherung'],
    },
  ]
}

/** Scope of the fixture's entities by the real rules and law packs. */
function fixtureScope(content: Content, lang: Language): readonly EntityScope[] {
  const decided = decideGroup(
    { organisation: { name: 'Mühlbach Pumpen', turnover: { amount: 88_000_000, currency: 'EUR', year: 2025 } }, entities: ENTITIES },
    scopeContext(content, { asOf: FIXTURE_AS_OF }),
  )
  if (!decided.ok) throw new Error(`${decided.problem.message} (${lang})`)
  return decided.value.entities
}

const scopePosition = (entity: EntityScope, lang: Language): ScopePosition => {
  const { class: nisClass, size, jurisdictions, national, reasons, questions } = renderDecision(entity.decision, lang)
  return {
    entity: entity.entity,
    name: entity.name,
    class: nisClass,
    size,
    jurisdictions: [...jurisdictions],
    national: [...national],
    reasons: [...reasons],
    questions: [...questions],
  }
}

/** A complete report input, made from the shipped content by the real rules. */
export function fixtureInput(content: Content, lang: Language, workspace: Workspace = fixtureWorkspace(content)): ReportInput {
  const group = fixtureScope(content, lang)
  const position = computePosition(content, workspace, {
    asOf: FIXTURE_AS_OF,
    knownAt: null,
    lang,
    scope: group.map((entity) => scopePosition(entity, lang)),
    bound: new Set(group.filter((entity) => entity.cir === 'binding').map((entity) => entity.entity)),
  })
  const groupScope = group.map((entity): EntityDossier => ({
    entity: entity.entity,
    cir: entity.cir,
    states: entity.states,
    flips: entity.flips.map((flip) => renderFlip(flip, lang)),
  }))
  return {
    position,
    content,
    workspace,
    lang,
    groupScope,
    generatedFor: { asOf: FIXTURE_AS_OF, knownAt: null, contentVersion: content.contentVersion },
  }
}

/** The same report with every long chapter repeated, for measuring: `times` 4 gives about a hundred pages. */
export function stretched(data: ReportData, times: number): ReportData {
  const repeat = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
    Array.from({ length: times }, (_, round) =>
      list.map((one) => (round === 0 ? one : { ...one, name: `${one.name} ${round + 1}` })),
    ).flat()
  return {
    ...data,
    scope: { ...data.scope, entities: repeat(data.scope.entities) },
    coverage: { ...data.coverage, entities: repeat(data.coverage.entities), sites: repeat(data.coverage.sites) },
    levels: { ...data.levels, sites: repeat(data.levels.sites), conduits: repeat(data.levels.conduits) },
    maturity: { frameworks: data.maturity.frameworks.map((one) => ({ ...one, entities: repeat(one.entities) })) },
    cir: { entities: repeat(data.cir.entities) },
  }
}
