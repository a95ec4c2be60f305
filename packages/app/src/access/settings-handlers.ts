import { fail, ok } from '@caponier/core'
import type { Result } from '@caponier/core'
import type { z } from 'zod'
import type { settingsRoutes, TenantSettings } from '@caponier/contract/access/tenant-settings'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { blobBytes } from '@caponier/store/evidence/files'
import { saveTenantSettings, tenantSettings } from '@caponier/store/tenant/settings'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { forbidden, notFound, stale } from '../problems.ts'
import { KeptSettings } from './kept-settings.ts'

type Shown = z.input<typeof TenantSettings>

async function shown({ app, tenant, visible }: MemberContext, queries: Queries): Promise<Result<Shown, ApiProblem>> {
  const row = await tenantSettings(queries, tenant)
  if (row === undefined) return fail(notFound('the organisation'))
  const { id, name, sample, createdAt, seq, members } = row
  const programVersion = app.settings.version
  const counts = visible('settings.read').all
    ? { members, activity: seq, fileBytes: await blobBytes(queries, tenant) }
    : { members: null, activity: null, fileBytes: null }
  return ok({ id, name, sample, createdAt: createdAt.toISOString(), ...KeptSettings.parse(row.settings), ...counts, programVersion })
}

export const settingsHandlers = {
  'settings.show': (context) =>
    inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) => shown(context, queries)),
  'settings.edit': async (context, { body, version }) => {
    if (!context.visible('settings.manage').all) return fail(forbidden('change the settings of the organisation'))
    const done = await change(context, ['access'], async ({ queries, record }) => {
      const before = await shown(context, queries)
      if (!before.ok) return before
      const { language, fileQuotaGb } = before.value
      const stood = { language, fileQuotaGb }
      if (before.value.version !== version) return fail(stale(before.value.version, stood, body))
      const wanted = { language: body.language ?? language, fileQuotaGb: body.fileQuotaGb ?? fileQuotaGb }
      const next = { version: version + 1, ...wanted }
      await saveTenantSettings(queries, context.tenant, next)
      record({
        action: 'access.settings',
        objectKind: 'organisation',
        objectId: context.tenant,
        before: stood,
        after: wanted,
      })
      return shown(context, queries)
    })
    return done.ok ? ok(done.value.value) : done
  },
} satisfies Handlers<typeof settingsRoutes>
