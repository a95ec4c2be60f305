import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import type { ReportHead } from '@caponier/reports/input'
import { connectionOf } from '@caponier/store/connection'
import type { ReportWish } from '@caponier/store/reports/reports'
import { signHead } from '../activity/sign-head.ts'
import { fingerprint } from '../activity/signing-key.ts'
import type { App } from '../context.ts'
import type { TenantModel } from '../live/tenant-model.ts'
import type { MakingStep } from './job.ts'
import { fileNameOf } from './report-names.ts'
import { runThread } from './run-thread.ts'

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
 * Makes one report of a tenant in a thread that reads the organisation for itself (ADR 16). What it reads is at least as new as the signed
 * head that the report carries.
 */
export async function makeReport(
  app: App,
  model: TenantModel,
  wish: ReportWish,
  options: { readonly today: string; readonly signal: AbortSignal; readonly onStep: (step: MakingStep) => void },
): Promise<Result<MadeReport, string>> {
  const head = await headFor(app, model.id, wish)
  const { kind, format, language, scopeKind, scopeId, asOf } = wish
  const { today, signal, onStep } = options
  const made = await runThread(
    {
      connection: connectionOf(app.pool),
      tenant: model.id,
      wish: { kind, format, language, scopeKind, scopeId, asOf },
      today,
      head,
      contentVersion: app.content.contentVersion,
    },
    { signal, onStep },
  )
  return made.ok ? ok({ bytes: made.value, fileName: fileNameOf(model, wish), mediaType: MEDIA_TYPES[format], head }) : fail(made.problem)
}

async function headFor(app: App, tenant: string, wish: ReportWish): Promise<ReportHead> {
  const { seq, hash, signedAt, signingKey, signature } = await signHead(app, tenant, `report ${wish.kind} ${wish.format} ${wish.asOf}`)
  return { seq, hash, signedAt, keyFingerprint: fingerprint(signingKey), signature }
}
