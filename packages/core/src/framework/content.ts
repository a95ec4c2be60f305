/** Compiled content: what `content/` holds, as one plain JSON document. Built by packages/content, read by everything. */
import type { ActivityDefinition, LawPack, NaceRule } from '../scope/law-pack.ts'
import type { Confidence, Text } from './text.ts'

export type FrameworkId =
  | 'iec62443-3-3'
  | 'iec62443-2-1'
  | 'iec62443-2-4'
  | 'iec62443-3-2'
  | 'iec62443-4-1'
  | 'iec62443-4-2'
  | 'cir-2024-2690'
  | 'nis2'

/** What a requirement is answered for (docs/method/position.md, section 7). */
export type SubjectKind = 'organisation' | 'entity' | 'site' | 'suc' | 'zone' | 'conduit' | 'asset-type' | 'supplier' | 'product'

/** Foundational requirements of IEC 62443-3-3 in vector order. */
export const FOUNDATIONAL = ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA'] as const
export type Foundational = (typeof FOUNDATIONAL)[number]
export type SecurityLevel = 0 | 1 | 2 | 3 | 4

export interface Responsibility {
  readonly owner: string
  readonly integrator: string
  readonly supplier: string
}

export interface RequirementText {
  readonly intent?: string
  readonly question?: string
  readonly why?: string
  readonly good?: string
  readonly evidence?: readonly string[]
  readonly verify?: string
  /** What changes per SL (3-3) or ML (2-1), keys '1'..'4'. */
  readonly levels?: Readonly<Record<string, string>>
  /** Who does what, translated; only on translations, the English stands at the requirement. */
  readonly responsibility?: Responsibility
  /** Hash of the English text a translation was made from; only on translations. */
  readonly sourceHash?: string
}

export interface Requirement {
  readonly id: string
  /** Official short title; a German one is our own wording, the official one stands in both languages where we have none. */
  readonly title: Text
  readonly domain: string
  /** Security level at which the row is first selected, 3-3 and 4-2 only. */
  readonly sl?: SecurityLevel
  readonly parent?: string
  readonly inheritable: boolean
  readonly responsibility?: Responsibility
  readonly text: { readonly en: RequirementText; readonly de?: RequirementText }
  readonly componentTypes?: readonly string[]
  readonly correspondingSr?: string
  readonly modal?: 'shall' | 'should'
  readonly source: string
  readonly confidence: Confidence
  /** What we are not sure of about the row itself; the English stands in both languages where it is not translated. */
  readonly doubt?: Text
  /** CIR only: the measure of NIS2 the point belongs to. */
  readonly nis2?: string
}

export interface Domain {
  readonly id: string
  readonly title: Text
}

/** One edition of one framework. `key` is `framework:edition`, e.g. `iec62443-3-3:2013`. */
export interface Framework {
  readonly key: string
  readonly framework: FrameworkId
  readonly edition: string
  readonly title: Text
  readonly subjects: readonly SubjectKind[]
  readonly levels: 'SL' | 'ML' | 'none'
  readonly domains: readonly Domain[]
  readonly headings: readonly { readonly id: string; readonly title: Text }[]
  /** In pack order. For nis2 these are the duties, see {@link Duty}. */
  readonly requirements: readonly Requirement[]
  readonly source: string
  readonly asOf: string
}

export type Carried = 'answered' | 'partly' | 'carried'

/** One of the articles or letters of NIS2 that we hold duties for, e.g. `21(2)(a)`. */
export interface Measure {
  readonly id: string
  readonly article: string
  readonly title: Text
  readonly summary: Text
}

/** A direct NIS2 requirement inside a measure. Its answers use framework `nis2:2022` and the duty id. */
export interface Duty {
  readonly id: string
  readonly measure: string
  readonly article: string
  readonly title: Text
  readonly inheritable: boolean
  readonly carried: Carried
  readonly whyCarried: Text
  readonly cir: readonly string[]
  readonly text: { readonly en: RequirementText; readonly de: RequirementText }
  readonly source: string
  readonly confidence: Confidence
  readonly asOf: string
}

export type Strength = 'full' | 'partial' | 'supports'

/** One row of a mapping NIS2 <-> IEC 62443. It may sit on several duties of one measure. */
export interface MappingRow {
  readonly framework: FrameworkId
  readonly edition: string
  readonly requirement: string
  readonly measure: string
  /** The paragraph or letter in the source table when finer than the measure, e.g. `23(4)(a)`. */
  readonly ref?: string
  readonly duties: readonly string[]
  readonly strength: Strength
  readonly confidence: Confidence
  readonly cir: string
  readonly rationale: string
  readonly source: string
}

/** A requirement that carries no NIS2 duty, with the reason. */
export interface WithoutDuty {
  readonly framework: FrameworkId
  readonly edition: string
  readonly requirement: string
  readonly reason: string
}

export interface CrosswalkRow {
  readonly from: string
  readonly to: readonly string[]
  readonly relation: 'equal' | 'narrower' | 'broader' | 'overlaps' | 'none'
  readonly note: string
}

export interface Content {
  /** First 16 hex digits of the SHA-256 over the canonical JSON of everything below. */
  readonly contentVersion: string
  readonly frameworks: readonly Framework[]
  readonly measures: readonly Measure[]
  readonly duties: readonly Duty[]
  readonly mappings: readonly MappingRow[]
  /** Rows of the source table that point at something not assessable (a common constraint of 4-2); they carry no duty. */
  readonly headingMappings: readonly MappingRow[]
  readonly withoutDuty: readonly WithoutDuty[]
  /** IEC 62443-2-1:2009 to 2-1:2024. */
  readonly crosswalk: readonly CrosswalkRow[]
  readonly laws: readonly LawPack[]
  readonly activities: readonly ActivityDefinition[]
  readonly nace: readonly NaceRule[]
}
