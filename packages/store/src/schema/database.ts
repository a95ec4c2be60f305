// Written by scripts/write-database-types.ts from the migrated schema; a test compares.
import type { ColumnType, GeneratedAlways } from 'kysely'

export interface ActivityTable {
  readonly tenant_id: string
  readonly seq: number
  readonly at: Date
  readonly actor_id: string
  readonly action: string
  readonly object_kind: string
  readonly object_id: string
  readonly detail_digest: Buffer
  readonly previous: Buffer
  readonly hash: Buffer
}

export interface ActivityDetailTable {
  readonly tenant_id: string
  readonly seq: number
  readonly salt: Buffer
  readonly detail: string
}

export interface ActivityHeadTable {
  readonly tenant_id: string
  readonly seq: number
  readonly hash: Buffer
  readonly signed_at: Date
  readonly signature: Buffer
  readonly reason: string
  readonly signing_key: ColumnType<string, string | undefined, string>
}

export interface ActorTable {
  readonly tenant_id: string
  readonly id: string
  readonly kind: string
  readonly user_id: string | null
}

export interface AdoptedFrameworkTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface AnswerTable {
  readonly tenant_id: string
  readonly subject_ref: string
  readonly framework: string
  readonly requirement: string
  readonly version: number
}

export interface AnswerEntryTable {
  readonly tenant_id: string
  readonly id: GeneratedAlways<number>
  readonly subject_ref: string
  readonly framework: string
  readonly requirement: string
  readonly state: string
  readonly justification: string | null
  readonly maturity: number | null
  readonly note: string | null
  readonly valid_from: string | null
  readonly recorded_at: string | null
  readonly person_id: string | null
  readonly provenance: string | null
  readonly actor_id: string | null
  readonly review: string | null
  readonly reviewer: string | null
}

export interface AppUserTable {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: ColumnType<string, string | undefined, string>
  readonly theme: ColumnType<string, string | undefined, string>
  readonly password_hash: string | null
  readonly disabled_at: Date | null
  readonly erased_at: Date | null
  readonly created_at: Date
  readonly version: ColumnType<number, number | undefined, number>
}

export interface AssetTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly site_id: GeneratedAlways<string | null>
  readonly zone_id: GeneratedAlways<string | null>
  readonly type_id: GeneratedAlways<string | null>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface AssetTypeTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly supplier_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface AssignmentTable {
  readonly tenant_id: string
  readonly id: string
  readonly subject_ref: string
  readonly framework: string
  readonly requirements: string[] | null
  readonly assignee: string | null
  readonly due: string
  readonly note: string | null
  readonly state: string
  readonly created_at: Date
  readonly created_by: string
  readonly changed_at: Date
  readonly version: ColumnType<number, number | undefined, number>
}

export interface AssignmentEventTable {
  readonly tenant_id: string
  readonly assignment_id: string
  readonly n: number
  readonly state: string
  readonly note: string | null
  readonly at: Date
  readonly actor_id: string
}

export interface BlobTable {
  readonly tenant_id: string
  readonly sha256: string
  readonly size: number
  readonly media_type: string
  readonly created_at: Date
  readonly created_by: string
}

export interface CallKeyTable {
  readonly user_id: string
  readonly route: string
  readonly key_hash: Buffer
  readonly fingerprint: Buffer
  readonly holder: string
  readonly started_at: Date
  readonly expires_at: Date
  readonly changed: ColumnType<boolean, boolean | undefined, boolean>
  readonly status: number | null
  readonly content_type: string | null
  readonly etag: string | null
  readonly body: string | null
}

export interface ChangeEffectTable {
  readonly tenant_id: string
  readonly seq: number
  readonly before: number
  readonly effects: ColumnType<unknown, string, string>
}

export interface CommentTable {
  readonly tenant_id: string
  readonly id: string
  readonly subject_ref: string
  readonly framework: string
  readonly requirement: string
  readonly thread_id: string | null
  readonly author_id: string
  readonly text: string
  readonly mentions: ColumnType<string[], string[] | undefined, string[]>
  readonly created_at: Date
  readonly resolved_at: Date | null
  readonly resolved_by: string | null
  readonly version: ColumnType<number, number | undefined, number>
}

