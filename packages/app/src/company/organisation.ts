import { fail, ok } from '@caponier/core'
import { frameworkFacts } from '@caponier/core/company/answer-subjects'
import { checkWorkspace } from '@caponier/core/company/references'
import type { Workspace } from '@caponier/core/company/workspace'
import type { organisationRoutes } from '@caponier/contract/company/organisation'
import { replaceOrganisation } from '@caponier/store/model/organisation'
import { change } from '../change.ts'
import type { MemberContext } from '../context.ts'
import type { Handlers } from '../handlers-of.ts'
import { forbidden, invalid, notFound, stale } from '../problems.ts'
import { modelNow } from './model-now.ts'
import { type ApiIssue } from './object-check.ts'
import { definedOnly } from './object-draft.ts'

/** The organisation belongs to nobody below it: only who holds a role for all of it sees its figures. */
export const organisationHandlers = {
  'organisation.show': async (context) => {
    if (!context.visible('company.read').all) return fail(notFound('the record of the whole organisation'))
    const { model } = context
    return ok({
      version: model.organisationVersion(),
      doc: model.workspace().organisation,
      writable: context.visible('organisation.write').all,
    })
  },
  'organisation.replace': async (context, { body, version }) => {
    if (!context.visible('organisation.write').all) return fail(forbidden('change the organisation'))
    const organisation = definedOnly(body)
    const changed = await change(context, ['company', 'scope', 'position'], async (one) => {
      const model = await modelNow(one, context)
      const before = model.workspace().organisation
      if (model.organisationVersion() !== version) return fail(stale(model.organisationVersion(), before, organisation))
      if (organisation.id !== before.id)
        return fail(invalid([{ path: 'body.id', message: `is not "${before.id}"`, mend: 'the id of an organisation stays' }]))
      const found = organisationIssues(context, { ...model.workspace(), organisation })
      if (found.errors.length > 0) return fail(invalid(found.errors))
      const next = await replaceOrganisation(one, version, organisation)
      if (next === undefined) return fail(stale(version + 1, before, organisation))
      one.record({ action: 'company.replace', objectKind: 'organisation', objectId: one.tenant, before, after: organisation })
      one.effect({ kind: 'organisation', organisation, version: next })
      return ok({ version: next, doc: organisation, warnings: found.warnings })
    })
    return changed.ok ? ok(changed.value.value) : changed
  },
} satisfies Handlers<typeof organisationRoutes>

/** What the rules say about the organisation itself: its rates and its figures, and the figures that need a rate. */
function organisationIssues(context: MemberContext, workspace: Workspace): { errors: ApiIssue[]; warnings: ApiIssue[] } {
  const errors: ApiIssue[] = []
  const warnings: ApiIssue[] = []
  const bare = { ...workspace, answers: [], links: [] }
  for (const { path, message, mend, severity } of checkWorkspace(bare, {
    today: context.today,
    frameworks: frameworkFacts(context.app.content.frameworks),
  })) {
    const own = path.startsWith('organisation.') || message.startsWith('no exchange rate')
    const issue = { path: path.replace(/^organisation\./, 'body.'), message, ...(mend !== undefined && { mend }) }
    if (own) (severity === 'error' ? errors : warnings).push(issue)
  }
  return { errors, warnings }
}
