import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AnswerStateName } from '@caponier/core/company/assessment'
import type {
  Workspace,
  WorkspaceAsset,
  WorkspaceConduit,
  WorkspaceContradiction,
  WorkspaceNetwork,
  WorkspaceProposal,
  WorkspaceSuc,
  WorkspaceSupplier,
  WorkspaceZone,
} from '@caponier/core/company/workspace'
import { parseYaml } from '@caponier/formats/workspace/yaml'
import type { Short } from './requirement-rows.ts'

/** One hand-written entry; what is missing is filled from the newest phase of the site. */
export interface HandEntry {
  readonly state: AnswerStateName
  readonly note?: string
  readonly justification?: string
  readonly review?: string
  readonly reviewer?: string
  readonly maturity?: 1 | 2 | 3 | 4
  readonly from?: string
  readonly by?: string
  readonly provenance?: 'person' | 'import' | 'wire'
}
interface HandGroup {
  readonly subject: string
  readonly framework: Short
  readonly answers: Readonly<Record<string, HandEntry | readonly HandEntry[]>>
}

/** An appointment at which a site was assessed. */
export interface Phase {
  readonly date: string
  readonly by: string
  readonly provenance?: 'import'
}
interface Plan {
  readonly kind: string
  readonly held: readonly string[]
}
export interface KindRule {
  readonly kinds: readonly string[]
  readonly rows: readonly string[]
  readonly reason: string
}
interface Levels {
  readonly phases: Readonly<Record<string, readonly Phase[]>>
  readonly lift: Readonly<Record<string, number>>
  readonly assessed: Readonly<Record<string, number>>
  readonly zones: Readonly<Record<string, Plan>>
  readonly conduits: Readonly<Record<string, Plan>>
  readonly follows: Readonly<Record<string, string>>
  readonly hard: Readonly<Record<string, number>>
  readonly notApplicable: readonly KindRule[]
  readonly compensated: readonly KindRule[]
  readonly programme: Readonly<Record<string, readonly (readonly number[])[]>>
  readonly programmeHard: Readonly<Record<string, number>>
  readonly programmeNotApplicable: readonly {
    readonly sites: readonly string[]
    readonly rows: readonly string[]
    readonly reason: string
  }[]
  readonly riskMethod: Readonly<Record<string, readonly number[]>>
}

/** What a control or a piece of evidence is linked to. */
type Target = readonly [subject: string, framework: Short, rows: readonly string[]]
type FamilyRows = Readonly<Partial<Record<Short, readonly string[]>>>

interface ControlParts {
  readonly families: readonly {
    readonly key: string
    readonly name: string
    readonly kinds?: readonly string[]
    readonly rows: FamilyRows
    readonly sites: Readonly<Record<string, readonly [owner: string, doing: string]>>
  }[]
  readonly controls: readonly {
    readonly id: string
    readonly name: string
    readonly description?: string
    readonly owner: string
    readonly due?: string
    readonly does: 'op' | 'pl' | 'late' | 'pr' | 'ret'
    readonly since: string
    readonly target?: 'partly'
    readonly for: readonly Target[]
  }[]
}

interface EvidenceParts {
  readonly roles: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly unseen: readonly {
    readonly key: string
    readonly subjects: readonly string[]
    readonly rows: readonly string[]
    readonly why: string
  }[]
  readonly families: readonly {
    readonly key: string
    readonly name: string
    readonly kind: 'document' | 'record' | 'configuration' | 'capture' | 'test'
    readonly months: number
    readonly owner: string
    readonly rows: FamilyRows
    readonly sites: Readonly<Record<string, readonly string[]>>
  }[]
  readonly evidence: readonly (Omit<NonNullable<Workspace['evidence']>[number], 'recordedAt'> & { readonly for: readonly Target[] })[]
}

export interface Claim {
  readonly date: string
  readonly by: string
  readonly domains: readonly string[]
}
/** Level per FR that a maker claims for a component, and the rows above it that are met in another way. */
export interface ComponentClaim {
  readonly date: string
  readonly by: string
  readonly level: readonly number[]
  readonly instead?: { readonly rows: readonly string[]; readonly reason: string }
}
interface ClaimParts {
  readonly providers: Readonly<Record<string, Claim>>
  readonly makers: Readonly<Record<string, Claim>>
  readonly products: Readonly<Record<string, Claim>>
  readonly types: Readonly<Record<string, ComponentClaim>>
  readonly reasons: Readonly<Record<string, string>>
}

export interface SectionAnswers {
  readonly entity: string
  readonly date: string
  readonly by: string
  readonly sections: Readonly<Record<string, string>>
  readonly raised: { readonly date: string; readonly sections: readonly string[] }
}
interface RegulationParts {
  readonly binding: SectionAnswers
  readonly yardstick: SectionAnswers
  readonly notes: Readonly<Record<string, Readonly<Record<string, string>>>>
}