export interface ConduitTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface ContradictionTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly subject_ref: GeneratedAlways<string | null>
  readonly flow_id: GeneratedAlways<string | null>
  readonly evidence_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface ControlTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface EntityTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface EvidenceTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface EvidenceFileTable {
  readonly tenant_id: string
  readonly evidence_id: string
  readonly sha256: string
  readonly name: string
  readonly uploaded_at: Date
  readonly uploaded_by: string
}

export interface FlowTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly site_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface FrozenPositionTable {
  readonly tenant_id: string
  readonly snapshot_id: string
  readonly position: string
  readonly seq: number
  readonly head: Buffer
}

export interface InstallationTable {
  readonly only_one: ColumnType<boolean, boolean | undefined, boolean>
  readonly id: string
  readonly created_at: Date
  readonly signing_key: string | null
  readonly first_token_hash: Buffer | null
  readonly first_token_expires_at: Date | null
  readonly first_user: string | null
  readonly claimed_at: Date | null
}

export interface InvitationTable {
  readonly tenant_id: string
  readonly id: string
  readonly token_hash: Buffer | null
  readonly email: string
  readonly name: string
  readonly language: string
  readonly grants: ColumnType<unknown, string, string>
  readonly person_id: string | null
  readonly invited_by: string | null
  readonly created_at: Date
  readonly expires_at: Date
}

