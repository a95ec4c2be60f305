import { fail, ok } from '@caponier/core'
import type { Result } from '@caponier/core'
import { z } from 'zod'
import { Language } from '@caponier/contract/access/credentials'
import type { settingsRoutes, TenantSettings } from '@caponier/contract/access/tenant-settings'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { saveTenantSettings, tenantSettings } from '@caponier/store/tenant/settings'
import type { Queries } from '@caponier/store/tenant/transaction'
import { inTransaction } from '@caponier/store/tenant/transaction'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { notFound, stale } from '../problems.ts'

/** Settings as they are kept; what is missing has its first value. */
const Kept = z.object({ version: z.int().default(1), language: Language.default('en') }).catch({ version: 1, language: 'en' })

type Shown = z.input<typeof TenantSettings>

async function shown({ app, tenant, visible }: MemberContext, queries: Queries): Promise<Result<Shown, ApiProblem>> {
  const row = await tenantSettings(queries, tenant)
  if (row === undefined) return fail(notFound('the organisation'))
  const { id, name, sample, createdAt, seq, members } = row
  const programVersion = app.settings.version
  const counts = visible('settings.read').all ? { members, activity: seq } : { members: null, activity: null }
  return ok({ id, name, sample, createdAt: createdAt.toISOString(), ...Kept.parse(row.settings), ...counts, programVersion })
}

export const settingsHandlers = {
  'settings.show': (context) =>
    inTransaction(context.app.pool, { tenant: context.tenant }, 'read only', (queries) => shown(context, queries)),
  'settings.edit': async (context, { body, version }) => {
    const done = await change(context, ['access'], async ({ queries, record }) => {
      const before = await shown(context, queries)
      if (!before.ok) return before
      const { language } = before.value
      if (before.value.version !== version) return fail(stale(before.value.version, { language }, body))
      const next = { version: version + 1, language: body.language ?? language }
      await saveTenantSettings(queries, context.tenant, next)
      record({
        action: 'access.settings',
        objectKind: 'organisation',
        objectId: context.tenant,
        before: { language },
        after: { language: next.language },
      })
      return shown(context, queries)
    })
    return done.ok ? ok(done.value.value) : done
  },
} satisfies Handlers<typeof settingsRoutes>
