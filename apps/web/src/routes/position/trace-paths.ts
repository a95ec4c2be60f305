import type { Place } from './place.ts'
import { placeRef } from './place.ts'

/** Where a link leads: a path below `/t/{tenant}` and what stands after the question mark. */
export interface Target {
  readonly path: string
  readonly search?: Readonly<Record<string, string | readonly string[] | undefined>>
}

const part = (text: string): string => encodeURIComponent(text)

export const toCockpit = (place: Place): Target => ({ path: '/cockpit', search: { place: placeRef(place) } })
export const toPosition = (place: Place, tab?: string): Target => ({ path: '/position', search: { place: placeRef(place), tab } })
export const toMeasure = (ref: string, place: Place | string, duty?: string): Target => ({
  path: `/position/measures/${part(ref)}`,
  search: { place: typeof place === 'string' ? place : placeRef(place), duty },
})
export const toLevel = (subject: string, fr: string): Target => ({ path: `/position/levels/${part(subject)}/${part(fr)}` })
export const toCell = (subject: string, framework: string, requirement: string): Target => ({
  path: `/position/cells/${part(subject)}/${part(framework)}/${part(requirement)}`,
})
export const toRequirement = (framework: string, requirement: string): Target => ({
  path: `/position/requirements/${part(framework)}/${part(requirement)}`,
})
/** `ref` is `control:ID` or `evidence:ID`. */
export const toUses = (ref: string): Target => ({ path: `/position/uses/${part(ref)}` })
export const toMethod = (about: string): Target => ({ path: '/position/method', search: { about } })
export const toScope = (entity: string, tab?: string): Target => ({ path: `/scope/${part(entity)}`, search: { tab } })
export const toFinding = (id: string): Target => ({ path: '/findings/one', search: { id } })
/** One answer in the gap analysis, open for editing. */
export const toAnswer = (framework: string, subject: string, requirement: string): Target => ({
  path: `/gaps/${part(framework)}/${part(subject)}`,
  search: { r: requirement },
})
/** All answers of one subject for one framework. */
export const toAssessment = (framework: string, subject: string): Target => ({ path: `/gaps/${part(framework)}/${part(subject)}` })
export const toFramework = (framework: string, requirement: string): Target => ({
  path: `/frameworks/${part(framework)}/${part(requirement)}`,
})

/** Findings with a filter of the list grammar. */
export const toFindings = (...filter: readonly string[]): Target => ({
  path: '/findings',
  search: filter.length === 0 ? {} : { filter },
})

/** Where an object of the company is looked at and edited. */
export function toObject(ref: string): Target {
  const [kind, id] = splitRef(ref)
  if (kind === 'zone') return { path: `/company/zones/${part(id)}` }
  return { path: LISTS[kind] ?? '/company', search: { open: id } }
}

const LISTS: Readonly<Record<string, string>> = {
  entity: '/company/entities',
  site: '/company/sites',
  suc: '/company/sucs',
  conduit: '/company/conduits',
  network: '/company/networks',
  supplier: '/company/suppliers',
  product: '/company/products',
  person: '/company/persons',
  asset: '/assets/assets',
  'asset-type': '/assets/asset-types',
  flow: '/assets/flows',
  control: '/controls',
  evidence: '/evidence',
}

/** The two halves of `kind:id`. */
export function splitRef(ref: string): readonly [kind: string, id: string] {
  const at = ref.indexOf(':')
  return at < 0 ? ['', ref] : [ref.slice(0, at), ref.slice(at + 1)]
}