export interface LinkTable {
  readonly tenant_id: string
  readonly id: string
  readonly subject_ref: string
  readonly framework: string
  readonly requirements: string[]
  readonly controls: ColumnType<string[], string[] | undefined, string[]>
  readonly evidence: ColumnType<string[], string[] | undefined, string[]>
  readonly target: string | null
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly recorded_at: string | null
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface LinkControlTable {
  readonly tenant_id: string
  readonly link_id: string
  readonly control_id: string
}

export interface LinkEvidenceTable {
  readonly tenant_id: string
  readonly link_id: string
  readonly evidence_id: string
}

export interface MembershipTable {
  readonly tenant_id: string
  readonly user_id: string
  readonly person_id: string | null
  readonly created_at: Date
  readonly version: ColumnType<number, number | undefined, number>
  readonly last_seen_at: Date | null
}

export interface NetworkTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly site_id: GeneratedAlways<string | null>
  readonly zone_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface OneTimeTokenTable {
  readonly token_hash: Buffer
  readonly purpose: string
  readonly user_id: string
  readonly tenant_id: string | null
  readonly created_at: Date
  readonly expires_at: Date
  readonly used_at: Date | null
}

export interface PastTable {
  readonly tenant_id: string
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly doc: ColumnType<unknown, string, string>
  readonly provenance: string
  readonly changed_at: Date
  readonly changed_by: string
  readonly ended_at: Date
  readonly ended_by: string | null
  readonly removed: boolean
}

export interface PersonTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface PersonPseudonymTable {
  readonly tenant_id: string
  readonly person_id: string
  readonly pseudonym: string
}

export interface ProductTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface ProposalTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly site_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface ReportTable {
  readonly tenant_id: string
  readonly id: string
  readonly kind: string
  readonly format: string
  readonly language: string
  readonly scope_kind: string
  readonly scope_id: ColumnType<string, string | undefined, string>
  readonly as_of: string
  readonly state: ColumnType<string, string | undefined, string>
  readonly step: string | null
  readonly requested_at: Date
  readonly requested_by: string
  readonly attempts: ColumnType<number, number | undefined, number>
  readonly runner: string | null
  readonly heartbeat_at: Date | null
  readonly ended_at: Date | null
  readonly problem: string | null
  readonly sha256: string | null
  readonly size: number | null
  readonly file_name: string | null
  readonly head_seq: number | null
  readonly head_hash: string | null
}

export interface ResponsibilityTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly person_id: GeneratedAlways<string | null>
  readonly supplier_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface RoleGrantTable {
  readonly tenant_id: string
  readonly user_id: string
  readonly role: string
  readonly scope_kind: string
  readonly scope_id: ColumnType<string, string | undefined, string>
}

export interface SavedViewTable {
  readonly tenant_id: string
  readonly id: string
  readonly owner: string
  readonly list: string
  readonly name: string
  readonly shared: ColumnType<boolean, boolean | undefined, boolean>
  readonly content: ColumnType<unknown, string, string>
  readonly changed_at: Date
  readonly version: ColumnType<number, number | undefined, number>
}

export interface SessionTable {
  readonly token_hash: Buffer
  readonly user_id: string
  readonly id: string
  readonly created_at: Date
  readonly last_seen_at: Date
  readonly expires_at: Date
  readonly device: ColumnType<string, string | undefined, string>
}

export interface SheetUploadTable {
  readonly tenant_id: string
  readonly id: string
  readonly user_id: string
  readonly kind: string
  readonly file_name: string
  readonly bytes: Buffer
  readonly options: ColumnType<unknown, string, string>
  readonly created_at: Date
  readonly expires_at: Date
}

export interface SignInAttemptTable {
  readonly login_hash: Buffer
  readonly failed: number
  readonly last_at: Date
  readonly locked_until: Date | null
}

export interface SiteTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface SnapshotTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface SubjectTable {
  readonly tenant_id: string
  readonly ref: string
}

export interface SucTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly site_id: GeneratedAlways<string | null>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface SupplierTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface TenantTable {
  readonly id: string
  readonly name: string
  readonly organisation: ColumnType<unknown, string, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly sample: ColumnType<boolean, boolean | undefined, boolean>
  readonly seq: ColumnType<number, number | undefined, number>
  readonly head: ColumnType<Buffer, Buffer | undefined, Buffer>
  readonly settings: ColumnType<unknown, string | undefined, string>
  readonly created_at: Date
}

export interface ZoneTable {
  readonly tenant_id: string
  readonly id: string
  readonly doc: ColumnType<unknown, string, string>
  readonly site_id: GeneratedAlways<string | null>
  readonly suc_id: GeneratedAlways<string | null>
  readonly owner_id: GeneratedAlways<string | null>
  readonly provenance: ColumnType<string, string | undefined, string>
  readonly version: ColumnType<number, number | undefined, number>
  readonly changed_at: Date
  readonly changed_by: string
}

export interface Database {
  readonly activity: ActivityTable
  readonly activity_detail: ActivityDetailTable
  readonly activity_head: ActivityHeadTable
  readonly actor: ActorTable
  readonly adopted_framework: AdoptedFrameworkTable
  readonly answer: AnswerTable
  readonly answer_entry: AnswerEntryTable
  readonly app_user: AppUserTable
  readonly asset: AssetTable
  readonly asset_type: AssetTypeTable
  readonly assignment: AssignmentTable
  readonly assignment_event: AssignmentEventTable
  readonly blob: BlobTable
  readonly call_key: CallKeyTable
  readonly change_effect: ChangeEffectTable
  readonly comment: CommentTable
  readonly conduit: ConduitTable
  readonly contradiction: ContradictionTable
  readonly control: ControlTable
  readonly entity: EntityTable
  readonly evidence: EvidenceTable
  readonly evidence_file: EvidenceFileTable
  readonly flow: FlowTable
  readonly frozen_position: FrozenPositionTable
  readonly installation: InstallationTable
  readonly invitation: InvitationTable
  readonly link: LinkTable
  readonly link_control: LinkControlTable
  readonly link_evidence: LinkEvidenceTable
  readonly membership: MembershipTable
  readonly network: NetworkTable
  readonly one_time_token: OneTimeTokenTable
  readonly past: PastTable
  readonly person: PersonTable
  readonly person_pseudonym: PersonPseudonymTable
  readonly product: ProductTable
  readonly proposal: ProposalTable
  readonly report: ReportTable
  readonly responsibility: ResponsibilityTable
  readonly role_grant: RoleGrantTable
  readonly saved_view: SavedViewTable
  readonly session: SessionTable
  readonly sheet_upload: SheetUploadTable
  readonly sign_in_attempt: SignInAttemptTable
  readonly site: SiteTable
  readonly snapshot: SnapshotTable
  readonly subject: SubjectTable
  readonly suc: SucTable
  readonly supplier: SupplierTable
  readonly tenant: TenantTable
  readonly zone: ZoneTable
}
