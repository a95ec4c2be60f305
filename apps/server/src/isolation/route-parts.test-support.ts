import type { TenantModel } from '@caponier/app/live/tenant-model'
import type { RouteShape } from '@caponier/contract/kit/route'
import { KINDS } from '@caponier/core/company/kinds'
import type { Workspace } from '@caponier/core/company/workspace'

/** What is asked about: the state at one time, so that the same questions can be asked again. */
export interface Asked {
  readonly workspace: Workspace
  /** They have no id of their own in the workspace. */
  readonly responsibilities: readonly string[]
}

export const askedOf = (model: TenantModel): Asked => ({
  workspace: model.workspace(),
  responsibilities: model.objects('responsibility').map((one) => one.id),
})

/** Collections whose name in the path is not that of the workspace. */
const COLLECTIONS: Readonly<Record<string, keyof Workspace>> = {
  persons: 'people',
  'asset-types': 'assetTypes',
  scope: 'entities',
  ...Object.fromEntries(Object.values(KINDS).map((kind) => [kind.key.toLowerCase(), kind.key])),
}

/** What a route of a tenant can be asked about: every object of its collection, or cells of the gap analysis and the position. */
export interface Asking {
  readonly params: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
}

const SYSTEM = 'iec62443-3-3:2013'
const SITES = 'iec62443-2-1:2024'

/**
 * Ways to ask a GET route so that it answers with something: for every id of the workspace where it names an object. `most` bounds how
 * many of a collection. Routes for which nothing fits give an empty list, and the test names them.
 */
export function waysToAsk(shape: RouteShape, tenant: string, model: Asked, most: number): readonly Asking[] {
  const { workspace } = model
  const own = SPECIAL[shape.id]
  if (own !== undefined) return own(workspace).map((one) => ({ ...one, params: { tenant, ...one.params } }))
  const segments = shape.path.split('/')
  const at = segments.indexOf('{id}')
  if (at >= 0) {
    const collection = segments[at - 1] ?? ''
    const list = workspace[COLLECTIONS[collection] ?? 'assets']
    const ids =
      collection === 'responsibilities'
        ? model.responsibilities
        : Array.isArray(list)
          ? list.flatMap((one) => ('id' in one ? [one.id] : []))
          : []
    return spread(ids, most).map((id) => ({ params: { tenant, id } }))
  }
  if (shape.path.includes('{subject}'))
    return spread(subjects(workspace), most).map(([subject, framework, requirement]) => ({
      params: { tenant, subject, framework, requirement, fr: 'RDF' },
    }))
  if (/\{(?!tenant\})/.test(shape.path)) return []
  return [{ params: { tenant } }]
}

/** The same share of a list everywhere, so that every site is met. */
const spread = <T>(list: readonly T[], most: number): T[] => {
  const step = Math.max(1, Math.ceil(list.length / most))
  return list.filter((_, index) => index % step === 0)
}

const subjects = (workspace: Workspace): readonly (readonly [string, string, string])[] => [
  ...(workspace.zones ?? []).map((one) => [`zone:${one.id}`, SYSTEM, 'SR 5.1'] as const),
  ...(workspace.conduits ?? []).map((one) => [`conduit:${one.id}`, SYSTEM, 'SR 5.2'] as const),
  ...(workspace.sites ?? []).map((one) => [`site:${one.id}`, SITES, 'ORG 1.1'] as const),
  ...workspace.entities.map((one) => [`entity:${one.id}`, 'nis2:2022', '21(2)(a).1'] as const),
]

type Ways = (
  workspace: Workspace,
) => readonly { readonly params?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, unknown>> }[]

/** Routes that need more than ids. */
const SPECIAL: Readonly<Record<string, Ways>> = {
  'position.measure': (workspace) =>
    [...workspace.entities.map((one) => `entity:${one.id}`), ...(workspace.sites ?? []).map((one) => `site:${one.id}`)].map((scope) => ({
      params: { ref: '21(2)(e)' },
      query: { scope },
    })),
  'position.place': (workspace) =>
    [...workspace.entities.map((one) => `entity:${one.id}`), ...(workspace.sites ?? []).map((one) => `site:${one.id}`)].map((place) => ({
      params: { place },
    })),
  'cockpit.heat': (workspace) => (workspace.sites ?? []).map((one) => ({ query: { site: one.id } })),
  'position.requirement': () => ['SR 1.1', 'SR 5.1', 'SR 7.3'].map((requirement) => ({ params: { framework: SYSTEM, requirement } })),
  'position.uses': (workspace) =>
    [
      ...spread(workspace.controls ?? [], 25).map((one) => `control:${one.id}`),
      ...spread(workspace.evidence ?? [], 25).map((one) => `evidence:${one.id}`),
    ].map((ref) => ({ params: { ref } })),
  'requirements.text': () => [{ params: { framework: SYSTEM, requirement: 'SR 1.1' } }],
  'frameworks.preview': () => [{ params: { framework: SYSTEM } }],
  'activity.show': () => [{ params: { seq: '1' } }],
  'company.search': (workspace) => [
    ...(workspace.sites ?? []).map((one) => ({ query: { q: one.name, limit: 100 } })),
    ...['a', 'e', 'o'].map((q) => ({ query: { q, limit: 100 } })),
  ],
  'views.list': () => [{ query: { list: 'findings' } }],
  'snapshots.compare': () => [{ query: { from: '2026-01-01', to: '2026-11-01' } }],
  'snapshots.cells': () => [{ query: { from: '2026-01-01', to: '2026-11-01' } }],
  'links.list': (workspace) => [
    ...(workspace.zones ?? []).map((one) => ({ query: { subject: `zone:${one.id}` } })),
    ...spread(workspace.controls ?? [], 20).map((one) => ({ query: { control: one.id } })),
    ...spread(workspace.evidence ?? [], 20).map((one) => ({ query: { evidence: one.id } })),
  ],
  'findings.show': (workspace) =>
    [...(workspace.zones ?? []).map((one) => `zone:${one.id}`), ...(workspace.conduits ?? []).map((one) => `conduit:${one.id}`)].map(
      (ref) => ({
        query: { id: `met-without-evidence/${ref}/${SYSTEM}` },
      }),
    ),
}
