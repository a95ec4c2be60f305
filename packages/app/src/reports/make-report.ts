import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/workspace'
import type { Position } from '@caponier/core/position/index'
import { renderFlip } from '@caponier/core/scope/index'
import type { EntityDossier, ReportHead } from '@caponier/reports/input'
import type { RegistrationItem } from '@caponier/reports/registration'
import type { ReportWish } from '@caponier/store/reports/reports'
import { signHead } from '../activity/sign-head.ts'
import { fingerprint } from '../activity/signing-key.ts'
import type { App } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import { registrationItems } from '../scope/dossier.ts'
import { entityScopeRow, scopeOf } from '../scope/entity-scope.ts'
import { cutPosition, cutWorkspace } from './cut.ts'
import type { DocumentJob } from './job.ts'
import { fileNameOf, scopeOfReport } from './report-names.ts'
import { runThread } from './run-thread.ts'

export type MakingStep = 'position' | 'data' | 'document'

export interface MadeReport {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly mediaType: string
  readonly head: ReportHead
}

const MEDIA_TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
} as const

/**
 * Makes one report of a tenant. Only what lies inside its scope goes to where it is laid out, so nothing else can get into it. A past
 * day is computed from scratch in a thread; today's position is the one that is held live.
 */
export async function makeReport(
  app: App,
  model: TenantModel,
  wish: ReportWish,
  options: { readonly today: string; readonly signal: AbortSignal; readonly onStep: (step: MakingStep) => void },
): Promise<Result<MadeReport, string>> {
  const { signal, onStep } = options
  const scope = scopeOfReport(wish)
  const name = partName(model, wish)
  if (name === null) return fail(`the ${wish.scopeKind} "${wish.scopeId}" does not exist any more`)
  const head = await headFor(app, model.id, wish)
  onStep('position')
  const whole = await positionFor(app, model, wish, options)
  if (!whole.ok) return whole
  const { position, dossiers } = whole.value
  const cut = cutPosition(position, model, scope)
  const seen = new Set(cut.scope.map((one) => one.entity))
  const job: DocumentJob = {
    kind: 'document',
    document: wish.kind,
    format: wish.format,
    lang: wish.language,
    position: cut,
    workspace: cutWorkspace(model, scope),
    dossiers: dossiers.filter((one) => seen.has(one.entity)),
    head,
    contentVersion: app.content.contentVersion,
    ...(scope.kind !== 'organisation' && { part: { kind: scope.kind, name } }),
    ...(wish.kind === 'registration' && { entity: { id: wish.scopeId, items: itemsOf(app, model, wish, options.today) } }),
  }
  const made = await runThread(job, { signal, onStep })
  if (!made.ok) return made
  if (made.value.kind !== 'made') return fail('the thread gave no document')
  return ok({ bytes: made.value.bytes, fileName: fileNameOf(model, wish), mediaType: MEDIA_TYPES[wish.format], head })
}

async function headFor(app: App, tenant: string, wish: ReportWish): Promise<ReportHead> {
  const { seq, hash, signedAt, signingKey, signature } = await signHead(app, tenant, `report ${wish.kind} ${wish.format} ${wish.asOf}`)
  return { seq, hash, signedAt, keyFingerprint: fingerprint(signingKey), signature }
}

/** Name of the part; '' for the whole organisation, null when it is gone. */
function partName(model: TenantModel, { scopeKind, scopeId }: ReportWish): string | null {
  if (scopeKind === 'organisation') return ''
  return model.object(scopeKind, scopeId)?.doc.name ?? null
}

interface Whole {
  readonly position: Position
  readonly dossiers: readonly EntityDossier[]
}

async function positionFor(
  app: App,
  model: TenantModel,
  wish: ReportWish,
  { today, signal }: { readonly today: string; readonly signal: AbortSignal },
): Promise<Result<Whole, string>> {
  const { language: lang, asOf } = wish
  if (asOf === today) {
    const dossiers = scopeOf(model, app.content, today).entities.map((one) => ({
      entity: one.entity,
      cir: one.cir,
      states: one.states,
      flips: one.flips.map((flip) => renderFlip(flip, lang)),
    }))
    return ok({ position: model.position(today, lang), dossiers })
  }
  const workspace: Workspace = { ...model.workspace(), proposals: [] }
  const computed = await runThread(
    { kind: 'compute', workspace, asOf, lang, contentVersion: app.content.contentVersion },
    { signal, onStep: () => undefined },
  )
  if (!computed.ok) return computed
  return computed.value.kind === 'computed' ? ok(computed.value) : fail('the thread gave no position')
}

function itemsOf(app: App, model: TenantModel, wish: ReportWish, today: string): readonly RegistrationItem[] {
  const entity = model.object('entity', wish.scopeId)?.doc
  const scope = scopeOf(model, app.content, today).entities.find((one) => one.entity === wish.scopeId)
  return entity === undefined || scope === undefined
    ? []
    : registrationItems(app.content, entity, entityScopeRow(scope, wish.language), wish.language)
}
