import { z } from 'zod'
import { AdoptedFramework, Answer, Contradiction, Control, Evidence, Link, Snapshot } from './assessment.ts'
import { CalendarDate, Instant } from './primitives.ts'
import {
  Asset,
  AssetType,
  Conduit,
  Flow,
  LegalEntity,
  Network,
  Organisation,
  Person,
  Product,
  Proposal,
  ResponsibilityRow,
  Site,
  Suc,
  Supplier,
  Zone,
} from './structure.ts'

/**
 * The whole model of one organisation as one JSON document. A workspace folder is the same document cut into YAML files:
 * every file holds some of these keys, lists are joined. Order of lists and files has no meaning.
 */
export const Workspace = z.strictObject({
  caponier: z.literal(1).meta({ description: 'Version of this format.' }),
  asOf: CalendarDate.optional().meta({ description: 'Valid date of the position asked for (`caponier position --jsonl`).' }),
  knownAt: z
    .union([CalendarDate, Instant])
    .nullish()
    .meta({ description: 'Only what was recorded by then counts; absent or null = everything.' }),
  organisation: Organisation,
  frameworks: z.array(AdoptedFramework).max(20).meta({ description: 'Adopted frameworks; one edition of 2-1.' }),
  entities: z.array(LegalEntity).max(2_000),
  sites: z.array(Site).max(5_000).optional(),
  sucs: z.array(Suc).max(20_000).optional(),
  zones: z.array(Zone).max(50_000).optional(),
  conduits: z.array(Conduit).max(50_000).optional(),
  networks: z.array(Network).max(50_000).optional(),
  assetTypes: z.array(AssetType).max(50_000).optional(),
  assets: z.array(Asset).max(1_000_000).optional(),
  flows: z.array(Flow).max(1_000_000).optional(),
  proposals: z.array(Proposal).max(1_000_000).optional(),
  suppliers: z.array(Supplier).max(50_000).optional(),
  products: z.array(Product).max(50_000).optional(),
  people: z.array(Person).max(50_000).optional(),
  responsibilities: z.array(ResponsibilityRow).max(200_000).optional(),
  controls: z.array(Control).max(200_000).optional(),
  evidence: z.array(Evidence).max(500_000).optional(),
  answers: z.array(Answer).max(5_000_000).optional(),
  links: z.array(Link).max(2_000_000).optional(),
  contradictions: z.array(Contradiction).max(100_000).optional(),
  snapshots: z.array(Snapshot).max(10_000).optional(),
})

export type Workspace = z.infer<typeof Workspace>
export type WorkspaceEntity = z.infer<typeof LegalEntity>
export type WorkspaceSite = z.infer<typeof Site>
export type WorkspaceSuc = z.infer<typeof Suc>
export type WorkspaceZone = z.infer<typeof Zone>
export type WorkspaceConduit = z.infer<typeof Conduit>
export type WorkspaceAsset = z.infer<typeof Asset>
export type WorkspaceNetwork = z.infer<typeof Network>
export type WorkspaceFlow = z.infer<typeof Flow>
export type WorkspaceProposal = z.infer<typeof Proposal>
export type WorkspaceSupplier = z.infer<typeof Supplier>
export type WorkspaceControl = z.infer<typeof Control>
export type WorkspaceEvidence = z.infer<typeof Evidence>
export type WorkspaceAnswer = z.infer<typeof Answer>
export type WorkspaceLink = z.infer<typeof Link>
export type WorkspaceContradiction = z.infer<typeof Contradiction>

/** JSON Schema (draft 2020-12) of the workspace document, for editors and strangers. */
export const workspaceJsonSchema = (): object => ({
  $id: 'urn:caponier:schema:workspace:1',
  title: 'Caponier workspace',
  ...z.toJSONSchema(Workspace, { io: 'input', unrepresentable: 'any' }),
})