type AssetType = NonNullable<Workspace['assetTypes']>[number] & { readonly versions: readonly string[]; readonly serials: string }
interface AssetSpec {
  readonly prefix: string
  readonly place: string
  readonly networkless?: boolean
  readonly provenance?: 'import'
  readonly roles: Readonly<Record<string, readonly [count: number, type: string, age: number, name: string]>>
}

interface FlowPart {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly is: string
  readonly port?: number
  readonly fn?: 'read' | 'write' | 'program' | 'firmware' | 'manage' | 'other'
  readonly n: number
  readonly bytes: number
  readonly inferred?: boolean
  readonly proof?: number
  readonly accepted?: string
}
interface FlowParts {
  readonly captures: Readonly<Record<string, { readonly file: string; readonly first: string; readonly last: string }>>
  readonly flows: Readonly<Record<string, readonly FlowPart[]>>
}

type Present<K extends 'sites' | 'people' | 'products' | 'responsibilities'> = { readonly [P in K]: NonNullable<Workspace[P]> }
type Organisation = Pick<Workspace, 'caponier' | 'organisation' | 'frameworks' | 'entities'> &
  Present<'sites' | 'people' | 'products' | 'responsibilities'>

/** Everything written by hand. */
export interface Parts {
  readonly organisation: Organisation
  readonly suppliers: readonly WorkspaceSupplier[]
  readonly sucs: readonly WorkspaceSuc[]
  readonly zones: readonly WorkspaceZone[]
  readonly conduits: readonly WorkspaceConduit[]
  readonly networks: readonly WorkspaceNetwork[]
  readonly types: readonly AssetType[]
  readonly assets: Readonly<Record<string, AssetSpec>>
  readonly assetsByHand: readonly (Partial<WorkspaceAsset> & { readonly id: string })[]
  readonly flows: FlowParts
  readonly proposals: readonly WorkspaceProposal[]
  readonly contradictions: readonly (Omit<WorkspaceContradiction, 'framework'> & { readonly framework: Short })[]
  readonly levels: Levels
  readonly claims: ClaimParts
  readonly regulation: RegulationParts
  readonly hand: readonly HandGroup[]
  readonly controls: ControlParts
  readonly evidence: EvidenceParts
  /** Frozen positions, from `freeze.ts`. */
  readonly snapshots: NonNullable<Workspace['snapshots']>
}

const HAND_FILES = ['answers-gersthofen', 'answers-kempten-wels', 'answers-gliwice-brescia', 'answers-augsburg', 'answers-duties'] as const

/** Path of a hand-written part. */
export const pathOfPart = (name: string): string => fileURLToPath(new URL(`parts/${name}.yaml`, import.meta.url))

function readPart(name: string): unknown {
  const parsed = parseYaml(readFileSync(pathOfPart(name), 'utf8'))
  if (!parsed.ok) throw new Error(`parts/${name}.yaml: line ${parsed.problem[0]?.line ?? 0} ${parsed.problem[0]?.message ?? ''}`)
  return parsed.value
}

/** Reads `parts/*.yaml`. Their shapes are checked by the tests: the workspace made from them must pass every check. */
export function readParts(): Parts {
  const { sucs, zones } = readPart('zones') as Pick<Parts, 'sucs' | 'zones'>
  const { conduits, networks } = readPart('conduits') as Pick<Parts, 'conduits' | 'networks'>
  const { proposals, contradictions } = readPart('proposals') as Pick<Parts, 'proposals' | 'contradictions'>
  return {
    organisation: readPart('organisation') as Organisation,
    suppliers: (readPart('suppliers') as Pick<Parts, 'suppliers'>).suppliers,
    sucs,
    zones,
    conduits,
    networks,
    types: (readPart('asset-types') as Pick<Parts, 'types'>).types,
    assets: readPart('assets') as Parts['assets'],
    assetsByHand: readPart('assets-by-hand') as Parts['assetsByHand'],
    flows: readPart('flows') as FlowParts,
    proposals,
    contradictions,
    levels: readPart('levels') as Levels,
    claims: readPart('claims') as ClaimParts,
    regulation: readPart('answers-regulation') as RegulationParts,
    hand: HAND_FILES.flatMap((name) => readPart(name) as readonly HandGroup[]),
    controls: readPart('controls') as ControlParts,
    evidence: readPart('evidence') as EvidenceParts,
    snapshots: existsSync(pathOfPart('snapshots')) ? (readPart('snapshots') as Pick<Parts, 'snapshots'>).snapshots : [],
  }
}
